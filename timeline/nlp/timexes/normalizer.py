"""Gives time expressions their TIMEX3 value, EDTF date and reason, in text order.

News mode resolves against the DCT, narrative mode against the dates told so far (narrative.py).
"""

import re
from itertools import pairwise

from spacy.tokens import Doc

from timeline.dates import DateError, DateInterval
from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes import (
    chronicle,
    narrative,
    story_window,
    time_dates,
    time_deictic,
    time_lengths,
    time_offsets,
    time_periods,
    time_speech,
    time_years,
)
from timeline.nlp.timexes.calendar_rules import Point, days_interval
from timeline.nlp.timexes.narrative import Memory
from timeline.nlp.timexes.resolution import Resolution, Scene, text_of
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import has_future_auxiliary
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

_RESOLVERS = {
    **time_dates.RESOLVERS,
    **time_periods.RESOLVERS,
    **time_deictic.RESOLVERS,
    **time_offsets.RESOLVERS,
    **time_lengths.RESOLVERS,
}


def normalize(doc: Doc, timexes: list[TimexDraft], dct: str | None, zones: Zones) -> None:
    """Fill value, mod, date, reason, relation and anchors of each draft in place."""
    published = None if dct is None else DateInterval.parse(dct[:10]).begins // 86_400
    memory = Memory(
        published,
        narrative=narrative.is_narrative(timexes, published),
        crawled=narrative.is_crawled(timexes, published),
        retrospect=narrative.is_retrospect(timexes, published),
    )
    if not memory.narrative:
        timexes[:] = [
            draft for draft in timexes if not (draft.reading and "attribute" in draft.reading.notes)
        ]
    scene = Scene(doc, timexes, memory, zones, text_of(doc), resolvers=_RESOLVERS)
    scene.numeric_order = time_dates.numeric_order(timexes)
    labels = chronicle.mark(doc, timexes, scene.text, zones)
    scene.label_years = chronicle.years(timexes, labels, published)
    for index, draft in enumerate(timexes):
        if draft.reading is None:
            continue
        _enter_entry(scene, draft)
        story_window.leave(scene, draft)
        scene.memory.leave_aside(scene.sentence_start(draft), draft.reading)
        try:
            resolved = _resolve(scene, index, draft.reading)
        except DateError as error:
            resolved = Resolution(None, reason={"code": "abstain", "why": str(error)})
        if draft.reading.kind == "deictic" and not memory.narrative and time_speech.is_spoken(scene, index):
            resolved.point = None  # "Today we win," he said: the story itself stays where it was
        _store(scene, draft, resolved)
    _mark_ranges(scene)
    _join_local_days(scene)


def _resolve(scene: Scene, index: int, reading: Reading) -> Resolution:
    """In direct speech the day of speaking stands for the publication date."""
    spoken = time_speech.spoken_on(scene, index, reading) if scene.memory.dct is not None else None
    if spoken is None:
        return scene.resolve(index, reading)
    return time_speech.resolve_spoken(scene, index, reading, spoken)


def _enter_entry(scene: Scene, draft: TimexDraft) -> None:
    """Inside an entry of a chronicle dates without a year belong to its story, after it to the news."""
    memory = scene.memory
    if draft.entry_end is not None:
        scene.entry = draft
        memory.entry = None
    elif scene.entry is not None and draft.first >= (scene.entry.entry_end or 0):
        scene.entry = memory.entry = None


def _store(scene: Scene, draft: TimexDraft, resolved: Resolution) -> None:
    reading = draft.reading
    assert reading is not None
    draft.value = resolved.value
    scene.window_end = draft.end
    draft.mod = resolved.mod or reading.mod
    draft.reason = resolved.reason
    draft.date = resolved.date
    draft.relation = resolved.relation
    if resolved.type is not None:
        draft.type = resolved.type
    header = scene.zones.header
    in_header = header is not None and header[0] <= draft.first < header[1]
    dated = draft.type in (TimexType.DATE, TimexType.TIME) and draft.date is not None
    draft.anchors = dated and not in_header
    if resolved.point is not None and not in_header:
        story_window.go_on(scene, draft, resolved)
        compared = resolved.reason.get("code") == "period-minus-year"
        sentence = scene.sentence_start(draft)
        scene.memory.enter_aside(sentence, draft.first, resolved.point, _is_bound(scene, draft))
        scene.memory.remember(resolved.point, sentence, compared)
        story_window.enter(scene, draft, resolved)
        if draft.entry_end is not None:
            scene.memory.entry = resolved.point
        if reading.part in ("EV", "NI"):
            scene.memory.night = resolved.point
        _leave_section(scene, draft, resolved.point)
        _start_section(scene, draft, resolved.point)
    if reading.kind == "duration" and reading.notes.get("part_of_year"):
        scene.memory.yearly = True


def _is_bound(scene: Scene, draft: TimexDraft) -> bool:
    """Since 1890; would leave by 2011; had met in spring: no date that the story goes on from."""
    if draft.reading is None:
        return False
    if draft.reading.year is None:
        return scene.memory.narrative and time_years.looks_back(scene, draft)
    lead = scene.word_before_draft(draft)
    if lead == "since":
        return True
    return lead in ("by", "until", "before", "after") and has_future_auxiliary(scene.doc[draft.head])


_RANGE = re.compile(r"\s*(?:[-–—/]|to|until|till|through)\s*")


def _mark_ranges(scene: Scene) -> None:
    """From May to July, 3-5 May, between 2010 and 2012."""
    for index, (one, two) in enumerate(pairwise(scene.drafts)):
        if one.date is None or two.date is None or one.date.begins >= two.date.begins:
            continue
        gap = scene.text[one.end : two.start]
        if _RANGE.fullmatch(gap) or (gap.strip() == "and" and scene.word_before(index) == "between"):
            one.range_end = index + 1


_WORLD_TIME = {"UTC", "GMT"}
_LOCAL = re.compile(r"\s*local time\b")
_BETWEEN = re.compile(r"(?:\s*local time)?[\s,;(–—-]{1,3}(?:\w+ ){0,2}")


def _join_local_days(scene: Scene) -> None:
    """Where a text gives a UTC and a local day that differ, the event's date spans both."""
    for one, two in pairwise(scene.drafts):
        if one.date is None or two.date is None or not _BETWEEN.fullmatch(scene.text, one.end, two.start):
            continue
        if not ((_world(one) and _local(scene, two)) or (_world(two) and _local(scene, one))):
            continue
        first, last = sorted(date.begins // 86_400 for date in (one.date, two.date))
        if last - first == 1:
            one.date = two.date = days_interval(first, last)


def _world(draft: TimexDraft) -> bool:
    return draft.reading is not None and (draft.reading.zone or "").upper() in _WORLD_TIME


def _local(scene: Scene, draft: TimexDraft) -> bool:
    inside = " local " in scene.text[draft.start : draft.end]
    return inside or _LOCAL.match(scene.text, draft.end) is not None


# so many dates in a row outside its year, and a section is over
_STRAYS = 3


def _leave_section(scene: Scene, draft: TimexDraft, point: Point) -> None:
    memory = scene.memory
    if memory.section is None or draft.reading is None or draft.reading.year is None:
        return
    memory.strays = 0 if point.year == memory.section else memory.strays + 1
    if memory.strays >= _STRAYS:
        memory.section, memory.strays = None, 0


def _start_section(scene: Scene, draft: TimexDraft, point: Point) -> None:
    """A line that begins with a year and ends after it or goes on with a colon heads a section."""
    before = scene.text[max(draft.start - 40, 0) : draft.start].rpartition("\n")
    if (not before[1] and draft.start > 40) or before[2].strip():
        return
    follows = scene.text[draft.end : draft.end + 2].lstrip(" ")
    if draft.start == 0 or follows[:1] not in ("\n", ":", "-", "–"):
        return
    single = draft.reading is not None and "until" not in draft.reading.notes
    scene.memory.section = (
        point.year if single and point.unit in "YO" and follows[:1] in ("\n", ":") else None
    )
