"""Lanes: which events stand in one row under one name.

Up to 60 events every mark has its label; up to 400 the higher-ranked ones have; beyond that the
cells of `heat` stand in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from timeline.layout.marks import CHARACTER, Entry, Mark, drawn
from timeline.layout.packing import packed
from timeline.windows import Window

LEAST_TITLE = 8
MOST_ROWS = 8
MOST_ROWS_ALONE = 14
TOP_LANES = 8
HEADER = 48
# keys of the two lanes for the rest: events of other actors, and those without any
OTHER = ""
NONE = "-"


@dataclass(frozen=True, slots=True)
class Lane:
    """Rows under one name; `top` and `height` in pixels; `note` is set beside the name.

    `left_out` events found no room and stand in the list only.
    """

    key: str
    name: str
    url: str
    top: int
    height: int
    marks: list[Mark]
    left_out: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaneName:
    """A lane before it is filled; `note` is set beside the name."""

    key: str
    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """What the two last lanes are called: events of others (`many` of them), and events of none."""

    other: str = ""
    none: str = ""
    many: str = ""

    def note(self, events: int, others: int) -> str:
        """“42 events of 31 actors”: the lane of the rest is not one actor."""
        if others < 2 or events < 2:
            return str(events)
        numbers = {"events": events, "others": others, "many": self.many}
        return _("%(events)s events of %(others)s %(many)s") % numbers


def build(entries: Sequence[Entry], window: Window, names: Sequence[LaneName], rest: Rest) -> list[Lane]:
    """The lanes from top to bottom; `names` in that order, then what fits none of them."""
    called = {name.key: name.name for name in names}
    marks = drawn([_without_name(entry, called) for entry in entries], window)
    most_rows = MOST_ROWS if names else MOST_ROWS_ALONE
    keys = [name.key for name in names]
    lanes, top = [], HEADER
    last = [LaneName(OTHER, rest.other), LaneName(NONE, rest.none)] if names else [LaneName(OTHER, "")]
    for name in [*names, *last]:
        own = [mark for mark in marks if not names or lane_of(mark.entry, keys) == name.key]
        if not own:
            continue
        note = _note(own, name, rest) if names else ""
        taken = (len(name.name) + len(note)) * CHARACTER + 24
        placed, height = packed(own, top, taken, most_rows)
        left_out = len(own) - len(placed)
        if left_out:
            note = ", ".join(
                part for part in (note, _("%(number)s in the list only") % {"number": left_out}) if part
            )
        lanes.append(Lane(name.key, name.name, name.url, top, height, placed, left_out, note))
        top += height
    return lanes


def _note(own: Sequence[Mark], name: LaneName, rest: Rest) -> str:
    """How many events, and for the rest of how many others: so that nobody takes it for one actor."""
    if name.key != OTHER:
        return str(len(own))
    return rest.note(len(own), len({key for mark in own for key in mark.entry.lanes} - {OTHER}))


def _without_name(entry: Entry, names: Mapping[str, str]) -> Entry:
    """In its own lane a title needn't begin with the actor's name again."""
    name = names.get(lane_of(entry, list(names)), "")
    rest = entry.title.removeprefix(f"{name} ")
    if not name or rest == entry.title or len(rest) < LEAST_TITLE:
        return entry
    return replace(entry, title=rest[0].upper() + rest[1:])


def lane_of(entry: Entry, keys: Sequence[str]) -> str:
    return next((key for key in entry.lanes if key in keys), OTHER if entry.lanes else NONE)


def top_lanes(lanes: Sequence[Sequence[str]], most: int = TOP_LANES) -> list[str]:
    """The lanes that together hold the most events, most frequent first; one event alone makes no lane.

    Chosen one by one, each for what the lanes before it leave: two actors who always act together
    take one lane, and the next lane shows somebody else.
    """
    events: dict[str, set[int]] = {}
    for index, keys in enumerate(lanes):
        for key in set(keys) - {OTHER}:
            events.setdefault(key, set()).add(index)
    chosen = covering({key: found for key, found in events.items() if len(found) > 1}, most)
    return sorted(chosen, key=lambda key: (-len(events[key]), key))


def covering(events: Mapping[str, set[int]], most: int) -> list[str]:
    """Greedy cover: at each step the key with the most events that none before it has."""
    left, chosen = dict(events), list[str]()
    covered: set[int] = set()
    while left and len(chosen) < most:
        best = min(left, key=lambda key: (-len(left[key] - covered), -len(left[key]), key))
        if not left[best] - covered:
            break
        covered |= left.pop(best)
        chosen.append(best)
    return chosen
