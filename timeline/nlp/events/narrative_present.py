"""Finds what is told in the narrative present: "In 1867 the engineer arrives. He meets the mayor."

Histories and chronicles tell the past in the present tense. There it is neither a habit nor what
holds now. The sign is a present tense with a past date of its own, or the label of a list's entry.
"""

from spacy.tokens import Doc, Token

from timeline.dates import DAY, DateInterval
from timeline.nlp.draft import TimexDraft
from timeline.nlp.summaries.clause import dependents

# The news of some weeks is told in the present by headlines and captions, and says nothing of what follows.
_DISTANCE = 60 * DAY
_PRESENT = {"VBZ", "VBP"}
_SPANS = {"since", "until", "till", "from", "by"}


def tokens(doc: Doc, timexes: list[TimexDraft], published: str | None) -> frozenset[int]:
    """The tokens told in the narrative present; `published` is an ISO date, None if unknown."""
    dates = [timex for timex in timexes if timex.anchors and timex.date is not None]
    if not dates:
        return frozenset()
    now = _now(dates, published)
    found: set[int] = set()
    for timex in timexes:
        if timex.entry_end is not None and _is_past(timex, now, 0):
            found.update(range(timex.last, timex.entry_end))
        elif timex.first not in found and _is_past(timex, now, _DISTANCE) and _dates_present(doc, timex):
            found.update(range(doc[timex.first].sent.start, _end(doc, timex, timexes, now)))
    return frozenset(found)


def _now(dates: list[TimexDraft], published: str | None) -> float:
    """The publication date, or else the newest date of the text."""
    if published is not None:
        return DateInterval.parse(published).begins
    return max(timex.date.begins for timex in dates if timex.date is not None)


def _is_past(timex: TimexDraft, now: float, distance: float) -> bool:
    return timex.anchors and timex.date is not None and timex.date.begins + distance < now


def _dates_present(doc: Doc, timex: TimexDraft) -> bool:
    """Whether the expression dates a finite verb in the simple present, or opens a sentence in it."""
    head = doc[timex.first : timex.last].root
    before = doc[timex.first - 1] if timex.first else head
    if before.is_sent_start and before.pos_ == "ADP":
        return before.lower_ not in _SPANS and _simple_present(head.sent.root)
    if head.dep_ == "pobj":
        head = head.head
        if head.lower_ in _SPANS:
            return False
    return head.head.i != head.i and _simple_present(head.head)


def _simple_present(verb: Token) -> bool:
    if verb.pos_ != "VERB":
        return False
    helpers = [child for child in dependents(verb) if child.dep_ in {"aux", "auxpass"}]
    if not helpers:
        return verb.tag_ in _PRESENT
    return helpers[0].tag_ in _PRESENT and helpers[0].lemma_ == "be"


def _end(doc: Doc, timex: TimexDraft, timexes: list[TimexDraft], now: float) -> int:
    """The end of the paragraph, or the sentence that comes back to the time of writing."""
    end = next((i for i in range(timex.last, len(doc)) if "\n" in doc[i].whitespace_ + doc[i].text), len(doc))
    for other in timexes:
        if timex.last <= other.first < end and not _is_past(other, now, _DISTANCE) and _near_now(other, now):
            return min(end, doc[other.first].sent.start)
    return end


def _near_now(timex: TimexDraft, now: float) -> bool:
    """Whether the expression means the time of writing: "now", "today", last week."""
    if timex.value == "PRESENT_REF":
        return True
    return timex.anchors and timex.date is not None and timex.date.begins + _DISTANCE >= now
