"""Resolves what points from somewhere: today, Friday, last week, that year."""

import re

from timeline.dates import iso_day
from timeline.nlp.timexes.calendar_rules import (
    Point,
    point_of,
    weekday_of,
)
from timeline.nlp.timexes.resolution import Resolution, Scene, dated, day_suffix, reason, unresolved
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import is_fixture, is_future, is_past, speaks_now
from timeline.terms import TimexType

_TEXT_RELATIVE = {"previous": -1, "following": 1, "same": 0, "that": 0}
_DCT_RELATIVE = {
    "last": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "recent": -1,
    "latest": 0,
}


def deictic(scene: Scene, index: int, reading: Reading) -> Resolution:
    if scene.memory.crawled and not reading.number:
        return Resolution("PRESENT_REF", reason=reason("vague-reference", reading))
    if scene.dct is None:
        return unresolved("the article's date is not known")
    shift = int(reading.number or 0) + int(reading.notes.get("shift", 0))
    point = point_of(scene.dct + shift, "D")
    return dated(point, reading, "deictic", dct=iso_day(scene.dct))


def weekday(scene: Scene, index: int, reading: Reading) -> Resolution:
    """Rule A: the most recent such day up to the DCT; the week after only for a future verb."""
    number = reading.weekday or 1
    if reading.rel is None and scene.word_before(index) in ("a", "one") and scene.head(index).dep_ == "pobj":
        why = reason("vague-reference", reading)
        return Resolution(f"XXXX-WXX-{number}{day_suffix(reading)}", reason=why)
    if reading.of is not None:
        week, code = unit_point(scene, index, reading.of)
        if week is None:
            return unresolved("the week is not known")
        return dated(point_of(week.first_day + number - 1, "D"), reading, code, weekday=number)
    until = _range_end(scene, index, reading)
    if until is not None and until.point is not None:
        last = until.point.first_day
        found = last - (weekday_of(last) - number) % 7
        return dated(point_of(found, "D"), reading, "day-of-range", weekday=number, until=until.point.value)
    start = _weekday_origin(scene, reading)
    if start is None:
        return unresolved("the article's date is not known")
    back = (weekday_of(start) - number) % 7
    cue = None
    if reading.rel == "week":
        found, code = start + 14 - back, "weekday-after-dct"
    elif reading.rel in ("last", "past", "previous"):
        found, code = start - (back or 7), "weekday-before-dct"
    elif reading.rel in ("next", "coming", "following"):
        found, code = start + 7 - back, "weekday-after-dct"
        if reading.rel == "next" and found - start <= _TOO_NEAR and not scene.memory.narrative:
            found += 7
    else:
        cue = is_future(scene.head(index)) or _fixture(scene, index)
        found, code = (
            (start + (-back % 7), "weekday-after-dct") if cue else (start - back, "weekday-before-dct")
        )
        if scene.memory.narrative and scene.memory.last("D") is not None:
            found = start + (-back % 7)
    found += int(reading.notes.get("shift", 0))
    return dated(point_of(found, "D"), reading, code, weekday=number, dct=iso_day(start), cue=cue)


# so many days ahead a weekday is "tomorrow" or goes by its bare name, not "next"
_TOO_NEAR = 2
_TO = re.compile(r"\s*(?:[-–—]|to|till|through)\s*")


def _range_end(scene: Scene, index: int, reading: Reading) -> Resolution | None:
    """From Monday to Wednesday: the first day is the last such one before the second."""
    if (
        reading.rel is not None
        or index + 1 >= len(scene.drafts)
        or scene.drafts[index].reading is not reading
    ):
        return None
    after = scene.drafts[index + 1]
    if after.reading is None or after.reading.kind != "weekday" or after.reading.rel is not None:
        return None
    if not _TO.fullmatch(scene.text, scene.drafts[index].end, after.start):
        return None
    return scene.resolve(index + 1, after.reading)


def _fixture(scene: Scene, index: int) -> str | None:
    """Headlines and entries of a chronicle tell the past in the present tense."""
    headline = scene.zones.headline
    if scene.memory.entry is not None or (headline and scene.drafts[index].first < headline[1]):
        return None
    return is_fixture(scene.head(index))


def _weekday_origin(scene: Scene, reading: Reading) -> int | None:
    memory = scene.memory
    if (memory.narrative or reading.rel in ("previous", "following")) and (last := memory.last("D")):
        return last.first_day
    return scene.dct


def unit_point(scene: Scene, index: int, reading: Reading) -> tuple[Point | None, str]:
    """Last week, that year, the following month, the second day: the unit and the reason's code."""
    unit, rel = reading.unit or "D", reading.rel or "the"
    if unit == "F":
        return None, ""
    memory = scene.memory
    if reading.of is not None:
        inner = _inside(scene, index, reading.of)
        return (point_of(inner, unit), "period-of-date") if inner is not None else (None, "")
    # "the next day" counts from the day told, "next week" from the day of writing; so does what happened
    # "the next month"
    counted = rel == "next" and "det" in reading.notes
    from_text = rel in _TEXT_RELATIVE or (counted and (unit == "D" or is_past(scene.head(index))))
    if from_text or memory.narrative:
        shift = _TEXT_RELATIVE.get(rel, _DCT_RELATIVE.get(rel, 0))
        base = memory.last(unit) or _coarse(memory.told, unit) or scene.fallback(unit)
        if base is None:
            return None, ""
        if shift == 0 and unit == "D" and (told := background(scene, index)) is not None:
            return told, "anaphor"  # "in May 2011 ... the same day": some day of that month
        point = base if base.unit == unit else point_of(base.first_day, unit)
        return point.step(shift), "anaphor"
    now = scene.dct_point(unit)
    if now is None:
        return None, ""
    story = scene.memory.window
    if (
        unit == "Y"
        and rel == "the"
        and reading.mod
        and story
        and not scene.memory.pending
        and is_past(scene.head(index))
    ):
        return point_of(story.first_day, "Y"), "anaphor"
    return now.step(_shift(scene, index, unit, rel, now)), "deictic"


_BACKGROUND_DAYS = 366


def background(scene: Scene, index: int) -> Point | None:
    """The day or month told last, if it is of another year and in the paragraph of this expression."""
    told = scene.memory.told
    if told is None or scene.dct is None or told.unit not in "DO":
        return None
    if abs(told.first_day - scene.dct) < _BACKGROUND_DAYS:
        return None
    return told if scene.text.find("\n", scene.window_end, scene.drafts[index].start) < 0 else None


def _coarse(told: Point | None, unit: str) -> Point | None:
    return None if told is None or unit in "DWK" else point_of(told.first_day, unit)


def _inside(scene: Scene, index: int, reading: Reading) -> int | None:
    resolved = scene.resolve(index, reading)
    return resolved.point.first_day if resolved.point else None


def _shift(scene: Scene, index: int, unit: str, rel: str, now: Point) -> int:
    shift = _DCT_RELATIVE.get(rel, 0)
    if unit == "K" and rel in ("the", "this") and scene.dct is not None and now.first_day > scene.dct:
        return 0 if is_future(scene.head(index)) or rel == "this" else -1
    if unit == "K" and rel in ("last", "past") and scene.dct is not None and now.first_day <= scene.dct:
        return -1
    return shift


def unit(scene: Scene, index: int, reading: Reading) -> Resolution:
    rel = reading.rel or "the"
    if reading.notes.get("bare") and rel == "the" and not reading.mod and not scene.memory.narrative:
        return _bare_unit(scene, index, reading)
    point, code = unit_point(scene, index, reading)
    if point is None:
        return unresolved("nothing to refer to")
    if reading.notes.get("end"):
        return dated(point_of(point.last_day, "D"), Reading("unit"), "end-of-period", period=point.value)
    told = scene.memory.told
    facts = {"timex": told.value if told else None} if code == "anaphor" else {"dct": publication_day(scene)}
    resolved = dated(point, reading, code, **facts)
    if point.unit == "O" and rel == "that" and scene.doc[scene.drafts[index].first].lower_ in _BESIDE_TOLD:
        resolved.date = point.interval()
    return resolved


# "later that month" is after the date told, in what part of the month is left open
_BESIDE_TOLD = {"later", "earlier"}


def _bare_unit(scene: Scene, index: int, reading: Reading) -> Resolution:
    """The week, the year: the DCT's own unless the text has named one."""
    point, code = unit_point(scene, index, reading)
    if point is None:
        return unresolved("nothing to refer to")
    return dated(point, reading, code, dct=publication_day(scene))


def publication_day(scene: Scene) -> str | None:
    return None if scene.dct is None else iso_day(scene.dct)


def clock(scene: Scene, index: int, reading: Reading) -> Resolution:
    """A clock time alone belongs to the day told last; in news only if that is a few days ago."""
    day = _day_of_other_zone(scene, index) or _current_day(scene, index)
    if day is None:
        return Resolution(
            f"XXXX-XX-XX{day_suffix(reading)}", reason=reason("abstain", reading, why="the day is not known")
        )
    return dated(day, reading, "day-from-context", day=day.value)


_OTHER_ZONE = re.compile(r"(?: local time| [A-Z]{3,4})?\s*[(/]\s*")


def _day_of_other_zone(scene: Scene, index: int) -> Point | None:
    """At 06:30 (04:30 GMT) on Saturday: one moment on two clocks."""
    if index + 1 >= len(scene.drafts):
        return None
    other = scene.drafts[index + 1]
    if other.reading is None or not other.reading.clock or other.reading.kind == "clock":
        return None
    if not _OTHER_ZONE.fullmatch(scene.text, scene.drafts[index].end, other.start):
        return None
    return scene.resolve(index + 1, other.reading).point


def _current_day(scene: Scene, index: int) -> Point | None:
    memory = scene.memory
    if memory.entry is not None and memory.entry.unit == "D":
        return memory.told if memory.told is not None and memory.told.unit == "D" else memory.entry
    if memory.narrative:
        return memory.last("D")
    if memory.window is not None and memory.window.unit == "D" and not memory.pending:
        return scene.dct_point("D") if speaks_now(scene.head(index)) else memory.window
    now, told = scene.dct_point("D"), memory.current
    if now is None or told is None or is_future(scene.head(index)):
        return now
    return told if 0 < now.first_day - told.first_day <= _STORY_DAYS else now


# how old the day told last may be for a clock time alone to belong to it
_STORY_DAYS = 7


def _same_night(scene: Scene, told: Point | None) -> Point | None:
    """The same night is the one told, also when the morning after it was named since."""
    night = scene.memory.night
    after = told is not None and night is not None and told.first_day - night.first_day == 1
    return night if after else told


_FROM_TEXT = {"that": 0, "same": 0, "following": 1, "previous": -1, "next": 1}
_FROM_DCT = {"last": -1, "past": -1, "next": 1, "coming": 1}


def part(scene: Scene, index: int, reading: Reading) -> Resolution:
    """This morning, last night, the next evening; "at night" is no particular one."""
    rel = reading.rel or "the"
    if rel == "at":
        return Resolution(f"XXXX-XX-XX{day_suffix(reading)}", reason=reason("vague-reference", reading))
    if rel in _FROM_TEXT or scene.memory.narrative:
        base, shift = scene.memory.last("D") or scene.fallback("D"), _FROM_TEXT.get(rel, 0)
        if rel == "same" and reading.part in ("EV", "NI"):
            base = _same_night(scene, base)
    elif rel in ("the", "bare"):
        base, shift = _current_day(scene, index), 0
    else:
        base, shift = scene.dct_point("D"), _FROM_DCT.get(rel, 0)
    if base is None:
        why = reason("abstain", reading, why="the day is not known")
        return Resolution(f"XXXX-XX-XX{day_suffix(reading)}", reason=why)
    resolved = dated(base.step(shift), reading, "day-from-context", day=base.value)
    resolved.type = TimexType.TIME
    return resolved


RESOLVERS = {
    "deictic": deictic,
    "weekday": weekday,
    "unit": unit,
    "clock": clock,
    "part": part,
}
