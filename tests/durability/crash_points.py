"""Ends a process at chosen database statements, one after the other, and has the next process resume.

    python -m tests.durability.crash_points POINTS

The database is that of the environment. Prints JSON: the points where it died (the last few may
not be reached, since articles differ by some statements), what was found half written after them, and the
digest of the content in the end. POINTS 0 reads the same articles undisturbed.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.durability import installation
from tests.durability.stand_in import StandIn

ARTICLES = 90
KILLED = 137


class Death:
    """Counts the statements of this process, and each commit before and after; ends it at the given one."""

    def __init__(self, at: int | None) -> None:
        from django.db import connection

        self.at, self.count = at, 0
        connection.execute_wrappers.append(self._before_statement)
        self._commit: Callable[[], None] = connection._commit  # type: ignore[attr-defined]
        connection._commit = self._around_commit  # type: ignore[attr-defined]

    def _before_statement(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self._step()
        return execute(*statement)

    def _around_commit(self) -> None:
        self._step()
        self._commit()
        self._step()

    def _step(self) -> None:
        self.count += 1
        if self.count == self.at:
            os._exit(KILLED)


def read_one(at: int | None = None) -> int:
    """Take back what was lost, read one article, merge; die at statement `at`. Returns how many it ran."""
    from timeline import ingest, items

    death = Death(at)
    items.reconcile()
    done: list[bool] = []
    ingest.work(StandIn(), stop=lambda: bool(done), tell=lambda: done.append(True))
    ingest.settle_if_due()
    return death.count


def half_written() -> list[str]:
    """What no reader may ever see: an article without all its mentions, an item that ended without it."""
    from django.db.models import Count

    from timeline.models import Article, IngestItem

    articles = Article.objects.annotate(tellings=Count("event_mentions"))
    faults = [f"{one.title}: {one.tellings} mentions" for one in articles if one.tellings != 2]
    ended = IngestItem.objects.filter(state="done")
    if ended.filter(article=None).exists() or ended.count() != articles.count():
        faults.append("items and articles differ")
    return faults


def crash(points: int) -> dict[str, Any]:
    """Die at `points` places spread over all statements of one article; resume after each."""
    last = installation.told(read_one)
    chosen = sorted({round(1 + n * (last - 1) / max(1, points - 1)) for n in range(points)})
    found: dict[str, Any] = {"statements": last, "points": [], "faults": []}
    for point in chosen:
        if installation.run(partial(read_one, point)) == KILLED:
            found["points"].append(point)
        found["faults"] += [f"after {point}: {fault}" for fault in installation.told(half_written)]
        installation.ok(read_one)
    return found


def main() -> None:
    points = int(sys.argv[1])
    installation.set_up()
    from timeline import limits

    limits.LEASE_SECONDS = -1  # over at once: nobody else is at work
    installation.begin(ARTICLES)
    found = crash(points) if points else {}
    installation.ok(installation.read_all)
    found["digest"] = installation.digest()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
