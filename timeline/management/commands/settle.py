"""`manage.py settle [--all]`: merge what was stored and decided since the last time, or everything anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from timeline import ingest, wording
from timeline.database import ensure_database
from timeline.models import Event


class Command(BaseCommand):
    help = "Bring actors and events in line with all that is told and decided."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="merge everything anew, as after an upgrade")

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_database()
        if options["all"]:
            from timeline import settle  # loads what only a writing process needs

            settle.settle(everything=True)
        elif not ingest.settle_if_due():
            self.stderr.write("Nothing was stored or decided since the last time.")
            return
        shown = Event.objects.filter(timeline=True, hidden=False).count()
        self.stderr.write(f"Merged: {wording.count(shown, 'event')} on the timeline.")
