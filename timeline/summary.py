"""Counts over many events at once: the dates, values, actors and sources of all events as arrays.

A page counts one set of events in many ways (strip, window, lanes, facets). In SQL that is a scan for
each, two seconds a page at 100,000 events; over arrays it is milliseconds. The arrays hold what readers
may see. Of small collections they are read for every page; of large ones they are kept: new events show
after `TRUSTED_SECONDS`, a change inside an event (hidden, re-dated) after `KEPT_SECONDS`.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count, Max
from numpy.typing import NDArray

from timeline.dates import OPEN_END, OPEN_START
from timeline.models import Event, EventActor, EventMention
from timeline.query import TimelineQuery
from timeline.terms import Factuality, Precision
from timeline.windows import Window

type Integers = NDArray[np.int64]
type Flags = NDArray[np.bool_]

FACTUALITIES = [*Factuality, "disputed"]
PRECISIONS = ["", *Precision]
KEPT_SECONDS = 60
KEPT_FROM = 5_000
TRUSTED_SECONDS = 2
KEPT_FILTERS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Which event belongs to which actor or source: `event` is a position in the arrays, each pair once."""

    event: Integers
    key: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All events on the timeline, in order of their primary key; undated ones have `dated` False.

    `place` is a position in `places`, whose first one is empty. `chosen` keeps what the last filters left.
    """

    pk: Integers
    begins: Integers
    ends: Integers
    dated: Flags
    factuality: Integers
    precision: Integers
    place: Integers
    places: list[str]
    actors: Pairs
    sources: Pairs
    chosen: dict[str, Flags] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Some of the events, as flags over the arrays."""

    all: Snapshot
    chosen: Flags

    @property
    def number(self) -> int:
        return int(np.count_nonzero(self.chosen))

    def dated(self) -> "Selection":
        return Selection(self.all, self.chosen & self.all.dated)

    def undated(self) -> "Selection":
        return Selection(self.all, self.chosen & ~self.all.dated)

    def within(self, window: Window) -> "Selection":
        """The dated events whose possible time touches the window."""
        inside = (self.all.begins < window.ends) & (self.all.ends > window.begins)
        return Selection(self.all, self.chosen & self.all.dated & inside)

    def bounds(self) -> tuple[Integers, Integers]:
        """Begins and ends of the chosen events."""
        return self.all.begins[self.chosen], self.all.ends[self.chosen]

    def factualities(self) -> list[tuple[str, int]]:
        return _counted(self.all.factuality[self.chosen], FACTUALITIES)

    def precisions(self) -> list[tuple[str, int]]:
        return _counted(self.all.precision[self.chosen], PRECISIONS)

    def actors(self, most: int) -> list[tuple[int, int]]:
        """Primary keys of the most frequent actors, with the number of their events."""
        return _most_frequent(self.all.actors, self.chosen, most)

    def sources(self, most: int) -> list[tuple[int, int]]:
        return _most_frequent(self.all.sources, self.chosen, most)

    def by_place(self, most: int) -> list[tuple[str, int]]:
        """The most frequent places, with the number of their events."""
        counted = _counted(self.all.place[self.chosen], self.all.places)
        return sorted(counted, key=lambda item: (-item[1], item[0]))[:most]

    def of_place(self, name: str) -> "Selection":
        return Selection(self.all, self.chosen & (self.all.place == self.all.places.index(name)))

    def with_any(self, pairs: Pairs) -> "Selection":
        """The events that have an actor (or a source) at all."""
        flags = np.zeros(len(self.chosen), dtype=bool)
        flags[pairs.event] = True
        return Selection(self.all, self.chosen & flags)

    def number_of(self, pairs: Pairs) -> int:
        """How many different actors (or sources) the events have."""
        return len(np.unique(pairs.key[self.chosen[pairs.event]]))

    def of_actor(self, actor: int) -> "Selection":
        return Selection(self.all, self.chosen & _having(self.all.actors, actor, len(self.chosen)))

    def without(self, others: Iterable["Selection"]) -> "Selection":
        """What none of the others holds."""
        left = self.chosen.copy()
        for other in others:
            left &= ~other.chosen
        return Selection(self.all, left)

    def of_source(self, source: int) -> "Selection":
        return Selection(self.all, self.chosen & _having(self.all.sources, source, len(self.chosen)))


def select(query: TimelineQuery) -> Selection:
    """The events that the filters of a query leave, whatever their date."""
    snapshot = _current()
    plain = TimelineQuery(start=query.start, end=query.end, lanes=query.lanes, view=query.view)
    if query.with_(undated_only=False) == plain:
        return Selection(snapshot, np.ones(len(snapshot.pk), dtype=bool))
    same = {"start": "", "end": "", "lanes": "none", "view": "list", "scale": "linear", "sort": "date"}
    filters = query.url(**same, undated_only=False)
    return Selection(snapshot, _chosen(snapshot, filters, query))


def _chosen(snapshot: Snapshot, filters: str, query: TimelineQuery) -> Flags:
    """What the filters leave; zooming with the same filters asks for the same flags again and again."""
    known = snapshot.chosen.get(filters)
    if known is None:
        keys = _integers(query.matching().order_by().values_list("pk", flat=True))
        known = np.zeros(len(snapshot.pk), dtype=bool)
        known[_positions(snapshot.pk, keys)[1]] = True
        while len(snapshot.chosen) >= KEPT_FILTERS:
            snapshot.chosen.pop(next(iter(snapshot.chosen)), None)
        snapshot.chosen[filters] = known
    return known


def _positions(pk: Integers, keys: Integers) -> tuple[Flags, Integers]:
    """Which of the keys are among the sorted primary keys, and where those stand."""
    at = np.searchsorted(pk, keys)
    known = at < len(pk)
    known[known] = pk[at[known]] == keys[known]
    return known, at[known]


def _counted(codes: Integers, names: list[Any]) -> list[tuple[str, int]]:
    counts = np.bincount(codes, minlength=len(names))
    return [(str(name), int(n)) for name, n in zip(names, counts, strict=True) if n and name]


def _most_frequent(pairs: Pairs, chosen: Flags, most: int) -> list[tuple[int, int]]:
    counts = np.bincount(pairs.key[chosen[pairs.event]])
    top = np.lexsort((np.arange(len(counts)), -counts))[:most]
    return [(int(key), int(counts[key])) for key in top if counts[key]]


def _having(pairs: Pairs, key: int, events: int) -> Flags:
    flags = np.zeros(events, dtype=bool)
    flags[pairs.event[pairs.key == key]] = True
    return flags


@dataclass(slots=True)
class _Kept:
    """The last arrays, what they were read from, and when they were read and last compared."""

    snapshot: Snapshot
    state: tuple[object, ...]
    read: float
    compared: float


_kept: _Kept | None = None


def _current() -> Snapshot:
    """The arrays, read anew when events came or went, and now and then in any case."""
    global _kept
    now, name = time.monotonic(), connection.settings_dict["NAME"]
    if _kept and _kept.state[0] == name and now - _kept.compared < TRUSTED_SECONDS:
        return _kept.snapshot
    number, last = Event.objects.aggregate(n=Count("pk"), last=Max("pk")).values()
    state = (name, number, last)
    if _kept and _kept.state == state and now - _kept.read < KEPT_SECONDS:
        _kept.compared = now
        return _kept.snapshot
    snapshot = _read()
    _kept = _Kept(snapshot, state, now, now) if number >= KEPT_FROM else None
    return snapshot


def _read() -> Snapshot:
    events = Event.objects.filter(timeline=True, hidden=False).order_by("pk")
    rows = list(events.values_list("pk", "begins", "ends", "factuality", "disputed", "precision", "place"))
    places = ["", *sorted({row[6] for row in rows} - {""})]
    at = {name: code for code, name in enumerate(places)}
    facts = {name: code for code, name in enumerate(FACTUALITIES)}
    precisions = {name: code for code, name in enumerate(PRECISIONS)}
    pk = _integers(row[0] for row in rows)
    return Snapshot(
        pk=pk,
        begins=_integers(OPEN_START if row[1] is None else row[1] for row in rows),
        ends=_integers(OPEN_END if row[2] is None else row[2] for row in rows),
        dated=np.array([row[1] is not None for row in rows], dtype=bool),
        factuality=_integers(facts["disputed" if row[4] else row[3]] for row in rows),
        precision=_integers(precisions[row[5]] for row in rows),
        place=_integers(at[row[6]] for row in rows),
        places=places,
        actors=_pairs(pk, EventActor.objects.values_list("event_id", "actor_id")),
        sources=_pairs(
            pk,
            EventMention.objects.filter(event__isnull=False, article__source__isnull=False).values_list(
                "event_id", "article__source_id"
            ),
        ),
    )


def _pairs(pk: Integers, rows: Iterable[tuple[int, int]]) -> Pairs:
    """Pairs of the visible events, each once."""
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    known, at = _positions(pk, table[:, 0])
    span = int(table[:, 1].max(initial=0)) + 1
    joined = np.unique(at * span + table[known, 1])
    return Pairs(joined // span, joined % span)


def _integers(values: Iterable[int]) -> Integers:
    return np.fromiter(values, dtype=np.int64)
