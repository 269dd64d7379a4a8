"""Dates that no event has claimed: each goes to the verb beside it, if that has none.

Parsers lose a date now and then: behind an aside ("had launched the idea, on 18 May"), behind a long object
("joined from Orlo for a record fee two years earlier"). The verb told last before it is then the one it
dates; for a date that opens its sentence, the next verb.
"""

from collections.abc import Iterable

from timeline.nlp.anchors.anchor_story import Story, within
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import TimexDraft
from timeline.terms import Factuality

_APART = {
    "since",
    "until",
    "till",
    "before",
    "after",
    "from",
    "to",
    "than",
    "of",
    "for",
    "by",
    "as",
    "between",
}
_OPENING = 3
_REACH = 25
_REAL = {Factuality.OCCURRED, Factuality.CLAIMED, Factuality.DENIED, Factuality.CANCELLED}
_TOLD = {Tense.PAST, Tense.PLUPERFECT, Tense.PRESENT_PERFECT, Tense.FUTURE}


def assign(story: Story) -> None:
    """Give unclaimed dates to undated verbs, at most one each."""
    claimed = {event.timex for event in story.events}
    for index, timex in enumerate(story.timexes):
        if index in claimed or not _dates(story, timex) or timex.date is None:
            continue
        verb = _beside(story, timex)
        if verb is not None and _fits(story, verb, timex):
            story.date(verb, timex.date, index, {"code": "timex-in-sentence", "via": "nearest"})


def _dates(story: Story, timex: TimexDraft) -> bool:
    if not timex.anchors or timex.relation is not None or timex.entry_end is not None:
        return False
    if within(timex.first, story.zones.dateline) or within(timex.first, story.zones.header):
        return False
    return timex.first == 0 or story.doc[timex.first - 1].lower_ not in _APART


def _beside(story: Story, timex: TimexDraft) -> int | None:
    """The verb before the expression; behind the opening of a sentence, the one after it."""
    doc, first = story.doc, timex.first
    opening = range(first, max(first - _OPENING, 0), -1)
    if any(doc[token].is_sent_start for token in opening):
        return _first_verb(story, range(timex.last, min(timex.last + _REACH, len(doc))))
    return _first_verb(story, range(first - 1, max(first - _REACH, -1), -1))


def _first_verb(story: Story, tokens: Iterable[int]) -> int | None:
    """The first verb that is an event; a sentence's end or a semicolon stops the search."""
    for token in tokens:
        index = story.at.get(token)
        if index is not None and not story.events[index].nominal:
            return index
        if story.doc[token].is_sent_start or story.doc[token].text == ";":
            return None
    return None


def _fits(story: Story, index: int, timex: TimexDraft) -> bool:
    """Whether the verb tells something that can have happened, or is to happen, then."""
    event = story.events[index]
    if event.date is not None or timex.date is None or story.tenses[index] not in _TOLD:
        return False
    if story.dct is None:
        return event.factuality in _REAL
    ahead = timex.date.begins > story.dct.begins
    return event.factuality is Factuality.PLANNED if ahead else event.factuality in _REAL
