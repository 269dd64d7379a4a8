"""How much two articles are about the same incident, from the words and actors they share. Pure Python.

An article is a vector of the content words of its event sentences and of its actors, weighted by rarity
(TF-IDF). A short article shares few words even with another on the same incident; so each vector takes
up those of its nearest neighbours, as far as they are alike, and likeness is the cosine of the sums.
Only rare words are indexed, so that the cost of an article depends on how many others share its rare
words, not on the size of the corpus.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.nlp.merging.telling import MergeMention

ACTOR_WEIGHT = 2.0
# A term of more articles than this brings no two of them together, and fewer shared terms than that neither.
MOST_SHARED = 40
LEAST_SHARED = 2
# Articles imagined beside the real ones, without the term: two articles alone say nothing of rarity.
BACKGROUND = 10
# How many neighbours an article's vector takes up, and how much of each, times its likeness.
NEIGHBOURS = 5
# With fewer articles to learn from, two would only become what both are together.
FEWEST = 3
TAKEN_UP = 3.0


class Stories:
    """The articles of a set of tellings: rarity of words and actors, likeness of articles."""

    def __init__(self, mentions: Sequence[MergeMention]) -> None:
        bags = _bags(mentions)
        self.articles = sorted(bags)
        frequency = Counter(term for bag in bags.values() for term in bag)
        self._rarity = {term: _rarity(len(bags), count) for term, count in frequency.items()}
        self._squared = {term: rarity * rarity for term, rarity in self._rarity.items()}
        self._frequency = frequency
        own = {article: self._vector(bags[article]) for article in self.articles}
        self._sharing = self._sharing_terms(own)
        near = self._own_likeness(own)
        self._vectors = {article: self._smoothed(near[article], own, article) for article in self.articles}
        self._likeness: dict[tuple[str, str], float] = {}

    def rarity(self, term: str) -> float:
        """Low for a term of every article, growing with the logarithm of its rarity."""
        return self._rarity.get(term, 0.0)

    def weight(self, terms: Iterable[str]) -> float:
        """Sum of squared rarities, for cosines of sets."""
        return math.fsum([self._squared[term] for term in terms if term in self._squared])

    def likeness(self, left: str, right: str) -> float:
        """Cosine of two articles, 0 to 1; an article is entirely like itself."""
        if left == right:
            return 1.0
        key = (left, right) if left < right else (right, left)
        if key not in self._likeness:
            self._likeness[key] = dot(self._vectors[left], self._vectors[right])
        return self._likeness[key]

    def neighbours(self, least: float) -> dict[str, tuple[str, ...]]:
        """For each article those, itself included, that are at least this much like it."""
        return {
            article: (article, *(other for other in others if self.likeness(article, other) >= least))
            for article, others in self._sharing.items()
        }

    def _sharing_terms(self, vectors: Mapping[str, Mapping[str, float]]) -> dict[str, list[str]]:
        """For each article those that share a term which is not too common."""
        holders: dict[str, list[str]] = defaultdict(list)
        for article in self.articles:
            for term in vectors[article]:
                if self._frequency[term] <= MOST_SHARED:
                    holders[term].append(article)
        shared: dict[str, Counter[str]] = {article: Counter() for article in self.articles}
        for together in holders.values():
            for article in together:
                shared[article].update(together)
        return {
            article: sorted(other for other, n in counts.items() if n >= LEAST_SHARED and other != article)
            for article, counts in shared.items()
        }

    def _own_likeness(self, own: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
        """Cosines of the articles that share terms, before smoothing."""
        near: dict[str, dict[str, float]] = {article: {} for article in self.articles}
        for article, others in self._sharing.items():
            for other in others:
                if article < other:
                    near[article][other] = near[other][article] = dot(own[article], own[other])
        return near

    def _smoothed(
        self, near: Mapping[str, float], own: Mapping[str, Mapping[str, float]], article: str
    ) -> dict[str, float]:
        ranked = sorted((-likeness, other) for other, likeness in near.items())
        if len(ranked) < FEWEST:
            return dict(own[article])
        taken: dict[str, list[float]] = {term: [weight] for term, weight in own[article].items()}
        for likeness, other in ranked[:NEIGHBOURS]:
            for term, weight in own[other].items():
                taken.setdefault(term, []).append(-likeness * TAKEN_UP * weight)
        return unit_length({term: math.fsum(weights) for term, weights in taken.items()})

    def _vector(self, bag: Mapping[str, float]) -> dict[str, float]:
        weights = {
            term: (1 + math.log(count)) * self._rarity[term] * (ACTOR_WEIGHT if term.startswith("@ ") else 1)
            for term, count in bag.items()
        }
        return unit_length({term: weight for term, weight in weights.items() if weight > 0})


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Inner product; the exact sum, so that rounding cannot depend on how the vectors were built."""
    if len(left) > len(right):
        left, right = right, left
    return math.fsum([weight * right[term] for term, weight in left.items() if term in right])


def unit_length(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def actor_term(actor: str) -> str:
    """Actors and words share one space of terms; the blank keeps them apart."""
    return f"@ {actor}"


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


def _rarity(articles: int, holders: int) -> float:
    return math.log((articles + BACKGROUND) / (holders + 0.5))
