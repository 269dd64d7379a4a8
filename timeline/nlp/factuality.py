"""Judges how the text presents each event."""

from spacy.tokens import Doc

from timeline.nlp.draft import EventDraft
from timeline.nlp.zones import Zones


def judge(doc: Doc, events: list[EventDraft], zones: Zones) -> None:
    return None
