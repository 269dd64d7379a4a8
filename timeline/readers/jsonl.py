"""JSON Lines: one article a line, {"text", "id", "dct", "title", "source", "url", "author", "language"}.

`updated` may give the day of the last change. The text is taken as given, never stripped: offsets are those
of the input. `"dct": null` says that the publication date is unknown; a record without `dct` waits for one.
"""

import json
from collections.abc import Iterator
from typing import Any

from timeline import limits
from timeline.readers.records import ID_CHARACTERS, Defaults, Record, Refusal, Refused, make, refuse
from timeline.readers.text import decode

STRINGS = ("title", "source", "url", "author", "language", "updated")


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        # Only "\n" ends a record: other line separators may stand inside a JSON string.
        lines = [(number, line) for number, line in enumerate(decode(content).split("\n"), 1) if line.strip()]
    except Refused as error:
        yield refuse(name, error.code, str(error))
        return
    for number, line in lines[: limits.JSONL_ROWS]:
        yield _row(f"{name}, line {number}", line, defaults)
    if len(lines) > limits.JSONL_ROWS:
        left = len(lines) - limits.JSONL_ROWS
        message = f"A file may hold {limits.JSONL_ROWS:,} records; the last {left:,} were not read. Split it."
        yield refuse(name, "too_many", message)


def _row(name: str, line: str, defaults: Defaults) -> Record | Refusal:
    try:
        return record(name, _parsed(line), defaults)
    except Refused as error:
        return refuse(name, error.code, str(error))


def _parsed(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", f"Not JSON: {_why(error)}. Each line is one {{…}} record.") from None
    if not isinstance(row, dict):
        raise Refused("malformed", "Not a JSON object: each line is one {…} record.")
    return row


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "too deeply nested" if isinstance(error, RecursionError) else "a number with too many digits"


def record(name: str, row: dict[str, Any], defaults: Defaults, note: str = "") -> Record:
    """One parsed line as a record. Raises Refused, naming the field. `note` is what to tell people of it."""
    text = row.get("text")
    if not isinstance(text, str):
        raise Refused("no_text", 'The record has no "text" string; give the field of its text that name.')
    fields = {key: _string(row, key) for key in STRINGS}
    fields["id"] = _identifier(row.get("id"))
    undated = "dct" in row and row["dct"] is None
    fields["date"] = "" if undated else _string(row, "dct")
    fields["note"] = note
    return make(name, text, fields, defaults, undated)


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused("malformed", f'The field "{key}" must be a string.')
    return value


def _identifier(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused("malformed", 'The field "id" must be a string or a whole number.')
    if len(str(value)) > ID_CHARACTERS:
        raise Refused("malformed", f'The field "id" is longer than {ID_CHARACTERS} characters; shorten it.')
    return str(value)
