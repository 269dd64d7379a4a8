"""The embedded database makes and upgrades itself; a PostgreSQL server is upgraded by `migrate` alone."""

import fcntl
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def ensure_database() -> None:
    """Call first in each command that needs the database. Raises CommandError in words."""
    if connection.vendor == "sqlite":
        _ensure_embedded(Path(str(settings.DATABASES["default"]["NAME"])))
        return
    try:
        behind = _pending()
    except OperationalError as error:
        raise CommandError(f"The database of DATABASE_URL does not answer: {error}") from None
    if behind:
        raise CommandError("The database is not up to date: run `manage.py migrate` first.")


def _ensure_embedded(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _pending():
        return
    # Of two commands that start at once, one migrates and the other waits.
    with open(path.with_name(path.name + ".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _pending():
            call_command("migrate", verbosity=0, interactive=False)


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
