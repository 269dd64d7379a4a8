"""The last rungs: the date of the scene an event belongs to, and the publication date for what is news."""

from timeline.dates import DAY, DateInterval
from timeline.nlp.anchor_story import Story
from timeline.nlp.tense import Tense
from timeline.terms import Precision

_MAIN_LINE = {"ROOT", "conj", "ccomp", "parataxis", "advcl", "dep"}
_NOW = {Tense.PRESENT, Tense.PROGRESSIVE}
_NEWS_DAYS = 10
_EXACT = {Precision.DAY, Precision.CLOCK}


def assign(story: Story) -> None:
    """Walk through the article; each main-line event continues the scene or opens the news."""
    lead = _lead_event(story)
    last: int | None = None
    for index, event in enumerate(story.events):
        if event.date is None and not event.nominal and not story.barred(index):
            _place(story, index, last, lead)
        if event.date is not None and _carries_on(story, index):
            last = index


def _lead_event(story: Story) -> int | None:
    """The event whose stated day is the day of the news: "police seized the ship on Friday"."""
    for index, event in enumerate(story.events):
        if story.sentences[index] >= story.lead + 1:
            break
        if (
            event.date is not None
            and event.date.precision in _EXACT
            and _carries_on(story, index)
            and _fresh(story, event.date)
        ):
            return index
    return None


def _fresh(story: Story, date: DateInterval) -> bool:
    return story.dct is None or 0 <= story.dct.begins - date.begins <= _NEWS_DAYS * DAY


def _carries_on(story: Story, index: int) -> bool:
    event = story.events[index]
    return (
        not event.nominal
        and story.tenses[index] in (Tense.PAST, Tense.PRESENT_PERFECT)
        and story.head(index).dep_ in _MAIN_LINE
    )


def _place(story: Story, index: int, last: int | None, lead: int | None) -> None:
    tense = story.tenses[index]
    if tense in _NOW and not story.in_headline(index):
        _publication(story, index)
    elif tense is Tense.PAST and last is not None and _same_scene(story, index, last):
        story.copy(
            index,
            last,
            {
                "code": "scene",
                "via": story.head(index).dep_ + " q" * story.quoted[index] + " R" * story.reporting(index),
            },
        )
    elif tense in (Tense.PAST, *_NOW, Tense.PRESENT_PERFECT):
        _news(story, index, lead)


def _news(story: Story, index: int, lead: int | None) -> None:
    if lead is not None:
        story.copy(
            index,
            lead,
            {
                "code": "scene",
                "why": "lead",
                "via": story.head(index).dep_
                + " q" * story.quoted[index]
                + " R" * story.reporting(index)
                + " "
                + story.tenses[index],
            },
        )
    else:
        _publication(story, index)


def _publication(story: Story, index: int) -> None:
    if story.dct is not None:
        story.date(
            index,
            story.dct,
            None,
            {
                "code": "dct",
                "via": story.head(index).dep_
                + " q" * story.quoted[index]
                + " R" * story.reporting(index)
                + " "
                + story.tenses[index]
                + " lead" * story.in_lead(index),
            },
        )


def _same_scene(story: Story, index: int, last: int) -> bool:
    return story.sentences[index] - story.sentences[last] <= 1


def is_background(story: Story, index: int) -> bool:
    """Recalled rather than reported: captions, the pluperfect."""
    return story.in_caption(index)
