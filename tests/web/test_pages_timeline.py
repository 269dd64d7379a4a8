"""The timeline page: what it shows, every address a full page, fragments for htmx, few queries."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.factories import World, join, make_actor, make_article, make_event, make_world, tell

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Target": "div#view"}


@pytest.fixture
def world() -> World:
    return make_world()


def page(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', html)


def test_the_root_leads_to_the_timeline(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/timeline/"


def test_an_empty_database_says_what_to_do(client: Client) -> None:
    html = page(client, "/timeline/")
    assert "No events yet" in html
    assert 'name="from"' in html


def test_dated_events_are_listed_in_order_and_undated_ones_counted(client: Client, world: World) -> None:
    html = page(client, "/timeline/")
    assert titles(html) == [
        "Pier opened",
        "Dredging goes on",
        "Survey of the seabed",
        "Storm closed the sound",
        "Deck crews walked out",
        "Talks in the harbour office",
    ]
    assert "1 undated" in html
    assert "<b>6</b> of 6 events" in html


def test_undated_events_are_under_no_month(client: Client, world: World) -> None:
    html = page(client, "/timeline/?is=undated")
    assert "<h2>Undated <small>1 event</small></h2>" in html
    assert "1969" not in html
    assert "1970" not in html


def test_an_empty_list_tells_the_ways_out(client: Client, world: World) -> None:
    html = page(client, "/timeline/?fact=planned&q=storm")
    assert re.search(r'<a href="/timeline/\?fact=planned">Without “Search: storm”</a> there is 1\.', html)
    assert re.search(
        r'<a href="/timeline/\?q=storm">Without “How it is reported: Planned”</a> there is 1\.', html
    )
    beyond = page(client, "/timeline/?from=1800&to=1801")
    assert 'Outside this range 6 events match. <a href="/timeline/?from=2019-01&amp;to=2024-04"' in beyond


def test_each_row_has_date_mark_actors_evidence_and_links(client: Client, world: World) -> None:
    html = page(client, "/timeline/?from=2024-03&to=2024-03")
    start = html.index(f'id="e-{world.events["walkout"].public_id}"')
    row = html[start : html.index("</article>", start)]
    assert "9 March 2024" in row
    assert "Disputed" in row
    assert ">Sandray Line</a>" in row
    assert '<mark class="trigger">walked out</mark>' in row
    assert "&lt;in protest&gt;" in row
    assert "Sandray Echo, 11 March 2024" in row
    assert "2 articles" in row
    assert "#evidence" in row


def test_dates_are_as_precise_as_the_text(client: Client, world: World) -> None:
    html = page(client, "/timeline/")
    for words in (
        "2019",
        "month not given",
        "since May 2023",
        "about June 2023",
        "April 2024",
        "day not given",
    ):
        assert words in html
    assert "1 January" not in html


def test_no_confidence_is_shown(client: Client, world: World) -> None:
    for url in ("/timeline/", "/events/" + world.events["walkout"].public_id + "-deck-crews-walked-out/"):
        html = re.sub(r"<[^>]+>", " ", page(client, url).lower())
        assert "confidence" not in html
        assert not re.search(r"\b0\.\d+\b|\d+ ?%", html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?fact=planned", ["Talks in the harbour office"]),
        ("?fact=disputed", ["Deck crews walked out"]),
        ("?precision=year", ["Pier opened"]),
        ("?from=2023-11&to=2023-11", ["Dredging goes on", "Storm closed the sound"]),
        ("?source=the-outer-isles", ["Deck crews walked out", "Talks in the harbour office"]),
        ("?is=undated", ["List of dismissals existed"]),
        ("?from=1800&to=1801", []),
        ("?fact=planned&fact=-planned", []),
    ],
)
def test_filters(client: Client, world: World, query: str, found: list[str]) -> None:
    assert titles(page(client, f"/timeline/{query}")) == found


def test_an_active_filter_can_be_taken_away(client: Client, world: World) -> None:
    html = page(client, "/timeline/?fact=planned&from=2024&to=2024")
    assert 'href="/timeline/?from=2024&amp;to=2024" aria-label="Remove filter' in html


def test_facets_count_what_is_shown_and_link_to_it(client: Client, world: World) -> None:
    html = page(client, "/timeline/")
    facets = html[html.index('id="facets"') :]
    counted = dict(re.findall(r"<span>([^<]+)</span> <b>(\d+)</b>", facets))
    assert counted["Harbour Office"] == "3"
    assert counted["Planned"] == "1"
    assert counted["Sandray Echo"] == "1"
    for url in re.findall(r'<li><a href="([^"]+)"', facets):
        assert titles(page(client, url.replace("&amp;", "&")))


def test_unknown_parameters_are_named(client: Client, world: World) -> None:
    html = page(client, "/timeline/?colour=red&from=2024-13&q=dat:2024")
    assert "Unknown filter “colour”" in html
    assert "there is no month 13" in html
    assert "did you mean “date:”?" in html


STRANGE = ["%00", "x" * 5000, "'\"><script>", "((((", "9" * 30, "-", "2024-02-30", "\u202e"]
PARAMETERS = ["q", "from", "to", "actor", "fact", "after", "before", "lanes", "min_sources"]


@pytest.mark.parametrize("key", PARAMETERS)
def test_any_address_is_answered(client: Client, key: str) -> None:
    make_event("Pier opened", "2019")
    for value in STRANGE:
        html = page(client, f"/timeline/?{key}={value}")
        assert "<script>" not in html


def test_every_link_of_the_page_is_answered(client: Client, world: World) -> None:
    html = page(client, "/timeline/?from=2023&to=2024")
    links = {
        link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', html) if "/static/" not in link
    }
    assert len(links) > 40
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link


def test_canonical_addresses_have_no_empty_parameter(client: Client, world: World) -> None:
    html = page(client, "/timeline/?q=&from=2023&to=2024&fact=&lanes=actor")
    for link in re.findall(r'href="(/timeline/[^"]*)"', html):
        assert not re.search(r"=(&|$)", link), link


def test_zoom_and_pan_links(client: Client, world: World) -> None:
    html = page(client, "/timeline/?from=2023-01&to=2023-12")
    assert re.search(r'id="zin" href="/timeline/\?from=2023-0[34]&amp;to=2023-09"', html)
    assert re.search(r'id="zout" href="/timeline/\?from=2022-0[67]&amp;to=2024-06"', html)
    assert re.search(r'id="pleft" href="/timeline/\?from=2022-0[67]&amp;to=2023-0[67]"', html)
    one_day = page(client, "/timeline/?from=2024-03-09&to=2024-03-09")
    assert 'id="zin" href="/timeline/?from=2024-03-09T06:00:00&amp;to=2024-03-09T17:59:00"' in one_day
    one_hour = page(client, "/timeline/?from=2024-03-09T12&to=2024-03-09T12:59")
    assert 'id="zin"' not in one_hour


def test_more_than_sixty_events_are_dots_and_more_than_four_hundred_are_heat(client: Client) -> None:
    actor = make_actor("Harbour Office")
    make_event("Gull seen", "2024-05-05")
    for index in range(401):
        event = make_event(f"Buoy {index} checked", f"2024-{index % 12 + 1:02d}-{index % 28 + 1:02d}")
        join(event, actor)
    heat = page(client, "/timeline/?from=2024&to=2024")
    assert 'class="cell' in heat
    assert "402 events are more than single marks can show" in heat
    assert "Harbour Office, May 2024: " in heat
    assert "Nobody named, May 2024: 1 event" in heat
    dots = page(client, "/timeline/?from=2024-03&to=2024-05")
    assert dots.count('<circle class="m m-occurred" cx="') > 90
    assert 'class="cell' not in dots


def test_the_list_goes_on_in_both_directions(client: Client) -> None:
    for index in range(80):
        make_event(f"Buoy {index} checked", f"2024-{index // 28 + 1:02d}-{index % 28 + 1:02d}")
    first = page(client, "/timeline/?from=2024&to=2024")
    assert "Load earlier" not in first
    (link,) = re.findall(r'id="later"><a href="([^"]+)"', first)
    second = page(client, link.replace("&amp;", "&"))
    (link,) = re.findall(r'id="later"><a href="([^"]+)"', second)
    third = page(client, link.replace("&amp;", "&"))
    assert "Load later" not in third
    assert titles(first) + titles(second) + titles(third) == [f"Buoy {n} checked" for n in range(80)]
    (back,) = re.findall(r'id="earlier"><a href="([^"]+)"', third)
    assert titles(page(client, back.replace("&amp;", "&"))) == titles(second)


def test_undated_events_go_on_in_both_directions(client: Client) -> None:
    for index in range(50):
        make_event(f"Buoy {index} lost", "", importance=100 - index)
    first = page(client, "/timeline/?is=undated")
    (link,) = re.findall(r'id="later"><a href="([^"]+)"', first)
    second = page(client, link.replace("&amp;", "&"))
    assert 'id="later"' not in second
    assert titles(first) + titles(second) == [f"Buoy {n} lost" for n in range(50)]
    (back,) = re.findall(r'id="earlier"><a href="([^"]+)"', second)
    assert titles(page(client, back.replace("&amp;", "&"))) == titles(first)
    assert titles(page(client, "/timeline/?is=undated&after=no-number")) == titles(first)


def test_headings_count_the_whole_month_not_the_page(client: Client) -> None:
    for index in range(70):
        make_event(f"Buoy {index} checked", f"2024-03-{index % 28 + 1:02d}")
    assert "<h2>March 2024 <small>70 events</small></h2>" in page(client, "/timeline/?from=2024&to=2024")


def test_a_fragment_is_the_view_alone_with_its_address(client: Client, world: World) -> None:
    response = client.get("/timeline/?fact=planned&q=", headers=FRAGMENT)
    html = response.content.decode()
    assert "<html" not in html
    assert html.lstrip().startswith("<title>")
    assert '<div id="view"' in html
    assert response.headers["HX-Push-Url"] == "/timeline/?fact=planned"
    assert {"HX-Request", "HX-Target", "Cookie"} <= {
        name.strip() for name in response.headers["Vary"].split(",")
    }
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_typing_on_replaces_the_address_and_keeps_the_search_box(client: Client, world: World) -> None:
    headers = {**FRAGMENT, "HX-Source": "input#qtext", "HX-Current-URL": "http://testserver/timeline/?q=cr"}
    response = client.get("/timeline/?q=crews", headers=headers)
    assert response.headers["HX-Replace-Url"] == "/timeline/?q=crews"
    assert 'id="qtext"' not in response.content.decode()


def test_the_first_letter_typed_makes_a_new_entry(client: Client, world: World) -> None:
    headers = {
        **FRAGMENT,
        "HX-Source": "input#qtext",
        "HX-Current-URL": "http://testserver/timeline/?from=2024",
    }
    assert client.get("/timeline/?q=crews&from=2024", headers=headers).headers["HX-Push-Url"]


def test_history_restore_gets_the_full_page(client: Client, world: World) -> None:
    html = page(client, "/timeline/?fact=planned", **{"HX-History-Restore-Request": "true", **FRAGMENT})
    assert html.startswith("<!doctype html>")


def test_more_rows_come_alone(client: Client) -> None:
    for index in range(40):
        make_event(f"Buoy {index} checked", f"2024-{index // 28 + 1:02d}-{index % 28 + 1:02d}")
    (link,) = re.findall(r'id="later"><a href="([^"]+)"', page(client, "/timeline/?from=2024&to=2024"))
    response = client.get(link.replace("&amp;", "&"), headers={"HX-Request": "true", "HX-Target": "div#list"})
    html = response.content.decode()
    assert len(titles(html)) == 10
    assert '<hx-partial hx-target="#later"' in html
    assert 'id="view"' not in html
    assert "HX-Push-Url" not in response.headers


@pytest.mark.parametrize("number", [10, 300])
def test_few_queries_however_many_events(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article("Buoys", "The office checked a buoy.", source="Sandray Echo")
    for index in range(number):
        event = make_event(f"Buoy {index} checked", f"2024-{index % 12 + 1:02d}-{index % 28 + 1:02d}")
        join(event, make_actor(f"Crew {index % 5}"))
        if index == 0:
            tell(event, article, article.text, "checked")
    with django_assert_max_num_queries(15):
        page(client, "/timeline/?from=2024&to=2024")


def test_hidden_events_are_nowhere(client: Client, world: World) -> None:
    event = world.events["walkout"]
    event.hidden = True
    event.save()
    assert "Deck crews walked out" not in titles(page(client, "/timeline/"))
    assert client.get(f"/events/{event.public_id}-{event.slug}/").status_code == 410


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_export_holds_what_is_shown(client: Client, world: World, form: str) -> None:
    html = page(client, "/timeline/?from=2023-11&to=2023-11")
    (link,) = re.findall(rf'href="(/export/timeline\.{form}\?[^"]+)"', html)
    response = client.get(link.replace("&amp;", "&"))
    body = b"".join(response).decode()
    assert response.headers["X-Dateline-Query"] == "/timeline/?from=2023-11&to=2023-11"
    assert [title in body for title in ("Dredging goes on", "Storm closed", "Pier opened")] == [
        True,
        True,
        False,
    ]
    assert len(body.strip().splitlines()) == (3 if form == "csv" else 2)


def test_heat_by_place_counts_places_that_take_part(client: Client) -> None:
    island = make_actor("Sandray", "place")
    for index in range(3):
        join(make_event(f"Ferry {index} built", f"2024-05-{index + 1:02d}"), island)
    make_event("Buoy laid", "2024-05-09", place="Sandray")
    make_event("Storm passed", "2024-05-10")
    html = page(client, "/timeline/?lanes=place&view=heat&from=2024&to=2024")
    assert "Sandray, May 2024: 4 events" in html
    assert "No place given, May 2024: 1 event" in html


def test_a_date_reckoned_by_the_article_is_marked_in_the_graphic_and_told_in_the_list(client: Client) -> None:
    article = make_article("Buoys", "On Monday a buoy sank.\nOn 4 March 2024 a crane fell.\n")
    for title, edtf, sentence, trigger, when, code in (
        ("Buoy sank", "2024-03-11", "On Monday a buoy sank.", "sank", "Monday", "weekday-before-dct"),
        ("Crane fell", "2024-03-04", "On 4 March 2024 a crane fell.", "fell", "4 March 2024", "explicit"),
    ):
        mention = tell(make_event(title, edtf), article, sentence, trigger, when)
        assert mention.timex
        mention.timex.reason = {"code": code}
        mention.timex.save()
    html = page(client, "/timeline/?from=2024-03&to=2024-03")
    assert html.count('href="#i-caret"') == 1
    assert 'March 2024: Buoy sank, reckoned by the article’s date, reported, 1 article"' in html
    assert html.count("<small>by the article’s date</small>") == 1


def test_undated_events_that_are_searched_for_are_listed(client: Client) -> None:
    make_world()
    searched = client.get("/timeline/", {"q": "is:undated"}).text
    assert re.search(r'id="status" role="status"><b>\d+</b> undated event', searched)
    assert "No events match" not in searched
    asked = client.get("/timeline/", {"is": "undated"}).text
    events = re.findall(r'href="(/events/[^"]+)"', asked)
    assert events
    assert re.findall(r'href="(/events/[^"]+)"', searched) == events
