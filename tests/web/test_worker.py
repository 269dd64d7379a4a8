"""The worker's loop: it says that it lives whatever it does, and goes on after any trouble."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError

from tests.web.stub_reader import StubReader
from timeline import ingest, items, tasks, worker
from timeline.extractor import ReaderUnavailable
from timeline.models import IngestItem, Worker
from timeline.readers import Record
from timeline.worker import Loop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test waits, no process is started, and each loop ends."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr("timeline.worker.connections", type("Kept", (), {"close_all": lambda self: None})())
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0)
    monkeypatch.setattr(worker, "_BACKOFF", (0.0,))
    monkeypatch.setattr(tasks, "extractor", StubReader)
    yield
    tasks.stopping.clear()


def submit(number: int = 1) -> None:
    records = [Record(f"{n}", f"Bridge {n} opened.", published="2025-02-21") for n in range(number)]
    items.submit("test", records)


def test_it_lives_while_a_task_reads_a_long_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TEND_SECONDS", 0)
    submit(3)
    seen: list[int] = []

    class Watched(StubReader):
        def extract(self, text: str, dct: str | None, beat: object = None) -> object:  # type: ignore[override]
            seen.append(Worker.objects.count())
            Worker.objects.all().delete()
            return super().extract(text, dct)

    def run_tasks() -> None:
        tasks.process_items.func()
        tasks.stopping.set()

    monkeypatch.setattr(tasks, "extractor", Watched)
    monkeypatch.setattr(worker, "_run_tasks", run_tasks)
    Loop().run()
    assert seen == [1, 1, 1], "it said so before each article"
    assert not Worker.objects.exists(), "and takes its row away when it ends"
    assert not tasks.beats


@pytest.mark.parametrize(
    "trouble", [OperationalError("away"), ReaderUnavailable("no model"), ValueError("a fault in merging")]
)
def test_trouble_is_waited_out(monkeypatch: pytest.MonkeyPatch, trouble: Exception) -> None:
    submit()
    failures = [trouble]
    settle = ingest.settle_if_due

    def settle_if_due() -> bool:
        if failures:
            raise failures.pop()
        tasks.stopping.set()
        return settle()

    monkeypatch.setattr(ingest, "settle_if_due", settle_if_due)
    Loop().run()
    assert IngestItem.objects.get().state == items.State.DONE
    assert not ingest.unsettled()
