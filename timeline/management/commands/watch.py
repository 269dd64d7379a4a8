"""`manage.py watch FOLDER`: take in files as they appear in a folder; a worker reads them."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import items, tasks
from timeline.database import ensure_database
from timeline.readers.records import Defaults, Refused, day
from timeline.watched import TAKEN, Folder


class Command(BaseCommand):
    help = f"Take in files as they appear in a folder, and move them to `{TAKEN}` in it; a worker reads them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--date", help="publication date of articles that don't tell theirs (YYYY-MM-DD)")
        parser.add_argument("--source", default="", help="outlet of articles that don't name theirs")
        parser.add_argument("--seconds", type=float, default=3.0, help="between two looks")
        parser.add_argument("--once", action="store_true", help="look twice, take what is there, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["folder"].is_dir():
            raise CommandError(f"{options['folder']} is no folder.")
        try:
            defaults = Defaults(day(options["date"]), options["source"])
        except Refused as error:
            raise CommandError(f"--date: {error}") from None
        ensure_database()
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        folder = Folder(options["folder"].resolve(), defaults)
        folder.take()
        while not stopping.wait(options["seconds"]):
            while (batch := folder.take()) is not None:
                tasks.process_items.enqueue()
                counts = items.account([batch])
                self.stdout.write(f"Job {batch.pk}, {batch.title}: {sum(counts.values())} received")
                folder.take()
            if options["once"]:
                return
