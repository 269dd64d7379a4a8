"""Lanes: which events get a mark, a label and a row, for a width of 960 pixels.

Up to 60 events every mark has its label; up to 400 the higher-ranked ones have; beyond that the
cells of `heat` stand in. Narrower screens hide the minor labels, the marks stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline import limits
from timeline.dates import DAY, DateInterval
from timeline.layout.units import x_of
from timeline.terms import Precision
from timeline.windows import Window

WIDTH = 960
CHARACTER = 6.7
LABEL_CHARACTERS = 60
SHORT_LABEL = 34
LEAST_TITLE = 8
LABELS_AMONG_DOTS = 80
MOST_ROWS = 8
MOST_ROWS_ALONE = 14
TOP_LANES = 8
WIDE_DAY = 320
HEADER = 48
NOTE_WIDTH = 120
EDGE = 0.7
ROW = 25
ROW_WITH_CAPTION = 37
# keys of the two lanes for the rest: events of other actors, and those without any
OTHER = ""
NONE = "-"


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
    (None: a plain span that is reported as fact); `caption` puts the label below the bar.
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
    to_the_left: bool = False
    minor: bool = False
    uncertain: bool = False
    leaves_left: bool = False
    leaves_right: bool = False
    y: int = 0

    @property
    def label_width(self) -> int:
        return round(len(self.label) * CHARACTER)


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
        return f"{events} events of {others} {self.many}" if others > 1 and events > 1 else str(events)


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
        placed, height = _packed(own, top, taken, most_rows)
        left_out = len(own) - len(placed)
        if left_out:
            note = ", ".join(part for part in (note, f"{left_out} in the list only") if part)
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


def drawn(entries: Sequence[Entry], window: Window) -> list[Mark]:
    """Marks in order of time, the labels given to the highest-ranked."""
    most = limits.LABELLED_MARKS if len(entries) <= limits.LABELLED_MARKS else LABELS_AMONG_DOTS
    ranked = sorted(entries, key=lambda entry: (-entry.rank, entry.begins, entry.key))
    place = {entry.key: index for index, entry in enumerate(ranked)}
    marks = []
    for entry in sorted(entries, key=lambda entry: (entry.begins, entry.key)):
        mark = _shape(entry, window)
        if place[entry.key] < most:
            mark = _labelled(mark, minor=place[entry.key] >= most // 3)
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


def _labelled(mark: Mark, minor: bool, characters: int = LABEL_CHARACTERS) -> Mark:
    mark = replace(mark, label=_shortened(mark.entry.title, characters), minor=minor)
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


def _pixels(mark: Mark) -> tuple[float, float]:
    return mark.x * WIDTH / 100, (mark.x + mark.width) * WIDTH / 100


def occupied(mark: Mark) -> tuple[float, float]:
    """The pixels that a mark and its label take on their row."""
    left, right = _pixels(mark)
    width = mark.label_width if mark.label else 0
    if mark.caption:
        reach = (right - 12 - width, right) if mark.to_the_left else (left, left + 6 + width)
        return min(left, reach[0]) - 6, max(right, reach[1]) + 6
    if mark.to_the_left:
        return left - 14 - width, right + 10
    return left - 10, right + (14 + width if width else 10)


@dataclass(slots=True)
class _Row:
    """What is taken on a row: intervals in pixels by the key of their event."""

    taken: dict[str, tuple[float, float]] = field(default_factory=dict)

    def fits(self, span: tuple[float, float], key: str) -> bool:
        return all(
            span[1] <= left or right <= span[0] for other, (left, right) in self.taken.items() if other != key
        )


@dataclass(slots=True)
class _Rows:
    """The rows of one lane; `place` says on which row the mark of each event stands."""

    most: int
    rows: list[_Row]
    place: dict[str, int] = field(default_factory=dict)

    def put(self, mark: Mark) -> bool:
        """On its own row if it still fits there, else on the first with room, else nowhere new."""
        key, span = mark.entry.key, occupied(mark)
        own = self.place.get(key)
        order = [own] if own is not None else []
        for index in [*order, *range(len(self.rows) + 1)]:
            if index == len(self.rows):
                if len(self.rows) >= self.most:
                    return False
                self.rows.append(_Row())
            if self.rows[index].fits(span, key):
                if own is not None:
                    del self.rows[own].taken[key]
                self.rows[index].taken[key] = span
                self.place[key] = index
                return True
        return False


def _packed(marks: list[Mark], top: int, name_width: float, most_rows: int) -> tuple[list[Mark], int]:
    """Placed marks and the height; those that found no room stand in the list only.

    First every mark without its label, points before spans; then the labels, where there is room for them.
    """
    note = NOTE_WIDTH if len(marks) > most_rows else 0
    rows = _Rows(most_rows, [_Row({"": (0.0, name_width + note)})])
    placed = [mark for mark in sorted(marks, key=lambda mark: mark.shape == "span") if rows.put(bare(mark))]
    labelled = {mark.entry.key: _with_room(rows, mark) for mark in sorted(placed, key=_by_rank) if mark.label}
    shown = [labelled.get(mark.entry.key) or bare(mark) for mark in placed]
    captions = {rows.place[mark.entry.key] for mark in shown if mark.caption}
    heights = [ROW_WITH_CAPTION if index in captions else ROW for index in range(len(rows.rows))]
    tops = [top + 4 + sum(heights[:index]) for index in range(len(heights))]
    shown = [replace(mark, y=tops[rows.place[mark.entry.key]] + 13) for mark in shown]
    return shown, sum(heights) + 8


def _with_room(rows: _Rows, mark: Mark) -> Mark | None:
    """The mark with its whole label, or a short one, as far as there is room; None without."""
    if rows.put(mark):
        return mark
    short = _labelled(bare(mark), mark.minor, SHORT_LABEL)
    return short if rows.put(short) else None


def bare(mark: Mark) -> Mark:
    """The mark without its label."""
    return replace(mark, label="", caption=False, to_the_left=False)


def _by_rank(mark: Mark) -> tuple[float, int]:
    return -mark.entry.rank, mark.entry.begins
