"""`manage.py canonical_dump`: what the database says, without keys, ids and times.

Equal content gives equal lines, and the last line on standard error is their SHA-256: the oracle of the
crash, backup, upgrade and database tests.
"""

import hashlib
from typing import Any

from django.core.management.base import BaseCommand

from timeline import canonical
from timeline.database import ensure_database


class Command(BaseCommand):
    help = (
        "Write articles, mentions, actors, events and decisions in canonical form; SHA-256 on standard error."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_database()
        digest = hashlib.sha256()
        for line in canonical.lines():
            digest.update(line.encode())
            self.stdout.write(line, ending="")
        self.stderr.write(digest.hexdigest())
