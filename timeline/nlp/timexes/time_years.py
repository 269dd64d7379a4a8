"""Which year a date belongs to that names none: the nearest one in news, the story's own in a history."""

import re
from collections.abc import Callable

from spacy.tokens import Token

from timeline.dates import from_days, iso_day, to_days
from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes.calendar_rules import Point
from timeline.nlp.timexes.narrative import speaks_from_today
from timeline.nlp.timexes.resolution import Facts, Scene
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import (
    WILL,
    asked_for,
    governing_verb,
    is_beneath,
    is_future,
    is_past,
    is_pluperfect,
    is_told,
    speaks_now,
)

# what a year turns the expression into: the first day, in days since 1970-01-01
type DayOfYear = Callable[[int], int]
# the year, the reason's code and its parameters; no year when the text gives none
type Picked = tuple[int | None, str, Facts]


def astronomical(year: int, bc: bool) -> int:
    return 1 - year if bc else year


def explicit_year(scene: Scene, index: int, reading: Reading) -> Picked:
    """The year the words themselves give, directly or as "last year", "that year"; with the reason's code."""
    if reading.year is not None:
        return astronomical(reading.year, reading.bc), "explicit", {}
    if reading.of is None:
        return None, "", {}
    if reading.of.kind == "year":
        return astronomical(reading.of.year or 0, reading.of.bc), "explicit", {}
    larger = scene.resolve(index, reading.of)
    if larger.point is None:
        return None, "", {}
    return larger.point.year, str(larger.reason["code"]), {"year": larger.point.value}


_ENDS = {"ended", "ending", "to"}


def period_end_year(scene: Scene, index: int, month: int, dom: int) -> Picked:
    """The year ended 31 March is the last one over, the year ending 31 March the one under way; the six
    months to March are over unless a future verb says otherwise."""
    ends = scene.word_before(index)
    if ends not in _ENDS or scene.dct is None or scene.memory.narrative:
        return None, "", {}
    if ends == "to" and not _ends_length(scene, index):
        return None, "", {}
    dct = scene.dct
    year = from_days(dct)[0]
    ended = ends != "ending"
    if ended and day_number(year, month, dom) > dct:
        year -= 1
    elif not ended and day_number(year, month, dom) < dct:
        year += 1
    return year, "period-end", {"dct": iso_day(dct)}


def _ends_length(scene: Scene, index: int) -> bool:
    """The three months to 5 March, told in the past."""
    before = scene.drafts[index - 1] if index else None
    if before is None or before.reading is None or before.reading.kind != "duration":
        return False
    if before.reading.unit not in ("W", "O", "Y") or before.last != scene.drafts[index].first - 1:
        return False
    return is_future(scene.doc[before.head]) is None


def year_of_range_end(scene: Scene, index: int, reading: Reading) -> Picked:
    """From 28 December to 3 January: the second day follows the first."""
    begun = scene.memory.told
    before = scene.drafts[index - 1] if index and scene.drafts[index].reading is reading else None
    if before is None or before.reading is None or before.date is None or begun is None or begun.unit != "D":
        return None, "", {}
    if before.reading.kind != "monthday" or not _RANGE.fullmatch(
        scene.text, before.end, scene.drafts[index].start
    ):
        return None, "", {}
    earlier = (reading.month or 1, reading.day or 1) < (begun.number, begun.day)
    return begun.year + earlier, "year-of-range", {}


def day_number(year: int, month: int, dom: int) -> int:
    return to_days(year, month, min(dom, 28) if month == 2 else dom)


def pick_year(scene: Scene, index: int, reading: Reading, start_of: DayOfYear, unit: str) -> Picked:
    """Rule B: the year that lies nearest to the DCT; in a narrative the year told last, moving forward."""
    memory = scene.memory
    if index in scene.label_years and scene.drafts[index].reading is reading:
        return scene.label_years[index], "year-from-chronicle", {}
    story = memory.narrative or memory.dct is None
    told = memory.entry or (memory.told if story else story_in_news(scene, index, start_of))
    if memory.narrative and reading.month and (full := _told_in_full(scene, index, reading)) is not None:
        return full, "year-from-next-date", {}
    if told is not None and told.unit not in "EC":
        return story_year(scene, index, told, start_of), "year-from-previous-date", {"timex": told.value}
    if memory.narrative:
        return None, "", {}
    dct = scene.dct
    if dct is None:
        return None, "", {}
    dct_year = from_days(dct)[0]
    middle = dct - 15 if unit == "month" else dct
    year = min((dct_year - 1, dct_year, dct_year + 1), key=lambda y: (abs(start_of(y) - middle), y))
    if _told_ahead(scene.head(index), start_of(year) - dct, unit):
        year -= 1
    elif _lies_ahead(scene.head(index), dct - start_of(year)):
        year += 1
    distance = (start_of(year) - dct) // 30
    return (
        year,
        f"{unit if unit != 'day' else 'monthday'}-nearest-dct",
        {"distance": distance, "dct": iso_day(dct)},
    )


def story_in_news(scene: Scene, index: int, start_of: DayOfYear) -> Point | None:
    """The date of the passage told from years ago, unless the verb speaks from today or, after a paragraph
    break, nothing shows that the story goes on."""
    memory = scene.memory
    if memory.window is not None and memory.pending and not _goes_on(scene, index, start_of):
        memory.close_story()
    told = memory.window or _year_beside(scene, index) or _just_told(scene, index, start_of)
    return None if told is None or speaks_now(scene.head(index)) else told


# so many dates in a row make a story that a paragraph break does not end, if it lies so many years back
_DATES_IN_ROW, _YEARS_BACK = 3, 3


def _goes_on(scene: Scene, index: int, start_of: DayOfYear) -> bool:
    """Whether the story told before the paragraph break goes on: it has told a row of dates and the verb is
    past, or the bare date follows closely."""
    memory, told = scene.memory, scene.memory.window
    if told is None or memory.dct_year is None:
        return False
    if memory.told_in_window >= _DATES_IN_ROW and told.year <= memory.dct_year - _YEARS_BACK:
        return is_past(scene.head(index)) and not _soon_today(scene, index)
    return _follows_closely(scene, index, told, start_of)


def _soon_today(scene: Scene, index: int) -> bool:
    """Whether one of the next expressions of the paragraph speaks from today."""
    end = scene.drafts[index].end
    for draft in scene.drafts[index + 1 : index + 1 + _AHEAD]:
        if scene.text.find("\n", end, draft.start) >= 0:
            return False
        if draft.reading is not None and speaks_from_today(draft.reading):
            return True
        end = draft.end
    return False


_AHEAD = 4


# a bare date so many days at most after the one told last goes on from it, if the publication date is so many
# times as far
_FOLLOWING_DAYS, _TIMES_AS_FAR, _LEAST_DAYS = 92, 4, 15


def _follows_closely(scene: Scene, index: int, told: Point, start_of: DayOfYear) -> bool:
    """Whether the bare date lies close behind the date told and far from the publication date."""
    if scene.dct is None:
        return False
    after = start_of(story_year(scene, index, told, start_of)) - told.last_day
    if not -_LEAST_DAYS <= after <= _FOLLOWING_DAYS:
        return False
    year = from_days(scene.dct)[0]
    starts = [start_of(near) - scene.dct for near in (year - 1, year, year + 1)]
    ahead = 1 if is_told(scene.head(index)) else max(starts)
    away = min(abs(start) for start in starts if start <= ahead)
    return away >= _TIMES_AS_FAR * max(abs(after), _LEAST_DAYS)


def _just_told(scene: Scene, index: int, start_of: DayOfYear) -> Point | None:
    """In "they met in August 2017. On 5 September" the day follows the month told in the same paragraph."""
    told, draft = scene.memory.told, scene.drafts[index]
    if told is None or told.unit not in "DO" or scene.dct is None or is_future(scene.head(index)):
        return None
    if scene.dct - told.last_day < _PAST_DAYS or scene.text.find("\n", scene.window_end, draft.start) >= 0:
        return None
    return told if _follows_closely(scene, index, told, start_of) else None


# a date of so many days ago may begin a story of its own
_PAST_DAYS = 300


def _year_beside(scene: Scene, index: int) -> Point | None:
    """In "it closed in 1950 after a fire in March" the month belongs to the year before it, if that is
    long ago."""
    draft, before = scene.drafts[index], scene.drafts[index - 1] if index else None
    told, now = scene.memory.told, scene.memory.dct_year
    if before is None or told is None or now is None or told.unit not in "DOY" or told.year > now - _LONG_AGO:
        return None
    if before.reading is None or before.date is None:
        return None
    reading = before.reading
    counted = (
        reading.kind == "unit" and reading.unit == "Y" and reading.rel in ("following", "previous", "same")
    )
    if not counted and (reading.year is None or reading.year != told.year):
        return None
    if scene.doc[before.first].sent.start != scene.doc[draft.first].sent.start:
        return None
    return told if is_beneath(scene.doc[draft.head], scene.doc[before.head]) else None


# so many years before publication a year is a story of its own
_LONG_AGO = 1


# from so many days on "will" decides against the nearest date in the past; other signs of a future later, as
# "to be sold" and "planned" may also be told
_CLOSE_CALL, _CLOSE_CALL_UNSURE = 14, 90


def _lies_ahead(head: Token, days: int) -> bool:
    """Whether a future tense speaks against a date so many days before the publication date."""
    cue = is_future(head) if days > _CLOSE_CALL else None
    return cue is not None and (cue in WILL or days > _CLOSE_CALL_UNSURE)


def _told_ahead(head: Token, days: int, unit: str) -> bool:
    """Whether a past tense speaks against a date so many days after the publication date."""
    verb = governing_verb(head)
    if verb is not None and asked_for(verb, head) is not None:
        return False
    return (days > 1 and is_told(head)) or (unit == "month" and days > 40 and is_past(head))


def looks_back(scene: Scene, draft: TimexDraft) -> bool:
    """ "Who had spent the spring": before the date told; "by spring they had lost" goes on from it."""
    return scene.word_before_draft(draft) != "by" and is_pluperfect(scene.doc[draft.head])


# how far back a story may step within the year told before a new year is the better reading; a history leaps
# between its strands, a story in the news is told in order
_BACKWARD_DAYS, _BACKWARD_DAYS_IN_NEWS = 240, 140


def story_year(scene: Scene, index: int, told: Point, start_of: DayOfYear) -> int:
    """The year told; the next one when the story would have to step far back otherwise, unless it would
    then overtake the next date written in full."""
    section = scene.memory.section
    if section is not None and (told.unit not in "DOS" or abs(told.year - section) > 0):
        return section
    if told.unit not in "DOSWK":
        return told.year
    if looks_back(scene, scene.drafts[index]):
        story = scene.memory.aside[1] if scene.memory.aside else told
        return story.year - (start_of(story.year) > story.last_day)
    backward = _BACKWARD_DAYS if scene.memory.narrative else _BACKWARD_DAYS_IN_NEWS
    year = told.year + (told.first_day - start_of(told.year) > backward)
    ahead = _next_explicit(scene, index) if year > told.year else None
    if ahead is None or (told.unit != "S" and told.first_day > ahead.last_day):
        return year
    return told.year if ahead.last_day < start_of(year) else year


def _next_explicit(scene: Scene, index: int) -> Point | None:
    for draft in scene.drafts[index + 1 : index + 5]:
        reading = draft.reading
        if reading is not None and reading.year is not None and reading.kind in ("day", "month"):
            return Point("O", astronomical(reading.year, reading.bc), reading.month or 1)
    return None


def _told_in_full(scene: Scene, index: int, reading: Reading) -> int | None:
    """The year of the same month where it is given right after: "at the end of June ... on June 28, 1952"."""
    for draft in scene.drafts[index + 1 : index + 3]:
        full = draft.reading
        if full is not None and full.kind in ("day", "month") and full.month == reading.month:
            return None if full.year is None else astronomical(full.year, full.bc)
    return None


_RANGE = re.compile(r"\s*(?:[-–—]|to|until|till|through)\s*")


def range_year(scene: Scene, index: int, reading: Reading) -> Picked:
    """From October to March: the first month is the last such one before the second."""
    if scene.drafts[index].reading is reading and (begun := _range_begun(scene, index)) is not None:
        return begun.year + ((reading.month or 1) < begun.number), "year-of-range", {}
    if index + 1 >= len(scene.drafts) or scene.drafts[index].reading is not reading:
        return None, "", {}
    draft = scene.drafts[index + 1]
    until = draft.reading
    if until is None or until.kind != "month" or until.year is not None or until.rel or until.of:
        return None, "", {}
    if not _RANGE.fullmatch(scene.text, scene.drafts[index].end, draft.start):
        return None, "", {}
    last = until.month or 1
    year, _, _ = pick_year(scene, index + 1, until, lambda y: to_days(y, last), "month")
    if year is None:
        return None, "", {}
    return year - ((reading.month or 1) > last), "year-of-range", {}


def _range_begun(scene: Scene, index: int) -> Point | None:
    """The month before this one, when the two are a range and the first is resolved."""
    told = scene.memory.told
    if not index or told is None or told.unit != "O" or scene.drafts[index - 1].date is None:
        return None
    before = scene.drafts[index - 1]
    plain = (
        before.reading is not None and before.reading.kind == "month" and before.reading.month == told.number
    )
    return told if plain and _RANGE.fullmatch(scene.text, before.end, scene.drafts[index].start) else None


def following_year(scene: Scene, month: int) -> Picked:
    """The following July is the first one after the date told last."""
    told = scene.memory.told
    if told is None or told.unit not in "DKWOQ":
        return None, "", {}
    start = from_days(told.first_day)
    return start[0] + (start[1] >= month), "anaphor", {"timex": told.value}


def relative_year(scene: Scene, reading: Reading, month: int, dom: int | None = None) -> Picked:
    """Last March is the one before the DCT, next March the one after it; so is last 5 March."""
    now = scene.reference("O")
    if now is None:
        return None, "", {}
    before = now.first_month > month
    if dom is not None and now.first_month == month and scene.dct is not None:
        before = from_days(scene.dct)[2] > dom
    facts: Facts = {"dct": now.value}
    if reading.rel in ("last", "past", "previous"):
        return now.year if before else now.year - 1, "month-before-dct", facts
    if reading.rel in ("next", "coming"):
        return now.year + (before or month == now.first_month), "month-after-dct", facts
    return now.year, "month-of-dct-year", facts
