"""Dates as precise as the text: an EDTF string, and what follows from it.

The EDTF string (ISO 8601-2 level 1, plus one-of sets) is the truth. Bounds are seconds from
1970-01-01T00:00Z in the proleptic Gregorian calendar with astronomical years (52 BC is -0051),
half-open, so that one integer comparison serves centuries and minutes alike.
"""

import re
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache
from typing import Self

from timeline.terms import Precision

DAY = 86_400
OPEN_START = -(2**63)
OPEN_END = 2**63 - 1
MAX_YEAR = 9999
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_POINT = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d))?)?)?(?P<mark>[~?%])?",
    re.ASCII,
)


class DateError(ValueError):
    """The string is no date that Dateline stores; the message says why, for a reader."""


def days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def to_days(year: int, month: int = 1, day: int = 1) -> int:
    """Days from 1970-01-01, for any astronomical year (H. Hinnant's days_from_civil)."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def from_days(days: int) -> tuple[int, int, int]:
    """The inverse of `to_days`: year, month, day."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def iso_day(days: int) -> str:
    year, month, day = from_days(days)
    return f"{year_string(year)}-{month:02d}-{day:02d}"


def year_string(year: int) -> str:
    """Four digits, signed before the year 0: 52 BC is '-0051'."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


@dataclass(frozen=True, slots=True)
class DateInterval:
    """One date as known: `edtf`, its half-open bounds in seconds, and how finely it is known."""

    edtf: str
    begins: int
    ends: int
    precision: Precision

    @classmethod
    def parse(cls, edtf: str) -> "DateInterval":
        """Read an EDTF string; raises DateError with the reason."""
        return _parse(edtf)

    @classmethod
    def day(cls, day: Date) -> "DateInterval":
        return _parse(day.isoformat())

    @classmethod
    def month(cls, year: int, month: int) -> "DateInterval":
        return _parse(f"{year_string(year)}-{month:02d}")

    @classmethod
    def year(cls, year: int) -> "DateInterval":
        return _parse(year_string(year))

    @classmethod
    def days(cls, first: Date, last: Date) -> "DateInterval":
        """From the first to the last day, both included."""
        return cls.day(first) if first == last else _parse(f"{first.isoformat()}/{last.isoformat()}")

    @property
    def earliest(self) -> str | None:
        """ISO date of the first day, None when the start is open."""
        return None if self.begins == OPEN_START else iso_day(self.begins // DAY)

    @property
    def latest(self) -> str | None:
        """ISO date of the last day (inclusive), None when the end is open."""
        return None if self.ends == OPEN_END else iso_day((self.ends - 1) // DAY)

    @property
    def approximate(self) -> bool:
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        return "?" in self.edtf or "%" in self.edtf

    @property
    def open_ended(self) -> bool:
        return self.begins == OPEN_START or self.ends == OPEN_END

    def overlaps(self, other: Self) -> bool:
        return self.begins < other.ends and other.begins < self.ends

    def contains(self, other: Self) -> bool:
        return self.begins <= other.begins and other.ends <= self.ends

    def about(self) -> "DateInterval":
        """The same date, marked approximate (both ends of an interval, each of a set)."""
        if self.approximate:
            return self
        if self.edtf.startswith("["):
            return _parse("[" + ",".join(_roughly(part) for part in self.edtf[1:-1].split(",")) + "]")
        return _parse("/".join(_roughly(part) for part in self.edtf.split("/")))

    def words(self) -> str:
        """The date in English, e.g. '18–20 February 2025', 'about April 2025', 'since 25 May 2025'."""
        return _words(self)


def _roughly(part: str) -> str:
    """A point marked approximate; an uncertain one becomes both."""
    if part == "..":
        return part
    return part[:-1] + "%" if part.endswith("?") else part + "~"


@dataclass(frozen=True, slots=True)
class _Point:
    begins: int
    ends: int
    precision: Precision
    mark: str


@lru_cache(maxsize=65_536)
def _parse(edtf: str) -> DateInterval:
    text = edtf.strip()
    if text.startswith("[") and text.endswith("]"):
        points = [_point(part) for part in text[1:-1].split(",")]
        if not points:
            raise DateError(f"'{edtf}' names no date")
        begins, ends = min(p.begins for p in points), max(p.ends for p in points)
        return DateInterval(text, begins, ends, Precision.RANGE)
    if "/" in text:
        return _parse_interval(text)
    point = _point(text)
    return DateInterval(text, point.begins, point.ends, point.precision)


def _parse_interval(text: str) -> DateInterval:
    first, _, last = text.partition("/")
    if first == last == "..":
        raise DateError("an interval that is open on both sides is no date")
    begins = OPEN_START if first == ".." else _point(first).begins
    ends = OPEN_END if last == ".." else _point(last).ends
    if ends <= begins:
        raise DateError(f"'{text}' ends before it begins")
    return DateInterval(text, begins, ends, _interval_precision(begins, ends))


def _interval_precision(begins: int, ends: int) -> Precision:
    """A Monday-to-Sunday week and a calendar quarter have names of their own; the rest are ranges."""
    if OPEN_START in (begins, ends) or ends == OPEN_END:
        return Precision.RANGE
    if ends - begins == 7 * DAY and (begins // DAY + 3) % 7 == 0:
        return Precision.WEEK
    year, month, day = from_days(begins // DAY)
    if day == 1 and month in (1, 4, 7, 10) and ends // DAY == to_days(*_add_months(year, month, 3)):
        return Precision.QUARTER
    return Precision.RANGE


def _add_months(year: int, month: int, months: int) -> tuple[int, int]:
    extra, zero_based = divmod(month - 1 + months, 12)
    return year + extra, zero_based + 1


def _point(text: str) -> _Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise DateError(f"'{text}' is not a date like 2025, 2025-05 or 2025-05-12")
    mark = match["mark"] or ""
    if "X" in match["year"]:
        return _unspecified(match["year"], match["month"], mark)
    year = int(match["year"])
    if match["year"] == "-0000":
        raise DateError("the year before 1 is written 0000, not -0000")
    if match["month"] is None:
        return _Point(to_days(year) * DAY, to_days(year + 1) * DAY, Precision.YEAR, mark)
    month = int(match["month"])
    if match["day"] is None and month in SEASONS:
        start = 3 * (month - 20)
        return _Point(
            to_days(year, start) * DAY, to_days(*_add_months(year, start, 3)) * DAY, Precision.SEASON, mark
        )
    if not 1 <= month <= 12:
        raise DateError(f"'{text}': there is no month {month}")
    if match["day"] is None:
        return _Point(
            to_days(year, month) * DAY, to_days(*_add_months(year, month, 1)) * DAY, Precision.MONTH, mark
        )
    return _day_or_clock(match, year, month, mark)


def _unspecified(year: str, month: str | None, mark: str) -> _Point:
    if month is not None:
        raise DateError(f"'{year}-{month}': a decade or century has no month")
    width = 10 if year.endswith("X") and not year.endswith("XX") else 100
    first = int(year.replace("X", "0"))
    precision = Precision.DECADE if width == 10 else Precision.CENTURY
    return _Point(to_days(first) * DAY, to_days(first + width) * DAY, precision, mark)


def _day_or_clock(match: re.Match[str], year: int, month: int, mark: str) -> _Point:
    day = int(match["day"])
    if not 1 <= day <= days_in_month(year, month):
        raise DateError(f"{MONTHS[month - 1]} {year} has no day {day}")
    midnight = to_days(year, month, day) * DAY
    if match["hour"] is None:
        return _Point(midnight, midnight + DAY, Precision.DAY, mark)
    hour, minute, second = (int(match[name]) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise DateError(f"'{match[0]}': there is no such time of day")
    moment = midnight + hour * 3600 + minute * 60 + second
    return _Point(moment, moment + 60, Precision.CLOCK, mark)


def _words(interval: DateInterval) -> str:
    text = interval.edtf
    if text.startswith("["):
        return " or ".join(_point_words(part) for part in text[1:-1].split(","))
    if "/" not in text:
        return _point_words(text)
    first, _, last = text.partition("/")
    if first == "..":
        return f"until {_point_words(last)}"
    if last == "..":
        return f"since {_point_words(first)}"
    return _range_words(first, last, interval)


def _range_words(first: str, last: str, interval: DateInterval) -> str:
    prefix = "about " if interval.approximate else ""
    suffix = "?" if interval.uncertain else ""
    one, two = (part.rstrip("~?%") for part in (first, last))
    if one[:-3] == two[:-3] and len(one) == len(two) == 10:
        shared = _point_words(two).partition(" ")[2]
        return f"{prefix}{int(one[-2:])}–{int(two[-2:])} {shared}{suffix}"
    if one[:4] == two[:4] and len(one) == len(two) and len(one) in (7, 10) and int(one[5:7]) <= 12:
        return f"{prefix}{_point_words(one).rpartition(' ')[0]} – {_point_words(two)}{suffix}"
    return f"{prefix}{_point_words(one)} – {_point_words(two)}{suffix}"


def _point_words(text: str) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    bare = text.rstrip("~?%")
    words = _bare_words(bare)
    if mark in ("~", "%"):
        words = f"about {words}"
    return words + "?" * (mark in ("?", "%"))


def _bare_words(text: str) -> str:
    if text.endswith("XX"):
        return f"{_ordinal(int(text[:2]) + 1)} century"
    if text.endswith("X"):
        return f"{text[:3]}0s"
    day_part, _, clock = text.partition("T")
    negative = day_part.startswith("-")
    year, *rest = day_part.lstrip("-").split("-")
    year_words = f"{int(year) + 1} BC" if negative else "1 BC" if year == "0000" else str(int(year))
    if not rest:
        return year_words
    month = int(rest[0])
    name = SEASONS.get(month) or MONTHS[month - 1]
    if month == 24 and not negative:
        year_words = f"{year_words}–{(int(year) + 1) % 100:02d}"
    words = f"{name} {year_words}" if len(rest) == 1 else f"{int(rest[1])} {name} {year_words}"
    return f"{words}, {clock[:5]}" if clock else words


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
