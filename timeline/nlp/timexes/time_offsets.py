"""Resolves what counts from a date: two years ago, three days later, a few weeks earlier, year-ago."""

import re

from timeline.dates import iso_day
from timeline.nlp.timexes.calendar_rules import Point, add_months, days_interval, duration_value, point_of
from timeline.nlp.timexes.narrative import Memory
from timeline.nlp.timexes.resolution import Facts, Resolution, Scene, dated, reason, unresolved
from timeline.nlp.timexes.time_deictic import background, publication_day
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import is_past
from timeline.nlp.timexes.time_years import looks_back
from timeline.terms import TimexType


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
        told = background(scene, index)
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
    return _counted(scene, index, reading, base, reading.number)


def _counted(scene: Scene, index: int, reading: Reading, base: int, number: float) -> Resolution:
    """So many units from the day `base`."""
    letter = reading.unit or "D"
    if number % 1 and letter in _PARTS:
        letter, times = _PARTS[letter]
        number = float(int(number * times))
    count = int(number) * reading.direction
    if unit := reading.notes.get("on"):
        return dated(point_of(base, str(unit)).years_before(-count), reading, "offset-from-dct")
    point = _moved(base, letter, count, number)
    if _leaps_ahead(scene, index, reading, point):
        return unresolved("the day it counts from is not told")
    facts: Facts = {"amount": number, "unit": letter, "from": iso_day(base)}
    code = "offset-from-dct" if reading.origin == "dct" else "offset-from-date"
    return dated(point, reading, code, **facts)


def _leaps_ahead(scene: Scene, index: int, reading: Reading, point: Point) -> bool:
    """ "It sank in January. Three weeks later divers found it": the past lies not ahead of publication."""
    told = reading.origin == "text" and reading.direction > 0 and not scene.memory.narrative
    return told and scene.dct is not None and point.first_day > scene.dct and is_past(scene.head(index))


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
    if index > 1 and looks_back(scene, before) and not looks_back(scene, draft):
        before = scene.drafts[index - 2]
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
    point = memory.told if in_story or _from_month(memory, letter) else memory.current
    if point is None and reading.origin == "text" and reading.direction > 0:
        return None  # what comes later counts from what was told, never from the day of writing
    return point.first_day if point is not None else scene.dct


def _from_month(memory: Memory, letter: str) -> bool:
    """ "It sank in January. Two months later": from the month told."""
    return letter == "O" and memory.told is not None and memory.told.unit == "O"


def _year_ago(scene: Scene, reading: Reading) -> Resolution:
    memory = scene.memory
    period = None if memory.yearly else memory.period
    if period is not None:
        return dated(period.years_before(1), reading, "period-minus-year", period=period.value)
    base = scene.reference("Y")
    if base is None:
        return unresolved("nothing to count from")
    return dated(Point("Y", base.year - 1), reading, "offset-from-dct", dct=publication_day(scene))


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


RESOLVERS = {"offset": offset}
