"""What a monitor is told equals what is in the database, and only those who should see it do."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from prometheus_client.parser import text_string_to_metric_families

from tests.web.stub_reader import StubReader
from timeline import ingest, items
from timeline.models import Article, Batch, Event, IngestItem, Worker
from timeline.readers import Record, Refusal

pytestmark = pytest.mark.django_db

TOKEN = "a-long-token-of-the-tests"


def mixed(number: int) -> list[Record | Refusal]:
    """A batch of each kind of outcome: done, duplicate, rejected, quarantined, waiting."""
    day = "2025-02-21"
    return [
        Record("new", f"Bridge {number} opened.", published=day),
        Record("again", f"Bridge {number} opened.", published=day),
        Refusal("bad.bin", "format", "This is no text."),
        Record("crash", f"Pier {number} closed: CRASH.", published=day),
        Record("bug", f"Pier {number} closed: BUG.", published=day),
        Record("undated", f"Mill {number} opened."),
    ]


@pytest.fixture
def figures() -> dict[tuple[str, ...], float]:
    for number in range(10):
        items.submit(f"batch {number}", mixed(number))
    ingest.work(StubReader())
    with override_settings(DATELINE_METRICS_TOKEN=TOKEN):
        answer = Client().get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    families = text_string_to_metric_families(answer.content.decode())
    samples = [sample for family in families for sample in family.samples]
    return {
        (s.name, *(s.labels[name] for name in ("state", "code") if name in s.labels)): s.value
        for s in samples
    }


def test_what_was_submitted_is_accounted_for(figures: dict[tuple[str, ...], float]) -> None:
    for batch in Batch.objects.all():
        states = {state: n for state, n in items.account([batch]).items() if n}
        assert states == {"done": 1, "duplicate": 1, "rejected": 1, "quarantined": 2, "waiting": 1}
    told = {labels[1:]: n for labels, n in figures.items() if labels[0] == "dateline_items" and n}
    rows = IngestItem.objects.values_list("state", "code")
    assert told == {row: sum(other == row for other in rows) for row in rows}
    assert sum(told.values()) == 60


def test_the_other_figures(figures: dict[tuple[str, ...], float]) -> None:
    assert figures["dateline_articles",] == Article.objects.count() == 10
    assert figures["dateline_events",] == Event.objects.count()
    assert figures["dateline_failed_readings",] == 40, "three tries after a crash, one after an exception"
    assert figures["dateline_lost_leases",] == 0
    assert figures["dateline_queue_oldest_seconds",] == 0
    assert figures["dateline_worker_seen_seconds",] == -1
    assert figures["dateline_unmerged",] == 1


def test_a_queue_grows_old_and_a_worker_is_seen() -> None:
    items.submit("late", [Record("a", "The bridge opened.", published="2025-02-21")])
    IngestItem.objects.update(updated="2025-02-21T00:00:00Z")
    Worker.objects.create(name="w", seen="2025-02-21T00:00:00Z")
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    text = client.get("/metrics").content.decode()
    ages = [
        line.split()[1] for line in text.splitlines() if line.startswith(("dateline_queue", "dateline_work"))
    ]
    assert len(ages) == 2
    assert all(float(age) > 10**7 for age in ages)


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_without_the_token_nobody_is_told(sent: str) -> None:
    with override_settings(DATELINE_METRICS_TOKEN=TOKEN):
        assert Client().get("/metrics", headers={"authorization": sent}).status_code == 403
    with override_settings(DATELINE_METRICS_TOKEN=""):
        assert Client().get("/metrics", headers={"authorization": "Bearer "}).status_code == 403
