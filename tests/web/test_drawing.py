"""The graphic as an SVG file: well formed, whole by itself, the same marks as on the page."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.web.factories import World, make_world
from timeline.exports import drawing

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.w3.org/2000/svg"}


@pytest.fixture
def world() -> World:
    return make_world()


def picture(client: Client, query: str = "") -> ElementTree.Element:
    answer = client.get(f"/export/timeline.svg{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("query", ["", "?view=heat", "?lanes=none", "?from=2024-03&to=2024-04", "?q=zzz"])
def test_every_view_is_well_formed_and_needs_nothing_else(client: Client, query: str) -> None:
    root = picture(client, query)
    text = ElementTree.tostring(root, encoding="unicode")
    assert "var(--" not in text
    assert "light-dark" not in text
    assert "@import" not in text
    links = [link.get("href", "") for link in root.iter("{http://www.w3.org/2000/svg}a")]
    assert all(link.startswith("http://testserver/") for link in links)
    used = {use.get("href", "") for use in root.iter("{http://www.w3.org/2000/svg}use")}
    ids = {f"#{element.get('id')}" for element in root.iter()}
    assert used <= ids


@pytest.mark.usefixtures("world")
def test_it_names_the_view_and_shows_its_marks(client: Client) -> None:
    root = picture(client, "?from=2024-03&to=2024-04")
    assert root.findtext("s:title", namespaces=NS) == "March – April 2024"
    assert "from=2024-03&to=2024-04" in (root.findtext("s:desc", namespaces=NS) or "")
    page = client.get("/timeline/?from=2024-03&to=2024-04").text
    lanes = page[page.index('id="lanes"') : page.index('<p class="key">')]
    names = set(re.findall(r'<a href="/events/[^"]*" aria-label="([^"]*)"', lanes))
    drawn = {link.get("aria-label") for link in root.iter("{http://www.w3.org/2000/svg}a")}
    assert names
    assert names <= drawn


@pytest.mark.usefixtures("world")
def test_the_page_offers_it_where_there_is_a_graphic(client: Client) -> None:
    assert "/export/timeline.svg" in client.get("/timeline/").text
    assert "/export/timeline.svg" not in client.get("/timeline/?view=list").text


def test_colours_are_mixed_for_programs_that_cannot() -> None:
    assert "color-mix" not in drawing.styles()
    assert ".span.month { fill: #" in drawing.styles()
