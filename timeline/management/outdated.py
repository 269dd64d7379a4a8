"""`ingest --outdated`: what a new version of the rules would change is shown, then stored if wanted."""

import sys

from django.core.management.base import CommandError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from timeline import rereading
from timeline.management import processing
from timeline.models import Batch

_SHOWN = 20


def run(workers: int, apply: bool) -> None:
    """Read again what is outdated, show the difference, and store it if `apply` or the person at the terminal
    says so. Interrupted anywhere, the same command goes on."""
    batch = rereading.submit(None)
    console = Console(stderr=True)
    if batch is None:
        console.print(f"Every article was read by the current version, {rereading.current()}.")
        return
    failed = processing.run([batch], workers, named=False)
    if rereading.previews(batch).exists():
        _show(batch, console)
        if apply or _agreed():
            rereading.apply(batch)
            failed = processing.run([batch], workers, named=False)
        else:
            console.print("Nothing was changed. `manage.py ingest --outdated --apply` stores it.")
    if failed:
        raise CommandError("Some articles could not be read; `manage.py ingest --outdated` tries again.")


def _show(batch: Batch, console: Console) -> None:
    total = rereading.total(batch)
    table = Table("Article", "Change", "Event", "Date", title="What would change")
    shown = rereading.previews(batch).filter(code=rereading.PREVIEW).order_by("ordinal")[:_SHOWN]
    for item, difference in rereading.differences(shown):
        for what, title, date in difference.rows():
            table.add_row(*(escape(cell) for cell in (item.name[:60], what, title[:70], date)))
    if table.row_count:
        console.print(table)
    console.print(
        f"{total['changed']:,} of {total['articles']:,} articles would change:"
        f" {total['added']:,} events added, {total['removed']:,} removed, {total['redated']:,} re-dated."
        " What people decided stays."
    )


def _agreed() -> bool:
    return sys.stdin.isatty() and input("Store this? [y/N] ").strip().lower() in ("y", "yes")
