"""A digest of each text by which near-duplicates are found: MinHash over runs of words.

Nothing about pairs is stored: each article has its digest and the keys of its bands, and those that share a
key are compared when somebody looks. So it makes no difference in which order, or by whom, they were stored.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import batched

import numpy as np
from rensa import RMinHash

from timeline.models import Article, Fingerprint, FingerprintKey

# Two texts that share half of their shingles share a key in one of two cases, with 0.7 in 99 of 100.
_BANDS, _ROWS, _WORDS = 25, 5, 3
_SEED = 1
METHOD = f"rensa {RMinHash.ALGORITHM_VERSION} {_BANDS}x{_ROWS} {_WORDS}"
ALIKE = 0.6
_FEWEST_SHINGLES = 12
# Of texts that come in hundreds of copies, such as weather reports, the likest are enough.
_CANDIDATES = 50
_CHUNK = 500
_WORD = re.compile(r"\w+")

type Digest = np.ndarray[tuple[int], np.dtype[np.uint32]]


def store(article: Article) -> None:
    """Write digest and keys of an article, in place of those it had."""
    digest = _digest(article.text)
    Fingerprint.objects.update_or_create(
        article=article, defaults={"method": METHOD, "digest": digest.tobytes()}
    )
    FingerprintKey.objects.filter(article=article).delete()
    FingerprintKey.objects.bulk_create(FingerprintKey(article=article, key=key) for key in _keys(digest))


def missing(number: int) -> list[Article]:
    """Some articles without a digest, or with one that another method made."""
    return list(Article.objects.exclude(fingerprint__method=METHOD).order_by("pk")[:number])


def _digest(text: str) -> Digest:
    """Empty for a text that is too short to be compared."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}
    if len(shingles) < _FEWEST_SHINGLES:
        return np.array([], dtype=np.uint32)
    minhash = RMinHash(_BANDS * _ROWS, _SEED)
    minhash.update(sorted(shingles))
    return np.array(minhash.digest(), dtype=np.uint32)


def _keys(digest: Digest) -> set[int]:
    """One number for each band; signed, as databases have it."""
    bands = (digest[at : at + _ROWS].tobytes() for at in range(0, len(digest), _ROWS))
    hashes = (hashlib.blake2b(bytes([number]) + band, digest_size=8) for number, band in enumerate(bands))
    return {int.from_bytes(one.digest(), signed=True) for one in hashes}


def alike(articles: Collection[int]) -> dict[int, list[tuple[float, int]]]:
    """For each of these articles: (share of equal shingles, article) of those that are almost the same."""
    shared = _sharing(articles)
    digests = _digests({pk for others in shared.values() for pk in others} | shared.keys())
    return {
        pk: sorted(
            ((share, other) for other in others if (share := _share(digests, pk, other)) >= ALIKE),
            reverse=True,
        )
        for pk, others in shared.items()
    }


def _sharing(articles: Collection[int]) -> dict[int, list[int]]:
    """Article -> others that share keys with it, those that share most."""
    keys: dict[int, list[int]] = defaultdict(list)
    for article, key in FingerprintKey.objects.filter(article__in=articles).values_list("article", "key"):
        keys[key].append(article)
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for chunk in batched(sorted(keys), _CHUNK):
        for other, key in FingerprintKey.objects.filter(key__in=chunk).values_list("article", "key"):
            for article in keys[key]:
                if article != other:
                    counts[article][other] += 1
    return {
        article: [other for other, _ in sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))][
            :_CANDIDATES
        ]
        for article, others in counts.items()
    }


def _digests(articles: Iterable[int]) -> dict[int, Digest]:
    found = {}
    for chunk in batched(sorted(articles), _CHUNK):
        rows = Fingerprint.objects.filter(article__in=chunk, method=METHOD).values_list("article", "digest")
        found.update({pk: np.frombuffer(bytes(digest), dtype=np.uint32) for pk, digest in rows})
    return found


def _share(digests: dict[int, Digest], one: int, other: int) -> float:
    if one not in digests or other not in digests:
        return 0.0
    return float(np.mean(digests[one] == digests[other]))
