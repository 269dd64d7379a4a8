"""Whether two dates may be those of one event. Pure Python."""

from enum import IntEnum

from timeline.dates import DAY, DateInterval
from timeline.nlp.telling import MergeMention
from timeline.terms import Precision

_EXACT = (Precision.CLOCK, Precision.DAY)
# What "about" adds on each side, at least: "three weeks before" is right to a few days.
_SLACK = 4 * DAY
_SAME_DAYS = 4 * DAY


class Match(IntEnum):
    """How far the dates of two tellings agree; OPEN: at least one has none."""

    CONFLICT = 0
    OPEN = 1
    COARSE = 2
    SAME = 3


def match(left: MergeMention, right: MergeMention) -> Match:
    """Compare the dates of two tellings.

    Intervals must overlap, at the coarser granularity of the two. One day apart is still the same date
    when one of them is a guess from the day of publication: events of the evening are in next day's paper.
    """
    if left.date is None or right.date is None:
        return Match.OPEN
    if left.date.edtf == right.date.edtf:
        return Match.SAME if exact(left.date) else Match.COARSE
    (begins, ends), (other_begins, other_ends) = _tolerated(left.date, left), _tolerated(right.date, right)
    if begins < other_ends and other_begins < ends:
        return Match.SAME if exact(left.date) and exact(right.date) else Match.COARSE
    return Match.CONFLICT


def exact(date: DateInterval) -> bool:
    """Whether the date is a known day."""
    return date.precision in _EXACT and not date.approximate


def told_together(left: MergeMention, right: MergeMention) -> bool:
    """Whether the two articles appeared within a few days of each other."""
    if not (left.published and right.published):
        return False
    one, two = (DateInterval.parse(mention.published).begins for mention in (left, right))
    return abs(one - two) <= _SAME_DAYS


def _tolerated(date: DateInterval, mention: MergeMention) -> tuple[int, int]:
    """The bounds within which the other date must fall."""
    if date.approximate and not date.open_ended:
        slack = max(_SLACK, (date.ends - date.begins) // 2)
        return date.begins - slack, date.ends + slack
    if mention.anchor == "dct" and not date.open_ended:
        return date.begins - DAY, date.ends
    return date.begins, date.ends
