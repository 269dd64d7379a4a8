"""Equal content gives an equal dump, whatever the order of arrival and the keys of the rows."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.web.story_rows import add_article
from timeline.models import Article, Event
from timeline.settle import settle

pytestmark = pytest.mark.django_db

STORY = [
    ("Mira Halden signed harbour accord.", "2024-03-02", "2024-03-01"),
    ("Mira Halden signed long harbour accord.", "2024-03-03", "2024-03-01"),
    ("Oleh Kravets left Port Ansel.", "2024-03-04", None),
]


def dump() -> str:
    out = StringIO()
    call_command("canonical_dump", stdout=out, stderr=StringIO())
    return out.getvalue()


def tell(order: list[int]) -> None:
    Article.objects.all().delete()
    for index in order:
        text, published, day = STORY[index]
        add_article(text, published, day=day)
        settle()


def test_the_order_of_arrival_does_not_show() -> None:
    tell([0, 1, 2])
    first, ids = dump(), set(Event.objects.values_list("pk", flat=True))
    tell([2, 1, 0])
    assert dump() == first
    assert ids.isdisjoint(Event.objects.values_list("pk", flat=True))


def test_a_changed_value_shows() -> None:
    tell([0])
    before = dump()
    Event.objects.update(place="Lakeport")
    assert dump() != before


def test_keys_ids_and_times_are_left_out() -> None:
    tell([0, 1])
    text = dump()
    assert all(event.public_id not in text for event in Event.objects.all())
    assert "added" not in json.loads(text.splitlines()[0])


def test_the_digest_is_that_of_the_lines() -> None:
    tell([0])
    out, err = StringIO(), StringIO()
    call_command("canonical_dump", stdout=out, stderr=err)
    assert err.getvalue().strip().splitlines()[-1] == hashlib.sha256(out.getvalue().encode()).hexdigest()
