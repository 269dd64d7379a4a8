"""`manage.py worker`: process what is uploaded, in the background, until told to stop."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from timeline import tasks
from timeline.database import ensure_database
from timeline.worker import Loop


class Command(BaseCommand):
    help = "Process uploaded articles in the background; SIGTERM or Ctrl-C ends it cleanly."
    # No page is made here: no need to load all of them at each start.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_database()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        Loop().run()


def _stop(number: int, frame: FrameType | None) -> None:
    tasks.stopping.set()
