"""`manage.py restore FILE`: make an empty database what it was when the backup was written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import backup
from timeline.database import ensure_database


class Command(BaseCommand):
    help = "Fill an empty database, embedded or PostgreSQL, from a file that `backup` wrote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"]
        if not source.is_file():
            raise CommandError(f"There is no file {source}.")
        ensure_database()
        try:
            manifest = backup.restore(source)
        except backup.BackupError as error:
            raise CommandError(str(error)) from None
        rows = manifest["rows"]
        told = f"{rows['article']} articles and {rows['event']} events"
        self.stderr.write(f"Restored: {told}, as they were on {manifest['made']}.")
