"""Records as JSON Lines or CSV, line by line."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline.cells import safe_cell
from timeline.exports.records import Json, best_evidence


def as_jsonl(records: Iterable[Json]) -> Iterator[str]:
    """One line a record, line feed included; line separators inside strings are escaped."""
    for record in records:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        yield line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"


def as_csv(records: Iterable[Json], columns: Sequence[str]) -> Iterator[str]:
    """A header line and one line a record; lists become text, and no cell can act as a formula."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow(columns)
    for record in records:
        row = _flat(record)
        yield writer.writerow([safe_cell(row.get(column)) for column in columns])


EVENT_COLUMNS = (
    *("id", "edtf", "earliest", "latest", "precision", "date_words", "factuality", "disputed", "reviewed"),
    "confidence",
    *("summary", "place", "actors", "articles", "mentions", "importance"),
    *("url", "evidence", "evidence_source", "evidence_url"),
)
ACTOR_COLUMNS = ("id", "name", "kind", "aliases", "external_ids", "roles", "articles", "mentions")
ARTICLE_COLUMNS = ("id", "public_id", "title", "source", "author", "url", "published", "language", "events")


class _Echo:
    """A file for csv.writer that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _first_evidence(record: Mapping[str, Any]) -> Json:
    first = best_evidence(record)
    if not first:
        return {}
    named = ", ".join(filter(None, (first["source"] or first["title"], first["published"])))
    return {"evidence": first["sentence"], "evidence_source": named, "evidence_url": first["url"]}


def _flat(record: Mapping[str, Any]) -> Json:
    """Lists as readable text; mentions as their number and the articles they are in."""
    row = dict(record)
    if "mentions" in record:
        row["articles"] = "; ".join(dict.fromkeys(m["article"] for m in record["mentions"]))
        row["mentions"] = len(record["mentions"])
        row |= _first_evidence(record)
    if "actors" in record:
        row["actors"] = "; ".join(f"{part['name']} ({part['role']})" for part in record["actors"])
    if "roles" in record:
        named = (
            f"{role['office']} of {role['of']}" if role["of"] else role["office"] for role in record["roles"]
        )
        row["roles"] = "; ".join(dict.fromkeys(named))
    for name in ("aliases", "external_ids", "events"):
        if name in record:
            row[name] = "; ".join(record[name])
    return row
