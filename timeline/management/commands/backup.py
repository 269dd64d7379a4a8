"""`manage.py backup FILE`: everything that is kept, in one file, while the others go on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import backup
from timeline.database import ensure_database


class Command(BaseCommand):
    help = "Write articles, what was read in them, decisions, jobs and accounts to FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a new file; an old one isn't replaced")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if target.exists():
            raise CommandError(f"{target} exists already; name a new file.")
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}; make it first.")
        ensure_database()
        manifest = backup.write(target)
        rows = manifest["rows"]
        self.stderr.write(f"{rows['article']} articles and {rows['event']} events are in {target}.")
        self.stderr.write("It holds hashed passwords too: keep it where only admins can read it.")
