"""A date as the numbers that formats without EDTF can hold: never more of them than the text gives."""

import re
from datetime import date as Date
from datetime import datetime, timedelta

from timeline.dates import DAY, OPEN_END, OPEN_START, DateInterval, from_days, year_string
from timeline.terms import Precision

YEAR, MONTH, WHOLE_DAY, MINUTE = 1, 2, 3, 5
_MARKS = re.compile(r"[~?%\[\]]")
_EPOCH = Date(1970, 1, 1)

type Parts = tuple[int, ...]


def depth(date: DateInterval) -> int:
    """How many of year, month, day, hour, minute the date gives."""
    first = next(part for part in _MARKS.sub("", date.edtf).replace(",", "/").split("/") if part != "..")
    if "T" in first:
        return MINUTE
    if date.precision in (Precision.DECADE, Precision.CENTURY):
        return YEAR
    return 1 + first[1:].count("-")


def first_and_last(date: DateInterval) -> tuple[Parts | None, Parts | None]:
    """(year, month ...) of the first and the last unit, both included; None on an open side.

    2019 gives (2019,) twice, spring 2024 (2024, 3) and (2024, 5); years are astronomical.
    """
    size = depth(date)
    first = None if date.begins == OPEN_START else _parts(date.begins, size)
    last = None if date.ends == OPEN_END else _parts(date.ends - 1, size)
    return first, last


def _parts(seconds: int, size: int) -> Parts:
    minutes = seconds % DAY // 60
    return (*from_days(seconds // DAY), minutes // 60, minutes % 60)[:size]


def iso(parts: Parts) -> str:
    """ISO 8601 of reduced precision: "2024", "2024-03", "2024-03-09", "2024-03-09T14:05"."""
    text = "-".join((year_string(parts[0]), *(f"{part:02d}" for part in parts[1:WHOLE_DAY])))
    return f"{text}T{parts[3]:02d}:{parts[4]:02d}" if len(parts) == MINUTE else text


def calendar_days(date: DateInterval) -> tuple[Date, Date] | None:
    """The first day and the day after the last; an open side ends with the known one.

    None for what Python's calendar can't hold, that is before the year 1.
    """
    begins = date.begins if date.begins != OPEN_START else date.ends - DAY
    ends = date.ends if date.ends != OPEN_END else date.begins + DAY
    first, after = begins // DAY, -(-ends // DAY)
    if first < Date.min.toordinal() - _EPOCH.toordinal() or after > Date.max.toordinal() - _EPOCH.toordinal():
        return None
    return _EPOCH + timedelta(days=first), _EPOCH + timedelta(days=after)


def clock(date: DateInterval) -> datetime | None:
    """The local time of an event that is dated to the minute, without a zone."""
    days = calendar_days(date)
    if date.precision != Precision.CLOCK or days is None:
        return None
    return datetime.combine(days[0], datetime.min.time()) + timedelta(seconds=date.begins % DAY)
