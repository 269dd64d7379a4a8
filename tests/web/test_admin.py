"""Every table is in the administration, with a list that is searched and shown in few queries."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.web.stub_reader import StubReader
from timeline import ingest, items
from timeline.models import Article, Batch, Event
from timeline.readers import Record, Refusal

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("timeline").get_models())


@pytest.fixture
def client() -> Client:
    User.objects.create_superuser("ada", password="a long pass phrase")
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    return client


def fill(number: int) -> None:
    records = [
        Record(
            name=f"{n}",
            text=f"Bridge {n} opened.",
            published="2025-02-21",
            source=f"Post {n}",
            record_id=f"r{n}",
        )
        for n in range(number)
    ]
    items.submit("test", [*records, Refusal("bad.txt", "empty", "The file is empty.")])
    ingest.work(StubReader())
    ingest.settle_if_due()


def address(model: type[Model], page: str = "changelist") -> str:
    return reverse(f"admin:timeline_{model._meta.model_name}_{page}")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_has_a_list_that_can_be_searched(client: Client, model: type[Model]) -> None:
    fill(2)
    assert client.get(address(model)).status_code == 200
    if admin.site._registry[model].search_fields:
        assert client.get(address(model), {"q": "bridge"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_row_has_a_page(client: Client, model: type[Model]) -> None:
    fill(1)
    row = model._default_manager.first()
    if row is None:
        assert model._meta.model_name in {
            "judgement", "worker", "actor", "alias", "actorredirect", "eventredirect", "timemention",
            "articleactor", "actormention", "actorrole", "participation", "eventactor",
            "correction", "verdict", "knownactor", "obeyedjudgement", "retired", "mergekey",
            "namekey", "actorblock", "eventproposal", "actorproposal",
            "addedevent", "partchange", "actorchange", "feed", "fingerprintkey",
        }  # fmt: skip
        return
    page = client.get(reverse(f"admin:timeline_{model._meta.model_name}_change", args=[row.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_longer_list_takes_no_more_queries(
    client: Client, model: type[Model], django_assert_max_num_queries: object
) -> None:
    fill(12)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(address(model))


def test_machine_rows_are_not_edited(client: Client) -> None:
    fill(1)
    mention = Article.objects.get().event_mentions.get()
    change = reverse("admin:timeline_eventmention_change", args=[mention.pk])
    assert client.post(change, {"summary": "Something else"}).status_code == 403
    assert client.get(reverse("admin:timeline_eventmention_add")).status_code == 403


def test_a_text_is_immutable(client: Client) -> None:
    fill(1)
    article = Article.objects.get()
    change = reverse("admin:timeline_article_change", args=[article.pk])
    sent = {
        "title": "Bridge",
        "url": "",
        "author": "",
        "language": "en",
        "text": "Forged.",
        "source": article.source_id,
    }
    assert client.post(change, sent).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.text) == ("Bridge", "Bridge 0 opened.")


@pytest.mark.parametrize("way", ["delete", "changelist"])
def test_an_article_is_deleted_with_what_was_read_in_it(client: Client, way: str) -> None:
    fill(2)
    article = Article.objects.get(record_id="r0")
    url = (
        address(Article)
        if way == "changelist"
        else reverse(f"admin:timeline_article_{way}", args=[article.pk])
    )
    action = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    assert client.post(url, action).status_code == 302
    assert ingest.settle_if_due()
    assert [event.title for event in Event.objects.all()] == ["Bridge 1 opened."]


def test_an_account_is_not_deleted(client: Client) -> None:
    fill(1)
    batch = Batch.objects.get()
    assert (
        client.post(reverse("admin:timeline_batch_delete", args=[batch.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert batch.items.count() == 2


def test_an_event_is_looked_at_here_and_changed_elsewhere(client: Client) -> None:
    fill(1)
    event = Event.objects.get()
    change = reverse("admin:timeline_event_change", args=[event.pk])
    assert client.post(change, {"hidden": "on", "title": "Forged"}).status_code == 403
    event.refresh_from_db()
    assert not event.hidden
    assert event.title != "Forged"


@pytest.mark.parametrize(
    "name", ["addedevent", "actorchange", "correction", "judgement", "partchange", "verdict"]
)
def test_decisions_are_only_looked_at(client: Client, name: str) -> None:
    assert client.get(reverse(f"admin:timeline_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:timeline_{name}_add")).status_code == 403


def test_others_never_get_in() -> None:
    assert Client().get("/admin/").status_code == 302
