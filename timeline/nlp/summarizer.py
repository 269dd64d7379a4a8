"""Writes one readable clause for each event."""

from spacy.tokens import Doc

from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.zones import Zones


def summarise(
    doc: Doc, events: list[EventDraft], cast: Cast, timexes: list[TimexDraft], zones: Zones
) -> None:
    for event in events:
        event.summary = doc[event.head].sent.text.strip()[:90]
