"""The density strip: how many events per bucket over the full span, and the default window."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from timeline.dates import DAY, OPEN_END, OPEN_START
from timeline.layout.units import Tick, Unit, edges, finest, ticks, whole_days, x_of
from timeline.windows import Window, snapped

MOST_BARS = 240
HEIGHT = 70
LEAST_HEIGHT = 3
LEAST_SPAN = 28 * DAY
WHOLE_UP_TO = 60
DENSEST_SHARE = 0.95

type Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """Begins and ends of all events that the filters leave; open sides hold the extreme values."""

    begins: Integers
    ends: Integers

    @classmethod
    def of(cls, bounds: Sequence[tuple[int, int]]) -> "Density":
        table = np.array(bounds, dtype=np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])

    @property
    def total(self) -> int:
        return len(self.begins)

    def finite(self) -> tuple[Integers, Integers]:
        """The bounds of what is known: an open side shrinks to the day at the other side."""
        begins = np.where(self.begins == OPEN_START, self.ends - DAY, self.begins)
        return begins, np.where(self.ends == OPEN_END, begins + DAY, self.ends)

    def count_in(self, window: Window) -> int:
        """How many events touch the window."""
        return int(np.count_nonzero((self.begins < window.ends) & (self.ends > window.begins)))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket with events. `later` of them lie after the last article."""

    x: float
    width: float
    height: float
    later_height: float
    count: int
    later: int
    coarser: int
    window: Window


@dataclass(frozen=True, slots=True)
class Band:
    """A run of buckets covered by events that are dated only to something longer than a bucket."""

    x: float
    width: float
    height: int
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    unit: Unit
    span: Window
    bars: list[Bar]
    bands: list[Band]
    ticks: list[Tick] = field(default_factory=list)


def full_span(density: Density) -> Window | None:
    """From the first to the last known day; None without any event."""
    if not density.total:
        return None
    begins, ends = density.finite()
    return whole_days(int(begins.min()), int(ends.max()))


def build(density: Density, last_article: int | None = None) -> Strip | None:
    """The strip over the full span of these events; `last_article` is the end of the last article's day."""
    span = full_span(density)
    if span is None:
        return None
    if span.span < LEAST_SPAN:
        pad = (LEAST_SPAN - span.span) // 2
        span = whole_days(span.begins - pad, span.ends + pad)
    unit = finest(span.begins, span.ends, MOST_BARS)
    bounds = edges(unit, span.begins, span.ends)
    span = Window(bounds[0], bounds[-1])
    counts, later, coarse = _tally(density, bounds, last_article)
    bars = _bars(span, bounds, counts, later, coarse)
    return Strip(unit, span, bars, _bands(span, bounds, coarse), ticks(span, 14))


def _tally(
    density: Density, bounds: list[int], last_article: int | None
) -> tuple[list[int], list[int], list[int]]:
    """Per bucket: events dated to the bucket or finer, those after the last article, longer ones over it."""
    buckets = len(bounds) - 1
    edge = np.array(bounds, dtype=np.int64)
    begins, ends = density.finite()
    first = np.clip(np.searchsorted(edge, begins, side="right") - 1, 0, buckets - 1)
    last = np.clip(np.searchsorted(edge, ends - 1, side="right") - 1, 0, buckets - 1)
    inside = first == last
    after = inside & (begins >= (OPEN_END if last_article is None else last_article))
    steps = np.bincount(first[~inside], minlength=buckets + 1)
    steps -= np.bincount(last[~inside] + 1, minlength=buckets + 1)
    counts = np.bincount(first[inside], minlength=buckets)
    later = np.bincount(first[after], minlength=buckets)
    return counts.tolist(), later.tolist(), np.cumsum(steps)[:buckets].tolist()


def _bars(
    span: Window, bounds: list[int], counts: list[int], later: list[int], coarse: list[int]
) -> list[Bar]:
    tallest = max(counts, default=0)
    return [
        _bar(span, Window(bounds[index], bounds[index + 1]), number, later[index], coarse[index], tallest)
        for index, number in enumerate(counts)
        if number
    ]


def _bar(span: Window, window: Window, count: int, later: int, coarser: int, tallest: int) -> Bar:
    left, right = x_of(span, window.begins), x_of(span, window.ends)
    height = max(HEIGHT * count / tallest, LEAST_HEIGHT)
    return Bar(
        x=left,
        width=round(right - left, 3),
        height=round(height * (count - later) / count, 1),
        later_height=round(height * later / count, 1),
        count=count,
        later=later,
        coarser=coarser,
        window=window,
    )


def _bands(span: Window, bounds: list[int], coarse: list[int]) -> list[Band]:
    bands = []
    for count, run in groupby(range(len(coarse)), key=coarse.__getitem__):
        if not count:
            continue
        indexes = list(run)
        left, right = x_of(span, bounds[indexes[0]]), x_of(span, bounds[indexes[-1] + 1])
        bands.append(Band(left, round(right - left, 3), 3 if count == 1 else 5 if count < 10 else 8, count))
    return bands


def default_window(density: Density) -> Window | None:
    """The shortest run of days that holds 95 % of the events; all of them while there are few."""
    span = full_span(density)
    if span is None:
        return None
    if density.total <= WHOLE_UP_TO:
        return snapped(span.begins, span.ends)
    days = np.sort(density.finite()[0] // DAY)
    held = math.ceil(DENSEST_SHARE * density.total)
    left = int(np.argmin(days[held - 1 :] - days[: density.total - held + 1]))
    return snapped(int(days[left]) * DAY, (int(days[left + held - 1]) + 1) * DAY)
