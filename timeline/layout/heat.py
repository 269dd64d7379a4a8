"""Heat cells: bucket by lane, for windows that hold more events than marks can show."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.layout.lanes import HEADER, OTHER, LaneName
from timeline.layout.units import Unit, bucket_of, edges, finest, finite, x_of
from timeline.windows import Window

MOST_BUCKETS = 50
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


@dataclass(frozen=True, slots=True)
class Heat:
    unit: Unit
    lanes: list[HeatLane]
    coarser: int


def build(
    rows: Iterable[tuple[str, int, int, int]], window: Window, names: Sequence[LaneName], other: str
) -> Heat:
    """`rows` are (lane, begins, ends, events); events longer than a bucket are counted, not drawn."""
    unit = finest(window.begins, window.ends, MOST_BUCKETS)
    bounds = edges(unit, window.begins, window.ends)
    counts: Counter[tuple[str, int]] = Counter()
    coarser = 0
    for lane, begins, ends, number in rows:
        begins, ends = finite(begins, ends)
        index = bucket_of(bounds, begins)
        if 0 <= index < len(bounds) - 1 and ends <= bounds[index + 1]:
            counts[lane, index] += number
        else:
            coarser += number
    fullest = max(counts.values(), default=1)
    shown = [name for name in [*names, LaneName(OTHER, other)] if any(key == name.key for key, _ in counts)]
    lanes = [
        _lane(name, HEADER + row * LANE_HEIGHT, counts, bounds, window, fullest)
        for row, name in enumerate(shown)
    ]
    return Heat(unit, lanes, coarser)


def _lane(
    name: LaneName,
    top: int,
    counts: Counter[tuple[str, int]],
    bounds: list[int],
    window: Window,
    fullest: int,
) -> HeatLane:
    cells = []
    for index in range(len(bounds) - 1):
        number = counts[name.key, index]
        if number:
            left, right = x_of(window, bounds[index]), x_of(window, bounds[index + 1])
            level = math.ceil(LEVELS * math.sqrt(number / fullest))
            bucket = Window(bounds[index], bounds[index + 1])
            cells.append(Cell(left, round(right - left, 3), number, level, bucket))
    return HeatLane(name.key, name.name, name.url, top, LANE_HEIGHT, cells)
