"""The parts of a news text that read differently: header, dateline, headline, captions, boilerplate."""

from dataclasses import dataclass, field

from spacy.tokens import Doc


@dataclass(slots=True)
class Zones:
    """Token ranges [first, last). `header_date` is the ISO date a header line states."""

    header: tuple[int, int] | None = None
    header_date: str | None = None
    headline: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None
    dateline_place: str | None = None
    captions: list[tuple[int, int]] = field(default_factory=list)
    boilerplate: list[tuple[int, int]] = field(default_factory=list)


def find(doc: Doc) -> Zones:
    return Zones()
