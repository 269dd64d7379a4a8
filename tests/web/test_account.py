"""Whatever is done to a job, its account adds up, and nothing that was received vanishes."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.stub_reader import StubReader
from timeline import fetch, ingest, items, readers
from timeline.items import State
from timeline.models import Batch, IngestItem
from timeline.readers import Defaults, Record, Refusal, Unread

pytestmark = pytest.mark.django_db

FINAL = (State.DONE, State.DUPLICATE, State.REJECTED, State.QUARANTINED)


def packed(number: int) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        for n in range(3):
            files.writestr(f"{n}.csv", f"text,date\nPier {number} {n} opened.,2025-02-21\nCRASH,2025-02-21\n")
    return archive.getvalue()


def submitted(number: int) -> list[Record | Refusal | Unread]:
    """One of everything."""
    defaults = Defaults("2025-02-21")
    return [
        Record("new", f"Bridge {number} opened.", published="2025-02-21"),
        Record("again", "The old bridge opened.", published="2025-02-21"),
        Record("undated", f"Bridge {number} closed."),
        Record("crash", f"CRASH {number}", published="2025-02-21"),
        Record("bug", f"BUG {number}", published="2025-02-21"),
        *readers.take("wire.csv", f"Words\nPier {number} closed.\n".encode(), defaults, ask=True),
        *readers.take("all.zip", packed(number), defaults),
        *readers.take("film.mov", b"x", defaults),
        Unread(f"https://post.example/{number}", b"", defaults, remote=True),
    ]


def answer(batch: Batch) -> None:
    for item in batch.items.filter(state=State.WAITING):
        if item.code == items.COLUMNS:
            items.give_columns(item, ["text"], True)
        else:
            items.give_date(item, random.choice(["2025-02-20", None]))


def read_some(batch: Batch) -> None:
    reader = StubReader()
    for _ in range(random.randint(1, 4)):
        if (claim := items.claim("me", [batch])) is not None:
            ingest.process(claim, reader)


def die(batch: Batch) -> None:
    """A worker claims and is never heard of again."""
    if items.claim("gone", [batch]) is not None:
        IngestItem.objects.filter(state=State.RUNNING).update(state=State.QUEUED, lost=1)


ACTS: list[Callable[[Batch], object]] = [
    *(read_some, read_some, read_some, answer, die, items.pause, items.resume, items.cancel),
    lambda batch: items.retry(batch.items.all()),
    lambda batch: items.receive(batch.key, "", 5, submitted(99), None),
]


@pytest.mark.parametrize("seed", range(6))
def test_the_account_adds_up_at_every_moment(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object) -> None:
        raise fetch.NotFetched("unreachable", "The server does not answer.")

    monkeypatch.setattr(fetch, "fetch", silent)
    random.seed(seed)
    items.submit("old", [Record("old", "The old bridge opened.", published="2025-02-21")])
    ingest.work(StubReader())
    batch = items.submit("mixed", submitted(seed))
    number = batch.items.count()
    for _ in range(25):
        random.choice(ACTS)(batch)
        counts = items.account([batch])
        rows = batch.items.count()
        assert sum(counts.values()) == rows >= number, "nothing vanishes"
        open_ones = sum(counts[state] for state in counts if state not in FINAL)
        assert open_ones + sum(counts[state] for state in FINAL) == rows
        assert not counts[State.RUNNING], "nobody is reading"
        number = rows
    items.resume(batch)
    answer(batch)
    ingest.work(StubReader())
    answer(batch)
    ingest.work(StubReader())
    left = batch.items.exclude(state__in=FINAL)
    assert {(item.state, item.code) for item in left} <= {(State.QUEUED, "unreachable")}
    for item in batch.items.exclude(state=State.DONE):
        assert item.message, (item.name, item.state)
    assert_page_agrees(batch)


def assert_page_agrees(batch: Batch) -> None:
    """What the page counts is what its table and its CSV list."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada", password="a long pass phrase"))
    lines = client.get(f"/jobs/{batch.pk}/outcomes.csv").getvalue().decode().splitlines()
    page = client.get(f"/jobs/{batch.pk}/").text
    total = batch.items.count()
    assert len(lines) == 1 + total
    assert page.count('<tr id="item-') == total
    for state, number in items.account([batch]).items():
        assert (f"<li><b>{number}</b> {state}</li>" in page) == bool(number)
