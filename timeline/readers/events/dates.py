"""Dates as people write them in tables -> EDTF. What can be read in two ways is refused, never guessed."""

import re
from collections.abc import Sequence
from datetime import date as Date

from timeline.dates import MONTHS, DateError, DateInterval, days_in_month, year_string
from timeline.readers.clean import clean_line
from timeline.readers.records import Refused

type Parts = tuple[int, ...]

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?,? (\d{3,4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH = re.compile(r"([A-Za-z]{3,9})\.?,? (\d{4})")
_BEFORE_CHRIST = re.compile(r"(\d{1,4}) ?(?:BC|BCE)", re.IGNORECASE)
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|around) ?(.{3,40})", re.IGNORECASE)
_BETWEEN = re.compile(r" (?:-|–|—|to|until) |(?<=\d{4})[–—](?=\d{4}$)")
_DECADE = re.compile(r"(\d{3})0s")
_NUMBER = re.compile(r"-?\d{1,4}(?:\.0)?")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_HINT = "write it as 2025, 2025-05 or 2025-05-12"


def edtf(cell: str) -> str:
    """EDTF of a cell, "" of an empty one. Raises Refused, naming what stands there and what would do."""
    text = clean_line(cell)
    if not text:
        return ""
    try:
        return DateInterval.parse(text).edtf
    except DateError:
        pass
    ends = _BETWEEN.split(text)
    if len(ends) == 2:
        return span(_point(ends[0]), _point(ends[1]), text)
    if about := _ABOUT.fullmatch(text):
        return checked(f"{_point(about[1])}~", text)
    return _point(text)


def span(first: str, last: str, shown: str) -> str:
    """From the one to the other; one date where both are the same."""
    return first if not last or first == last else checked(f"{first}/{last}", shown)


def checked(found: str, shown: str) -> str:
    try:
        return DateInterval.parse(found).edtf
    except DateError as error:
        raise Refused("bad_date", f"“{shown[:40]}” is no date ({error}); {_HINT}.") from None


def of_parts(parts: Parts, shown: str) -> str:
    """Year, month, day, hour, minute as far as known -> EDTF. Raises Refused for what no calendar has."""
    year, *rest = parts
    if not -9999 <= year <= 9999:
        raise Refused("bad_date", f"The year {year} is outside -9999 to 9999.")
    month, day = (*rest, 1, 1)[:2]
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise Refused("bad_date", f"There is no such day as “{shown[:40]}”; {_HINT}.")
    text = "-".join([year_string(year), *(f"{part:02d}" for part in rest[:2])])
    if len(rest) > 2:
        text += f"T{rest[2]:02d}:{(*rest, 0)[3]:02d}:00"
    return checked(text, shown)


def numbers(given: Sequence[str], clock: str, shown: str) -> Parts:
    """Year, month, day and a time of day from cells; those after an empty one don't count. Raises Refused."""
    found: list[int] = []
    for cell in given:
        if not cell.strip():
            break
        if not _NUMBER.fullmatch(cell.strip()):
            raise Refused("bad_date", f"“{shown[:40]}”: “{cell.strip()[:20]}” is no whole number.")
        found.append(int(float(cell)))
    if not found:
        raise Refused("no_date", f"“{shown[:40]}” has no year; {_HINT}.")
    time = _CLOCK.match(clock.strip())
    if len(found) == 3 and time and int(time[1]) < 24:
        found += [int(time[1]), int(time[2])]
    return tuple(found)


def _point(text: str) -> str:
    """One date without range or "about". Raises Refused."""
    text = text.strip()
    try:
        return DateInterval.parse(text).edtf
    except DateError:
        pass
    if decade := _DECADE.fullmatch(text):
        return f"{decade[1]}X"
    if before := _BEFORE_CHRIST.fullmatch(text):
        return of_parts((1 - int(before[1]),), text)
    if slashes := _SLASHES.fullmatch(text):
        return _of_slashes(int(slashes[1]), int(slashes[2]), int(slashes[3]), text)
    parts = _written(text)
    if parts is None:
        raise Refused("no_date", f"“{text[:40]}” is no date; {_HINT}.")
    return of_parts(parts, text)


def _written(text: str) -> Parts | None:
    if iso := _ISO.fullmatch(text):
        return tuple(int(group) for group in iso.groups() if group is not None)
    if day_first := _DAY_FIRST.fullmatch(text):
        return _named(day_first[3], day_first[2], day_first[1])
    if month_first := _MONTH_FIRST.fullmatch(text):
        return _named(month_first[3], month_first[1], month_first[2])
    if month := _MONTH.fullmatch(text):
        return _named(month[2], month[1])
    return None


def _named(year: str, month: str, day: str = "") -> Parts | None:
    number = _MONTH_NUMBERS.get(month.lower())
    if number is None:
        return None
    return (int(year), number, int(day)) if day else (int(year), number)


def _of_slashes(first: int, second: int, year: int, shown: str) -> str:
    """03/04/2025 is 3 April here and 4 March there."""
    if first <= 12 and second <= 12 and first != second:
        readings = (Date(year, second, first), Date(year, first, second)) if year else ()
        either = " or ".join(day.isoformat() for day in readings)
        raise Refused(
            "ambiguous_date", f"“{shown}” can be read in two ways; write {either or 'it otherwise'}."
        )
    return of_parts((year, second, first) if first > 12 else (year, first, second), shown)
