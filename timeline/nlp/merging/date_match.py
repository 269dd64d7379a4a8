"""Whether two dates may be those of one event. Pure Python."""

from collections.abc import Iterable
from enum import IntEnum

from timeline.dates import DAY, DateInterval
from timeline.nlp.merging.telling import MergeMention
from timeline.terms import Precision

_EXACT = (Precision.CLOCK, Precision.DAY)
# What "about" adds on each side, at least: "three weeks before" is right to a few days.
_SLACK = 4 * DAY
_SAME_DAYS = 4 * DAY
_WEEKS_APART = 21 * DAY
# Dates that rest on the neighbourhood of the event, and how far these may be off.
_LOOSE = ("timex-in-sentence", "clause-relation", "scene", "same-event", "offset-from-event")
_LOOSE_DAYS = 4 * DAY


class Match(IntEnum):
    """How far the dates of two tellings agree. OPEN: at least one has none; NEAR: they differ by so little
    that the looser reading may be at fault."""

    CONFLICT = 0
    NEAR = 1
    OPEN = 2
    COARSE = 3
    SAME = 4


def match(left: MergeMention, right: MergeMention) -> Match:
    """Compare the dates of two tellings.

    Intervals must overlap, at the coarser granularity of the two. One day apart is still the same date
    when one of them is a guess from the day of publication: events of the evening are in next day's paper.
    """
    if left.date is None or right.date is None:
        return Match.OPEN
    if left.date.edtf == right.date.edtf:
        return Match.SAME if exact(left.date) else Match.COARSE
    gap = _gap(_tolerated(left.date, left), _tolerated(right.date, right))
    if gap <= 0:
        same = exact(left.date) and exact(right.date) and left.date.overlaps(right.date)
        return Match.SAME if same else Match.COARSE
    loose = left.anchor in _LOOSE or right.anchor in _LOOSE
    return Match.NEAR if loose and gap <= _LOOSE_DAYS else Match.CONFLICT


def exact(date: DateInterval) -> bool:
    """Whether the date is a known day."""
    return date.precision in _EXACT and not date.approximate


def told_together(left: MergeMention, right: MergeMention) -> bool:
    """Whether the two articles appeared within a few days of each other."""
    if not (left.published and right.published):
        return False
    one, two = (DateInterval.parse(mention.published).begins for mention in (left, right))
    return abs(one - two) <= _SAME_DAYS


def told_apart(left: Iterable[MergeMention], right: Iterable[MergeMention]) -> bool:
    """Whether all days of one side, told or published, are weeks away from all days of the other."""
    one, two = (
        [day for mention in mentions if (day := _about_when(mention)) is not None]
        for mentions in (left, right)
    )
    return bool(one and two) and all(abs(a - b) > _WEEKS_APART for a in one for b in two)


def published_apart(left: Iterable[MergeMention], right: Iterable[MergeMention]) -> bool:
    """Whether the articles of one side appeared weeks before or after those of the other."""
    one, two = (
        [DateInterval.parse(mention.published).begins for mention in mentions if mention.published]
        for mentions in (left, right)
    )
    return bool(one and two) and all(abs(a - b) > _WEEKS_APART for a in one for b in two)


def _about_when(mention: MergeMention) -> int | None:
    """The start of the date, else the day of publication; None if neither is known."""
    if mention.date is not None:
        return mention.date.begins
    return DateInterval.parse(mention.published).begins if mention.published else None


def _gap(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Seconds from the start of the last day of the earlier to that of the first day of the later, at most 0
    when they overlap."""
    begins, ends = max(one[0], two[0]), min(one[1], two[1])
    return begins - ends + DAY if begins >= ends else 0


def _tolerated(date: DateInterval, mention: MergeMention) -> tuple[int, int]:
    """The bounds within which the other date must fall."""
    if date.approximate and not date.open_ended:
        slack = max(_SLACK, (date.ends - date.begins) // 2)
        return date.begins - slack, date.ends + slack
    if mention.anchor == "dct" and not date.open_ended:
        return date.begins - DAY, date.ends
    return date.begins, date.ends
