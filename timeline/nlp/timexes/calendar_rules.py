"""Calendar units as values: TIMEX3 strings, day bounds, steps; no text and no context here."""

import math
from dataclasses import dataclass, replace

from timeline.dates import DateInterval, days_in_month, from_days, iso_day, to_days, year_string

SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# how many months a step of the unit is
UNIT_MONTHS = {"O": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
# finest first, to compare granularities
ORDER = "DKWOQSHYEC"


@dataclass(frozen=True, slots=True)
class Point:
    """One calendar unit. `unit`: D day, W ISO week, K weekend, O month, Q quarter, S season, H half year,
    Y year, E decade, C century. `year` is astronomical (52 BC is -51; for a week the ISO week-year, for a
    decade or century its first year), `number` the month, week, quarter, half or season code."""

    unit: str
    year: int
    number: int = 0
    day: int = 0

    @property
    def value(self) -> str:
        """The TIMEX3 value: 2024-03-04, 2024-W10-WE, 2024-Q1, 198 (decade), BC0490."""
        if self.year <= 0 and self.unit in "EC":
            return f"BC{f'{1 - self.year:04d}'[:3]}" if self.unit == "E" else f"BC{f'{-self.year:04d}'[:2]}"
        year = f"{self.year:04d}" if self.year > 0 else f"BC{1 - self.year:04d}"
        match self.unit:
            case "D":
                return f"{year}-{self.number:02d}-{self.day:02d}"
            case "W":
                return f"{year}-W{self.number:02d}"
            case "K":
                return f"{year}-W{self.number:02d}-WE"
            case "O":
                return f"{year}-{self.number:02d}"
            case "Q" | "H":
                return f"{year}-{self.unit}{self.number}"
            case "S":
                return f"{year}-{next(c for c, n in SEASON_CODES.items() if n == self.number)}"
            case "E":
                return year[:3]
            case "C":
                return year[:2]
        return year

    @property
    def first_day(self) -> int:
        """Days since 1970-01-01 of the first day."""
        match self.unit:
            case "D":
                return to_days(self.year, self.number, self.day)
            case "W" | "K":
                return week_monday(self.year, self.number) + (5 if self.unit == "K" else 0)
            case "O" | "Q" | "H" | "S":
                return to_days(self.year, self.first_month)
        return to_days(self.year)

    @property
    def last_day(self) -> int:
        """Days since 1970-01-01 of the last day, inclusive."""
        match self.unit:
            case "D":
                return self.first_day
            case "W" | "K":
                return week_monday(self.year, self.number) + 6
        return to_days(*add_months(self.year, self.first_month, self.months)) - 1

    @property
    def first_month(self) -> int:
        match self.unit:
            case "O" | "D":
                return self.number
            case "Q":
                return 3 * self.number - 2
            case "H":
                return 6 * self.number - 5
            case "S":
                return 3 * (self.number - 20)
        return 1

    @property
    def months(self) -> int:
        return 3 if self.unit in "QS" else UNIT_MONTHS.get(self.unit, 1)

    def interval(self, mod: str | None = None) -> DateInterval:
        """The date as EDTF; a START, MID or END narrows it by the convention of the design."""
        if mod in ("START", "MID", "END") and (part := vague_part(self, mod)):
            return part
        plain = self._plain()
        return plain.about() if mod == "APPROX" else plain

    def _plain(self) -> DateInterval:
        match self.unit:
            case "D":
                return DateInterval.parse(iso_day(self.first_day))
            case "O":
                return DateInterval.parse(f"{year_string(self.year)}-{self.number:02d}")
            case "S":
                return DateInterval.parse(f"{year_string(self.year)}-{self.number}")
            case "Y":
                return DateInterval.parse(year_string(self.year))
            case "E" if self.year > 0:
                return DateInterval.parse(f"{self.year:04d}"[:3] + "X")
            case "C" if self.year > 0:
                return DateInterval.parse(f"{self.year:04d}"[:2] + "XX")
            case "Q" | "H":
                return months_interval(self.year, self.first_month, self.months)
            case "E" | "C":
                years = 10 if self.unit == "E" else 100
                return years_interval(self.year, self.year + years - 1)
        return days_interval(self.first_day, self.last_day)

    def step(self, count: int) -> "Point":
        """The unit `count` steps on: the next week, the quarter before, the year ten years earlier."""
        if self.unit in "DWK":
            moved = self.first_day + count * (1 if self.unit == "D" else 7)
            return point_of(moved, self.unit)
        if self.unit == "S":
            return replace(self, year=self.year + count)
        year, month = add_months(self.year, self.first_month, count * self.months)
        number = {"O": month, "Q": (month + 2) // 3, "H": (month + 5) // 6}.get(self.unit, 0)
        return Point(self.unit, year, number)

    def years_before(self, count: int) -> "Point":
        """The same unit so many years earlier: the third quarter of the year before."""
        moved = replace(self, year=self.year - count)
        if self.unit == "D" and self.day > days_in_month(moved.year, self.number):
            return replace(moved, day=days_in_month(moved.year, self.number))
        return moved


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    extra, zero_based = divmod(month - 1 + months, 12)
    return year + extra, zero_based + 1


def week_monday(year: int, week: int) -> int:
    """The Monday of an ISO week; 4 January is always in week 1."""
    fourth = to_days(year, 1, 4)
    return fourth - weekday_of(fourth) + 1 + 7 * (week - 1)


def weekday_of(day: int) -> int:
    """1 Monday to 7 Sunday; 1970-01-01 was a Thursday."""
    return (day + 3) % 7 + 1


def point_of(day: int, unit: str) -> Point:
    """The unit that holds the day."""
    year, month, dom = from_days(day)
    match unit:
        case "D":
            return Point("D", year, month, dom)
        case "W" | "K":
            thursday = from_days(day - weekday_of(day) + 4)[0]
            return Point(unit, thursday, (day - week_monday(thursday, 1)) // 7 + 1)
        case "O":
            return Point("O", year, month)
        case "Q":
            return Point("Q", year, (month + 2) // 3)
        case "H":
            return Point("H", year, (month + 5) // 6)
        case "S":
            start = month // 3 * 3 or 12
            return Point("S", year - (month < 3), start // 3 + 20)
        case "E":
            return Point("E", year // 10 * 10)
        case "C":
            return Point("C", year // 100 * 100)
    return Point("Y", year)


def days_interval(first: int, last: int) -> DateInterval:
    return DateInterval.parse(iso_day(first) if first == last else f"{iso_day(first)}/{iso_day(last)}")


def months_interval(year: int, month: int, months: int) -> DateInterval:
    last_year, last_month = add_months(year, month, months - 1)
    first = f"{year_string(year)}-{month:02d}"
    last = f"{year_string(last_year)}-{last_month:02d}"
    return DateInterval.parse(first if first == last else f"{first}/{last}")


def years_interval(first: int, last: int) -> DateInterval:
    return DateInterval.parse(f"{year_string(first)}/{year_string(last)}")


_PARTS = {"START": 0, "MID": 1, "END": 2}
_DECADE_YEARS = {"START": (0, 4), "MID": (3, 7), "END": (5, 9)}
_CENTURY_YEARS = {"START": (0, 33), "MID": (33, 66), "END": (66, 99)}
_WEEK_DAYS = {"START": (0, 2), "MID": (1, 3), "END": (3, 6)}


def vague_part(point: Point, mod: str) -> DateInterval | None:
    """Early, mid or late in a unit: thirds of months and years, overlapping parts of decades."""
    third = _PARTS[mod]
    match point.unit:
        case "O":
            last = days_in_month(point.year, point.number) if mod == "END" else 10 * third + 10
            return days_interval(point.first_day + 10 * third, point.first_day + last - 1)
        case "Y":
            return months_interval(point.year, 1 + 4 * third, 4)
        case "Q":
            return months_interval(*add_months(point.year, point.first_month, third), 1)
        case "H":
            return months_interval(*add_months(point.year, point.first_month, 2 * third), 2)
        case "S":
            year, month = add_months(point.year, point.first_month, third)
            if mod != "END":
                return months_interval(year, month, 1)
            return days_interval(to_days(year, month), to_days(*add_months(year, month, 1), 22))
        case "E" | "C":
            low, high = (_DECADE_YEARS if point.unit == "E" else _CENTURY_YEARS)[mod]
            return years_interval(point.year + low, point.year + high)
        case "W":
            low, high = _WEEK_DAYS[mod]
            return days_interval(point.first_day + low, point.first_day + high)
    return None


_LETTER = {"O": "M", "E": "E", "C": "C", "L": "L", "Y": "Y", "W": "W", "D": "D", "H": "H", "M": "M", "S": "S"}
# units written as several of another: (letter, how many)
_COMPOSED = {"E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "F": ("W", 2), "Q": ("O", 3), "K": ("D", 2)}
_HALVES = {"Y": ("O", 6), "H": ("M", 30), "M": ("S", 30), "D": ("H", 12)}


def duration_value(number: float | None, unit: str) -> str:
    """P3M, PT2H30M, P2Y6M; PXW when the number is vague."""
    if number is None:
        return f"PT X{_LETTER[unit]}".replace(" ", "") if unit in "HMS" else f"PX{_vague_letter(unit)}"
    if unit in _COMPOSED:
        unit, factor = _COMPOSED[unit]
        number *= factor
    whole = math.floor(number)
    main = f"{whole}{_LETTER[unit]}" if whole else ""
    if unit == "H" and number == 0.25:
        return "PT15M"
    if number != whole:
        if number - whole != 0.5 or unit not in _HALVES:
            return f"P{'T' if unit in 'HMS' else ''}{number:g}{_LETTER[unit]}"
        smaller, count = _HALVES[unit]
        rest = f"{count}{_LETTER[smaller]}"
        if unit in "HM":
            return f"PT{main}{rest}"
        return f"P{main}{'T' if smaller in 'HMS' else ''}{rest}"
    return f"P{'T' if unit in 'HMS' else ''}{main or '0' + _LETTER[unit]}"


def _vague_letter(unit: str) -> str:
    return {"F": "W", "Q": "Q", "K": "D"}.get(unit) or _LETTER[unit]
