"""Finds time expressions: spans and TIMEX3 types, no values yet."""

from spacy.tokens import Doc

from timeline.nlp.draft import TimexDraft
from timeline.nlp.zones import Zones


def tag(doc: Doc, zones: Zones) -> list[TimexDraft]:
    return []
