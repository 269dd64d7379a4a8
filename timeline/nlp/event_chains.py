"""Mentions of one event within an article, and the date they share."""

from timeline.nlp.anchor_story import Story
from timeline.nlp.draft import Cast


def find(story: Story, cast: Cast) -> None:
    """Set `same_as` where a later mention repeats an earlier event."""


def share(story: Story) -> None:
    """Copy dates between mentions of one event."""
    for index, event in enumerate(story.events):
        if event.same_as is None:
            continue
        reason = {"code": "same-event"}
        story.copy(index, event.same_as, reason)
        story.copy(event.same_as, index, reason)
