"""The JSON that TimelineJS 3 loads: a title slide, and events with text in HTML and dates in numbers.

Our own export writes what that format can't say (uncertainty, who takes part) under the key "dateline".
"""

import json
from html.parser import HTMLParser
from typing import Any

from timeline import limits
from timeline.readers.clean import clean_line
from timeline.readers.events import dates, rows
from timeline.readers.events.rows import EventFile, EventRow, Trouble
from timeline.readers.records import Refused

_UNITS = ("year", "month", "day", "hour", "minute")
_BLOCKS = {"p", "br", "div", "li", "h1", "h2", "h3", "tr", "blockquote"}


def read(text: str) -> EventFile:
    """Raises Refused for what isn't TimelineJS."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", f"Not JSON: {_why(error)}.") from None
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list):
        raise Refused("no_events", "This is no TimelineJS file: it has no list “events”.")
    if document.get("scale") == "cosmological":
        raise Refused("cosmological", "Its scale is “cosmological”: years beyond 9999 are not drawn here.")
    if len(events) > limits.JSONL_ROWS:
        raise Refused("too_many", f"A file may hold {limits.JSONL_ROWS:,} events; it has {len(events):,}.")
    found, troubles = list[EventRow](), list[Trouble]()
    for number, event in enumerate(events, 1):
        where = f"event {number}"
        try:
            found.append(_row(where, event))
        except Refused as error:
            headline = _headline(event)
            troubles.append(Trouble(f"{where} “{headline}”" if headline else where, str(error)))
    return EventFile(tuple(found), tuple(troubles), _headline(document.get("title")))


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} in line {error.lineno}, column {error.colno}"
    return "too deeply nested" if isinstance(error, RecursionError) else "a number with too many digits"


def _row(where: str, event: object) -> EventRow:
    """Raises Refused."""
    if not isinstance(event, dict):
        raise Refused("malformed", "It is no object {…}.")
    own = _object(event, "dateline")
    text, media = _object(event, "text"), _object(event, "media")
    credit = " ".join(plain(str(media[key])) for key in ("credit", "url") if media.get(key))
    return EventRow(
        where=where,
        title=rows.title(plain(_string(text, "headline"))),
        edtf=dates.edtf(_string(own, "edtf")) if own.get("edtf") else _date(event),
        date_words=clean_line(_string(event, "display_date"))[:120],
        factuality=rows.factuality(_string(own, "factuality")),
        place=clean_line(_string(own, "place"))[:200],
        parts=rows.listed_parts(own.get("actors")),
        text=rows.prose(_string(own, "evidence") or plain(_string(text, "text"))),
        source=(_string(own, "source") or credit)[:500],
    )


def _date(event: dict[str, Any]) -> str:
    first, last = _point(event, "start_date"), _point(event, "end_date")
    if not first:
        raise Refused("no_date", "It has no “start_date”; give at least its year.")
    return dates.span(first, last, f"{first} to {last}")


def _point(event: dict[str, Any], key: str) -> str:
    given = _object(event, key)
    values = [str(given.get(unit, "") if given.get(unit) is not None else "") for unit in _UNITS]
    if not any(values):
        return ""
    clock = f"{values[3]}:{values[4] or '00'}" if values[3] else ""
    shown = f"{key}: {' '.join(value for value in values if value)}"
    return dates.of_parts(dates.numbers(values[:3], clock, shown), shown)


def _object(event: dict[str, Any], key: str) -> dict[str, Any]:
    value = event.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused("malformed", f"“{key}” must be an object {{…}}.")
    return value


def _string(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise Refused("malformed", f"“{key}” must be text in quotes.")
    return value or ""


def _headline(slide: object) -> str:
    text = slide.get("text") if isinstance(slide, dict) else None
    headline = text.get("headline") if isinstance(text, dict) else None
    return plain(headline)[:80] if isinstance(headline, str) else ""


class _Words(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.words.append(" " * (tag in _BLOCKS))

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def plain(html: str) -> str:
    """HTML as one line of text."""
    if "<" not in html and "&" not in html:
        return clean_line(html)
    words = _Words()
    words.feed(html)
    words.close()
    return clean_line("".join(words.words))
