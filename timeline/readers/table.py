"""CSV and TSV files: one article a row. The columns are known by their names, or as somebody told."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from timeline import limits
from timeline.readers import jsonl
from timeline.readers.clean import clean_line
from timeline.readers.records import Defaults, Preview, Record, Refusal, Refused, refuse
from timeline.readers.text import decode

ENDINGS = (".csv", ".tsv")
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
FIELDS = tuple(_NAMES)
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_PREVIEW_ROWS = 4
_PREVIEW_COLUMNS = 60
_PREVIEW_CHARACTERS = 120
# Longer than what stands under any heading but that of the texts.
_LONG_CELL = 200


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        rows = _rows(decode(content))
        heading = next(rows, []) if defaults.headed else []
        columns = tuple(defaults.columns) or guess(heading)
        note = _note(columns, heading)
    except (Refused, csv.Error) as error:
        yield refuse(name, getattr(error, "code", "malformed"), str(error))
        return
    try:
        yield from _articles(name, rows, columns, note, defaults)
    except csv.Error as error:
        yield refuse(name, "malformed", f"Reading ended early: {error}. Check the quotes in the next row.")


def preview(content: bytes) -> Preview:
    """The first rows, and what the columns seem to hold. Raises Refused for what is no table."""
    try:
        top = list(islice(_rows(decode(content)), _PREVIEW_ROWS))
    except csv.Error as error:
        raise Refused("malformed", f"This is no table: {error}.") from None
    shown = (tuple(_shortened(cell) for cell in row[:_PREVIEW_COLUMNS]) for row in top)
    return Preview(tuple(shown), _likely(top)[:_PREVIEW_COLUMNS])


def guess(heading: Sequence[str]) -> tuple[str, ...]:
    """Our field for each column, by its name. Raises Refused without a column of texts."""
    columns = _by_name(heading)
    if "text" not in columns:
        shown = ", ".join(f"“{cell.strip()}”" for cell in heading[:12]) or "no columns"
        raise Refused("no_text", f"No column holds the texts: there are {shown}. Name one of them “text”.")
    return columns


def _by_name(heading: Sequence[str]) -> tuple[str, ...]:
    keys = (cell.strip().lower().replace(" ", "_").replace("-", "_") for cell in heading)
    return tuple(_FIELD_OF.get(key, "") for key in keys)


def _likely(top: list[list[str]]) -> tuple[str, ...]:
    """By name; where no name tells which column holds the texts, the first with a long cell does."""
    columns = list(_by_name(top[0] if top else []))
    if "text" not in columns:
        long = (i for row in top for i, cell in enumerate(row[: len(columns)]) if len(cell) > _LONG_CELL)
        if (index := next(long, None)) is not None:
            columns[index] = "text"
    return tuple(columns)


def _shortened(cell: str) -> str:
    line = clean_line(cell[: 2 * _PREVIEW_CHARACTERS])
    return line if len(line) <= _PREVIEW_CHARACTERS else line[:_PREVIEW_CHARACTERS].rstrip() + "…"


def _note(columns: Sequence[str], heading: Sequence[str]) -> str:
    """Which columns were read as what; the numbers of those that have no name."""
    names = [heading[i].strip() if i < len(heading) else f"number {i + 1}" for i in range(len(columns))]
    fields = ("date" if field == "dct" else field for field in columns)
    read_as = [f"{name} as {field}" for name, field in zip(names, fields, strict=True) if field]
    return f"Columns read: {', '.join(read_as)}."


def _articles(
    name: str, rows: Iterator[list[str]], columns: Sequence[str], note: str, defaults: Defaults
) -> Iterator[Record | Refusal]:
    first = 2 if defaults.headed else 1
    for number, row in enumerate(rows, first):
        if number >= limits.JSONL_ROWS + first:
            yield refuse(name, "too_many", f"A file may hold {limits.JSONL_ROWS:,} rows; split it.")
            return
        if not any(cell.strip() for cell in row):
            continue
        place = f"{name}, row {number}"
        fields: dict[str, str] = {}
        for field, cell in zip(columns, row, strict=False):
            if field and cell.strip():
                fields.setdefault(field, cell)
        try:
            yield jsonl.record(place, fields, defaults, note)
        except Refused as error:
            yield refuse(place, error.code, str(error))


def _rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.TEXT_CHARACTERS + 1)
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=heading.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
