"""`manage.py demo`: the shipped sample stories as a timeline, with a login, served on this machine."""

import hashlib
import os
import secrets
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from timeline import ingest, items
from timeline.database import ensure_database
from timeline.management import processing, serving
from timeline.management.commands.ingest import found
from timeline.models import Event
from timeline.readers.records import Defaults

SAMPLES = settings.BASE_DIR / "timeline" / "samples"
ADMIN = "demo-admin"


class Command(BaseCommand):
    help = "Make the embedded database, read the sample stories, and serve the timeline on this machine."
    # No page is made here: no need to load all of them at each start.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="stop when the samples are read")
        parser.add_argument("--reset", action="store_true", help="delete the embedded database first")

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        if not options["no_serve"]:
            serving.check_port(port)
        if options["reset"]:
            _reset()
        ensure_database()
        self._read_samples()
        password = _password_for_this_run()
        if options["no_serve"]:
            self._tell("`manage.py serve` shows them", password)
        else:
            address = f"http://{serving.HOST}:{port}/"
            serving.serve(port, lambda: self._tell(address, password, "Ctrl-C ends it.\n"))

    def _read_samples(self) -> None:
        """The key names the samples' content: a second start finds their batch and reads nothing again."""
        stories = (replace(one, name=Path(one.name).name) for one in found(_samples(), Defaults()))
        batch = items.submit("Sample stories", stories, key=_samples_key())
        if batch in items.unfinished() or ingest.unsettled():
            processing.run([batch], os.cpu_count() or 1)

    def _tell(self, where: str, password: str, end: str = "") -> None:
        events = Event.objects.filter(timeline=True).count()
        self.stdout.write(
            f"\n{events} events are on the timeline: {where}\n"
            f"To upload articles, log in as {ADMIN} with the password {password} (made for this run)\n{end}"
        )


def _reset() -> None:
    if not settings.EMBEDDED:
        raise CommandError("--reset deletes the embedded database only; DATABASE_URL names another one.")
    connections.close_all()
    path = Path(settings.DATABASES["default"]["NAME"])
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _samples() -> list[Path]:
    return sorted(SAMPLES.glob("*.txt"))


def _samples_key() -> str:
    digest = hashlib.sha256()
    for file in _samples():
        digest.update(file.name.encode() + file.read_bytes())
    return f"samples-{digest.hexdigest()[:40]}"


def _password_for_this_run() -> str:
    password = secrets.token_urlsafe(9)
    admin, _ = get_user_model().objects.get_or_create(username=ADMIN)
    admin.is_staff = admin.is_superuser = admin.is_active = True
    admin.set_password(password)
    admin.save()
    return password
