"""`manage.py import_actors FILE`: actors and aliases that somebody has listed, for the merge to obey."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from timeline import known_actors, limits
from timeline.database import ensure_database
from timeline.settle import settle

_FORMS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}


class Command(BaseCommand):
    help = (
        "Read actors with their aliases from a JSONL or CSV file (id, name, kind, aliases): what bears these "
        "names becomes one actor under the name given. Reading the same file again changes nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a .jsonl or .csv file")
        parser.add_argument(
            "--replace", action="store_true", help="remove earlier rows that FILE doesn't name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lines = list(known_actors.read(*_content(options["file"])))
        bad = [line for line in lines if line.row is None]
        for line in bad:
            self.stderr.write(f"{options['file']}, line {line.number}: {line.problem}")
        if bad and options["replace"]:
            raise CommandError("Nothing was changed: --replace needs a file without bad lines.")
        ensure_database()
        with transaction.atomic():
            rows = [line.row for line in lines if line.row is not None]
            account = known_actors.store(rows, replace=options["replace"])
            settle()
        self.stderr.write(
            f"{len(lines)} read: {account.new} new, {account.changed} changed, "
            f"{account.unchanged} unchanged, {len(bad)} refused; {account.removed} removed"
        )
        if bad:
            sys.exit(1)


def _content(path: Path) -> tuple[bytes, str]:
    form = _FORMS.get(path.suffix.casefold())
    if form is None:
        raise CommandError(f"{path}: the name must end in .jsonl or .csv.")
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise CommandError(f"{path}: larger than {limits.FILE_BYTES // 1024**2} MB. Split it.")
        return path.read_bytes(), form
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from None
