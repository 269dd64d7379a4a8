"""What people decided is laid over what was read, and outlives every new reading."""

from typing import Any

import pytest

from tests.web.stub_reader import StubReader
from timeline import corrections, ingest, items
from timeline.models import Article, Correction, Event, EventMention, Verdict
from timeline.readers import Record

pytestmark = pytest.mark.django_db

TEXT = "The bridge opened."


def stored(published: str = "2025-02-21") -> Event:
    """One event of one article."""
    items.submit("test", [Record(name="a", text=TEXT, published=published)])
    ingest.work(StubReader())
    ingest.settle_if_due()
    return Event.objects.get()


def decide(model: type[Correction] | type[Verdict], event: Event, **fields: Any) -> Correction | Verdict:
    mention = EventMention.objects.select_related("article").get(event=event)
    span = {"text": mention.article.text_sha256, "start": mention.start, "end": mention.end}
    row = model.objects.create(**span, **fields)
    corrections.apply(event)
    event.refresh_from_db()
    return row


def read_again() -> Event:
    """Every machine row is made anew."""
    Event.objects.all().delete()
    ingest.unsettle()
    ingest.settle_if_due()
    return Event.objects.get()


def test_a_corrected_date_is_shown_with_its_bounds() -> None:
    event = stored()
    machine = event.edtf
    decide(Correction, event, field="edtf", value="2024-03")
    assert (event.edtf, event.precision) == ("2024-03", "month")
    assert (event.begins, event.ends) != (None, None)
    assert event.reason == {"code": "corrected", "machine": machine}
    assert event.machine["edtf"] == machine


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Bridge reopens"), ("factuality", "planned"), ("place", "Orlo"), ("edtf", "")],
)
def test_corrections_outlive_a_new_reading(field: str, value: str) -> None:
    event = stored()
    decide(Correction, event, field=field, value=value)
    again = read_again()
    assert getattr(again, field) == value
    assert again.machine[field] != value
    assert (again.search_text, again.slug) == (event.search_text, event.slug)


def test_the_latest_correction_counts_and_one_taken_back_does_not() -> None:
    event = stored()
    title = event.title
    decide(Correction, event, field="title", value="First")
    second = decide(Correction, event, field="title", value="Second")
    assert event.title == "Second"
    for row, shown in ((second, "First"), (Correction.objects.get(value="First"), title)):
        row.retracted_at = row.created
        row.save()
        corrections.apply(event)
        event.refresh_from_db()
        assert event.title == shown
    assert "Second" not in event.search_text


def test_a_rejected_event_is_hidden_and_an_accepted_one_reviewed() -> None:
    event = stored()
    decide(Verdict, event, accepted=False, reason="trivial")
    assert (event.hidden, event.reviewed) == (True, False)
    decide(Verdict, event, accepted=True)
    assert (event.hidden, event.reviewed) == (False, True)
    again = read_again()
    assert (again.hidden, again.reviewed) == (False, True)


def test_a_decision_on_a_text_that_is_gone_is_kept() -> None:
    event = stored()
    decide(Correction, event, field="title", value="Bridge reopens")
    Article.objects.all().delete()
    ingest.unsettle()
    ingest.settle_if_due()
    assert Correction.objects.count() == 1
    assert stored().title == "Bridge reopens"


def test_a_decision_on_another_span_changes_nothing() -> None:
    event = stored()
    mention = EventMention.objects.get(event=event)
    Correction.objects.create(
        text=mention.article.text_sha256, start=mention.end, end=mention.end + 3, field="title", value="X"
    )
    corrections.apply(event)
    assert event.title != "X"
