"""Event, article and actor pages, their indexes, redirects, and the pages that explain."""

import re
from datetime import date as Date

import pytest
from django.test import Client

from tests.web.factories import DENIAL, WALKOUT, World, make_actor, make_article, make_event, make_world
from timeline.addresses import actor_url, article_url, event_url
from timeline.models import ActorRedirect, ActorRole, Alias, Event, EventRedirect
from timeline.views.rows import mark_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


# ---- event ----


def test_an_event_shows_date_reason_actors_and_every_sentence(client: Client, world: World) -> None:
    html = page(client, event_url(world.events["walkout"]))
    assert "9 March 2024" in html
    assert "<code>2024-03-09</code>" in html
    assert "The date given in the same clause, “Saturday”; the last such day up to the article’s date" in html
    assert ">Sandray Line</a>" in html
    assert "(acts)" in html
    assert html.count('<mark class="trigger"') - html.count('<span><mark class="trigger"') == 2
    assert '<span class="date" title="9 March 2024">Saturday</span>' in html
    assert "2 sentences, 2 sources" in html
    assert "Machine-extracted" in html


def test_an_actor_is_named_once_with_all_it_does(client: Client, world: World) -> None:
    event = world.events["walkout"]
    actor = event.parts.get(role="agent").actor
    for role in ("participant", "patient"):
        event.parts.create(actor=actor, role=role, begins=event.begins)
    who = page(client, event_url(event)).partition("<dt>Who</dt>")[2].partition("</dd>")[0]
    assert who.count(f">{actor.name}</a>") == 1
    assert "(acts, affected)" in who


def test_evidence_links_to_its_sentence_in_the_article(client: Client, world: World) -> None:
    html = page(client, event_url(world.events["walkout"]))
    links = re.findall(r'<a href="(/articles/[^"]+)">In the article</a>', html)
    assert len(links) == 2
    for link in links:
        address, anchor = link.split("#")
        article = page(client, address)
        assert f'id="{anchor}"' in article
        assert "The evidence for" in article


def test_a_disputed_event_lists_the_sides(client: Client, world: World) -> None:
    html = page(client, event_url(world.events["walkout"]))
    block = html[html.index('class="dispute"') : html.index("</table>")]
    assert "Sandray Echo" in block
    assert "The Outer Isles" in block
    assert "8 March 2024" in block
    assert "Claimed" in block
    assert "don’t agree" not in page(client, event_url(world.events["talks"])).replace(
        "sources don’t agree.", ""
    )


def test_an_undated_event_says_why(client: Client, world: World) -> None:
    html = page(client, event_url(world.events["denial"]))
    assert "Undated" in html
    assert "None could be read (no date given)." in html
    assert "Denied by Sandray Line" in html


def test_neighbours_and_later_events_of_the_same_actors(client: Client, world: World) -> None:
    html = page(client, event_url(world.events["storm"]))
    around = html[html.index('id="around"') : html.index('id="later"')]
    assert "Survey of the seabed" in around
    assert "Deck crews walked out" in around
    later = html[html.index('id="later"') :]
    assert "Talks in the harbour office" in later
    assert "Pier opened" not in later


def test_a_wrong_slug_and_a_merged_id_lead_to_the_right_address(client: Client, world: World) -> None:
    event = world.events["walkout"]
    for address in (f"/events/{event.public_id}-other/", f"/events/{event.public_id}/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, event_url(event))
    EventRedirect.objects.create(public_id="0abcd00000", event=event)
    assert client.get("/events/0abcd00000-old/").headers["Location"] == event_url(event)
    assert client.get("/events/zzzzzzzzzz-nothing/").status_code == 404


def test_an_event_without_slug_still_has_an_address(client: Client) -> None:
    event = make_event("…", "2024-03-09")
    event.slug = ""
    event.save()
    assert client.get(f"/events/{event.public_id}/", follow=True).status_code == 200


# ---- article ----


def test_an_article_marks_dates_actors_and_events(client: Client, world: World) -> None:
    html = page(client, article_url(world.articles["first"].public_id, world.articles["first"].title))
    assert re.search(r'<a class="trigger t-occurred" href="#m\d+" id="t\d+"[^>]*>walked out</a>', html)
    assert '<span class="date" title="9 March 2024">Saturday</span>' in html
    assert re.search(r'<a class="organisation" href="/actors/[^"]+" id="a\d+" title="Sandray Line">', html)
    assert "&lt;in protest&gt;" in html
    assert html.count('class="para"') == 2
    assert "Sandray Echo</a> · published 11 March 2024" in html


def test_text_and_cards_are_linked_both_ways(client: Client, world: World) -> None:
    html = page(client, article_url(world.articles["first"].public_id, world.articles["first"].title))
    for card in re.findall(r'href="#(m\d+)"', html):
        assert f'id="{card}"' in html
    for trigger in re.findall(r'href="#(t\d+)"', html):
        assert f'id="{trigger}"' in html
    assert event_url(world.events["denial"]) in html


def test_a_card_stands_beside_the_paragraph_of_its_trigger(client: Client, world: World) -> None:
    html = page(client, article_url(world.articles["first"].public_id, world.articles["first"].title))
    one, two = html.split('class="para"')[1:]
    assert "Deck crews walked out" in one
    assert "List of dismissals existed" in two


def test_an_article_without_events_or_date(client: Client) -> None:
    article = make_article("A quiet day", "Nothing at all.", None)
    html = page(client, article_url(article.public_id, article.title))
    assert "no publication date" in html
    assert "No event was read from this article" in html


def test_markup_in_a_text_stays_text(client: Client) -> None:
    article = make_article("<b>Bold</b>", '<script>alert("x")</script> & more.')
    html = page(client, article_url(article.public_id, article.title))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more." in html


def test_articles_are_found_by_title_and_source(client: Client, world: World) -> None:
    html = page(client, "/articles/")
    assert html.index("Talks after the walkout") < html.index("Crews leave the ferries")
    assert "2 events" in html
    assert "Crews leave" not in page(client, "/articles/?q=talks")
    assert "Talks after" not in page(client, "/articles/?source=sandray-echo")
    assert "No article found" in page(client, "/articles/?q=zeppelin")


def test_articles_come_in_pages(client: Client) -> None:
    for index in range(55):
        make_article(f"Report {index}", f"Text {index}.", Date(2024, 1, 1))
    html = page(client, "/articles/?q=report")
    assert "Page 1 of 2" in html
    (link,) = re.findall(r'<a href="([^"]+)" rel="next">', html)
    assert "Page 2 of 2" in page(client, "/articles/" + link.replace("&amp;", "&"))


# ---- actor ----


def test_an_actor_has_names_roles_company_and_a_timeline(client: Client, world: World) -> None:
    line = make_actor("Sandray Line")
    Alias.objects.create(
        actor=line, name="SL", key="sl", form="name", reason={"code": "acronym", "name": line.name}
    )
    html = page(client, actor_url(line))
    assert "Organisation" in html
    assert "<b>2</b> dated events" in html
    assert "1 undated" in html
    assert "the initials of Sandray Line" in html
    assert ">Harbour Office</a>" in html
    assert "Storm closed the sound" in html
    assert "Pier opened" not in html
    assert 'id="strip"' in html
    assert f'href="/timeline/?actor={line.public_id}"' in html


def test_names_and_offices_lead_to_the_place_in_the_text(client: Client, world: World) -> None:
    line = make_actor("Sandray Line")
    told = world.articles["first"].cast.get(name="Sandray Line")
    ActorRole.objects.create(told=told, office="operator", of="the sound", start=18, end=30)
    html = page(client, actor_url(line))
    links = re.findall(r'<a href="(/articles/[^"#]+)#(a\d+)"', html)
    assert len(links) == 2
    assert f'id="{links[-1][1]}"' in page(client, links[-1][0])
    assert "Operator of the sound" in html


def test_a_merged_actor_leads_to_the_survivor(client: Client, world: World) -> None:
    line = make_actor("Sandray Line")
    ActorRedirect.objects.create(public_id="0abcd00000", actor=line)
    assert client.get("/actors/0abcd00000-sl/").headers["Location"] == actor_url(line)
    assert client.get("/actors/zzzzzzzzzz-nobody/").status_code == 404


def test_actors_are_found_by_name_kind_and_letter(client: Client, world: World) -> None:
    html = page(client, "/actors/")
    assert html.index("Harbour Office") < html.index("Sandray Line")
    assert "Sandray" not in page(client, "/actors/?letter=h").split('class="index')[1]
    assert "No actor found" in page(client, "/actors/?kind=person")
    assert "Sandray Line" in page(client, "/actors/?q=sandray")
    assert page(client, "/actors/?q=%00&page=zzz&kind=x&letter=%C3%9F&sort=up")


# ---- the rest ----


@pytest.mark.parametrize("address", ["/about/", "/help/search/"])
def test_pages_that_explain(client: Client, address: str) -> None:
    assert "<h1>" in page(client, address)


def test_an_unknown_address_has_a_page(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "No page at this address" in response.content.decode()


@pytest.mark.parametrize("address", ["/timeline/", "/actors/", "/articles/", "/about/", "/nowhere/"])
def test_pages_are_whole_and_free_of_inline_code(client: Client, world: World, address: str) -> None:
    html = client.get(address).content.decode()
    assert html.count("<h1") == 1
    assert '<main id="main"' in html
    for forbidden in (" style=", "<style", "<script>", " onclick", " hx-on", "js:", "javascript:"):
        assert forbidden not in html


def test_sentences_stand_as_written(client: Client, world: World) -> None:
    """The factories' sentences are in the articles, so that the offsets mean something."""
    assert DENIAL in world.articles["first"].text
    assert WALKOUT in world.articles["second"].text


@pytest.mark.parametrize(
    ("name", "words"),
    [("The opposition party", "Claimed by the opposition party"), ("The Daily", "Claimed by The Daily")],
)
def test_who_claims_it_is_named_as_within_a_sentence(name: str, words: str) -> None:
    assert mark_words(Event(factuality="claimed"), [name]) == words
