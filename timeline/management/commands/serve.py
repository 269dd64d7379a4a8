"""`manage.py serve`: the pages and the background worker on this machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from timeline.database import ensure_database
from timeline.management import serving


class Command(BaseCommand):
    help = "Serve the timeline on the loopback address and process uploads; Ctrl-C ends both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        serving.check_port(port)
        ensure_database()
        serving.serve(
            port, lambda: self.stdout.write(f"Dateline is at http://{serving.HOST}:{port}/  (Ctrl-C ends it)")
        )
