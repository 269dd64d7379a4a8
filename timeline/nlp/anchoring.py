"""Gives events their dates, each with a reason, or leaves them undated."""

from spacy.tokens import Doc

from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.zones import Zones


def anchor(
    doc: Doc, events: list[EventDraft], timexes: list[TimexDraft], dct: str | None, zones: Zones, cast: Cast
) -> None:
    return None
