"""Dates the entries of a chronicle: the label before the colon holds for what its paragraph tells.

The present tense of an entry is the narrative present: it tells what occurred.
"""

from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.tense import Tense
from timeline.terms import Factuality

_MAIN_LINE = {"ROOT", "conj", "dep", "parataxis"}
_TOLD = {Tense.PRESENT, Tense.PAST, Tense.PROGRESSIVE}
_REAL = {Factuality.OCCURRED, Factuality.ONGOING}


def assign(story: Story) -> None:
    """Give the main clauses of each entry the date of its label, or the one told last in the entry."""
    heads = sorted(story.at)
    position = 0
    for number, label in enumerate(story.timexes):
        if label.entry_end is None or label.date is None:
            continue
        while position < len(heads) and heads[position] < label.last:
            position += 1
        told = number
        while position < len(heads) and heads[position] < label.entry_end:
            told = _tell(story, story.at[heads[position]], told)
            position += 1


def _tell(story: Story, index: int, told: int) -> int:
    """Date one event of an entry; returns the time expression that the next one goes on from."""
    event = story.events[index]
    if not _is_told(story, index):
        return told
    _narrate(story, index)
    if event.date is not None:
        return told if event.timex is None else event.timex
    date = story.timexes[told].date
    if date is not None:
        story.date(index, date, told, {"code": "timex-in-clause"})
    return told


def _is_told(story: Story, index: int) -> bool:
    head = story.head(index)
    real = story.events[index].factuality in _REAL
    return real and story.tenses[index] in _TOLD and head.dep_ in _MAIN_LINE


def _narrate(story: Story, index: int) -> None:
    """The narrative present is neither a habit nor a state that lasts."""
    event = story.events[index]
    if story.tenses[index] is Tense.PAST or event.factuality is not Factuality.ONGOING:
        return
    event.factuality = Factuality.OCCURRED
    event.factuality_reason = {}
    if event.kind == "generic":
        event.kind = "occurrence"
