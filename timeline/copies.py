"""Near-duplicates as pages show them: articles that are almost the same; people may tell them apart."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import batched

from django.contrib.auth.models import User
from django.db.models import Q

from timeline import decide, fingerprints
from timeline.models import Article, Judgement

_CHUNK = 500

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with almost the same text; `share` is that of equal shingles, estimated.

    `apart` is the decision of a person that it is another article, if there is one.
    """

    article: Article
    share: float
    apart: Judgement | None

    @property
    def percent(self) -> int:
        return min(round(100 * self.share), 99)


def of(article: Article) -> list[Copy]:
    """The near-duplicates of an article, the likest first."""
    return near([article]).get(article.pk, [])


def near(articles: Collection[Article]) -> dict[int, list[Copy]]:
    """The near-duplicates of each of these articles, by its key, the likest first."""
    likes = fingerprints.alike([article.pk for article in articles])
    if not likes:
        return {}
    others = {other for pairs in likes.values() for _share, other in pairs}
    known = Article.objects.defer("text").in_bulk(others)
    own = {article.pk: article for article in articles}
    decided = _decisions([*own.values(), *known.values()])
    return {
        pk: [
            Copy(known[other], share, decided.get(_pair(own[pk], known[other])))
            for share, other in pairs
            if other in known
        ]
        for pk, pairs in likes.items()
    }


def tell_apart(one: Article, other: Article, user: User | None) -> Judgement:
    """A person says that the two are different articles; `decide.take_back` takes it back."""
    left, right = ((sha, 0, 0) for sha in _pair(one, other))
    return decide.judgement(Judgement.About.ARTICLES, (left, right), False, "", user)


def _pair(one: Article, other: Article) -> Pair:
    first, second = sorted((one.text_sha256, other.text_sha256))
    return first, second


def _decisions(articles: Collection[Article]) -> dict[Pair, Judgement]:
    """By pair: the decision that holds."""
    found: dict[Pair, Judgement] = {}
    for chunk in batched(sorted({article.text_sha256 for article in articles}), _CHUNK):
        either = Q(left_text__in=chunk) | Q(right_text__in=chunk)
        about = Judgement.objects.filter(either, about=Judgement.About.ARTICLES, retracted_at=None)
        for row in about.select_related("author").order_by("pk"):
            found[row.left_text, row.right_text] = row
    return found
