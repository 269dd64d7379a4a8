"""Resolves what points from somewhere: today, Friday, last week, that year, three days later."""

import re

from timeline.dates import iso_day
from timeline.nlp.timexes.calendar_rules import (
    Point,
    add_months,
    days_interval,
    duration_value,
    point_of,
    weekday_of,
)
from timeline.nlp.timexes.resolution import Facts, Resolution, Scene, dated, day_suffix, reason, unresolved
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import is_fixture, is_future
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
    else:
        cue = is_future(scene.head(index)) or _fixture(scene, index)
        found, code = (
            (start + (-back % 7), "weekday-after-dct") if cue else (start - back, "weekday-before-dct")
        )
        if scene.memory.narrative:
            found = start + (-back % 7)
    found += int(reading.notes.get("shift", 0))
    return dated(point_of(found, "D"), reading, code, weekday=number, dct=iso_day(start), cue=cue)


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
    # "the next day" counts from the day told, "next week" from the day of writing
    from_text = rel in _TEXT_RELATIVE or (rel == "next" and unit == "D" and "det" in reading.notes)
    if from_text or memory.narrative:
        shift = _TEXT_RELATIVE.get(rel, _DCT_RELATIVE.get(rel, 0))
        base = memory.last(unit) or _coarse(memory.told, unit) or scene.fallback(unit)
        if base is None:
            return None, ""
        if shift == 0 and unit == "D" and (told := _background(scene, index)) is not None:
            return told, "anaphor"  # "in May 2011 ... the same day": some day of that month
        point = base if base.unit == unit else point_of(base.first_day, unit)
        return point.step(shift), "anaphor"
    now = scene.dct_point(unit)
    if now is None:
        return None, ""
    return now.step(_shift(scene, index, unit, rel, now)), "deictic"


_BACKGROUND_DAYS = 366


def _background(scene: Scene, index: int) -> Point | None:
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
    facts = {"timex": told.value if told else None} if code == "anaphor" else {"dct": _dct(scene)}
    return dated(point, reading, code, **facts)


def _bare_unit(scene: Scene, index: int, reading: Reading) -> Resolution:
    """The week, the year: the DCT's own unless the text has named one."""
    point, code = unit_point(scene, index, reading)
    if point is None:
        return unresolved("nothing to refer to")
    return dated(point, reading, code, dct=_dct(scene))


def _dct(scene: Scene) -> str | None:
    return None if scene.dct is None else iso_day(scene.dct)


def offset(scene: Scene, index: int, reading: Reading) -> Resolution:
    """Three days ago from the DCT; two weeks later from the date told last; a year earlier by granularity."""
    letter = reading.unit or "D"
    if reading.origin == "year-ago":
        return _year_ago(scene, reading)
    if letter in "HMS":
        return _hours(reading, letter)
    if letter == "D" and (apposed := _apposed(scene, index, reading)) is not None:
        return dated(apposed, reading, "anaphor", timex=apposed.value)
    base = _told_beside(scene, index, reading)
    if base is None and reading.origin == "text" and reading.direction > 0:
        told = _background(scene, index)
        if told is not None and told.unit == "O" and letter in "DW":
            return unresolved("the day it counts from is not told")
        base = told.first_day if told is not None else None
    if base is None:
        base = _offset_base(scene, reading, letter)
    if base is None:
        return unresolved("nothing to count from")
    if reading.vague or reading.number is None:
        return _vague_offset(base, reading, letter)
    if letter == "Y" and reading.number == 1 and scene.memory.period is not None and reading.direction < 0:
        return _year_ago(scene, reading)
    number = reading.number
    if number % 1 and letter in _PARTS:
        letter, times = _PARTS[letter]
        number = float(int(number * times))
    count = int(number) * reading.direction
    if unit := reading.notes.get("on"):
        return dated(point_of(base, str(unit)).years_before(-count), reading, "offset-from-dct")
    point = _moved(base, letter, count, number)
    facts: Facts = {"amount": number, "unit": letter, "from": iso_day(base)}
    code = "offset-from-dct" if reading.origin == "dct" else "offset-from-date"
    return dated(point, reading, code, **facts)


# half a century is fifty years, half a year six months
_PARTS = {"C": ("Y", 100), "E": ("Y", 10), "Y": ("O", 12), "W": ("D", 7), "O": ("D", 30)}


def _hours(reading: Reading, letter: str) -> Resolution:
    """Two hours later: a length; which hour it counts from is hardly ever told."""
    value = duration_value(None if reading.vague else reading.number, letter)
    return Resolution(value, reason=reason("duration", reading), type=TimexType.DURATION)


def _moved(base: int, letter: str, count: int, number: float) -> Point:
    if letter in "DW":
        return point_of(base, letter).step(count) if letter == "D" else point_of(base + 7 * count, "W")
    if letter == "F":
        return point_of(base + 14 * count, "W")
    if letter == "K":
        return point_of(base, "K").step(count)
    if letter == "E":
        return point_of(base, "Y").step(10 * count)
    if letter in "CL":
        return point_of(base, "Y").step((100 if letter == "C" else 1000) * count)
    if letter == "Q":
        return point_of(base, "Q").step(count)
    return point_of(base, letter).step(count)


_APPOSED = re.compile(r", (?:on )?|,? on ")


def _apposed(scene: Scene, index: int, reading: Reading) -> Point | None:
    """Two days earlier, on Saturday: the day is said beside it."""
    if reading.origin != "text" or index + 1 >= len(scene.drafts):
        return None
    after = scene.drafts[index + 1]
    if after.reading is None or after.reading.kind not in ("weekday", "day", "monthday"):
        return None
    if not _APPOSED.fullmatch(scene.text, scene.drafts[index].end, after.start):
        return None
    return scene.resolve(index + 1, after.reading).point


def _told_beside(scene: Scene, index: int, reading: Reading) -> int | None:
    """ "Talks opened in May 2012 and moved a month later": the date before it in the same sentence."""
    if reading.origin != "text" or index == 0:
        return None
    draft, before = scene.drafts[index], scene.drafts[index - 1]
    if not before.anchors or before.date is None:
        return None
    if scene.doc[before.first].sent.start != scene.doc[draft.first].sent.start:
        return None
    return before.date.begins // 86_400


def _offset_base(scene: Scene, reading: Reading, letter: str) -> int | None:
    """A background date of years ago is not what "a few days earlier" counts from in news."""
    memory = scene.memory
    if reading.origin != "text" and not memory.narrative:
        return scene.dct
    in_story = memory.narrative or memory.window is not None or scene.dct is None or letter in "YECL"
    point = memory.told if in_story else memory.current
    return point.first_day if point is not None else scene.dct


def _year_ago(scene: Scene, reading: Reading) -> Resolution:
    memory = scene.memory
    period = None if memory.yearly else memory.period
    if period is not None:
        return dated(period.years_before(1), reading, "period-minus-year", period=period.value)
    base = scene.reference("Y")
    if base is None:
        return unresolved("nothing to count from")
    return dated(Point("Y", base.year - 1), reading, "offset-from-dct", dct=_dct(scene))


# how far a vague number of units reaches: "a few days" is two to six of them
_FEW = (2, 6)


def _vague_offset(base: int, reading: Reading, letter: str) -> Resolution:
    """A few days earlier: before the date it counts from, in an approximate interval, no day."""
    sign = reading.direction
    near, far = _few(base, letter, sign * _FEW[0]), _few(base, letter, sign * _FEW[1])
    date = days_interval(min(near, far), max(near, far)).about() if letter not in "HMS" else None
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    facts: Facts = {"unit": letter, "from": iso_day(base), "approx": True}
    return Resolution(value, date, reason("offset-from-date", reading, **facts))


def _few(base: int, letter: str, count: int) -> int:
    if letter in "DWKF":
        return base + count * {"D": 1, "W": 7, "K": 7, "F": 14}[letter]
    months = {"O": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}.get(letter, 0)
    start = point_of(base, "O")
    year, month = add_months(start.year, start.number, count * months)
    return Point("O", year, month).first_day


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
    "offset": offset,
    "clock": clock,
    "part": part,
}
