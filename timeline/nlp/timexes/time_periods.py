"""Resolves seasons, quarters, halves and reporting periods."""

from timeline.dates import DateInterval, from_days, iso_day, to_days
from timeline.nlp.timexes.calendar_rules import (
    SEASON_CODES,
    SEASON_FIRST_MONTH,
    Point,
    add_months,
    days_interval,
    months_interval,
    point_of,
    weekday_of,
)
from timeline.nlp.timexes.resolution import Resolution, Scene, dated, unresolved
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import is_future
from timeline.nlp.timexes.time_years import Picked, explicit_year, story_in_news, story_year


def season(scene: Scene, index: int, reading: Reading) -> Resolution:
    code_letter = reading.season or "SP"
    number = SEASON_CODES[code_letter]
    year, code, facts = explicit_year(scene, index, reading)
    if year is None:
        year, code, facts = _season_year(scene, index, reading, SEASON_FIRST_MONTH[code_letter])
    if year is None:
        return unresolved("the year is not known")
    return dated(Point("S", year, number), reading, code, **facts)


def _season_year(scene: Scene, index: int, reading: Reading, first: int) -> Picked:
    """The season told last or the most recent one that has begun; the coming one after a future verb."""
    memory = scene.memory
    if reading.rel in ("that", "same", "following") and memory.told is not None:
        return _season_told(memory.told, reading, first), "anaphor", {"timex": memory.told.value}
    if memory.narrative:
        if memory.told is None or memory.year is None:
            return None, "", {}
        if reading.rel in ("last", "past", "previous", "next", "coming"):
            return _season_beside(memory.told, reading, first), "anaphor", {"timex": memory.told.value}
        year = story_year(scene, index, memory.told, lambda y: to_days(y, first))
        return year, "year-from-previous-date", {"timex": memory.told.value}
    if reading.rel in (None, "the") and (told := _season_of_story(scene, index, first)) is not None:
        year = story_year(scene, index, told, lambda y: to_days(y, first))
        return year, "year-from-previous-date", {"timex": told.value}
    if scene.dct is None:
        return None, "", {}
    current = point_of(scene.dct, "S")
    started = from_days(scene.dct)
    year = started[0] if started[1] >= first else started[0] - 1
    inside = 3 * (current.number - 20) == first
    cue = is_future(scene.head(index))
    if reading.rel in ("last", "past", "previous"):
        return year - inside, "season-before-dct", {"dct": iso_day(scene.dct)}
    if (
        reading.rel in ("next", "coming")
        or (cue and not inside)
        or (reading.rel == "this" and not inside and started[1] < first <= started[1] + 9)
    ):
        return year + 1, "season-after-dct", {"cue": cue, "dct": iso_day(scene.dct)}
    return year, "season-before-dct", {"dct": iso_day(scene.dct)}


def _season_of_story(scene: Scene, index: int, first: int) -> Point | None:
    """The date of the open story, which the season goes on from."""
    if scene.memory.window is None:
        return None
    return story_in_news(scene, index, lambda y: to_days(y, first))


def _season_told(told: Point, reading: Reading, first: int) -> int:
    """That summer is the one of the year told last, the following summer the next one after the date."""
    if reading.rel != "following":
        return told.year
    return told.year + (told.unit == "Y" or told.first_month >= first)


def _season_beside(told: Point, reading: Reading, first: int) -> int:
    """Next summer is the first one to begin after the date told, last summer the last one over by then."""
    if reading.rel in ("next", "coming"):
        return told.year + (told.unit == "Y" or told.first_month >= first)
    return told.year - (told.unit == "Y" or told.first_month < first + 3)


def quarter(scene: Scene, index: int, reading: Reading) -> Resolution:
    """Rule G: a bare quarter is the most recent such one that has ended or is under way."""
    if reading.kind == "months_of" or reading.number is None:
        return _bare_period(scene, index, reading)
    number = int(reading.number)
    year, code, facts = explicit_year(scene, index, reading)
    if year is None:
        year, code = _period_year(scene, index, reading, number, 3 if reading.kind == "quarter" else 6)
    if year is None:
        return unresolved("the year is not known")
    unit = "Q" if reading.kind == "quarter" else "H"
    resolved = dated(Point(unit, year, number), reading, code, **facts)
    bounds = _stated_bounds(scene, index) if unit == "Q" else None
    if bounds is not None:
        resolved.date = bounds
    elif reading.fiscal:
        # which months it has is the company's own affair
        resolved.date = None
    return resolved


def _period_year(
    scene: Scene, index: int, reading: Reading, number: int, months: int
) -> tuple[int | None, str]:
    now = scene.reference("O")
    if now is None:
        return None, ""
    if reading.origin == "year-ago":
        return now.year - 1, "period-minus-year"
    begins = (number - 1) * months + 1
    cue = is_future(scene.head(index))
    year = now.year if now.first_month >= begins or cue else now.year - 1
    unfinished = year == now.year and now.first_month < begins + months
    if unfinished and (reading.rel == "last" or (months == 6 and not cue)):
        year = now.year - 1
    return year, "period-nearest-dct"


def _bare_period(scene: Scene, index: int, reading: Reading) -> Resolution:
    """The quarter, the latest period, the year-earlier period, the 2023 quarter."""
    memory = scene.memory
    now = scene.reference("O")
    last = _period_end(scene, index) or memory.period
    if last is None and now is not None:
        last = point_of(now.first_day, "Q").step(-1)
    if last is None:
        return unresolved("the period is not known")
    year, _, _ = explicit_year(scene, index, reading)
    if year is not None:
        if memory.period is None and reading.kind == "months_of":
            return dated(Point("Y", year), reading, "explicit")
        return dated(Point(last.unit, year, last.number), reading, "period-of-year")
    if reading.origin == "year-ago":
        return dated(last.years_before(1), reading, "period-minus-year", period=last.value)
    if reading.rel in ("this", "current", "next", "coming") and now is not None:
        step = 1 if reading.rel in ("next", "coming") else 0
        return dated(point_of(now.first_day, "Q").step(step), reading, "period-of-dct")
    return dated(last, reading, "reporting-period", period=last.value)


def _stated_bounds(scene: Scene, index: int) -> DateInterval | None:
    """The three months that the text gives a numbered quarter: "its second quarter, ended 31 December"."""
    end = _period_end_day(scene, index)
    if end is None:
        return None
    last = point_of(end.first_day - 7, "O")
    return months_interval(*add_months(last.year, last.number, -2), 3)


def _period_end(scene: Scene, index: int) -> Point | None:
    """The quarter ended 30 June: the quarter of that day."""
    end = _period_end_day(scene, index)
    return point_of(end.first_day - 7, "Q") if end else None


def _period_end_day(scene: Scene, index: int) -> Point | None:
    if scene.word_after(index) not in ("ended", "ending", "to") or index + 1 >= len(scene.drafts):
        return None
    draft = scene.drafts[index + 1]
    if (
        draft.reading is None
        or draft.reading.kind not in ("monthday", "day", "month")
        or draft.first > scene.drafts[index].last + 2
    ):
        return None
    return scene.resolve(index + 1, draft.reading).point


def nth(scene: Scene, index: int, reading: Reading) -> Resolution:
    """The first week of January is its first seven days, the last Tuesday in May a day."""
    whole = scene.resolve(index, reading.of).point if reading.of else None
    if whole is None:
        return unresolved("the period is not known")
    number = int(reading.number or 1)
    if reading.weekday is not None:
        first = nth_in(whole, reading.weekday, number)
        if not whole.first_day <= first <= whole.last_day:
            return unresolved("the period has no such day")
        return dated(point_of(first, "D"), reading, "nth-of-period", period=whole.value)
    length = 1 if reading.unit == "D" else 7
    first = whole.first_day + length * (number - 1) if number > 0 else whole.last_day - length + 1
    if first + length - 1 > whole.last_day:
        return unresolved("the period has no such part")
    if reading.unit == "D":
        return dated(point_of(first, "D"), reading, "nth-of-period", period=whole.value)
    week = point_of(first + 3, "W" if reading.unit == "W" else "K")
    resolved = dated(week, reading, "nth-of-period", period=whole.value)
    resolved.date = days_interval(first, first + 6) if reading.unit == "W" else resolved.date
    return resolved


def nth_in(whole: Point, weekday: int, number: int) -> int:
    """The day number of the nth such weekday of a period; a negative number counts from its end."""
    if number < 0:
        return whole.last_day - (weekday_of(whole.last_day) - weekday) % 7 + 7 * (number + 1)
    return whole.first_day + (weekday - weekday_of(whole.first_day)) % 7 + 7 * (number - 1)


RESOLVERS = {
    "nth": nth,
    "season": season,
    "quarter": quarter,
    "half": quarter,
    "months_of": quarter,
}
