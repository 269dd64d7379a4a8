"""Dates counted from another event: "resigned three days after the raid", "on the eve of the vote".

The event the phrase belongs to and the event it names give each other a date, whichever is known.
Days are exact; from weeks upward the result is approximate.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from timeline.dates import DAY, DateError, DateInterval, from_days, iso_day
from timeline.nlp.anchors import date_links
from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import TimexDraft
from timeline.nlp.records import Reason
from timeline.terms import Factuality, Precision

_LENGTH = re.compile(r"P(?:(?P<number>\d{1,4})(?P<unit>[DWMY])|T\d{1,4}[HMS])")
_REACH = 40
_CLIMB = 4
_BEHIND = {Tense.PAST, Tense.PLUPERFECT}
_UNREAL = {Factuality.PLANNED, Factuality.HYPOTHETICAL}


@dataclass(frozen=True, slots=True)
class Offset:
    """Event `own` happened `number` `unit`s after event `named` (before it, if the number is negative);
    `named` is None where the text counts from something that is no event here."""

    own: int
    named: int | None
    number: int
    unit: str
    timex: int

    @property
    def other_day(self) -> bool:
        """Whether the two can't share a day: "three days after", not "an hour after"."""
        return self.number != 0


def find(story: Story) -> list[Offset]:
    """The offsets of an article, in text order."""
    return [found for i, timex in enumerate(story.timexes) if (found := _read(story, i, timex))]


def assign(story: Story, offsets: list[Offset]) -> None:
    """Date one of two events by the other and the length of time between them."""
    for offset in offsets:
        count(story, offset)


def count(story: Story, offset: Offset) -> None:
    """Date whichever of the two events has no date, if the other has one."""
    if offset.named is None:
        return
    _count(story, offset.own, offset.named, offset, 1)
    _count(story, offset.named, offset.own, offset, -1)


def _read(story: Story, index: int, timex: TimexDraft) -> Offset | None:
    """The two events of "N units after EVENT" and the length between them."""
    if timex.relation not in ("after", "before"):
        return None
    length = _LENGTH.fullmatch(timex.value or "")
    other = _named_event(story, timex)
    own = _real_event(story, timex, _own_event(story, timex, other), other)
    if length is None or own is None or own == other:
        return None
    number, unit = int(length["number"] or 0), length["unit"] or "D"
    return Offset(own, other, number if timex.relation == "after" else -number, unit, index)


def _named_event(story: Story, timex: TimexDraft) -> int | None:
    """The event behind "after": the highest one in its clause or phrase."""
    link = next((t for t in story.doc[timex.last : timex.last + 3] if t.lower_ == timex.relation), None)
    if link is None:
        return None
    following = takewhile(lambda t: not t.is_sent_start, story.doc[link.i + 1 : link.i + _REACH])
    behind = (t.i for t in following if t.i in story.at)
    counted = range(timex.first, timex.last)
    return next((story.at[token] for token in behind if _below(story, token, link.i, counted)), None)


def _below(story: Story, token: int, link: int, counted: range) -> bool:
    """Whether the event hangs on the linking word, or the linking word on it, with no event between; "a day
    after a man died" is also read as a day that died."""
    word, node = story.doc[link], story.doc[token]
    if node.dep_ == "relcl" and node.head.i in counted:
        return True
    if node.dep_ == "advcl" and word.head.i in counted and any(story.doc[i].head == node for i in counted):
        return True
    if word.head.i == node.i and word.dep_ != "prep":
        return True
    for _ in range(_REACH):
        if node.i == word.i:
            return True
        above = node.head
        if above.i == node.i or (above.i in story.at and above.i > link and node.dep_ != "relcl"):
            return False
        node = above
    return False


def _own_event(story: Story, timex: TimexDraft, other: int | None) -> int | None:
    """The event the whole phrase belongs to."""
    node = date_links.head(story.doc, timex)
    other_head = story.events[other].head if other is not None else -1
    for _ in range(_REACH):
        if node.head.i == node.i:
            return None
        node = node.head
        if node.i in story.at and node.i != other_head:
            return story.at[node.i]
        if node.i == other_head:
            continue
        carried = [c for c in node.children if c.i in story.at and c.dep_ in ("dobj", "nsubjpass", "nsubj")]
        if node.pos_ in ("VERB", "AUX") and carried:
            return story.at[carried[0].i]
    return None


def _real_event(story: Story, timex: TimexDraft, own: int | None, other: int | None) -> int | None:
    """ "Ordered troops to restore order, two weeks after the coup": not what was ordered, but the order."""
    behind = other is not None and story.tenses[other] in _BEHIND
    aside = timex.first > 0 and story.doc[timex.first - 1].text == ","
    if own is None or not (behind or aside):
        return own
    real: int | None = own
    for _ in range(_CLIMB):
        if real is None or story.events[real].factuality not in _UNREAL:
            break
        governor = story.governors[real]
        real = governor.event if governor is not None else None
    return own if real is None or real == other else real


def _count(story: Story, target: int, source: int, offset: Offset, sign: int) -> None:
    date = story.events[source].date
    if date is None or story.events[source].timex is None or story.events[target].date is not None:
        return
    counted = shift(date, sign * offset.number, offset.unit)
    if counted is not None:
        reason: Reason = {
            "code": "offset-from-event",
            "event": story.head(source).text,
            "amount": sign * offset.number,
            "unit": offset.unit,
            "approx": counted.approximate,
        }
        story.date(target, counted, offset.timex, reason)


def shift(date: DateInterval, number: int, unit: str) -> DateInterval | None:
    """The date `number` units later (earlier if negative), as fine as the unit and approximate but for days;
    None if `date` is an interval, a season or a decade."""
    if date.precision not in (Precision.DAY, Precision.CLOCK, Precision.MONTH, Precision.YEAR):
        return None
    year, month, _ = from_days(date.begins // DAY)
    try:
        if unit in ("D", "W") and date.precision in (Precision.DAY, Precision.CLOCK):
            moved = DateInterval.parse(iso_day(date.begins // DAY + number * (7 if unit == "W" else 1)))
        elif unit == "M" and date.precision is not Precision.YEAR:
            extra, zero_based = divmod(month - 1 + number, 12)
            moved = DateInterval.month(year + extra, zero_based + 1)
        elif unit == "Y":
            moved = DateInterval.year(year + number)
        else:
            return date.about()
    except DateError:
        return None
    return moved if unit == "D" and not date.approximate else moved.about()
