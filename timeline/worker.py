"""The background worker: processes queued items, merges, and makes good for workers that vanished.

Its own look at the item rows is what keeps the promise; tasks of the task backend only make it look sooner.
"""

import logging
import time
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django.utils import timezone
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from timeline import feeds, fingerprints, ingest, items, tasks, watched
from timeline.extractor import ReaderUnavailable
from timeline.models import Worker

log = logging.getLogger(__name__)

TEND_SECONDS = 10
IDLE_SECONDS = 1.0
COMPARED = 50
WATCH_SECONDS = 3
_BACKOFF = (0.2, 0.5, 1.0, 2.0, 5.0)


class Loop:
    """Runs until `tasks.stopping` is set; a database that goes away is waited for."""

    def __init__(self) -> None:
        self.name = uuid.uuid4().hex
        self._tended = 0.0
        self._compared = False
        self._watched = 0.0
        folder = settings.DATELINE_WATCH_FOLDER
        self._folder = watched.Folder(Path(folder)) if folder else None

    def run(self) -> None:
        failures = 0
        tasks.beats.append(self._tend)
        try:
            while not tasks.stopping.is_set():
                trouble = self._try_round()
                failures = failures + 1 if trouble else 0
                tasks.stopping.wait(_BACKOFF[min(failures, len(_BACKOFF)) - 1] if trouble else 0)
        finally:
            tasks.beats.remove(self._tend)
            self._leave()

    def _try_round(self) -> bool:
        """Whether something outside the articles is broken and has to be waited for."""
        try:
            if not self._round() and not self._compare():
                tasks.stopping.wait(IDLE_SECONDS)
        except (OperationalError, InterfaceError) as error:
            log.warning("the database does not answer, waiting for it: %s", error)
            connections.close_all()
            return True
        except ReaderUnavailable as error:
            log.error("%s", error)
            return True
        except Exception:
            # A fault of the program, such as in merging: reading and taking back what is lost go on.
            log.exception("this round failed, the next one tries again")
            return True
        return False

    def _round(self) -> bool:
        """Whether there was anything to do."""
        close_old_connections()
        self._tend()
        _run_tasks()
        busy = feeds.poll_due(self._tend) or self._watch()
        busy |= ingest.work(tasks.extractor(), stop=tasks.stop, tell=ingest.settle_now_and_then()) > 0
        return ingest.settle_if_due() or busy

    def _watch(self) -> bool:
        """Take in what lies in the watched folder, if there is one."""
        if self._folder is None or time.monotonic() - self._watched < WATCH_SECONDS:
            return False
        self._watched = time.monotonic()
        return self._folder.take() is not None

    def _compare(self) -> bool:
        """While there is nothing else to do: digests of articles that an earlier version stored."""
        if self._compared:
            return False
        articles = fingerprints.missing(COMPARED)
        for article in articles:
            fingerprints.store(article)
        self._compared = not articles
        return bool(articles)

    def _tend(self) -> None:
        """Every few seconds: say that we live, take back what others lost."""
        if time.monotonic() - self._tended < TEND_SECONDS:
            return
        self._tended = time.monotonic()
        Worker.objects.update_or_create(name=self.name, defaults={"seen": timezone.now()})
        yesterday = timezone.now() - timedelta(days=1)
        Worker.objects.filter(seen__lt=yesterday).delete()
        DBTaskResult.objects.finished().filter(finished_at__lt=yesterday).delete()
        if number := items.reconcile():
            log.warning("%s items of a lost worker are queued again", number)

    def _leave(self) -> None:
        tasks.extractor().close()
        try:
            Worker.objects.filter(name=self.name).delete()
        except (OperationalError, InterfaceError):
            log.warning("the database does not answer; this worker's row stays until it is a day old")


def _run_tasks() -> None:
    """Run what waits in the database's task table; another task backend brings its own runner."""
    if not isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        return
    runner = TaskRunner(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
        excluded_queue_names=[],
    )
    runner.run()
