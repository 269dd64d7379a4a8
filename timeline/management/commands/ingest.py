"""`manage.py ingest PATH...`: read articles from files and folders, and account for each of them."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import items, limits, readers
from timeline.database import ensure_database
from timeline.management import outdated, processing
from timeline.readers import table
from timeline.readers.records import Defaults, Refused, day, refuse


class Command(BaseCommand):
    help = "Read articles from files, folders and JSONL, and print an account of what became of each."
    # No page is made here: no need to load all of them at each start.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
        parser.add_argument("--date", help="publication date of articles that don't tell theirs (YYYY-MM-DD)")
        parser.add_argument("--source", default="", help="outlet of articles that don't name theirs")
        parser.add_argument("--columns", help="what the columns of tables hold, such as title,text,,date")
        parser.add_argument("--pending", action="store_true", help="also what earlier runs left in the queue")
        parser.add_argument("--outdated", action="store_true", help="read again what an earlier version read")
        parser.add_argument(
            "--apply", action="store_true", help="store what --outdated found, without asking"
        )
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="reading processes")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["outdated"]:
            ensure_database()
            return outdated.run(options["workers"], options["apply"])
        if not options["paths"] and not options["pending"]:
            raise CommandError("Name a file or folder to read, or say --pending or --outdated.")
        try:
            defaults = Defaults(day(options["date"]), options["source"])
        except Refused as error:
            raise CommandError(f"--date: {error}") from None
        if options["columns"]:
            defaults = replace(defaults, columns=_columns(options["columns"]))
        ensure_database()
        batches = items.unfinished() if options["pending"] else []
        if options["paths"]:
            title = ", ".join(str(path) for path in options["paths"])
            batches.append(items.submit(title, found(options["paths"], defaults)))
        if processing.run(batches, options["workers"]):
            sys.exit(1)
        return None


def found(
    paths: list[Path], defaults: Defaults
) -> Iterator[readers.Record | readers.Refusal | readers.Unread]:
    """What the files and folders hold, in the order of the paths."""
    for path in paths:
        if not path.is_dir():
            yield from _read(path, defaults)
            continue
        files, unread = _files(path)
        for error in unread:
            yield refuse(str(error.filename), "unreadable", f"The folder can't be opened: {error.strerror}.")
        if not files and not unread:
            yield refuse(str(path), "empty", "The folder holds no files.")
        for file in files:
            if file.exists() and not file.is_file():
                yield refuse(str(file), "unreadable", "This is no file but a pipe, socket or device.")
            else:
                yield from _read(file, defaults)


def _columns(given: str) -> tuple[str, ...]:
    """Our field for each column, left empty for one that isn't read. Raises CommandError."""
    fields = tuple("dct" if field.strip() == "date" else field.strip() for field in given.split(","))
    if unknown := sorted({field for field in fields if field} - set(table.FIELDS)):
        raise CommandError(f"--columns: {unknown[0]} is none of {', '.join(table.FIELDS)}.")
    if fields.count("text") != 1:
        raise CommandError("--columns: one column must be the text.")
    return fields


def _files(folder: Path) -> tuple[list[Path], list[OSError]]:
    """All files below a folder but for hidden ones, and why folders in it couldn't be opened."""
    files: list[Path] = []
    unread: list[OSError] = []
    for place, folders, names in folder.walk(on_error=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [place / name for name in names if not name.startswith(".")]
    return sorted(files), unread


def _read(file: Path, defaults: Defaults) -> Iterator[readers.Record | readers.Refusal | readers.Unread]:
    try:
        content = _content(file)
    except OSError as error:
        yield refuse(str(file), "unreadable", f"It can't be opened: {error.strerror}.")
    else:
        yield from readers.take(str(file), content, defaults)


def _content(file: Path) -> bytes:
    """At most one byte more than is allowed: a device has no end. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(limits.FILE_BYTES + 1)
