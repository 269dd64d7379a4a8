"""Dates as editors write them -> EDTF: "21 February 2024", "about 1990", "18–20 March 2024", "since 1990"."""

import re
from collections.abc import Callable

from timeline.dates import MONTHS, SEASONS, DateError, DateInterval

_LONGEST = 64
_MONTH_OF = {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)}
_SEASON_OF = {name: number for number, name in SEASONS.items()} | {"fall": 23}
_BLANKS = re.compile(r"\s+")
_ABOUT = re.compile(r"(?:about|around|approximately|circa|ca\.?|c\.)\s", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|up to|before|by)\s", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|from|after)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[–—]\s*|\s+(?:to|until|till|and|-)\s+", re.IGNORECASE)
_LEADING = re.compile(r"(?:from|between)\s", re.IGNORECASE)

_ATOMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(
            r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,? (-?\d{4})(?:,? (?:at )?(\d{1,2}):(\d\d))?"
        ),
        lambda m: _day(m[3], m[2], m[1], m[4], m[5]),
    ),
    (
        re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (-?\d{4})(?:,? (?:at )?(\d{1,2}):(\d\d))?"),
        lambda m: _day(m[3], m[1], m[2], m[4], m[5]),
    ),
    (
        re.compile(r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})"),
        lambda m: f"{m[2]}-{_SEASON_OF[m[1]]}",
    ),
    (re.compile(r"([a-z]{3,9})\.?,? (\d{4})"), lambda m: f"{m[2]}-{_month(m[1])}"),
    (re.compile(r"(?:the )?(\d{3})0s"), lambda m: f"{m[1]}X"),
    (re.compile(r"(\d{1,4}) (?:bc|bce)"), lambda m: f"-{int(m[1]) - 1:04d}" if int(m[1]) > 1 else "0000"),
    (re.compile(r"(\d{1,3}) (?:ad|ce)"), lambda m: f"{int(m[1]):04d}"),
)


def edtf(text: str) -> str:
    """The date in EDTF, which may be written already. Raises DateError."""
    written = _BLANKS.sub(" ", text).strip()
    if len(written) > _LONGEST:
        raise DateError("too long")
    try:
        return DateInterval.parse(written).edtf
    except DateError:
        return DateInterval.parse(_read(written)).edtf


def _read(text: str) -> str:
    if match := _ABOUT.match(text):
        return "/".join(f"{end}~" for end in _range(text[match.end() :]).split("/"))
    if text.endswith("?"):
        return f"{_range(text[:-1].rstrip())}?"
    if match := _UNTIL.match(text):
        return f"../{_atom(text[match.end() :])}"
    match = _SINCE.match(text)
    if match and not _BETWEEN.search(text):
        return f"{_atom(text[match.end() :])}/.."
    return _range(text)


def _range(text: str) -> str:
    """ "18–20 February 2025": what the first end leaves out is that of the second."""
    text = _LEADING.sub("", text, count=1)
    ends = _BETWEEN.split(text, maxsplit=1)
    if len(ends) == 1:
        return _atom(text)
    first, last = ends
    return f"{_completed(first, last)}/{_atom(last)}"


def _completed(first: str, last: str) -> str:
    """ "18" before "20 February 2025" is the 18th, "March" before "May 2024" that year's, "2019" a year."""
    words = last.split(" ")
    for missing in range(len(words)):
        try:
            return _atom(" ".join([first, *words[len(words) - missing :]]))
        except DateError:
            continue
    raise DateError("unreadable")


def _atom(text: str) -> str:
    written = text.strip().lower()
    for pattern, value in _ATOMS:
        if match := pattern.fullmatch(written):
            return DateInterval.parse(value(match)).edtf
    return DateInterval.parse(text.strip()).edtf


def _month(word: str) -> str:
    number = _MONTH_OF.get(word[:3], 0)
    if not number or (not MONTHS[number - 1].lower().startswith(word.rstrip(".")) and word != "sept"):
        raise DateError("no month")
    return f"{number:02d}"


def _day(year: str, month: str, day: str, hour: str | None, minute: str | None) -> str:
    date = f"{year}-{_month(month)}-{int(day):02d}"
    return f"{date}T{int(hour):02d}:{minute}:00" if hour else date
