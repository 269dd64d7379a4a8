"""Decides which tellings, in one article or many, are of one event. Pure Python: no spaCy, no Django.

The result depends on the set of tellings and of human judgements alone, never on their order. Two
routes lead together: articles about the same incident, or a shared actor at the same time; both need
words that name the same kind of event. What speaks for and against a pair is added up by `likeness`;
clusters grow by average linkage, and dates that contradict each other forbid a union.

No two clusters are ever joined unless some pair of their members is alike enough by itself. So tellings fall
into components, tied by such pairs, and each component can be clustered without the others.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.nlp.merging import candidates
from timeline.nlp.merging.likeness import Unit, contradict, likeness
from timeline.nlp.merging.near_misses import MARGIN, NearMiss, near_miss
from timeline.nlp.merging.stories import Stories
from timeline.nlp.merging.telling import MergeMention, TellingKey

__all__ = ["Cluster", "Corpus", "Link", "MergeMention", "TellingKey", "cluster"]

type Link = tuple[TellingKey, TellingKey]
type Cluster = tuple[MergeMention, ...]

# The least average likeness of two clusters that are joined.
THRESHOLD = -0.3
# What counts for a pair of members with nothing to compare: words that are no kin, articles far apart.
# It must be below THRESHOLD: that is what makes components independent.
STRANGERS = -0.7


@dataclass(frozen=True, slots=True)
class Ties:
    """The tellings that some are tied to, themselves included, and pairs that almost were a tie."""

    keys: frozenset[TellingKey]
    below: list[NearMiss]


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clusters by component, and pairs that are tied yet ended in different clusters."""

    components: list[list[Cluster]]
    parted: list[NearMiss]


def cluster(
    mentions: Iterable[MergeMention],
    must_link: Iterable[Link] = (),
    cannot_link: Iterable[Link] = (),
) -> list[Cluster]:
    """Group tellings into events; groups and their members are sorted by key.

    `must_link` and `cannot_link` hold pairs of keys on which people decided. They win over everything
    else, and where they contradict each other `cannot_link` wins; pairs with an unknown key are ignored.
    """
    every = list(mentions)
    found = Corpus(every, must_link, cannot_link).cluster({mention.key for mention in every})
    return sorted((group for groups in found.components for group in groups), key=lambda group: group[0].key)


class Corpus:
    """Whole articles, with all that people decided on their tellings: what is needed to compare these."""

    def __init__(
        self, mentions: Iterable[MergeMention], must_link: Iterable[Link], cannot_link: Iterable[Link]
    ) -> None:
        ordered = sorted(mentions, key=lambda mention: mention.key)
        known = {mention.key for mention in ordered}
        self._apart = {frozenset(pair) for pair in cannot_link if known.issuperset(pair)}
        together = sorted(tuple(sorted(pair)) for pair in must_link if known.issuperset(pair))
        self._stories = Stories(ordered)
        self._units = _units(ordered, together, self._apart)

    def tied_to(self, keys: Collection[TellingKey]) -> Ties:
        """The tellings that share a unit with one of these, or are alike enough by themselves to join it."""
        focus = [number for number, unit in enumerate(self._units) if not unit.keys.isdisjoint(keys)]
        tied = set(focus)
        below = []
        for left, right, score in self._compare(self._units, focus):
            if score > THRESHOLD:
                tied |= {left, right}
            elif score > THRESHOLD - MARGIN:
                below.append(near_miss(self._units[left], self._units[right], score, self._stories))
        return Ties(frozenset(key for number in tied for key in self._units[number].keys), below)

    def cluster(self, keys: Collection[TellingKey]) -> Clustering:
        """Cluster these tellings, to which all that is tied to any of them must belong, by component."""
        units = [unit for unit in self._units if not unit.keys.isdisjoint(keys)]
        groups = _Groups(units, self._apart)
        ties = [pair for pair in self._compare(units, range(len(units))) if groups.compare(*pair)]
        component = _components(len(units), ties)
        number = {key: component[index] for index, unit in enumerate(units) for key in unit.keys}
        found: dict[int, list[Cluster]] = defaultdict(list)
        for group in groups.join():
            found[number[group[0].key]].append(group)
        parted = [
            near_miss(units[left], units[right], score, self._stories)
            for left, right, score in ties
            if groups.owner(left) != groups.owner(right)
        ]
        return Clustering(list(found.values()), parted)

    def _compare(self, units: Sequence[Unit], focus: Collection[int]) -> Iterator[tuple[int, int, float]]:
        for left, right in candidates.pairs(units, self._stories, focus):
            score = likeness(units[left], units[right], self._stories)
            if score is not None:
                yield left, right, score


def _components(number: int, ties: Iterable[tuple[int, int, float]]) -> list[int]:
    """Which units are tied, directly or through others: for each of them the number of its component."""
    parent = list(range(number))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    for left, right, _ in ties:
        parent[root(left)] = root(right)
    return [root(index) for index in range(number)]


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


class _Groups:
    """Clusters that grow by average linkage; every union is checked against all members."""

    def __init__(self, units: Sequence[Unit], apart: set[frozenset[TellingKey]]) -> None:
        self.members = {number: [unit] for number, unit in enumerate(units)}
        self.links: dict[int, dict[int, tuple[float, int]]] = {number: {} for number in self.members}
        self.queue: list[tuple[float, int, int, int, int]] = []
        self.heir: dict[int, int] = {}
        self.apart: dict[TellingKey, set[TellingKey]] = defaultdict(set)
        for left, right in (sorted(pair) for pair in apart if len(pair) == 2):
            self.apart[left].add(right)
            self.apart[right].add(left)

    def compare(self, left: int, right: int, score: float) -> bool:
        """Take in how alike two units are; whether they are tied by that."""
        self.links[left][right] = self.links[right][left] = (score, 1)
        self._offer(left, right)
        return score > THRESHOLD

    def owner(self, unit: int) -> int:
        """The number of the cluster that a unit came to."""
        while unit in self.heir:
            unit = self.heir[unit]
        return unit

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
        self.heir[right] = left
        for other, (total, count) in self.links.pop(right).items():
            del self.links[other][right]
            if other != left:
                more, further = self.links[left].get(other, (0.0, 0))
                self.links[left][other] = self.links[other][left] = (total + more, count + further)
        for other in self.links[left]:
            self._offer(left, other)
