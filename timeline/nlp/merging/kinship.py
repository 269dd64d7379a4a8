"""Which words name the same kind of event: lemma, nominalisation, synonym. Pure Python.

Two words are compared by keys: words that share one are kin, so that an index by key finds all
candidates of a word without looking at the others.
"""

from collections import defaultdict
from functools import cache, lru_cache

from timeline.nlp.resources import load

SAME, DERIVED, CLOSE, NEAR, RELATED = 1.0, 0.9, 0.7, 0.4, 0.3
_WEIGHT = {"=": SAME, "<": DERIVED, "~": CLOSE, "?": NEAR, "-": RELATED}


@lru_cache(maxsize=65_536)
def keys(lemma: str) -> frozenset[str]:
    """The keys of a lemma; the first character tells how strongly sharing the key binds."""
    roots = _roots(lemma)
    found = {f"={lemma}", *(f"<{root}" for root in roots)}
    for word in roots if lemma not in _words("narrow") else (lemma,):
        found.update(_groups().get(word, ()))
    return frozenset(found)


@lru_cache(maxsize=65_536)
def kinship(left: str, right: str) -> float:
    """1 for the same lemma, less for nominalisations and synonyms, 0 for strangers."""
    if left == right:
        return SAME
    return max((_WEIGHT[key[0]] for key in keys(left) & keys(right)), default=0.0)


def is_reporting(lemma: str) -> bool:
    return lemma in _words("reporting")


def is_general(lemma: str) -> bool:
    return lemma in _words("general")


def is_mutual(lemma: str) -> bool:
    """Whether the act has two sides that do the same: "A met B" is "B met A"."""
    return not _words("mutual").isdisjoint(_roots(lemma))


def happens_once(lemma: str) -> bool:
    """Whether it befalls the same persons or things once only, as a death or a crash does."""
    return not _words("once").isdisjoint(_roots(lemma))


def happens_seldom(lemma: str) -> bool:
    """Whether the same persons hardly do it, or suffer it, twice within days."""
    return not _words("seldom").isdisjoint(_roots(lemma))


def _roots(lemma: str) -> tuple[str, ...]:
    """The lemma itself and the verbs it is a noun of."""
    extra = load("kinship")["stands_for"].get(lemma, ())
    return (lemma, *extra, *load("nominalisations").get(lemma, ()))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("kinship")[name]["words"])


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """word -> keys of the synonym groups it is in."""
    groups: dict[str, set[str]] = defaultdict(set)
    synonyms = load("synonyms")
    listed, related = ([entry["words"] for entry in load("kinship")[name]] for name in ("same", "related"))
    for mark, name, sets in (("~", "listed", listed), ("~", "close", synonyms["close"]), ("-", "", related)):
        for number, words in enumerate(sets):
            for word in words:
                groups[word].add(f"{mark}{name}{number}")
    for number, words in enumerate([*synonyms["near"], *synonyms["effects"]]):
        for word in words:
            groups[word].add(f"?near{number}")
    return {word: tuple(sorted(keys)) for word, keys in groups.items()}
