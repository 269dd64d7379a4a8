"""Reads the time expressions of a sentence, for table tests."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import zones
from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes import normalizer, temporal_tagger

DCT = "2024-03-04"  # a Monday
type Read = Callable[..., list[TimexDraft]]


@pytest.fixture(name="read")
def read_fixture(nlp_parse: Callable[[str], Doc]) -> Read:
    """The resolved expressions of a text, published on DCT unless said otherwise."""

    def read(text: str, dct: str | None = DCT) -> list[TimexDraft]:
        doc = nlp_parse(text)
        zoned = zones.find(doc)
        drafts = temporal_tagger.tag(doc, zoned)
        normalizer.normalize(doc, drafts, dct, zoned)
        return drafts

    return read


def shown(text: str, drafts: list[TimexDraft]) -> list[tuple[str, str | None]]:
    """(words, TIMEX3 value) of each expression."""
    return [(text[draft.start : draft.end], draft.value) for draft in drafts]


def edtf(draft: TimexDraft) -> str | None:
    return draft.date.edtf if draft.date else None
