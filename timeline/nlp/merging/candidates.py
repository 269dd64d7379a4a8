"""Which pairs of tellings are worth comparing, found by keys that each telling has by itself. Pure Python.

Whether two tellings make a pair depends on these two and their articles alone. So an index by key finds
the partners of a new telling without a look at the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from timeline.dates import DAY, DateInterval
from timeline.nlp.merging.likeness import Unit
from timeline.nlp.merging.stories import Stories
from timeline.nlp.merging.telling import MergeMention

# Articles less alike are compared only where tellings share an actor and a date.
SAME_STORY = 0.1
# How many of the rarest words of its sentence stand for a saying.
RARE_WORDS = 6
# Dates up to this long are looked up by week, longer ones by year, the longest not at all.
_FINE = 45 * DAY
_COARSE = 3 * 366 * DAY
_WEEK = 7 * DAY
_YEAR = 365 * DAY

type When = tuple[str, int]


def pairs(units: Sequence[Unit], stories: Stories, focus: Collection[int]) -> list[tuple[int, int]]:
    """Pairs of units, by number, of which at least one is in `focus`; sorted."""
    wanted = frozenset(focus)
    marks = [_marks(unit, stories) for unit in units]
    return sorted(
        (left, right)
        for left, right in {*_near_by(units, stories), *_by_actor(units)}
        if (left in wanted or right in wanted)
        and (not (_vague(units[left]) or _vague(units[right])) or not marks[left].isdisjoint(marks[right]))
    )


def _marks(unit: Unit, stories: Stories) -> frozenset[str]:
    """Of these one must be shared with a vague word, for a kin word alone is not enough there.

    "They said" and "it took" are everywhere: it must be one of the rarest words as well, or an actor.
    """
    rarest = sorted(unit.context - unit.lemmas, key=lambda word: (-stories.rarity(word), word))
    return unit.cast.union(rarest[:RARE_WORDS])


def _vague(unit: Unit) -> bool:
    return unit.reporting or unit.general


def _near_by(units: Sequence[Unit], stories: Stories) -> Iterator[tuple[int, int]]:
    """Pairs of kin words in one article, and in two of one story."""
    by_article: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, unit in enumerate(units):
        for article in unit.articles:
            for word in unit.kin:
                by_article[article][word].append(number)
    for here in by_article.values():
        for block in here.values():
            yield from combinations(block, 2)
    for left, right in stories.neighbours(SAME_STORY):
        one, two = by_article.get(left, {}), by_article.get(right, {})
        for word in one.keys() & two.keys():
            yield from _across(one[word], two[word])


def _across(left: Iterable[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    for one in left:
        for two in right:
            if one != two:
                yield (one, two) if one < two else (two, one)


def _by_actor(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Pairs that share an actor and a time, wherever they are told."""
    blocks: dict[tuple[str, When, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for actor, when in dict.fromkeys(key for mention in unit.dated for key in actor_keys(mention)):
            for word in unit.kin:
                blocks[actor, when, word].append(number)
    for block in blocks.values():
        yield from combinations(block, 2)


def actor_keys(mention: MergeMention) -> list[tuple[str, When]]:
    """(actor, time) of a dated telling; empty where the date says too little."""
    times = _times(mention.date) if mention.date else ()
    return [(actor, when) for actor in sorted(mention.cast) for when in times]


def _times(date: DateInterval) -> list[When]:
    """Weeks, or years; half-overlapping, so that days up to a week apart meet."""
    length = date.ends - date.begins
    if date.open_ended or length > _COARSE:
        return []
    name, step = ("week", _WEEK) if length <= _FINE else ("year", _YEAR)
    last = (date.ends - 1) // step + (1 if step == _WEEK else 0)
    return [(name, number) for number in range(date.begins // step, last + 1)]
