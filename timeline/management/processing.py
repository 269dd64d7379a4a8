"""What `ingest` and `demo` share: process batches with a progress bar, then account for every item."""

import threading
import time
from collections.abc import Callable, Collection

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Q
from django.db.models.functions import Now
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from timeline import ingest, items
from timeline.extractor import Extractor, ReaderUnavailable
from timeline.models import Batch, IngestItem

# Starting a reading process takes about as long as reading this many articles.
_ARTICLES_PER_WORKER = 20
_NAMED = 50


def run(batches: Collection[Batch], workers: int, named: bool = True) -> bool:
    """Process what is queued in these batches, merge, and print the account. True if anything failed.

    With `named`, what waits is listed one by one.
    """
    console = Console(stderr=True)
    items.reconcile()
    left = _open(batches)
    try:
        _process(batches, max(1, min(workers, 1 + left // _ARTICLES_PER_WORKER)), left, console)
        if ingest.settle_if_due():
            console.print("Merged into actors and events.")
    except ReaderUnavailable as error:
        raise CommandError(str(error)) from None
    except (OperationalError, InterfaceError) as error:
        raise CommandError(
            f"The database does not answer ({error}). Nothing is lost: `manage.py ingest --pending` goes on."
        ) from None
    except KeyboardInterrupt:
        left = _open(batches)
        raise CommandError(
            f"Interrupted; {left:,} articles are still queued. `manage.py ingest --pending` goes on.",
            returncode=130,
        ) from None
    return _report(batches, console, named)


def _open(batches: Collection[Batch]) -> int:
    """What can be processed now; a page whose server didn't answer is left to a worker."""
    due = Q(not_before=None) | Q(not_before__lte=Now())
    return IngestItem.objects.filter(due, batch__in=batches, state__in=items.OPEN).count()


def _process(batches: Collection[Batch], workers: int, left: int, console: Console) -> None:
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not left) as progress:
        bar = progress.add_task("Reading", total=left)
        while _open(batches):
            _in_parallel(batches, workers, lambda: progress.update(bar, completed=left - _open(batches)))
            items.reconcile()
            if _open(batches):  # another process holds the rest
                time.sleep(0.5)


def _in_parallel(batches: Collection[Batch], workers: int, tell: Callable[[], None]) -> None:
    """One thread for each further reading process: it waits for the process and stores what comes back."""
    stopping = threading.Event()
    failures: list[BaseException] = []

    def drain() -> None:
        try:
            with Extractor() as extractor:
                ingest.work(extractor, batches, stopping.is_set, tell)
        except Exception as error:
            failures.append(error)
            stopping.set()
        finally:
            connection.close()

    threads = [threading.Thread(target=drain) for _ in range(workers - 1)]
    for thread in threads:
        thread.start()
    try:
        with Extractor() as extractor:
            ingest.work(extractor, batches, stopping.is_set, tell)
    except BaseException:
        stopping.set()
        raise
    finally:
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]


def _report(batches: Collection[Batch], console: Console, listed: bool) -> bool:
    counts = items.account(batches)
    failed = IngestItem.objects.filter(
        batch__in=batches, state__in=[items.State.REJECTED, items.State.QUARANTINED]
    )
    waiting = IngestItem.objects.filter(batch__in=batches, state=items.State.WAITING)
    waiting = waiting if listed else waiting.none()
    named = [*failed[:_NAMED], *waiting[:_NAMED]]
    for item in named:
        console.print(
            f"{escape(item.name)}: [bold]{item.state}[/bold]. {escape(item.message)}", soft_wrap=True
        )
    more = failed.count() + waiting.count() - len(named)
    if more:
        console.print(f"… and {more:,} more; see the job page or the administration.")
    if waiting.filter(code=items.NO_DAY).exists():
        console.print("Dates are given on the job page, or by --date when the files are read again.")
    console.print(_sentence(counts))
    return bool(counts["rejected"] or counts["quarantined"])


def _sentence(counts: dict[str, int]) -> str:
    """The account: the states add up to what went in."""
    waiting = counts["waiting"] + counts["queued"] + counts["running"]
    parts = [f"{counts[state]:,} {state}" for state in ("done", "duplicate", "rejected", "quarantined")]
    return f"{sum(counts.values()):,} received: {', '.join(parts)}, {waiting:,} waiting"
