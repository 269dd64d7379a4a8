"""`manage.py settle` merges what is due, and with --all everything, without changing what was right."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.web.stub_reader import StubReader
from timeline import canonical, ingest, items
from timeline.models import Event
from timeline.readers import Record

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    told = StringIO()
    call_command("settle", *arguments, stderr=told)
    return told.getvalue()


def test_what_is_due_is_merged_once() -> None:
    items.submit("test", [Record(name="a", text="The bridge opened.", published="2025-02-21")])
    ingest.work(StubReader())
    assert not Event.objects.exists()
    assert "1 event on the timeline" in said()
    assert "Nothing was stored" in said()


def test_everything_anew_gives_the_same() -> None:
    texts = [f"Bridge {n} opened." for n in range(5)]
    items.submit("test", [Record(name=text, text=text, published="2025-02-21") for text in texts])
    ingest.work(StubReader())
    ingest.settle_if_due()
    before, ids = list(canonical.lines()), sorted(Event.objects.values_list("public_id", flat=True))
    Event.objects.update(title="damaged")
    said("--all")
    assert list(canonical.lines()) == before
    assert sorted(Event.objects.values_list("public_id", flat=True)) == ids
