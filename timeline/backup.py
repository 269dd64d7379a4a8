"""Everything that is kept, in one file that either database can be made from.

The file is a ZIP archive of `data.jsonl`, the rows as Django's serializer writes them, and `manifest.json`,
which tells when and with which tables it was made and the SHA-256 of the data. Sessions, tasks and workers
are left out: they belong to a running installation.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from timeline.models import (
    ActorChange,
    AddedEvent,
    Article,
    Batch,
    Correction,
    Event,
    Judgement,
    PartChange,
    Verdict,
)

KEPT = ("auth.group", "auth.user", "timeline")
DECISIONS = (Correction, Verdict, Judgement, AddedEvent, PartChange, ActorChange)
LEFT_OUT = ("timeline.worker",)
DATA, MANIFEST = "data.jsonl", "manifest.json"
_PIECE = 1024 * 1024


class BackupError(Exception):
    """The backup can't be used; the message says why and what to do."""


def write(target: Path) -> dict[str, Any]:
    """Write a backup to `target`, replacing nothing before it is whole; its manifest."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        data = Path(folder) / DATA
        with _snapshot():
            counts = _counts()
            migration = _migration()
            _dump(data)
        manifest = {
            "format": 1,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "migration": migration,
            "rows": counts,
            "sha256": _digest(data),
        }
        packed = Path(folder) / "packed"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(data, DATA)
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        packed.chmod(0o600)
        packed.replace(target)
    return manifest


def _dump(data: Path) -> None:
    call_command(
        "dumpdata",
        *KEPT,
        exclude=LEFT_OUT,
        format="jsonl",
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
        output=str(data),
        verbosity=0,
    )


@contextmanager
def _snapshot() -> Iterator[None]:
    """One state of the database while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not `atomic`, which takes SQLite's one write lock at its beginning.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _counts() -> dict[str, int]:
    models = (Article, Event, Batch, *DECISIONS)
    return {model._meta.model_name or "": model._default_manager.count() for model in models}


def _migration() -> str:
    applied = MigrationRecorder(connection).applied_migrations()
    return max(name for app, name in applied if app == "timeline")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def restore(source: Path) -> dict[str, Any]:
    """Fill an empty database from a backup, whole or not at all; the manifest. Raises BackupError."""
    with tempfile.TemporaryDirectory(prefix="dateline-restore-") as folder:
        manifest = _unpack(source, Path(folder))
        if manifest["migration"] != _migration():
            raise BackupError(
                f"The backup was made with the tables of {manifest['migration']}, but here are those of"
                f" {_migration()}. Restore it with the version of Dateline that made it, then upgrade."
            )
        if Article.objects.exists() or Batch.objects.exists():
            raise BackupError("The database isn't empty. Restore into a fresh one: nothing is overwritten.")
        call_command("loaddata", str(Path(folder) / DATA), verbosity=0)
    return manifest


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            archive.extract(DATA, folder)
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise BackupError(f"{source} is no backup of Dateline, or it is damaged.") from None
    if _digest(folder / DATA) != manifest.get("sha256"):
        raise BackupError(f"{source} is damaged: its data isn't what was written. Use another backup.")
    return manifest
