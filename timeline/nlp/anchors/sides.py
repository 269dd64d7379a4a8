"""On which side of the publication day an event lies that has no date, as far as its form tells.

It is no date: a plan lies ahead, what the past or the perfect tells lies behind. Nouns lie where the verb
they belong to lies.
"""

from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.tense import Tense
from timeline.terms import Factuality

_AHEAD = {Factuality.PLANNED, Factuality.HYPOTHETICAL}
_OPEN = {Tense.FUTURE, Tense.MODAL}
_BEHIND = {Tense.PAST, Tense.PLUPERFECT, Tense.PRESENT_PERFECT, Tense.PARTICIPLE}
_REAL = {Factuality.OCCURRED, Factuality.CLAIMED, Factuality.DENIED, Factuality.CANCELLED}


def of(story: Story, index: int) -> str | None:
    """ "after" or "before" the publication day; None where it may be that day itself, or nothing tells."""
    if story.dct is None:
        return None
    event, tense = story.events[index], story.tenses[index]
    if _awaited(story, index):
        return "after"
    if event.kind == "generic" and tense not in _OPEN:
        return None
    if event.factuality in _AHEAD or tense in _OPEN:
        return "after"
    if event.factuality not in _REAL:
        return None
    if event.nominal:
        return _of_noun(story, index)
    return "before" if tense in _BEHIND else None


def _awaited(story: Story, index: int) -> bool:
    """ "Will speak when the ship arrives": the present of a clause below what lies ahead."""
    governor = story.governors[index]
    if governor is None or story.tenses[index] is not Tense.PRESENT or governor.dependency != "advcl":
        return False
    return _lies_ahead(story, governor.event)


def _lies_ahead(story: Story, index: int) -> bool:
    return story.events[index].factuality in _AHEAD or story.tenses[index] in _OPEN


def _of_noun(story: Story, index: int) -> str | None:
    governor = story.governors[index]
    if governor is None:
        return "before"
    return "after" if _lies_ahead(story, governor.event) else "before"
