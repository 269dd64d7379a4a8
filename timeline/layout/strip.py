"""The density strip: how many events per bucket over the full span, and the default window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from timeline.dates import DAY, OPEN_END
from timeline.layout.units import (
    Tick,
    Unit,
    bucket_of,
    edges,
    finest,
    finite,
    overlaps,
    ticks,
    whole_days,
    x_of,
)
from timeline.windows import Window, densest, snapped

MOST_BARS = 240
HEIGHT = 70
LEAST_HEIGHT = 3
LEAST_SPAN = 28 * DAY
WHOLE_UP_TO = 60

type Density = Sequence[tuple[int, int, int]]
"""Rows (begins, ends, number of events), ordered by begins; open sides hold the extreme values."""


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
    known = [finite(begins, ends) for begins, ends, _ in density]
    if not known:
        return None
    return whole_days(min(first for first, _ in known), max(last for _, last in known))


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
    counts, later, steps = [0] * buckets, [0] * buckets, [0] * (buckets + 1)
    horizon = OPEN_END if last_article is None else last_article
    for begins, ends, number in density:
        begins, ends = finite(begins, ends)
        first = bucket_of(bounds, max(begins, bounds[0]))
        if ends <= bounds[first + 1]:
            counts[first] += number
            later[first] += number if begins >= horizon else 0
            continue
        last = min(bucket_of(bounds, min(ends, bounds[-1]) - 1), buckets - 1)
        steps[first] += number
        steps[last + 1] -= number
    return counts, later, _running(steps[:-1])


def _running(steps: list[int]) -> list[int]:
    total, sums = 0, []
    for step in steps:
        total += step
        sums.append(total)
    return sums


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


def count_in(density: Density, window: Window) -> int:
    """How many events overlap the window."""
    return sum(number for begins, ends, number in density if overlaps(window, begins, ends))


def default_window(density: Density) -> Window | None:
    """The densest 95 % of the events; all of them while there are few enough to label each."""
    if total(density) <= WHOLE_UP_TO:
        span = full_span(density)
        return span and snapped(span.begins, span.ends)
    days = sorted((finite(begins, ends)[0] // DAY, number) for begins, ends, number in density)
    return densest(days)


def total(density: Iterable[tuple[int, int, int]]) -> int:
    return sum(number for _, _, number in density)
