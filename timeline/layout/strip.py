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

MOST_BARS = 160
HEIGHT = 70
LEAST_HEIGHT = 3
LEAST_SPAN = 28 * DAY
WHOLE_UP_TO = 60
DENSEST_SHARE = 0.95
SHORTER_SHARES = (0.9, 0.8)
MUCH_SHORTER = 3
CONTEXT = 8

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

    def touching(self, window: Window) -> "Density":
        """The dates that touch the window, cut to it."""
        begins, ends = self.finite()
        inside = (begins < window.ends) & (ends > window.begins)
        return Density(np.maximum(begins[inside], window.begins), np.minimum(ends[inside], window.ends))

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


def context(density: Density, window: Window) -> Window | None:
    """What the strip shows around a window too short to be seen in the full span; None if it can be."""
    span = full_span(density)
    if span is None or window.span * CONTEXT * 2 >= span.span:
        return None
    around = (CONTEXT - 1) * window.span // 2
    begins, ends = max(window.begins - around, span.begins), min(window.ends + around, span.ends)
    return snapped(begins, ends) if begins < window.begins and window.ends < ends else None


def build(
    density: Density, last_article: int | None = None, within: Window | None = None, *, root: bool = False
) -> Strip | None:
    """The strip over these events; `last_article` is the end of the last article's day.

    It spans all of them, or what touches `within`. With `root` the heights follow the square root of the
    numbers, so that a few events show beside many.
    """
    span = full_span(density)
    if span and within:
        span, density = within, density.touching(within)
    if span is None:
        return None
    if span.span < LEAST_SPAN:
        pad = (LEAST_SPAN - span.span) // 2
        span = whole_days(span.begins - pad, span.ends + pad)
    unit = finest(span.begins, span.ends, MOST_BARS)
    bounds = edges(unit, span.begins, span.ends)
    span = Window(bounds[0], bounds[-1])
    counts, later, coarse = _tally(density, bounds, last_article)
    tallest = max(counts, default=0)
    heights = [_height(number, tallest, root) for number in counts]
    bars = [
        _bar(span, Window(bounds[at], bounds[at + 1]), heights[at], number, later[at], coarse[at])
        for at, number in enumerate(counts)
        if number
    ]
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


def _height(count: int, tallest: int, root: bool) -> float:
    share = count / tallest if count else 0.0
    return max(HEIGHT * (math.sqrt(share) if root else share), LEAST_HEIGHT)


def _bar(span: Window, window: Window, height: float, count: int, later: int, coarser: int) -> Bar:
    left, right = x_of(span, window.begins), x_of(span, window.ends)
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
    """The shortest run of days that holds 95 % of the events; all of them while there are few.

    Where a few outliers stretch that run to more than three times what 90 or 80 % need, they are left out.
    """
    span = full_span(density)
    if span is None:
        return None
    if density.total <= WHOLE_UP_TO:
        return snapped(span.begins, span.ends)
    days = np.sort(density.finite()[0] // DAY)
    first, last = _shortest(days, DENSEST_SHARE)
    for share in SHORTER_SHARES:
        begins, ends = _shortest(days, share)
        if (ends - begins) * MUCH_SHORTER < last - first:
            first, last = begins, ends
    return snapped(first * DAY, (last + 1) * DAY)


def _shortest(days: Integers, share: float) -> tuple[int, int]:
    """First and last day of the shortest run of sorted days that holds the share of them."""
    held = math.ceil(share * len(days))
    left = int(np.argmin(days[held - 1 :] - days[: len(days) - held + 1]))
    return int(days[left]), int(days[left + held - 1])
