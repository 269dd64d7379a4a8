"""Ties actors to events: who does it, to whom, with whom, and who says so."""

from spacy.tokens import Doc

from timeline.nlp.draft import Cast, EventDraft


def link(doc: Doc, events: list[EventDraft], cast: Cast) -> None:
    return None
