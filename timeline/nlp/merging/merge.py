"""Decides which tellings, in one article or many, are of one event. Pure Python: no spaCy, no Django.

The result depends on the set of tellings and of human judgements alone, never on their order. Two
routes lead together: articles about the same incident, or a shared actor at the same time; both need
words that name the same kind of event. What speaks for and against a pair is added up by `likeness`;
clusters grow by average linkage, and dates that contradict each other forbid a union.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from timeline.nlp.merging.likeness import Unit, contradict, likeness
from timeline.nlp.merging.stories import Stories
from timeline.nlp.merging.telling import MergeMention, TellingKey

__all__ = ["Link", "MergeMention", "TellingKey", "cluster"]

type Link = tuple[TellingKey, TellingKey]

# The least average likeness of two clusters that are joined.
THRESHOLD = -0.3
# What counts for a pair of members with nothing to compare: words that are no kin, articles far apart.
STRANGERS = -0.7
# Articles less alike are compared only where tellings share an actor and a date.
SAME_STORY = 0.1
# A word or actor shared by more tellings than this makes no candidates: it says too little.
MOST_HOLDERS = 400
# How many of the rarest words of its sentence stand for a saying.
RARE_WORDS = 6


def cluster(
    mentions: Iterable[MergeMention],
    must_link: Iterable[Link] = (),
    cannot_link: Iterable[Link] = (),
) -> list[tuple[MergeMention, ...]]:
    """Group tellings into events; groups and their members are sorted by key.

    `must_link` and `cannot_link` hold pairs of keys on which people decided. They win over everything
    else, and where they contradict each other `cannot_link` wins; pairs with an unknown key are ignored.
    """
    ordered = sorted(mentions, key=lambda mention: mention.key)
    known = {mention.key for mention in ordered}
    apart = {frozenset(pair) for pair in cannot_link if known.issuperset(pair)}
    together = sorted(tuple(sorted(pair)) for pair in must_link if known.issuperset(pair))
    stories = Stories(ordered)
    units = _units(ordered, together, apart)
    groups = _Groups(units, apart)
    for left, right in candidates(units, stories):
        score = likeness(units[left], units[right], stories)
        if score is not None:
            groups.compare(left, right, score)
    return groups.join()


def _units(
    mentions: Sequence[MergeMention],
    together: list[tuple[TellingKey, ...]],
    apart: set[frozenset[TellingKey]],
) -> list[Unit]:
    """The smallest groups: chains of one article, and what people said is the same."""
    root = {mention.key: mention.key for mention in mentions}
    members = {mention.key: [mention] for mention in mentions}

    def unite(left: TellingKey, right: TellingKey) -> None:
        one, two = sorted((root[left], root[right]))
        if one == two or any(frozenset((a.key, b.key)) in apart for a in members[one] for b in members[two]):
            return
        for mention in members[two]:
            root[mention.key] = one
        members[one] += members.pop(two)

    for left, right in together:
        unite(left, right)
    chains: dict[tuple[str, int], TellingKey] = {}
    for mention in mentions:
        if mention.chain is not None:
            unite(chains.setdefault((mention.article, mention.chain), mention.key), mention.key)
    return [Unit.of(group) for _, group in sorted(members.items())]


def candidates(units: Sequence[Unit], stories: Stories) -> list[tuple[int, int]]:
    """Pairs of units worth comparing: kin words, and a story or an actor in common."""
    by_article: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    by_actor: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        words = [key + mark for mark in _marks(unit, stories) for key in unit.kin]
        for article in unit.articles:
            for word in words:
                by_article[article][word].append(number)
        if unit.dated:
            for actor in unit.cast:
                for key in unit.kin:
                    by_actor[actor, key].append(number)
    pairs = set(_near_by(by_article, stories))
    for block in by_actor.values():
        if 1 < len(block) <= MOST_HOLDERS:
            pairs.update(combinations(block, 2))
    return sorted(pairs)


def _near_by(
    by_article: Mapping[str, Mapping[str, list[int]]], stories: Stories
) -> Iterator[tuple[int, int]]:
    """Pairs of one word in one article or in two of one story; the lower number comes first."""
    for article, others in stories.neighbours(SAME_STORY).items():
        words = by_article.get(article, {})
        for here in words.values():
            yield from combinations(here, 2)
        for other in others:
            if other <= article or other not in by_article:
                continue
            theirs = by_article[other]
            for word in words.keys() & theirs.keys():
                for one in words[word]:
                    yield from ((one, two) if one < two else (two, one) for two in theirs[word] if one != two)


def _marks(unit: Unit, stories: Stories) -> Iterable[str]:
    """What another telling must share to be compared: nothing more than a kin word, as a rule.

    "They said" and "it took" are everywhere: there it must be an actor or one of the rarest words.
    """
    if not (unit.reporting or unit.general):
        return ("",)
    rarest = sorted(unit.context - unit.lemmas, key=lambda word: (-stories.rarity(word), word))
    return [*unit.cast, *rarest[:RARE_WORDS]]


class _Groups:
    """Clusters that grow by average linkage; every union is checked against all members."""

    def __init__(self, units: Sequence[Unit], apart: set[frozenset[TellingKey]]) -> None:
        self.members = {number: [unit] for number, unit in enumerate(units)}
        self.links: dict[int, dict[int, tuple[float, int]]] = {number: {} for number in self.members}
        self.queue: list[tuple[float, int, int, int, int]] = []
        self.apart: dict[TellingKey, set[TellingKey]] = defaultdict(set)
        for left, right in (sorted(pair) for pair in apart if len(pair) == 2):
            self.apart[left].add(right)
            self.apart[right].add(left)

    def compare(self, left: int, right: int, score: float) -> None:
        self.links[left][right] = self.links[right][left] = (score, 1)
        self._offer(left, right)

    def join(self) -> list[tuple[MergeMention, ...]]:
        while self.queue:
            _, left, right, *sizes = heapq.heappop(self.queue)
            if self._current(left, right, sizes) and self._compatible(left, right):
                self._unite(left, right)
        groups = (
            sorted((mention for unit in units for mention in unit.mentions), key=lambda mention: mention.key)
            for units in self._sorted_members()
        )
        return sorted((tuple(group) for group in groups), key=lambda group: group[0].key)

    def _sorted_members(self) -> list[list[Unit]]:
        return [self.members[number] for number in sorted(self.members)]

    def _offer(self, left: int, right: int) -> None:
        """Queue the pair if it is alike enough; ties go by position, that is by natural key."""
        left, right = sorted((left, right))
        total, count = self.links[left][right]
        sizes = len(self.members[left]), len(self.members[right])
        pairs = sizes[0] * sizes[1]
        average = (total + STRANGERS * (pairs - count)) / pairs
        if average > THRESHOLD:
            heapq.heappush(self.queue, (-average, left, right, *sizes))

    def _current(self, left: int, right: int, sizes: list[int]) -> bool:
        """Whether both still are what they were when the pair was queued."""
        return [len(self.members.get(number, ())) for number in (left, right)] == sizes

    def _compatible(self, left: int, right: int) -> bool:
        one, two = self.members[left], self.members[right]
        keys = {key for unit in two for key in unit.keys}
        if any(
            not self.apart[key].isdisjoint(keys) for unit in one for key in unit.keys if key in self.apart
        ):
            return False
        return not contradict(one, two)

    def _unite(self, left: int, right: int) -> None:
        self.members[left] += self.members.pop(right)
        for other, (total, count) in self.links.pop(right).items():
            del self.links[other][right]
            if other != left:
                more, further = self.links[left].get(other, (0.0, 0))
                self.links[left][other] = self.links[other][left] = (total + more, count + further)
        for other in self.links[left]:
            self._offer(left, other)
