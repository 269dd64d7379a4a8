"""How much two articles are about the same incident, from the words and actors they share. Pure Python.

An article is a vector of the content words of its event sentences and of its actors, weighted by rarity in
the language. Likeness is the cosine of two vectors, so it depends on these two articles alone. An index of
what stands out in each article finds those worth comparing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from timeline.dates import DAY, DateInterval
from timeline.nlp.merging import rarity
from timeline.nlp.merging.telling import MergeMention

ACTOR_WEIGHT = 2.0
# How many of the words that stand out most are looked for in other articles, and how many must be shared.
OUTSTANDING = 16
LEAST_SHARED = 3
# Articles further apart than this are compared only by their actors and dates.
WINDOW = 365 * DAY

_ACTOR = "@ "


class Stories:
    """The articles of a set of tellings, which must hold every telling of each."""

    def __init__(self, mentions: Sequence[MergeMention]) -> None:
        self._kinds = {actor: kind for mention in mentions for actor, kind in mention.named}
        self._words = rarity.of_words()
        bags = _bags(mentions)
        self._vectors = {article: self._vector(bag) for article, bag in bags.items()}
        self._published = {mention.article: mention.published for mention in mentions}
        self._likeness: dict[tuple[str, str], float] = {}

    def rarity(self, term: str) -> float:
        """Low for a term that is common everywhere, growing with the logarithm of its rarity."""
        if term.startswith(_ACTOR):
            return rarity.of_actor(self._kinds.get(term[len(_ACTOR) :]))
        return self._words.get(term, rarity.MOST)

    def weight(self, terms: Iterable[str]) -> float:
        """Sum of squared rarities, for cosines of sets."""
        return math.fsum([self.rarity(term) ** 2 for term in terms])

    def likeness(self, left: str, right: str) -> float:
        """Cosine of two articles, 0 to 1; an article is entirely like itself."""
        if left == right:
            return 1.0
        key = (left, right) if left < right else (right, left)
        if key not in self._likeness:
            self._likeness[key] = _dot(self._vectors[left], self._vectors[right])
        return self._likeness[key]

    def keys(self, article: str) -> frozenset[tuple[str, int | None]]:
        """(term, period) for what stands out in the article; who shares enough of them is worth a look.

        Which these are depends on words alone and on which actors have names, never on how actors are keyed.
        """
        vector = self._vectors[article]
        names = [term for term in vector if term.startswith(_ACTOR) and self.rarity(term) > rarity.OTHER]
        words = sorted((-weight, term) for term, weight in vector.items() if not term.startswith(_ACTOR))
        terms = [*names, *(term for _, term in words[:OUTSTANDING])]
        return frozenset((term, period) for term in terms for period in _periods(self._published[article]))

    def neighbours(self, least: float) -> Iterator[tuple[str, str]]:
        """Pairs of articles, in order, that share what stands out and are at least this much alike."""
        holders: dict[tuple[str, int | None], list[str]] = defaultdict(list)
        for article in sorted(self._vectors):
            for key in self.keys(article):
                holders[key].append(article)
        shared: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (term, _), together in holders.items():
            for pair in combinations(together, 2):
                shared[pair].add(term)
        for pair in sorted(shared):
            if len(shared[pair]) >= LEAST_SHARED and self.likeness(*pair) >= least:
                yield pair

    def _vector(self, bag: Mapping[str, int]) -> dict[str, float]:
        weights = {
            term: (1 + math.log(count)) * self.rarity(term) * (ACTOR_WEIGHT if term.startswith(_ACTOR) else 1)
            for term, count in bag.items()
        }
        length = math.sqrt(math.fsum([weight * weight for weight in weights.values()]))
        return {term: weight / length for term, weight in weights.items()} if length else {}


def actor_term(actor: str) -> str:
    """Actors and words share one space of terms; the blank keeps them apart."""
    return _ACTOR + actor


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Inner product; the exact sum, so that rounding cannot depend on how the vectors were built."""
    if len(left) > len(right):
        left, right = right, left
    return math.fsum([weight * right[term] for term, weight in left.items() if term in right])


def _periods(published: str) -> tuple[int | None, ...]:
    """Two spans of time, so that two articles within one WINDOW share at least one of theirs."""
    if not published:
        return (None,)
    number = DateInterval.parse(published).begins // WINDOW
    return number, number + 1


def _bags(mentions: Iterable[MergeMention]) -> dict[str, Counter[str]]:
    """Article -> terms with the number of sentences that hold them."""
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in mentions:
        terms = sentences[mention.article, mention.sentence]
        terms.update(mention.context)
        terms.update(actor_term(actor) for actor, _ in mention.participants)
    bags: dict[str, Counter[str]] = defaultdict(Counter)
    for (article, _), terms in sentences.items():
        bags[article].update(terms)
    return bags
