"""The parts of a news text that read differently: header, dateline, headline, captions, boilerplate.

`locate` works on the bare text, so that sentence splitting can use it before anything is parsed;
`find` gives the same parts as token ranges. Both visit each line once.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.attrs import IDX
from spacy.tokens import Doc

from timeline.nlp import article_lines as lines

type Span = tuple[int, int]

_HEADLINE_WORDS = 22
_TOP_LINES = 6
_REMEMBERED = 64


@dataclass(slots=True)
class Zones:
    """Token ranges [first, last). `header_date` is the ISO day a header line (or a dateline with a
    year) states; `header` covers the date header alone, not what follows on its line."""

    header: Span | None = None
    header_date: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    dateline_place: str | None = None
    captions: list[Span] = field(default_factory=list)
    boilerplate: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class TextZones:
    """The same parts as half-open character ranges, with the places where a sentence must begin."""

    header: Span | None = None
    header_date: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    dateline_place: str | None = None
    captions: list[Span] = field(default_factory=list)
    boilerplate: list[Span] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)


def find(doc: Doc) -> Zones:
    """The zones of a parsed text."""
    located = locate(doc.text)
    starts = doc.to_array([IDX]).ravel().tolist()

    def tokens(span: Span | None) -> Span | None:
        return (bisect_left(starts, span[0]), bisect_left(starts, span[1])) if span else None

    return Zones(
        header=tokens(located.header),
        header_date=located.header_date,
        headline=tokens(located.headline),
        dateline=tokens(located.dateline),
        dateline_place=located.dateline_place,
        captions=[(bisect_left(starts, a), bisect_left(starts, b)) for a, b in located.captions],
        boilerplate=[(bisect_left(starts, a), bisect_left(starts, b)) for a, b in located.boilerplate],
    )


@lru_cache(maxsize=_REMEMBERED)
def locate(text: str) -> TextZones:
    """Classify the lines of a text; only the first few can be header, headline and dateline. Asked twice for
    each text: before sentences are told apart, and when the text is read."""
    zones = TextZones()
    spans = list(lines.split(text))
    wrapped = lines.hard_wrapped(text, spans)
    for number, span in enumerate(spans):
        if not wrapped or lines.paragraph_start(text, spans, number):
            zones.breaks.add(span[0])
        top = number < _TOP_LINES
        final = number == len(spans) - 1
        for part in _without_header(text, span, zones) if top else (span,):
            _place(text, part, zones, top, last=final and part[1] == span[1])
    return zones


def _without_header(text: str, span: Span, zones: TextZones) -> Iterator[Span]:
    """What a line holds besides a date header; the header itself goes to `zones`."""
    header = lines.header(text, span)
    if header is None and (inline := lines.inline_header(text, span)):
        start, header = inline
        yield lines.strip(text, span[0], start)
        zones.breaks.add(start)
        span = (start, span[1])
    if header is None:
        yield span
        return
    if zones.header is None or (header.published and zones.header_date is None):
        zones.header = (span[0], header.end)
        zones.header_date = header.date if header.published else zones.header_date
    else:
        zones.boilerplate.append((span[0], header.end))
    rest = lines.strip(text, header.end, span[1])
    if rest[0] < rest[1]:
        zones.breaks.add(rest[0])
        yield rest


def _place(text: str, span: Span, zones: TextZones, top: bool, last: bool) -> None:
    """Decide what one line is."""
    if lines.boilerplate(text, span, top):
        zones.boilerplate.append(span)
        zones.breaks.add(span[0])
    elif credit := lines.caption_credit(text, span):
        zones.captions.append(span)
        zones.breaks.update((span[0], credit[0]))
        if credit[0] < credit[1]:
            zones.boilerplate.append(credit)
    elif top and zones.dateline is None and (dateline := lines.dateline(text, span)):
        zones.dateline = (span[0], dateline.end)
        zones.dateline_place = dateline.place
        zones.header_date = zones.header_date or dateline.date
    elif top and not last and zones.headline is None and zones.dateline is None:
        _headline(text, span, zones)


def _headline(text: str, span: Span, zones: TextZones) -> None:
    line = text[span[0] : span[1]]
    if len(line.split()) <= _HEADLINE_WORDS and not line.endswith((".", ":", ",", ";", "…")):
        zones.headline = span
        zones.breaks.add(span[0])
