"""The API answers as its description says, page by page, with the same sets as the pages."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.web.factories import World, make_actor, make_event, make_world
from tests.web.story_rows import add_article
from timeline.models import EventRedirect
from timeline.settle import settle

pytestmark = pytest.mark.django_db
KINDS = [("events", "Event"), ("actors", "Actor"), ("articles", "Article")]


@pytest.fixture
def world() -> World:
    add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03", record_id="wire-1")
    settle()
    return make_world()


def ask(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].startswith("application/json")
    return json.loads(response.content)


@pytest.fixture
def document(client: Client) -> Any:
    return ask(client, "/api/v1/openapi.json")


def valid(document: Any, schema: str, value: Any) -> None:
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Any = Registry().with_resource("urn:api", resource)
    reference = {"$ref": f"urn:api#/{schema}"}
    Draft202012Validator(reference, registry=registry).validate(value)


def test_the_description_is_valid(document: Any) -> None:
    validate(document)
    assert set(document["paths"]) >= {"/api/v1/events/", "/api/v1/actors/{id}/", "/api/v1/articles/"}


@pytest.mark.parametrize(("plural", "name"), KINDS)
def test_answers_are_as_described(
    client: Client, world: World, document: Any, plural: str, name: str
) -> None:
    found = ask(client, f"/api/v1/{plural}/")
    path = f"paths/~1api~1v1~1{plural}~1/get/responses/200/content/application~1json/schema"
    valid(document, path, found)
    assert found["results"]
    first = found["results"][0]
    one = ask(client, f"/api/v1/{plural}/{first.get('public_id', first['id'])}/")
    valid(document, f"components/schemas/{name}", one)
    assert one == first


@pytest.mark.parametrize("plural", ["events", "actors", "articles"])
def test_pages_add_up_to_the_whole(client: Client, world: World, plural: str) -> None:
    whole = ask(client, f"/api/v1/{plural}/")
    address, found = f"/api/v1/{plural}/?limit=2", []
    while address:
        page = ask(client, address)
        assert len(page["results"]) <= 2
        assert page["count"] == whole["count"]
        found += page["results"]
        address = (page["next"] or "").removeprefix("http://testserver")
    assert found == whole["results"]
    assert len(found) == whole["count"]


def test_events_come_in_order_of_time_and_the_undated_last(client: Client, world: World) -> None:
    make_event("Lamp went out", "")
    dates = [row["earliest"] or "~" for row in ask(client, "/api/v1/events/")["results"]]
    assert dates == sorted(dates)
    assert dates[-2:] == ["~", "~"]


def test_a_query_narrows_actors_and_articles_too(client: Client, world: World) -> None:
    actors = ask(client, "/api/v1/actors/?q=storm")
    assert {row["name"] for row in actors["results"]} == {"Harbour Office", "Sandray Line"}
    articles = ask(client, "/api/v1/articles/?fact=planned")
    assert [row["title"] for row in articles["results"]] == ["Talks after the walkout"]


def test_what_cannot_be_read_is_said(client: Client, world: World) -> None:
    found = ask(client, "/api/v1/events/?from=yesterday&limit=many")
    assert found["problems"]
    assert found["query"] == "http://testserver/timeline/"
    for cursor in ("x", "1_x", "undated_x", "9" * 40, "_"):
        assert client.get("/api/v1/events/", {"cursor": cursor}).status_code == 404
    assert client.post("/api/v1/events/").status_code == 405


def test_former_and_missing_ids(client: Client, world: World) -> None:
    EventRedirect.objects.create(public_id="0abcd00000", event=world.events["storm"])
    assert ask(client, "/api/v1/events/0abcd00000/")["id"] == world.events["storm"].public_id
    assert client.get("/api/v1/actors/zzzzzzzzzz/").status_code == 404
    name = make_actor("Harbour Office").public_id
    assert ask(client, f"/api/v1/actors/{name}/")["name"] == "Harbour Office"
