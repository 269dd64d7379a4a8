"""CSV and TSV files: one article a row. The columns are known by their names."""

import csv
import io
from collections.abc import Iterator

from timeline import limits
from timeline.readers import jsonl
from timeline.readers.records import Defaults, Record, Refusal, Refused, refuse
from timeline.readers.text import decode

# What other tools call the columns; the first of each is ours.
_NAMES = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext"),
    "title": ("title", "headline", "heading", "subject"),
    "dct": ("dct", "date", "published", "publication_date", "published_at", "pubdate", "publish_date"),
    "source": ("source", "outlet", "publication", "publisher", "newspaper", "medium"),
    "url": ("url", "link", "web_url", "href"),
    "author": ("author", "byline", "authors"),
    "id": ("id", "article_id", "guid", "uid"),
    "language": ("language", "lang"),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        rows = _rows(decode(content))
        columns = _columns(next(rows, []))
    except (Refused, csv.Error) as error:
        yield refuse(name, getattr(error, "code", "malformed"), str(error))
        return
    note = "Columns read: " + ", ".join(f"{shown} as {field}" for shown, field in columns.values()) + "."
    try:
        yield from _articles(name, rows, columns, note, defaults)
    except csv.Error as error:
        yield refuse(name, "malformed", f"Reading ended early: {error}.")


def _articles(
    name: str, rows: Iterator[list[str]], columns: dict[int, tuple[str, str]], note: str, defaults: Defaults
) -> Iterator[Record | Refusal]:
    for number, row in enumerate(rows, 2):
        if number > limits.JSONL_ROWS + 1:
            yield refuse(name, "too_many", f"A file may hold {limits.JSONL_ROWS:,} rows; split it.")
            return
        if not any(cell.strip() for cell in row):
            continue
        place = f"{name}, row {number}"
        fields: dict[str, str] = {}
        for index, (_, field) in columns.items():
            if index < len(row) and row[index].strip():
                fields.setdefault(field, row[index])
        try:
            yield jsonl.record(place, fields, defaults, note)
        except Refused as error:
            yield refuse(place, error.code, str(error))


def _rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.TEXT_CHARACTERS + 1)
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=heading.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _columns(heading: list[str]) -> dict[int, tuple[str, str]]:
    """By index: the column as the file calls it, and our field. Raises Refused without a column of texts."""
    keys = [cell.strip().lower().replace(" ", "_").replace("-", "_") for cell in heading]
    found = {i: (heading[i].strip(), _FIELDS[key]) for i, key in enumerate(keys) if key in _FIELDS}
    if "text" not in {field for _, field in found.values()}:
        shown = ", ".join(f"“{cell.strip()}”" for cell in heading[:12]) or "no columns"
        raise Refused("no_text", f"No column holds the texts: there are {shown}. Name one of them “text”.")
    return found
