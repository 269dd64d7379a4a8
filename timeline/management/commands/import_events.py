"""`manage.py import_events FILE...`: finished events from TimelineJS JSON and tables."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import event_import, ingest, limits
from timeline.database import ensure_database
from timeline.readers import events
from timeline.readers.records import Refused, day


class Command(BaseCommand):
    help = "Take in finished events from TimelineJS JSON (.json) and tables (.csv, .tsv); a person made them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--title", default="", help="of the article that holds the rows")
        parser.add_argument("--source", default="", help="who published the file")
        parser.add_argument("--date", help="when the file was published (YYYY-MM-DD)")
        parser.add_argument(
            "--skip", action="store_true", help="leave out rows with troubles, take the others"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            published = day(options["date"])
        except Refused as error:
            raise CommandError(f"--date: {error}") from None
        ensure_database()
        failed = 0
        for file in options["files"]:
            origin = event_import.Origin(file.name, options["title"], options["source"], published)
            failed += not self._file(file, origin, options["skip"])
        ingest.settle_if_due()
        if failed:
            sys.exit(1)

    def _file(self, file: Path, origin: event_import.Origin, skip: bool) -> bool:
        """Whether all of it, or with `skip` what is sound of it, was taken."""
        try:
            with file.open("rb") as stream:
                found = events.read(file.name, stream.read(limits.FILE_BYTES + 1))
        except (OSError, Refused) as error:
            self.stderr.write(f"{file}: {getattr(error, 'strerror', None) or error}")
            return False
        for trouble in found.troubles:
            self.stderr.write(f"{file}, {trouble.where}: {trouble.message}")
        if not found.rows or (found.troubles and not skip):
            self.stderr.write(f"{file}: nothing was taken; mend these rows, or leave them out with --skip.")
            return False
        try:
            taken = event_import.take(found, origin, None)
        except Refused as error:
            self.stderr.write(f"{file}: {error}")
            return False
        if taken.known:
            self.stdout.write(
                f"{file}: these events were taken in before ({taken.number:,}); nothing changed"
            )
        else:
            left = f", {len(found.troubles):,} rows left out" if found.troubles else ""
            self.stdout.write(f"{file}: {taken.number:,} events taken in{left}")
        return True
