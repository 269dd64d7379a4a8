"""Reads single lines of a news text: date headers, datelines, captions and boilerplate.

All functions take the text and a half-open character range; every pattern is bounded, so that
a line costs time in proportion to its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from timeline.dates import MONTHS, days_in_month
from timeline.nlp import resources

type Span = tuple[int, int]

_WORDS = resources.load("zones")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_DATE = re.compile(
    rf"{_WEEKDAY}(?:(?P<y1>\d{{4}})-(?P<m1>\d\d?)-(?P<d1>\d\d?)"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th)? (?P<m2>{_MONTH}),? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH}) (?P<d3>\d\d?)(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    r"|(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>\d{4})"
    r"|(?P<n1>\d\d?) ?/ ?(?P<n2>\d\d?) ?/ ?(?P<y5>\d{4}))(?![\w-])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:,? ?(?:[T|]|at|-|–)? ?)(?P<hour>\d{1,2}) ?[:.h] ?\d\d(?::\d\d(?:\.\d{1,6})?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[A-Z]{1,4}T|[+-]\d\d:?\d\d)\b)?",
    re.IGNORECASE,
)
_LABEL_WORDS = {True: set(_WORDS["header"]["published"]), False: set(_WORDS["header"]["updated"])}
_LABEL = re.compile(
    "(?P<label>"
    + "|".join(sorted((re.escape(word) for words in _LABEL_WORDS.values() for word in words), key=len)[::-1])
    + r")(?: ?[:|\-–] ?| )(?:(?:at )?\d{1,2}[:.] ?\d\d(?: ?[ap]\.?m\.?)?(?: on|,) )?",
    re.IGNORECASE,
)
_LABEL_STARTS = "|".join(sorted({word.split()[0] for words in _LABEL_WORDS.values() for word in words}))
_INLINE = re.compile(rf"(?<=\s)(?=(?:{_LABEL_STARTS})\b|{_WEEKDAY}(?:\d|{_MONTH} \d))", re.IGNORECASE)
_DASH = re.compile(r"\s?(?:--|[-–—_])(?=\s)|\s(?:--|[–—])")
_AGENCY = re.compile(r"\(([A-Z][\w&./ -]{1,30})\)")
_DAY_WORDS = re.compile(rf"{_WEEKDAY}(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})?(?: \d{{4}})?", re.IGNORECASE)
_POSITION = re.compile(
    rf"\((?:{'|'.join(re.escape(p) for p in _WORDS['caption']['positions'])})\)"
    r"|\b(?:file photo|file picture)\b",
    re.IGNORECASE,
)
_CREDIT_WORDS = "|".join(re.escape(word) for word in sorted(_WORDS["caption"]["credits"], key=len)[::-1])
_CREDIT = re.compile(
    rf"(?:^|(?<=[.!?)] ))\(?(?:(?:{_CREDIT_WORDS})(?: ?[:/|]| by | of )|getty images|handout)"
    r"[^.!?]{0,60}\.?$"
    r"|(?<=[.!?)] )(?-i:[A-Z])[\w' ]{1,30} ?/ ?(?-i:[A-Z])[\w' /().-]{1,50}$",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_BYLINE_WORDS = frozenset(("and", "in", "for", "of", "the", "de", "van", "von", "al"))
_COPYRIGHT = re.compile(r"©|\(c\) ?\d{4}|\ball rights reserved\b|\bcopyright \d{4}", re.IGNORECASE)
_OPENINGS = tuple(_WORDS["boilerplate"]["openings"])
_CAPTION_CHARACTERS = 500
_SHORT = 120
_INLINE_CHARACTERS = 250
_LEADING_TO_DATES = frozenset(
    ("on", "of", "for", "by", "until", "from", "since", "before", "after", "in", "at")
)
_CHROME = " \t\r\n  ​﻿•·|*"


@dataclass(frozen=True, slots=True)
class Header:
    """A date header: where it ends, the ISO day (None if unreadable), and whether it says "published"."""

    end: int
    date: str | None
    published: bool


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: where it ends (behind the dash), its place, and its ISO day if the year is there."""

    end: int
    place: str
    date: str | None


def split(text: str) -> Iterator[Span]:
    """The lines that hold more than blanks, without the blanks at their ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        span = strip(text, start, end)
        if span[0] < span[1]:
            yield span
        start = end + 1


def strip(text: str, start: int, end: int) -> Span:
    """The range without blanks (of any kind) and bullets at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_CHROME))
    return start + left, start + max(left, len(piece.rstrip(_CHROME)))


def hard_wrapped(text: str, spans: list[Span]) -> bool:
    """Whether lines end where a page would: many go on in lower case on the next line."""
    follows = [b for a, b in pairwise(spans) if text.count("\n", a[1], b[0]) == 1]
    lower = sum(text[span[0]].islower() for span in follows)
    return lower * 5 >= max(len(follows), 1)


def paragraph_start(text: str, spans: list[Span], number: int) -> bool:
    """Whether a blank line stands before the line."""
    return number == 0 or text.count("\n", spans[number - 1][1], spans[number][0]) > 1


def header(text: str, span: Span) -> Header | None:
    """A date header at the start of the line: a label and a date, or a date that fills the line."""
    window = text[span[0] : min(span[1], span[0] + 120)]
    label = _LABEL.match(window)
    date = _DATE.match(window, label.end() if label else 0)
    if date is None:
        return None
    clock = _CLOCK.match(window, date.end())
    end = clock.end() if clock else date.end()
    rest = text[span[0] + end : span[1]].strip(_CHROME + ",.-–—")
    if label is None and rest:
        return None
    published = label is None or label["label"].lower() in _LABEL_WORDS[True]
    return Header(span[0] + end, iso_day(date), published)


def inline_header(text: str, span: Span) -> tuple[int, Header] | None:
    """Where a date header stands between a headline and its text on one line, as copied pages have it:
    "Minister quits Posted: 4 March 2024 The minister ..."; a label, or a date with the time of day."""
    window = text[span[0] : min(span[1], span[0] + _INLINE_CHARACTERS)]
    for place in _INLINE.finditer(window):
        start = span[0] + place.start()
        found = _labelled(text, start, span[1])
        rest = text[found.end : span[1]].lstrip(_CHROME + ",.-–—") if found else ""
        words = window[: place.start()].split()
        if (
            found
            and (not rest or rest[0].isupper())
            and len(words) > 2
            and words[-1].lower() not in _LEADING_TO_DATES
        ):
            return start, found
    return None


def _labelled(text: str, start: int, end: int) -> Header | None:
    """A header that begins here with a capital label, or a date and a clock."""
    window = text[start : min(end, start + _SHORT)]
    label = _LABEL.match(window)
    if label is not None:
        return header(text, (start, end)) if window[0].isupper() else None
    date = _DATE.match(window)
    clock = _CLOCK.match(window, date.end()) if date else None
    return Header(start + clock.end(), iso_day(date), True) if date and clock else None


def iso_day(match: re.Match[str]) -> str | None:
    """The day a date pattern names; None if it cannot be or its order is open (03/04/2024)."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = int(next(value for name, value in groups.items() if name[0] == "y"))
    if "n1" in groups:
        first, second = int(groups["n1"]), int(groups["n2"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if second > 12 else (second, first)
    else:
        written = next(value for name, value in groups.items() if name[0] == "m")
        month = int(written) if written.isdecimal() else _MONTH_NUMBERS[written[:3].lower()]
        day = int(next(value for name, value in groups.items() if name[0] == "d"))
    if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)) or year == 0:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def dateline(text: str, span: Span) -> Dateline | None:
    """ "LAKEPORT, March 4 (NPA) -": capitals, or a place with a date or an agency, before a dash."""
    window = text[span[0] : min(span[1], span[0] + 100)]
    dash = _DASH.search(window)
    if dash is None or dash.start() < 3:
        return None
    prefix = window[: dash.start()]
    agency = _AGENCY.search(prefix)
    pieces = [piece.strip() for piece in _AGENCY.sub("", prefix).split(",")]
    place = pieces[0]
    if not _is_place(place) or not all(_goes_with_place(piece) for piece in pieces[1:]):
        return None
    dated = any(char.isdigit() for piece in pieces[1:] for char in piece)
    if not (place.isupper() or agency or dated):
        return None
    date = _DATE.search(prefix)
    name = place.title() if place.isupper() and len(place) > 3 else place
    return Dateline(span[0] + dash.end(), name, iso_day(date) if date else None)


def _is_place(piece: str) -> bool:
    """One to four capitalised words without a digit, none of them a label such as "update"."""
    words = piece.split()
    return (
        0 < len(words) <= 4
        and piece.lower() not in _WORDS["dateline"]["labels"]
        and words[0].lower() not in _WORDS["dateline"]["labels"]
        and all(word[0].isupper() or word in ("de", "la", "al", "on", "of", "the") for word in words)
        and not any(char.isdigit() or char in ':;"“!?' for char in piece)
    )


def _goes_with_place(piece: str) -> bool:
    """A region, a day, or nothing."""
    if not piece or _DAY_WORDS.fullmatch(piece) or (piece.isdecimal() and len(piece) == 4):
        return True
    words = piece.split()
    return len(words) <= 3 and all(word[0].isupper() for word in words) and not piece.endswith(":")


def caption_credit(text: str, span: Span) -> Span | None:
    """None if the line is no photo caption; else where its credit stands (empty: it has none)."""
    line = text[span[0] : span[1]]
    if len(line) > _CAPTION_CHARACTERS:
        return None
    credit = _CREDIT.search(line)
    opening = line.lower().startswith(tuple(_WORDS["caption"]["openings"]))
    if not (credit or opening or _POSITION.search(line)):
        return None
    return (span[0] + credit.start(), span[1]) if credit else (span[1], span[1])


def boilerplate(text: str, span: Span, top: bool) -> bool:
    """Whether the line is an address, a byline, a copyright notice or an invitation to click."""
    line = text[span[0] : span[1]]
    if len(line) > 2 * _SHORT:
        return False
    if _COPYRIGHT.search(line) or not _URL.sub("", line).strip(_CHROME):
        return True
    if len(line) > _SHORT:
        return False
    opening = next((words for words in _OPENINGS if line.lower().startswith(words)), "")
    if opening and not line[len(opening) : len(opening) + 1].isalnum():
        return len(line.split()) <= 8 or not line.endswith((".", "”", '"'))
    return top and _byline(line)


def _byline(line: str) -> bool:
    """ "By Mira Orlo and A. Brist, Harbour Correspondent"."""
    first, *names = line.replace(",", " ").split()
    capital = all(name[0].isupper() or name in _BYLINE_WORDS for name in names)
    return first.lower() == "by" and 0 < len(names) <= 12 and capital and not line.endswith(".")
