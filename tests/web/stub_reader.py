"""A stand-in for the reading process: finds "X resigned"-like words at once, or fails as it is told."""

import re
from collections.abc import Callable

from timeline.dates import DateInterval
from timeline.extractor import Extractor, ReadingFailed
from timeline.nlp import records
from timeline.terms import Factuality

_TRIGGER = re.compile(r"\b(?:resigned|arrested|opened|closed)\b")


class StubReader(Extractor):
    """Counts what it reads; a text with the word CRASH kills it, one with BUG raises."""

    def __init__(self) -> None:
        super().__init__("stub")
        self.read: list[tuple[str, str | None]] = []

    def extract(
        self, text: str, dct: str | None, beat: Callable[[], None] = lambda: None
    ) -> records.Extraction:
        self.read.append((text, dct))
        if "CRASH" in text:
            raise ReadingFailed("segv", "ended by signal 11")
        if "BUG" in text:
            raise ReadingFailed("exception", "ValueError at nowhere.py:1")
        events = tuple(_event(text, match, dct) for match in _TRIGGER.finditer(text))
        return records.Extraction(dct, (), events, (), "stub")


def _event(text: str, match: re.Match[str], dct: str | None) -> records.EventMention:
    return records.EventMention(
        start=match.start(),
        end=match.end(),
        trigger=match[0],
        lemma=match[0],
        sentence_start=0,
        sentence_end=len(text),
        timex=None,
        date=DateInterval.parse(dct) if dct else None,
        factuality=Factuality.OCCURRED,
        participants=(),
        place=None,
        summary=text[:80],
        reason={"code": "dct"} if dct else {"code": "abstain"},
    )
