"""Calendar units: bucket edges, tick labels, and where a moment stands in a window."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from timeline.date_words import date_words
from timeline.dates import DAY, MAX_YEAR, OPEN_END, OPEN_START, from_days, iso_day, to_days
from timeline.windows import Window, clock_words

FIRST = to_days(-MAX_YEAR) * DAY
LAST = to_days(MAX_YEAR) * DAY


class Unit(StrEnum):
    """A bucket of the calendar, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FIVE_YEARS = "five years"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def words(self) -> str:
        return gettext(_UNIT_WORDS[self.value])


_UNIT_WORDS = {
    "day": _("one day"),
    "week": _("one week"),
    "month": _("one month"),
    "quarter": _("one quarter"),
    "year": _("one year"),
    "five years": _("five years"),
    "decade": _("one decade"),
    "century": _("one century"),
}
_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.YEAR: 12,
    Unit.FIVE_YEARS: 60,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_MEAN_SECONDS = {Unit.DAY: DAY, Unit.WEEK: 7 * DAY} | {
    unit: months * 2_629_746 for unit, months in _MONTHS.items()
}


def floor(unit: Unit, seconds: int) -> int:
    """The start of the unit that holds this moment (weeks start on Monday)."""
    days = seconds // DAY
    if unit is Unit.DAY:
        return days * DAY
    if unit is Unit.WEEK:
        return (days - (days + 3) % 7) * DAY
    year, month, _ = from_days(days)
    return _month_start((year * 12 + month - 1) // _MONTHS[unit] * _MONTHS[unit])


def following(unit: Unit, start: int) -> int:
    """The start of the next unit."""
    if unit is Unit.DAY:
        return start + DAY
    if unit is Unit.WEEK:
        return start + 7 * DAY
    year, month, _ = from_days(start // DAY)
    return _month_start(year * 12 + month - 1 + _MONTHS[unit])


def _month_start(months: int) -> int:
    year, month = divmod(months, 12)
    return to_days(year, month + 1) * DAY


def edges(unit: Unit, begins: int, ends: int) -> list[int]:
    """Boundaries of all units that touch [begins, ends): n buckets have n + 1 edges."""
    return list(_edges(unit, begins, ends))


def _edges(unit: Unit, begins: int, ends: int) -> Iterator[int]:
    edge = floor(unit, begins)
    yield edge
    while edge < ends:
        edge = following(unit, edge)
        yield edge


def finest(begins: int, ends: int, most: int) -> Unit:
    """The finest unit that cuts the span into at most `most` buckets."""
    for unit in Unit:
        if (ends - begins) / _MEAN_SECONDS[unit] <= most - 1:
            return unit
    return Unit.CENTURY


def x_of(window: Window, seconds: int) -> float:
    """Percent of the window's width, clipped to 0–100."""
    share = (seconds - window.begins) / window.span
    return round(100 * min(max(share, 0.0), 1.0), 3)


def words(window: Window) -> str:
    """The window as a reader writes it: "January – June 2025", "20 February 2025, 06:00–12:00"."""
    if window.begins % DAY == window.ends % DAY == 0:
        return span_words(window.start_edtf(), window.end_edtf())
    first, last = (iso_day(seconds // DAY) for seconds in (window.begins, window.ends - 1))
    begins, ends = clock_words(window.begins), clock_words(window.ends) if window.ends % DAY else "24:00"
    start = f"{date_words(first)}, {begins}"
    return f"{start}–{ends}" if first == last else f"{start} – {date_words(last)}, {ends}"


def span_words(first: str, last: str) -> str:
    """First and last unit (EDTF, inclusive) in words."""
    return date_words(first if first == last else f"{first}/{last}")


def whole_days(begins: int, ends: int) -> Window:
    """The days that a span touches, kept inside the years that EDTF can write, at least one day."""
    first = min(max(floor(Unit.DAY, begins), FIRST), LAST - DAY)
    return Window(first, max(min(-floor(Unit.DAY, -ends), LAST), first + DAY))


def finite(begins: int, ends: int) -> tuple[int, int]:
    """The bounds of what is known: an open side shrinks to the day at the other side."""
    if begins == OPEN_START:
        return ends - DAY, ends
    return (begins, begins + DAY) if ends == OPEN_END else (begins, ends)


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


def ticks(window: Window, most: int = 10) -> list[Tick]:
    """At most `most` labelled boundaries; the first label and every new year carry the year."""
    for minutes in (5, 15, 60, 180, 360):
        seconds = 60 * minutes
        if window.span / seconds <= most:
            return _clock_ticks(window, seconds)
    for days in (1, 2, 7):
        if window.span / (days * DAY) <= most:
            return _day_ticks(window, days)
    for months in (1, 3, 6):
        if window.span / (months * 2_629_746) <= most:
            return _month_ticks(window, months)
    return _year_ticks(window, most)


def _clock_ticks(window: Window, step: int) -> list[Tick]:
    first = -(-window.begins // step) * step
    starts = [window.begins, *range(first + step * (first == window.begins), window.ends, step)]
    return [Tick(x_of(window, start), _clock_label(start, window)) for start in starts]


def _clock_label(start: int, window: Window) -> str:
    if start != window.begins and start % DAY:
        return clock_words(start)
    label = _day_label(start, with_year=start == window.begins)
    return f"{label}, {clock_words(start)}" if start % DAY else label


def _day_ticks(window: Window, step: int) -> list[Tick]:
    first = floor(Unit.WEEK, window.begins) if step == 7 else window.begins
    starts = [start for start in range(first, window.ends, step * DAY) if start >= window.begins]
    return [_day_tick(window, start, index == 0) for index, start in enumerate(starts)]


def _day_tick(window: Window, start: int, first: bool) -> Tick:
    _, month, day = from_days(start // DAY)
    return Tick(x_of(window, start), _day_label(start, with_year=first or (month == 1 and day <= 7)))


def _short(month: int) -> str:
    """“Jan” in the reader’s language."""
    return str(MONTHS_3[month]).capitalize()


def _day_label(start: int, with_year: bool) -> str:
    year, month, day = from_days(start // DAY)
    return f"{day} {_short(month)}" + (f" {year_words(year)}" if with_year else "")


def _month_ticks(window: Window, step: int) -> list[Tick]:
    found: list[Tick] = []
    for start in edges(Unit.MONTH, window.begins, window.ends):
        year, month, _ = from_days(start // DAY)
        if window.begins <= start < window.ends and (month - 1) % step == 0:
            label = _short(month)
            found.append(
                Tick(x_of(window, start), f"{label} {year_words(year)}" if not found or month == 1 else label)
            )
    return found


def _year_ticks(window: Window, most: int) -> list[Tick]:
    years = window.span / 31_556_952
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if years / n <= most)
    first = -(-from_days(window.begins // DAY)[0] // step) * step
    last = from_days((window.ends - 1) // DAY)[0]
    starts = [(year, to_days(year) * DAY) for year in range(first, last + 1, step)]
    return [Tick(x_of(window, start), year_words(year)) for year, start in starts if start >= window.begins]


def year_words(year: int) -> str:
    """Astronomical year to words: 0 is 1 BC."""
    return str(year) if year > 0 else gettext("%(year)s BC") % {"year": 1 - year}
