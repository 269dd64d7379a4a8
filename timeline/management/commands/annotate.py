"""`manage.py annotate`: JSONL records on standard input, what was read in each on standard output."""

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.nlp import pipeline
from timeline.nlp.serialize import as_json


class Command(BaseCommand):
    help = "Read JSONL {id, dct, text} on standard input; write timexes, events and actors as JSONL. No database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            record = _record(line, number)
            extraction = pipeline.extract(record["text"], record.get("dct"), settings.DATELINE_SPACY_MODEL)
            self.stdout.write(json.dumps(as_json(record["id"], extraction), ensure_ascii=False))


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CommandError(f"standard input, line {number}: not JSON ({error})") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise CommandError(f'standard input, line {number}: needs the fields "id" and "text"')
    return record
