"""Searching by confidence, review and language; the words beside each entry; filtering by place."""

import pytest
from django.test import Client

from tests.web.factories import World, make_world
from timeline.facets import facets, filters
from timeline.models import Article, Event
from timeline.query import TimelineQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world()
    for name, share, reviewed in (("walkout", 0.95, True), ("talks", 0.9, False), ("storm", 0.75, False)):
        Event.objects.filter(pk=world.events[name].pk).update(confidence=share, reviewed=reviewed)
    Article.objects.filter(pk=world.articles["second"].pk).update(language="de")
    Event.objects.filter(pk=world.events["pier"].pk).update(place="Port Ansel")
    return world


def titles(text: str) -> set[str]:
    query = TimelineQuery.parse(text if "&" in text else {"q": text})
    assert query.problems == ()
    return set(query.matching().values_list("title", flat=True))


WALKOUT, TALKS, STORM = "Deck crews walked out", "Talks in the harbour office", "Storm closed the sound"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("conf:high", {WALKOUT, TALKS}),
        ("conf:medium", {STORM}),
        ("conf:>=0.75", {WALKOUT, TALKS, STORM}),
        ("conf:>0.9", {WALKOUT}),
        ("conf:high -reviewed:yes", {TALKS}),
        ("reviewed:yes", {WALKOUT}),
        ("lang:de", {WALKOUT, TALKS}),
        ("lang:en -reviewed:yes fact:denied", {"List of dismissals existed"}),
        ("conf=high&reviewed=no", {TALKS}),
    ],
)
def test_fields_of_trust(text: str, found: set[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("conf:sure", "“conf:sure” needs high, medium, low or a share, as in conf:>=0.8."),
        ("conf:2", "“conf:2” needs high"),
        ("reviewed:maybe", "“reviewed:maybe” is unknown; use one of no, yes."),
    ],
)
def test_what_cannot_be_read_is_named(text: str, words: str) -> None:
    assert TimelineQuery.parse(text).problems[0].startswith(words)


def test_parameters_become_clauses_that_can_be_read() -> None:
    query = TimelineQuery.parse("conf=high&reviewed=no")
    assert query.text == "conf:high reviewed:no"
    assert [(one.label, one.value) for one in filters(query)] == [("Confidence", "High"), ("Reviewed", "no")]
    assert query.url() == "/timeline/?q=conf:high+reviewed:no"


@pytest.mark.usefixtures("world")
def test_each_entry_says_how_far_it_can_be_trusted(client: Client) -> None:
    page = client.get("/timeline/?q=reviewed:yes").text
    assert "High</span>" in page
    assert "<span>Reviewed</span>" in page
    page = client.get("/timeline/?q=conf:medium").text
    assert "Medium</span>" in page
    assert "<span>Machine-extracted</span>" in page


@pytest.mark.usefixtures("world")
def test_places_are_a_filter() -> None:
    (places,) = (facet for facet in facets(TimelineQuery()) if facet.name == "place")
    assert [(row.label, row.count) for row in places.rows] == [("Port Ansel", 1)]
    assert places.rows[0].url == "/timeline/?q=place:%22Port+Ansel%22"
    assert titles('place:"Port Ansel"') == {"Pier opened"}


def test_the_list_can_begin_with_what_most_articles_tell(client: Client, world: World) -> None:
    Event.objects.filter(pk=world.events["storm"].pk).update(article_count=5)
    query = TimelineQuery.parse("view=list&sort=evidence")
    assert query.problems == ()
    assert query.url() == "/timeline/?sort=evidence&view=list"
    assert [event.title for event in query.page(size=2).events] == [STORM, WALKOUT]
    second = query.page(after=query.page(size=2).later or "", size=2)
    assert second.earlier == "0"
    assert STORM not in {event.title for event in second.events}
    page = client.get("/timeline/?view=list&sort=evidence").text
    assert "What most articles tell" in page
    assert page.index(STORM) < page.index(WALKOUT)
    assert not TimelineQuery.parse("sort=evidence").by_evidence
