"""Forked processes on one database: each runs a function in a Django that is ready, and ends as it may.

A fork costs hundredths of a second, where a process of its own would load Django anew. The parent never
opens a connection, so that no child inherits one.
"""

import hashlib
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import django
from django.core.management import call_command

from tests.durability.stand_in import StandIn, article

LEASE_SECONDS = 2


def set_up() -> None:
    """Django as the environment names it, with short leases; call before any fork."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
    django.setup()
    from timeline import ingest, limits, settle, store, tasks, worker  # noqa: F401  loaded once, not in each fork

    limits.LEASE_SECONDS = LEASE_SECONDS
    worker.TEND_SECONDS = 0.5  # type: ignore[assignment]
    worker.IDLE_SECONDS = 0.05
    ingest.MERGE_SECONDS = 1


def fork(work: Callable[[], object]) -> int:
    """Run `work` in a child; returns its process id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _run(work)
    return pid


def ended(pid: int) -> int:
    """Wait for the child; its exit status, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def run(work: Callable[[], object]) -> int:
    return ended(fork(work))


def ok(work: Callable[[], object]) -> None:
    status = run(work)
    if status:
        sys.exit(f"{getattr(work, '__name__', work)} ended with {status}")


def _run(work: Callable[[], object]) -> NoReturn:
    status = 0
    try:
        work()
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    os._exit(status)


def begin(articles: int, copies: int = 1) -> None:
    """An empty database with that many articles waiting, each `copies` times in a row."""
    ok(_migrate)
    ok(partial(_submit, articles, copies))


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _submit(articles: int, copies: int) -> None:
    from timeline import items

    items.submit("series", [article(number) for number in range(articles) for _ in range(copies)])


def read_all(log: Path | None = None) -> None:
    """Process what is queued, merge, and make good for who vanished, until nothing is left."""
    from timeline import ingest, items

    reader = StandIn(log)
    while not finished():
        items.reconcile()
        ingest.work(reader)
        ingest.settle_if_due()


def finished() -> bool:
    """Whether everything submitted has ended and is merged."""
    from timeline import ingest, items
    from timeline.models import IngestItem

    return not IngestItem.objects.filter(state__in=items.OPEN).exists() and not ingest.unsettled()


def told(question: Callable[[], object]) -> Any:
    """The answer of a child to a question about the database."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer"
        ok(lambda: answer.write_text(json.dumps(question()), encoding="utf-8"))
        return json.loads(answer.read_text(encoding="utf-8"))


def digest() -> str:
    """SHA-256 of the database in canonical form."""
    found: str = told(lambda: hashlib.sha256("".join(_lines()).encode()).hexdigest())
    return found


def states() -> dict[str, int]:
    """How many items are in which state; none of those with no item."""
    counts: dict[str, int] = told(_states)
    return counts


def _lines() -> Iterator[str]:
    from timeline import canonical

    return canonical.lines()


def _states() -> dict[str, int]:
    from timeline import items
    from timeline.models import Batch

    return {state: count for state, count in items.account(list(Batch.objects.all())).items() if count}
