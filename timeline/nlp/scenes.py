"""The last rungs: the date of the scene an event belongs to, and the publication date for what is news."""

from timeline.nlp.anchor_story import Story
from timeline.nlp.tense import Tense

_MAIN_LINE = {"ROOT", "conj", "ccomp", "parataxis", "advcl"}
_NEWS = {Tense.PAST, Tense.PRESENT_PERFECT, Tense.PROGRESSIVE, Tense.PRESENT}


def assign(story: Story) -> None:
    """Walk through the article; each main-line event continues the scene or opens the news."""
    last: int | None = None
    for index, event in enumerate(story.events):
        if event.date is None and not event.nominal and not story.barred(index):
            _place(story, index, last)
        if event.date is not None and not event.nominal and story.tenses[index] is Tense.PAST:
            last = index


def _place(story: Story, index: int, last: int | None) -> None:
    if story.tenses[index] not in _NEWS:
        return
    if last is not None and story.tenses[index] is Tense.PAST and _same_scene(story, index, last):
        story.copy(index, last, {"code": "scene"})
    elif story.dct is not None:
        story.date(index, story.dct, None, {"code": "dct"})


def _same_scene(story: Story, index: int, last: int) -> bool:
    return story.sentences[index] - story.sentences[last] <= 1


def is_background(story: Story, index: int) -> bool:
    """Recalled rather than reported: captions, the pluperfect."""
    return story.in_caption(index)
