"""`manage.py annotate`: JSONL records on standard input, what was read in each on standard output."""

import json
import sys
from collections import deque
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.nlp import pipeline
from timeline.nlp.serialize import as_json


class Command(BaseCommand):
    """Needs no database and no network; texts are read in batches, results keep the order of the input."""

    help = "Read JSONL {id, dct, text} on standard input; write timexes, events and actors as JSONL."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        identifiers: deque[str] = deque()

        def articles() -> Iterator[tuple[str, str | None]]:
            for number, line in enumerate(sys.stdin, start=1):
                if line.strip():
                    record = _record(line, number)
                    identifiers.append(record["id"])
                    yield record["text"], record.get("dct")

        for extraction in pipeline.extract_many(articles(), settings.DATELINE_SPACY_MODEL):
            # pure ASCII: safe in any locale, and for lone surrogates a text may hold
            self.stdout.write(json.dumps(as_json(identifiers.popleft(), extraction)))


def _record(line: str, number: int) -> dict[str, Any]:
    """The record of one line; CommandError names the line that is none."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CommandError(f"standard input, line {number}: not JSON ({error})") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise CommandError(f'standard input, line {number}: needs the fields "id" and "text"')
    if not isinstance(record.get("dct"), str | None):
        raise CommandError(f'standard input, line {number}: "dct" must be an ISO date or null')
    return record
