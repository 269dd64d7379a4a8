"""What readers hand out: an article as received, or the reason why there is none."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date as Date
from typing import Any

from timeline import limits
from timeline.readers import languages
from timeline.readers.clean import clean_line, clean_text, damage

# 2025-2-3 is unambiguous, 3/2/2025 is not.
_DATE = re.compile(r"(\d{4})(?:[-:](\d{1,2})[-:](\d{1,2})|(\d{2})(\d{2}))(?:[T ].{0,40})?")
SUMMARY_ONLY = "The feed holds a summary of this article only."
NAME_CHARACTERS = 400
ID_CHARACTERS = 300
_COARSE = re.compile(r"\d{4}(?:-\d\d)?")


class Refused(ValueError):
    """The input breaks a rule; `code` names the rule, the message tells a person what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no article: which one (file, line), which rule, and what to do about it."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a whole submission where the input itself says nothing."""

    published: str | None = None
    source: str = ""
    url: str = ""
    # Of a table: our field for each column, empty for one that isn't read; none given, they are guessed.
    columns: tuple[str, ...] = ()
    # Whether the first row of a table names the columns.
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """The top of a table, shortened for people, and which of our fields its columns seem to hold."""

    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file as it came in, whose reading takes a process of its own and so is left to a worker.

    With `remote`, `name` is the address of a page that the worker is to fetch first. With `preview`, the
    file is a table whose columns somebody is to confirm before it is read.
    """

    name: str
    content: bytes
    defaults: Defaults
    remote: bool = False
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One article as received, cleaned once.

    `published` is an ISO day. Without one, `undated` says that the publication date is known to be
    unknown; otherwise the article waits until somebody gives it. `updated` is the day of the last change, and
    nothing is counted from it. `note` tells people what was odd.
    """

    name: str
    text: str
    published: str | None = None
    undated: bool = False
    record_id: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    author: str = ""
    language: str = "en"
    updated: str | None = None
    note: str = ""

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, payload: str) -> "Record":
        return cls(**json.loads(payload))


type Reader = Callable[[str, bytes, Defaults], Iterator[Record | Refusal]]


def refuse(name: str, code: str, message: str) -> Refusal:
    return Refusal(shown_name(name), code, message)


def shown_name(name: str) -> str:
    """A name for people. Of a long path its end is kept, where the file and the line stand."""
    line = clean_line(name)
    return line if len(line) <= NAME_CHARACTERS else "…" + line[1 - NAME_CHARACTERS :]


def make(name: str, text: str, fields: dict[str, Any], defaults: Defaults, undated: bool = False) -> Record:
    """Check and clean what a reader found; `fields` holds strings. Raises Refused."""
    if language := languages.foreign(text):
        raise Refused("language", f"The text is in {language}; only English is read now. Send a translation.")
    title = clean_line(fields.get("title", ""))[: limits.TITLE_CHARACTERS]
    published, coarse, note = None, False, ""
    if not undated:
        published, coarse, note = _published(fields.get("date") or defaults.published)
    return Record(
        updated=_updated(fields.get("updated"), published),
        name=shown_name(name),
        text=body(text),
        published=published,
        undated=undated or coarse,
        record_id=clean_text(fields.get("id", ""))[:ID_CHARACTERS],
        title=title,
        source=clean_line(fields.get("source", "") or defaults.source)[:200],
        url=web_address(fields.get("url", "") or defaults.url),
        author=clean_line(fields.get("author", ""))[:300],
        language=clean_line(fields.get("language", "") or "en")[:12],
        note=" ".join(part for part in (fields.get("note", ""), note, _damage_note(text)) if part),
    )


def _published(value: str | None) -> tuple[str | None, bool, str]:
    """The day, whether the date names only a month or year, and a note. Raises Refused for an impossible day.

    A value that is no date at all leaves the question open: the article waits for the answer.
    """
    try:
        return day(value), False, ""
    except Refused as error:
        if error.code != "no_day" or value is None:
            raise
        if _COARSE.fullmatch(value.strip()):
            return None, True, f"The publication date “{value.strip()}” names no day; read without it."
        return None, False, str(error)


def _updated(value: str | None, published: str | None) -> str | None:
    """The day of the last change, if it is told and later than the publication."""
    try:
        found = day(value)
    except Refused:
        return None
    return found if found and published and found > published else None


def _damage_note(text: str) -> str:
    number = damage(text)
    if not number:
        return ""
    return f"{number} unreadable character{'s were' if number > 1 else ' was'} replaced."


def body(text: str) -> str:
    """The cleaned text, of the same length; raises Refused if it is empty, too long or no text."""
    if not text.strip():
        raise Refused("empty", "There is no text in it; check the file and send it again.")
    if len(text) > limits.TEXT_CHARACTERS:
        raise Refused(
            "too_long",
            f"The text has {len(text):,} characters; at most {limits.TEXT_CHARACTERS:,} are read. Split it.",
        )
    if damage(text) > max(limits.CONTROL_SHARE * len(text), 1):
        raise Refused(
            "not_text", "This is no text: it is full of control characters. Save it as plain text, UTF-8."
        )
    return clean_text(text)


def day(value: str | None) -> str | None:
    """The ISO day of a date or date-time; raises Refused if it is no day, or has not come yet."""
    if not value or not value.strip():
        return None
    shown = clean_line(value)[:40]
    match = _DATE.fullmatch(value.strip())
    if match is None:
        raise Refused("no_day", f"“{shown}” is no day; write the date as YYYY-MM-DD.")
    try:
        found = Date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
    except ValueError:
        raise Refused("bad_date", f"There is no such day as {shown}; write the date as YYYY-MM-DD.") from None
    # The newest date in use anywhere on earth is at most a day ahead of ours.
    if found.toordinal() > Date.today().toordinal() + 1:
        raise Refused("future_date", f"The publication date {shown} has not come yet; correct it.")
    return found.isoformat()


def web_address(value: str) -> str:
    """The address if it is http or https and not too long; anything else is dropped, never linked."""
    address = clean_line(value)
    fits = len(address) <= limits.URL_CHARACTERS and " " not in address
    return address if fits and address.lower().startswith(("http://", "https://")) else ""
