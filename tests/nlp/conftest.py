"""One loaded pipeline for all tests of the language core."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import pipeline


@pytest.fixture(scope="session")
def nlp_parse() -> Callable[[str], Doc]:
    """Parses a text as `extract` does; a text parsed before is not parsed again."""
    parsed: dict[str, Doc] = {}

    def parse(text: str) -> Doc:
        if text not in parsed:
            parsed[text] = pipeline.parse(text)
        return parsed[text]

    return parse
