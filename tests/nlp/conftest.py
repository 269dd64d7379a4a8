"""One loaded pipeline for all tests of the language core."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import pipeline
from timeline.nlp.records import EventMention, Extraction

PUBLISHED = "2024-03-04"


@pytest.fixture(scope="session")
def nlp_parse() -> Callable[[str], Doc]:
    """Parses a text as `extract` does; a text parsed before is not parsed again."""
    parsed: dict[str, Doc] = {}

    def parse(text: str) -> Doc:
        if text not in parsed:
            parsed[text] = pipeline.parse(text)
        return parsed[text]

    return parse


@pytest.fixture(scope="session")
def nlp_read(nlp_parse: Callable[[str], Doc]) -> Callable[..., Extraction]:
    """Reads a text published on Monday, 4 March 2024 (or on `dct`, None for an unknown day)."""

    def read(text: str, dct: str | None = PUBLISHED) -> Extraction:
        return pipeline.read(nlp_parse(text).copy(), text, dct)

    return read


@pytest.fixture(scope="session")
def nlp_event(nlp_read: Callable[..., Extraction]) -> Callable[..., EventMention]:
    """The `which`-th event of a text whose trigger is the given word."""

    def event(text: str, trigger: str, dct: str | None = PUBLISHED, which: int = 0) -> EventMention:
        extraction = nlp_read(text, dct)
        found = [mention for mention in extraction.events if mention.trigger == trigger]
        assert len(found) > which, f"{trigger!r} is not among {[e.trigger for e in extraction.events]}"
        return found[which]

    return event
