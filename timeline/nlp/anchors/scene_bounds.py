"""Where a scene ends: how far the date of one event holds for what the article goes on to tell.

A date stated some sentences ago still holds. Longer, and where no date was stated at all ("..., she said"),
it holds only for a plain sentence: one that tells no other time, and does not follow what the article recalls
from long ago. Speech has bounds of its own: what police say happened on Friday, they need not have said then.
"""

from collections import defaultdict
from itertools import islice

from timeline.dates import DAY, DateInterval
from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.draft import EventDraft
from timeline.terms import Precision, Role

_NEAR_SENTENCES = 5
_RECALL_SENTENCES = 2
_CLIMB = 10
_EARLIER_EVENTS = 60
_EXACT = {Precision.DAY, Precision.CLOCK}


class Bounds:
    """The bounds of scenes in one article, walked through in text order."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._recalled: int | None = None
        self._stated: dict[int, list[DateInterval]] = defaultdict(list)
        for timex in story.timexes:
            if timex.anchors and timex.date is not None:
                self._stated[story.sentence_of[timex.first]].append(timex.date)

    def note(self, index: int) -> None:
        """Remember where the article last told what is no news."""
        event = self._story.events[index]
        if event.date is not None and not event.nominal and not self._story.fresh(event.date):
            self._recalled = self._story.sentences[index]

    def holds(self, index: int, last: int) -> bool:
        """Whether the date of event `last` holds for the verb at `index`, in the next sentence."""
        story, date, timex = self._story, self._story.events[last].date, self._story.events[last].timex
        if date is None:
            return False
        if timex is not None:
            told = story.sentence_of[story.timexes[timex].first]
            if story.sentences[index] - told <= _NEAR_SENTENCES:
                return True
        return self.plain(index, date)

    def plain(self, index: int, date: DateInterval) -> bool:
        """Whether nothing in the sentence speaks against `date`."""
        story, verb = self._story, self._story.head(index)
        above = story.at.get(verb.head.i)
        if verb.dep_ == "ccomp" and verb.head.i < verb.i and above is not None and story.reporting(above):
            return False
        others = self._stated[story.sentences[index]]
        if any(_tells_other_time(other, date, story.dct) for other in others):
            return False
        recalled = self._recalled is not None and story.sentences[index] - self._recalled <= _RECALL_SENTENCES
        return not (recalled and story.fresh(date))


def _tells_other_time(other: DateInterval, date: DateInterval, published: DateInterval | None) -> bool:
    """Whether a sentence that states `other` tells of another time than `date`; an hour or plan does not."""
    ahead = published is not None and other.begins > published.begins
    return not ahead and other.precision is not Precision.CLOCK and not other.overlaps(date)


def speaks_in_lead(story: Story, index: int, lead: int) -> bool:
    """What is said about an older event is said today, unless by somebody who took part that day."""
    date = story.events[lead].date
    if date is None or _of_today(story, date):
        return date is not None
    before = range(max(index - _EARLIER_EVENTS, 0), index)
    that_day = (i for i in before if story.events[i].date == date and not story.reporting(i))
    return any(_share_people(story, index, other) for other in that_day)


def speaks_then(story: Story, index: int, last: int) -> bool:
    """Whether a verb of speech belongs to the day of event `last`: not where that is what was said, and on an
    older day only if the speaker took part in it."""
    date = story.events[last].date
    if date is None or date.precision not in _EXACT or _is_said(story, index, last):
        return False
    if _of_today(story, date):
        return not _strangers(story.events[index], story.events[last])
    return _share_people(story, index, last)


def _of_today(story: Story, date: DateInterval) -> bool:
    """Whether the date is that of publication or of the day before."""
    return story.dct is None or 0 <= story.dct.begins - date.begins <= DAY


def _share_people(story: Story, index: int, other: int) -> bool:
    """Whether somebody takes part in both events, more than by telling of them."""
    return bool(_people(story.events[index]) & _people(story.events[other]))


def _is_said(story: Story, index: int, last: int) -> bool:
    """ "The shop was robbed on Friday, police said": they did not say so on Friday."""
    said = story.head(index)
    return any(above == said for above in islice(story.head(last).ancestors, _CLIMB))


def _strangers(one: EventDraft, other: EventDraft) -> bool:
    """Whether both have participants and none in common."""
    first, second = _people(one), _people(other)
    return bool(first) and bool(second) and not first & second


def _people(event: EventDraft) -> set[int]:
    return {a for argument in event.arguments if argument.role is not Role.SOURCE for a in argument.actors}
