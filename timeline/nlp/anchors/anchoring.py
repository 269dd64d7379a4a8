"""Gives events their dates, each with a reason, or leaves them undated.

A ladder of rungs, surest first: a time expression the event governs, an offset from another event, another
mention of the same event, the clause it belongs to, a date elsewhere in the sentence, the scene, and
last, for what a report tells as its news, the publication date. No rung applies: the event stays undated.
"""

from spacy.tokens import Doc

from timeline.nlp.anchors import (
    chronicle_dates,
    clause_dates,
    event_chains,
    event_offsets,
    leftovers,
    scenes,
    sentence_dates,
    sides,
    sole_happenings,
    statements,
    timex_dates,
)
from timeline.nlp.anchors.anchor_story import Story, tell
from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.zones import Zones


def anchor(
    doc: Doc, events: list[EventDraft], timexes: list[TimexDraft], dct: str | None, zones: Zones, cast: Cast
) -> None:
    """Set date, reason, timex, same_as and background of each event; `dct` None: no publication date."""
    if not events:
        return
    story = tell(doc, events, timexes, dct, zones)
    timex_dates.assign(story)
    chronicle_dates.assign(story)
    offsets = event_offsets.find(story)
    event_offsets.assign(story, offsets)
    clause_dates.assign(story)
    event_chains.find(story, cast)
    event_chains.share(story)
    event_offsets.assign(story, offsets)
    clause_dates.assign(story)
    leftovers.assign(story)
    sole_happenings.assign(story)
    scenes.assign(story, offsets)
    event_offsets.assign(story, offsets)
    event_chains.share(story)
    statements.assign(story)
    clause_dates.assign(story)
    sentence_dates.assign(story)
    _explain(story)


def _explain(story: Story) -> None:
    """Name the reason why an event has no date; mark what is recalled rather than reported."""
    for index, event in enumerate(story.events):
        if event.date is None:
            event.timex = None
            event.reason = {"code": "abstain", "why": story.barred(index) or "no date given"}
            side = sides.of(story, index)
            if side is not None:
                event.reason = {**event.reason, "side": side}
        event.background = event.background or scenes.is_background(story, index)
