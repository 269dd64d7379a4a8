"""Gives time expressions their TIMEX3 value, EDTF date and reason."""

from spacy.tokens import Doc

from timeline.nlp.draft import TimexDraft
from timeline.nlp.zones import Zones


def normalize(doc: Doc, timexes: list[TimexDraft], dct: str | None, zones: Zones) -> None:
    return None
