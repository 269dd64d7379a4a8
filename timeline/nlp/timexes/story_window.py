"""Stories of other years inside the news: where one opens, how long it goes on, and where it is over.

While a story is open ("window"), a day or month without a year belongs to it, not to the year nearest to the
publication date. A story opens with a date of an earlier year; words that speak from today end it. Behind a
paragraph break it goes on only where something speaks for it: the whole text looks back, or the bare date
follows close upon the date told last and lies far from the publication date.
"""

from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes.calendar_rules import Point
from timeline.nlp.timexes.narrative import speaks_from_today
from timeline.nlp.timexes.resolution import Resolution, Scene
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import dates_main_verb
from timeline.nlp.timexes.time_years import looks_back

_OPENING = ("year", "month", "day", "season")
_NEAR_YEARS = 2
_COUNTED = {"anaphor", "offset-from-date"}


def leave(scene: Scene, draft: TimexDraft) -> None:
    """Close the story before an expression that speaks from today, or leave it pending after a paragraph
    break."""
    memory = scene.memory
    if memory.window is None:
        return
    if draft.reading is not None and speaks_from_today(draft.reading):
        memory.close_story()
        return
    far = memory.retrospect and memory.window.year < (memory.dct_year or 0) - _NEAR_YEARS
    if not far and scene.text.find("\n", scene.window_end, draft.start) >= 0:
        memory.pending = True


def enter(scene: Scene, draft: TimexDraft, resolved: Resolution) -> None:
    """A year well before the DCT at the head of a sentence opens a story inside the news."""
    memory, point, reading = scene.memory, resolved.point, draft.reading
    now = memory.dct_year
    if now is None or point is None or reading is None:
        return
    if _opens_by_anniversary(reading, point, now):
        memory.tell_story(point)
        return
    if reading.year is None or reading.kind not in _OPENING:
        return
    if not memory.pending and _continues(memory.window, point, now):
        memory.tell_story(point)
        return
    if point.year > now - 1:
        memory.close_story()
        return
    if draft.first - scene.sentence_start(draft) > 2 and not _dates_story(scene, draft):
        return
    if reading.kind == "year" and scene.word_before_draft(draft) != "in":
        return
    memory.tell_story(point)


def _opens_by_anniversary(reading: Reading, point: Point, now: int) -> bool:
    """Seventy years ago this week: the time that the text recalls."""
    return reading.kind == "offset" and "on" in reading.notes and point.year < now - 1


def _dates_story(scene: Scene, draft: TimexDraft) -> bool:
    """The siege began in May 1901: the day or month of what the sentence itself tells, not of an aside."""
    if draft.reading is None or draft.reading.kind not in ("day", "month"):
        return False
    return dates_main_verb(scene.doc[draft.head])


def go_on(scene: Scene, draft: TimexDraft, resolved: Resolution) -> None:
    """ "In May 2011 ... the following month": counting from a date of years ago opens a story as well.
    What had happened before ("had left that summer") does not take an open story back."""
    memory, point, code = scene.memory, resolved.point, resolved.reason.get("code")
    if point is None or memory.dct_year is None:
        return
    long_ago = point.unit in "DO" and point.year < memory.dct_year - _NEAR_YEARS
    taken_up = code == "year-from-previous-date" and (memory.window is not None or long_ago)
    counted = code in _COUNTED and point.unit in "DWOS" and point.year < memory.dct_year - 1
    earlier = counted and memory.window is not None and looks_back(scene, draft)
    if (taken_up or counted) and not earlier:
        memory.tell_story(point)


def _continues(window: Point | None, point: Point, now: int) -> bool:
    """Whether a later year moves an open story on, wherever in its sentence the year stands."""
    return window is not None and point.unit in "DOS" and window.year < point.year <= now
