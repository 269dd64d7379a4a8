"""Resolves dates that name a day, month, season, quarter or year, in full or in part."""

import re

from timeline.dates import days_in_month, from_days, to_days
from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes import holidays
from timeline.nlp.timexes.calendar_rules import Point, days_interval, point_of, years_interval
from timeline.nlp.timexes.resolution import Resolution, Scene, dated, day_suffix, reason, unresolved
from timeline.nlp.timexes.time_atoms import real_day
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_years import (
    Picked,
    astronomical,
    day_number,
    explicit_year,
    following_year,
    period_end_year,
    pick_year,
    range_year,
    relative_year,
    year_of_range_end,
)


def day(scene: Scene, index: int, reading: Reading) -> Resolution:
    point = Point("D", astronomical(reading.year or 0, reading.bc), reading.month or 1, reading.day or 1)
    return dated(point, reading, "explicit")


def numeric_order(drafts: list[TimexDraft]) -> str | None:
    """day-first or month-first, as the first unambiguous date of the text fixes it."""
    for draft in drafts:
        if draft.reading is None or draft.reading.kind != "numeric":
            continue
        numbers = [int(part) for part in re.split(r"[./]", draft.reading.value or "")]
        if 12 < numbers[0] <= 31:
            return "day-first"
        if numbers[0] <= 12 < numbers[1] <= 31:
            return "month-first"
    return None


def numeric(scene: Scene, index: int, reading: Reading) -> Resolution:
    """03/04/2024: the order an unambiguous sibling fixes, else the year only."""
    numbers = [int(part) for part in re.split(r"[./]", reading.value or "")]
    if numbers[0] > 31:
        year, month, dom = numbers
        known = real_day(year, month, dom)
        return (
            dated(Point("D", year, month, dom), reading, "explicit") if known else unresolved("no such day")
        )
    first, second, year = numbers
    year = year if year > 99 else year + (2000 if year <= 40 else 1900)
    order = (
        "day-first" if first > 12 or "." in (reading.value or "") else "month-first" if second > 12 else None
    )
    order = order or scene.numeric_order
    if first == second:
        order = "day-first"
    if order is None:
        return dated(Point("Y", year), reading, "numeric-order-unknown")
    dom, month = (first, second) if order == "day-first" else (second, first)
    if not real_day(year, month, dom):
        return unresolved("no such day")
    return dated(Point("D", year, month, dom), reading, "explicit", order=order)


def monthday(scene: Scene, index: int, reading: Reading) -> Resolution:
    if reading.month is None:
        return _day_of_month(scene, index, reading)
    month, dom = reading.month, reading.day or 1
    year, code, facts = explicit_year(scene, index, reading)
    if year is None and reading.rel in ("last", "past", "next", "coming"):
        year, code, facts = relative_year(scene, reading, month, dom)
    if year is None:
        year, code, facts = period_end_year(scene, index, month, dom)
    if year is None:
        year, code, facts = year_of_range_end(scene, index, reading)
    if year is None:
        year, code, facts = pick_year(scene, index, reading, lambda y: day_number(y, month, dom), "day")
    if year is None:
        return _without_year(reading)
    if not real_day(year, month, dom) and reading.year is None and reading.of is None:
        year = next((near for near in (year + 1, year - 1) if real_day(near, month, dom)), year)
    if not real_day(year, month, dom):
        return unresolved(f"{year} has no such day")
    return dated(Point("D", year, month, dom), reading, code, **facts)


def _without_year(reading: Reading) -> Resolution:
    value = f"XXXX-{reading.month:02d}" + (f"-{reading.day:02d}" if reading.day else "")
    return Resolution(
        value + day_suffix(reading), reason=reason("abstain", reading, why="the year is not known")
    )


def _day_of_month(scene: Scene, index: int, reading: Reading) -> Resolution:
    month = scene.memory.last("O") or scene.dct_point("O")
    if reading.of is not None:
        month = scene.resolve(index, reading.of).point
    if month is None or not real_day(month.year, month.first_month, reading.day or 1):
        return unresolved("the month is not known")
    point = Point("D", month.year, month.first_month, reading.day or 1)
    return dated(point, reading, "month-from-previous-date")


def month(scene: Scene, index: int, reading: Reading) -> Resolution:
    number = reading.month or 1
    year, code, facts = explicit_year(scene, index, reading)
    if year is None and reading.rel == "following":
        year, code, facts = following_year(scene, number)
    if year is None and reading.rel in ("that", "same") and scene.memory.year is not None:
        year, code, facts = scene.memory.year, "anaphor", {"timex": scene.memory.told_value}
    if year is None and reading.rel in ("last", "past", "previous", "next", "coming", "this", "that"):
        year, code, facts = relative_year(scene, reading, number)
    if year is None:
        year, code, facts = period_end_year(scene, index, number, days_in_month(2000, number))
    if year is None:
        year, code, facts = range_year(scene, index, reading)
    if year is None:
        year, code, facts = pick_year(scene, index, reading, lambda y: to_days(y, number), "month")
    if year is None:
        return _without_year(reading)
    point = Point("O", year, number)
    resolved = dated(point, reading, code, **facts)
    if half := reading.notes.get("half"):
        middle = point.first_day + _HALF_MONTH
        days = (point.first_day, middle - 1) if half == 1 else (middle, point.last_day)
        resolved.date = days_interval(*days)
    return resolved


_HALF_MONTH = 15


def year(scene: Scene, index: int, reading: Reading) -> Resolution:
    number = astronomical(reading.year or 0, reading.bc)
    resolved = dated(Point("Y", number), reading, "explicit")
    if resolved.date is not None and reading.mod is None and scene.word_before(index) in _ROUGHLY:
        resolved.mod, resolved.date = "APPROX", resolved.date.about()
    return resolved


_ROUGHLY = {"around", "about", "circa", "c.", "ca", "ca.", "roughly"}


def decade(scene: Scene, index: int, reading: Reading) -> Resolution:
    number = reading.year or 0
    return dated(Point("E", -number - 8 if reading.bc else number // 10 * 10), reading, "explicit")


def century(scene: Scene, index: int, reading: Reading) -> Resolution:
    number = int(reading.number or 1)
    point = Point("C", -100 * number + 1 if reading.bc else 100 * (number - 1))
    resolved = dated(point, reading, "explicit")
    for name, length in (("half", 50), ("quarter", 25)):
        if number := int(reading.notes.get(name, 0)):
            resolved.date = years_interval(
                point.year + length * (number - 1), point.year + length * number - 1
            )
    return resolved


def holiday(scene: Scene, index: int, reading: Reading) -> Resolution:
    name = reading.value or ""
    if not holidays.known_in(name, scene.text):
        return unresolved("which country's day is not known")
    year, _, facts = explicit_year(scene, index, reading)
    if year is None and reading.rel in ("last", "next", "past", "coming"):
        year, _, facts = _holiday_relative(scene, reading, name)
    if year is None:
        year, _, facts = pick_year(scene, index, reading, lambda y: holidays.days(name, y)[0], "day")
    if year is None:
        return unresolved("the year is not known")
    first, last = holidays.days(name, year)
    date = holidays.interval(name, year)
    point = point_of(last if first != last else first, "D")
    value = date.edtf if first != last else point.value + day_suffix(reading)
    return Resolution(value, date, reason("holiday", reading, name=name, **facts), point)


def _holiday_relative(scene: Scene, reading: Reading, name: str) -> Picked:
    if scene.dct is None:
        return None, "", {}
    year = from_days(scene.dct)[0]
    passed = holidays.days(name, year)[0] < scene.dct
    if reading.rel in ("last", "past"):
        return year if passed else year - 1, "holiday", {}
    return year + 1 if passed else year, "holiday", {}


RESOLVERS = {
    "day": day,
    "numeric": numeric,
    "monthday": monthday,
    "month": month,
    "year": year,
    "decade": decade,
    "century": century,
    "holiday": holiday,
}
