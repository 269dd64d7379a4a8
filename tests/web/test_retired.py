"""What becomes of addresses when articles go, events are joined, and texts are read again."""

import re

import pytest
from django.test import Client

from tests.web.factories import make_actor, make_world
from tests.web.story_rows import add_article
from timeline.addresses import event_url
from timeline.models import Actor, Article, Event, EventRedirect, Retired
from timeline.settle import settle

pytestmark = pytest.mark.django_db
TEXT = "Mira Halden signed harbour accord."


def test_ids_of_what_no_article_tells_any_more_are_gone_until_it_is_told_again(client: Client) -> None:
    add_article(TEXT, "2024-03-02", record_id="wire-1")
    settle()
    event, actor = Event.objects.get(), Actor.objects.get()
    Article.objects.all().delete()
    settle()
    for address, words in (
        (f"/events/{event.public_id}-x/", "No article tells of this event any more."),
        (f"/actors/{actor.public_id}-x/", "No article names this actor any more."),
    ):
        response = client.get(address)
        assert response.status_code == 410
        assert words in response.text
    assert f'value="{event.title}"' in client.get(f"/events/{event.public_id}/").text
    assert client.get(f"/events/{event.public_id}.json").status_code == 410
    add_article(TEXT, "2024-03-02", record_id="wire-1")
    settle()
    assert client.get(event_url(Event.objects.get())).status_code == 200
    assert not Retired.objects.exists()


def test_a_survivor_says_what_was_merged_into_it(client: Client) -> None:
    world = make_world()
    storm = world.events["storm"]
    EventRedirect.objects.create(public_id="0abcd00000", event=storm, name="Gale in the sound")
    html = client.get("/events/0abcd00000-gale/", follow=True).text
    assert "Also listed as" in html
    assert 'id="was-0abcd00000">“Gale in the sound”' in html
    assert "merged" in html
    assert "Also listed as" not in client.get(event_url(world.events["talks"])).text


def test_an_event_can_be_cited_and_stands_among_its_neighbours(client: Client) -> None:
    world = make_world()
    html = client.get(event_url(world.events["walkout"])).text
    citation = re.search(r'class="citation">([^<]+)<', html)
    assert citation
    assert citation[1].startswith("“Deck crews walked out” (9 March 2024; disputed), read from 2 articles")
    assert (
        f"http://testserver/events/{world.events['walkout'].public_id}-deck-crews-walked-out/" in citation[1]
    )
    assert "@misc{dateline-" in html
    assert 'href="/day/2024-03-09/"' in html
    assert re.search(r'class="strip"[^>]+aria-label="Events over time, [^"]+one bar is one', html)
    undated = client.get(event_url(world.events["denial"])).text
    assert ".ics" not in undated
    assert 'class="strip"' not in undated


def test_evidence_prints_with_whole_addresses(client: Client) -> None:
    world = make_world()
    html = client.get(event_url(world.events["talks"])).text
    assert re.search(r'<span class="printed">http://testserver/articles/[^<]+#s0</span>', html)
    assert make_actor("Harbour Office").name in html
