"""Heat cells: bucket by lane, for windows that hold more events than marks can show."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.layout.lanes import HEADER, NONE, OTHER, LaneName
from timeline.layout.strip import Density
from timeline.layout.units import Unit, edges, finest, x_of
from timeline.windows import Window

MOST_BUCKETS = 36
LEVELS = 5
LANE_HEIGHT = 46


@dataclass(frozen=True, slots=True)
class Cell:
    """One bucket of one lane; `level` 1 to 5 by the root of its share, as counts are skewed."""

    x: float
    width: float
    count: int
    level: int
    window: Window


@dataclass(frozen=True, slots=True)
class HeatLane:
    key: str
    name: str
    url: str
    top: int
    height: int
    cells: list[Cell]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    unit: Unit
    lanes: list[HeatLane]
    coarser: int


def build(lanes: Sequence[tuple[LaneName, Density]], window: Window) -> Heat:
    """A row of cells for each lane; the rest has its own scale; longer events are counted, not drawn."""
    unit = finest(window.begins, window.ends, MOST_BUCKETS)
    bounds = edges(unit, window.begins, window.ends)
    tallies = [_tally(density, bounds) for _, density in lanes]
    fullest = {True: 1, False: 1}
    for (name, _), (counts, _) in zip(lanes, tallies, strict=True):
        fullest[is_rest(name.key)] = max(fullest[is_rest(name.key)], *counts)
    rows = [
        _lane(name, HEADER + row * LANE_HEIGHT, counts, bounds, window, fullest[is_rest(name.key)])
        for row, ((name, _), (counts, _)) in enumerate(zip(lanes, tallies, strict=True))
    ]
    return Heat(unit, rows, sum(coarser for _, coarser in tallies))


def is_rest(key: str) -> bool:
    """Whether a lane holds what no lane of its own holds: such lanes have a scale of their own."""
    return key in (OTHER, NONE)


def _tally(density: Density, bounds: list[int]) -> tuple[list[int], int]:
    """Events per bucket, and how many fit none."""
    buckets = len(bounds) - 1
    edge = np.array(bounds, dtype=np.int64)
    begins, ends = density.finite()
    first = np.searchsorted(edge, begins, side="right") - 1
    fits = (first >= 0) & (first < buckets) & (np.searchsorted(edge, ends - 1, side="right") - 1 == first)
    counts: list[int] = np.bincount(first[fits], minlength=buckets).tolist()
    return counts, density.total - sum(counts)


def _lane(
    name: LaneName, top: int, counts: list[int], bounds: list[int], window: Window, fullest: int
) -> HeatLane:
    cells = []
    for index, number in enumerate(counts):
        if number:
            left, right = x_of(window, bounds[index]), x_of(window, bounds[index + 1])
            level = min(math.ceil(LEVELS * math.sqrt(number / fullest)), LEVELS)
            bucket = Window(bounds[index], bounds[index + 1])
            cells.append(Cell(left, round(right - left, 3), number, level, bucket))
    return HeatLane(name.key, name.name, name.url, top, LANE_HEIGHT, cells, name.note)
