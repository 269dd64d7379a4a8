"""Finds who is mentioned, and which mentions are the same actor."""

from spacy.tokens import Doc

from timeline.nlp.draft import Cast, TimexDraft
from timeline.nlp.zones import Zones


def resolve(doc: Doc, zones: Zones, timexes: list[TimexDraft]) -> Cast:
    return Cast()
