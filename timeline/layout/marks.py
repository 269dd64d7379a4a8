"""Marks: how the date of one event is drawn, with which label, and what room that takes.

The drawing is thought of as 960 pixels wide; where it is narrower, minor labels are hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline import limits
from timeline.dates import DAY, DateInterval
from timeline.layout.units import x_of
from timeline.terms import Precision
from timeline.windows import Window

WIDTH = 960
NARROW = 620
CHARACTER = 6.7
LABEL_CHARACTERS = 60
SHORT_LABEL = 34
LABELS_AMONG_DOTS = 80
WIDE_DAY = 320
EDGE = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What the drawing needs of one event; `lanes` are the lanes it could stand in, best first.

    `inferred`: the date was reckoned from the day of publication.
    """

    key: str
    edtf: str
    begins: int
    ends: int
    precision: str
    mark: str
    title: str
    name: str
    url: str
    rank: float
    lanes: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn event. x and width in percent of the window, y and the hit box in pixels.

    `shape` is "dot", "span" or "set"; `symbol_at` is the percentage where the factuality symbol stands
    (None: a plain span that is reported as fact); `caption` puts the label below the bar,
    `over` on a bar that runs through the whole window.
    """

    entry: Entry
    shape: str
    style: str
    x: float
    width: float
    symbol_at: float | None
    points: tuple[float, ...] = ()
    label: str = ""
    caption: bool = False
    over: bool = False
    to_the_left: bool = False
    minor: bool = False
    uncertain: bool = False
    leaves_left: bool = False
    leaves_right: bool = False
    y: int = 0

    @property
    def label_width(self) -> int:
        return round(len(self.label) * CHARACTER)


def drawn(entries: Sequence[Entry], window: Window) -> list[Mark]:
    """Marks in order of time, the labels given to the highest-ranked."""
    most = limits.LABELLED_MARKS if len(entries) <= limits.LABELLED_MARKS else LABELS_AMONG_DOTS
    ranked = sorted(entries, key=lambda entry: (-entry.rank, entry.begins, entry.key))
    place = {entry.key: index for index, entry in enumerate(ranked)}
    marks = []
    for entry in sorted(entries, key=lambda entry: (entry.begins, entry.key)):
        mark = _shape(entry, window)
        if place[entry.key] < most:
            mark = labelled(mark)
        marks.append(mark)
    return marks


def _shape(entry: Entry, window: Window) -> Mark:
    uncertain = "?" in entry.edtf or "%" in entry.edtf
    if entry.edtf.startswith("["):
        return _one_of(entry, window, uncertain)
    left, right = x_of(window, entry.begins), x_of(window, entry.ends)
    pixels = (right - left) * WIDTH / 100
    if entry.precision == Precision.CLOCK:
        at = min(max(left, EDGE), 100 - EDGE)
        return Mark(entry, "dot", "clock", at, 0, at, uncertain=uncertain)
    if _is_point(entry, window, pixels):
        middle = min(max(round((left + right) / 2, 3), EDGE), 100 - EDGE)
        about = "about" * ("~" in entry.edtf or "%" in entry.edtf)
        return Mark(entry, "dot", about, middle, 0, middle, uncertain=uncertain)
    return Mark(
        entry,
        "span",
        span_style(entry.edtf, entry.precision) or "range-day",
        left,
        round(right - left, 3),
        None if entry.mark == "occurred" else left,
        uncertain=uncertain,
        leaves_left=entry.begins < window.begins,
        leaves_right=entry.ends > window.ends,
    )


def _is_point(entry: Entry, window: Window, pixels: float) -> bool:
    """A day is a point until the window is so short that midday would claim too much."""
    if entry.precision == Precision.DAY:
        return DAY / window.span * WIDTH <= WIDE_DAY
    return pixels < 7


def _one_of(entry: Entry, window: Window, uncertain: bool) -> Mark:
    """One of several dates: a hollow dot for each, joined by a line."""
    dates = [DateInterval.parse(part) for part in entry.edtf[1:-1].split(",")]
    middles = sorted((date.begins + date.ends) // 2 for date in dates)
    points = tuple(x_of(window, moment) for moment in middles if window.begins <= moment < window.ends)
    points = points or (x_of(window, middles[0]),)
    width = round(points[-1] - points[0], 3)
    symbol = None if entry.mark == "occurred" else points[0]
    return Mark(entry, "set", "", points[0], width, symbol, points=points, uncertain=uncertain)


def span_style(edtf: str, precision: str) -> str:
    """How a date that spans time is drawn; empty for a day, a time of day and one of several days.

    An open side fades; a date that is "about" fades on both sides; the tint tells days, months and years.
    """
    if not edtf or edtf.startswith("[") or precision in (Precision.CLOCK, Precision.DAY):
        return ""
    if edtf.startswith("../"):
        return "until"
    if edtf.endswith("/.."):
        return "since"
    if "~" in edtf or "%" in edtf:
        return "about"
    if precision in (Precision.WEEK, Precision.RANGE):
        return {10: "range-day", 7: "month"}.get(len(edtf.partition("/")[0].rstrip("?")), "year")
    return "month" if precision == Precision.MONTH else "year"


def labelled(mark: Mark, characters: int = LABEL_CHARACTERS) -> Mark:
    mark = replace(mark, label=_shortened(mark.entry.title, characters))
    if mark.leaves_left and mark.leaves_right:
        return replace(mark, over=True)
    left, right = _pixels(mark)
    width = mark.label_width
    if mark.shape == "span" and right - left >= 40:
        return replace(mark, caption=True, to_the_left=left + 4 + width > WIDTH - 4)
    return replace(mark, to_the_left=right + 12 + width > WIDTH - 4)


def _shortened(title: str, characters: int) -> str:
    """At most that many characters, cut between words where one ends in the second half."""
    if len(title) <= characters:
        return title
    cut = title[:characters]
    end = cut.rfind(" ")
    return cut[: end if end > characters // 2 else -1].rstrip(" ,;") + "…"


def _pixels(mark: Mark, wide: int = WIDTH) -> tuple[float, float]:
    return mark.x * wide / 100, (mark.x + mark.width) * wide / 100


def occupied(mark: Mark, wide: int = WIDTH) -> tuple[float, float]:
    """The pixels that a mark and its label take on their row, when the drawing is that wide."""
    left, right = _pixels(mark, wide)
    width = mark.label_width if mark.label else 0
    if mark.over:
        return left - 6, right + 6
    if mark.caption:
        reach = (right - 12 - width, right) if mark.to_the_left else (left, left + 6 + width)
        return min(left, reach[0]) - 6, max(right, reach[1]) + 6
    if mark.to_the_left:
        return left - 14 - width, right + 10
    return left - 10, right + (14 + width if width else 10)


def bare(mark: Mark) -> Mark:
    """The mark without its label."""
    if not mark.label:
        return mark
    return replace(mark, label="", caption=False, over=False, to_the_left=False)


def by_rank(mark: Mark) -> tuple[float, int]:
    return -mark.entry.rank, mark.entry.begins
