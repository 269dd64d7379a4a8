"""Pages of dates, sources, quality, methods, and what an address without a page says."""

import logging
import re
from datetime import date as Date
from html import unescape

import pytest
from django.test import Client

from tests.web.factories import World, join, make_actor, make_article, make_event, make_world, tell
from timeline.addresses import actor_url, article_url
from timeline.models import ActorRole
from timeline.views import quality
from timeline.views.sources import percent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


# ---- dates ----


def test_a_day_lists_what_is_dated_to_it_and_apart_what_may_lie_in_it(client: Client, world: World) -> None:
    make_event("Ferries stood idle", "2024-03-05/2024-03-12")
    html = main(page(client, "/day/2024-03-09/"))
    own, around = html.split("<aside")
    assert "Deck crews walked out" in own
    assert "walked out</mark> on Saturday &lt;in protest&gt;" in own
    assert "Ferries stood idle" not in own
    assert "Ferries stood idle" in around
    assert "Dredging goes on" in around
    assert 'href="/year/2024/"' in html
    assert 'href="/month/2024-03/"' in html


def test_a_month_has_a_calendar_with_counts(client: Client, world: World) -> None:
    make_event("Winch failed", "2024-03-09")
    html = main(page(client, "/month/2024-03/"))
    assert 'href="/day/2024-03-09/" aria-label="9 March 2024: 2 events"' in html
    weeks = re.findall(r"<tr><td.*?</tr>", html, re.DOTALL)
    assert len(weeks) == 5
    assert weeks[0].count("<td></td>") == 4  # 1 March 2024 was a Friday
    assert re.findall(r"<h2><a href=\"(/day/[^\"]+)\"", html) == ["/day/2024-03-09/"]


def test_a_year_shows_the_most_told_of_each_month_and_never_a_first_of_january(
    client: Client, world: World
) -> None:
    for n in range(8):
        make_event(f"Buoy {n} checked", f"2024-03-{n + 10}", importance=n)
    html = main(page(client, "/year/2024/"))
    headings = re.findall(r"<h2><a href=\"([^\"]+)\">([^<]+)</a> <small>([^<]+)", html)
    assert headings[0] == ("/month/2024-03/", "March 2024", "9 events, the 5 most told are shown")
    assert "Buoy 7 checked" in html
    assert "Buoy 1 checked" not in html
    assert headings[1][:2] == ("/month/2024-04/", "April 2024")
    year = main(page(client, "/year/2019/"))
    assert "Pier opened" in year
    assert "Over several months" in year
    assert "Pier opened" not in main(page(client, "/day/2019-01-01/")).split("<aside")[0]


def test_neighbours_in_time_skip_what_is_empty(client: Client, world: World) -> None:
    html = main(page(client, "/day/2024-03-09/"))
    assert 'href="/day/2023-11-02/" rel="prev"' in html
    assert 'rel="next"' not in html
    empty = main(page(client, "/month/2024-01/"))
    assert "No event is dated to it" in empty
    assert 'href="/month/2023-11/"' in empty
    assert 'href="/month/2024-03/"' in empty


@pytest.mark.parametrize(
    "address",
    ["/day/2024-02-30/", "/month/2024-13/", "/day/2024-03/", "/year/24/", "/month/2024-21/", "/day/x/"],
)
def test_what_is_no_date_has_no_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/year/-0051/", "/year/0000/", "/year/9999/", "/month/-0051-03/", "/day/0001-01-01/"]
)
def test_far_dates_have_pages(client: Client, world: World, address: str) -> None:
    make_event("First harbour wall", "-0051-03-02")
    assert page(client, address)


# ---- sources ----


def test_sources_are_counted(client: Client, world: World) -> None:
    html = main(page(client, "/sources/"))
    row = html[html.index("Sandray Echo") :]
    row = row[: row.index("</tr>")]
    assert re.findall(r"figure\">([^<]+)<", row) == ["1", "2", "50.0 %"]
    assert "11 March 2024" in row


def test_a_source_shows_coverage_articles_and_whom_it_tells_of(client: Client, world: World) -> None:
    text = "The pier was painted."
    article = make_article("Pier painted", text, Date(2024, 1, 9), source="Sandray Echo")
    tell(make_event("Pier was painted", "2024-01"), article, text, "painted")
    html = main(page(client, "/sources/sandray-echo/"))
    assert html.count('<rect class="hit"') == 2
    assert 'aria-label="January 2024: 1 article"' in html
    assert 'href="/articles/?source=sandray-echo&amp;from=2024-01&amp;to=2024-01"' in html
    assert html.index("Crews leave the ferries") < html.index("Pier painted")
    assert ">Sandray Line</span>" in html
    assert "1 undated (33.3 %)" in html
    assert client.get("/sources/nobody/").status_code == 404


def test_without_sources_the_page_says_so(client: Client) -> None:
    assert "No source yet" in page(client, "/sources/")
    assert percent(0, 0) == "–"


# ---- quality and methods ----


def test_quality_counts_what_the_database_holds(client: Client, world: World) -> None:
    world.events["storm"].reviewed = True
    world.events["storm"].save()
    html = main(page(client, "/quality/"))
    figures = [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<dd>.*?</dd>", html)]
    assert figures == [
        ["7", "from", "2", "articles"],
        ["85.7", "%", "6"],
        ["14.3", "%", "1"],
        ["14.3", "%", "1"],
    ]
    told = html[html.index('id="told"') : html.index('id="fine"')]
    assert "Disputed" in told
    assert 'href="/timeline/?fact=disputed"' in told


def test_quality_shows_every_measured_table_of_the_documentation(client: Client) -> None:
    text = quality.FIGURES.read_text(encoding="utf-8")
    html = unescape(main(page(client, "/quality/")))
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("|---"):
            for cell in line.strip("| ").split("|"):
                assert re.sub(r"[*`]", "", cell.strip()) in html
    assert "](" not in html
    assert html.count("<h1") == 1


def test_measured_text_is_escaped_and_its_links_are_words() -> None:
    html = quality.measured("# T\n\n## One\n\n<b>x</b> [file](a.md)\n\n| a | b |\n|---|---|\n| <i> | 1 |\n")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "href" not in html
    assert html.startswith("<h3>One</h3>")
    assert '<div class="wide" tabindex="0" role="group" aria-label="One"><table>' in html.replace("\n", "")


def test_methods_name_the_versions_and_the_dates_in_words(client: Client, world: World) -> None:
    html = main(page(client, "/methods/"))
    assert "<code>2025-04~</code></td><td>about April 2025</td>" in html
    assert re.search(r"<span>test</span> <b>2</b>", html)


# ---- addresses without a page ----


def test_a_missing_page_offers_a_search_for_its_words(client: Client, world: World) -> None:
    response = client.get("/events/zzzzzzzzzz-walked-out-of-the-ferries/")
    assert response.status_code == 404
    assert "There is no such event." in response.text
    assert 'value="walked out of the ferries"' in response.text
    assert "Resolver404" not in client.get("/nowhere/").text


def test_a_hidden_event_is_gone(client: Client, world: World) -> None:
    event = world.events["storm"]
    event.hidden = True
    event.save()
    response = client.get(f"/events/{event.public_id}-x/")
    assert response.status_code == 410
    assert "An editor took this event off the timeline." in response.text
    answer = client.get(f"/api/v1/events/{event.public_id}/")
    assert (answer.status_code, answer.json()) == (
        410,
        {"error": "An editor took this event off the timeline."},
    )
    assert client.get("/api/v1/events/zzzzzzzzzz/").json() == {"error": "There is no such event."}


def test_a_failure_has_a_reference_that_the_log_has_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("timeline.views.sources.lines", broken)
    monkeypatch.setattr(logging.getLogger("timeline"), "propagate", True)
    client.raise_request_exception = False
    response = client.get("/sources/")
    assert response.status_code == 500
    reference = re.search(r"<code>([0-9a-f]{8})</code>", response.text)
    assert reference
    assert f"reference {reference[1]}: /sources/" in caplog.text.replace("GET ", "")
    assert 'href="/sources/">Try again' in response.text
    assert "broken on purpose" not in response.text


# ---- articles ----


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Crews leave the ferries", "Talks after the walkout", "A quiet day"}),
        ("q=crews", {"Crews leave the ferries"}),
        ("source=the-outer-isles", {"Talks after the walkout"}),
        ("from=2024-03-12", {"Talks after the walkout"}),
        ("to=2024-03-11", {"Crews leave the ferries"}),
        ("from=2024-03&to=2024", {"Crews leave the ferries", "Talks after the walkout"}),
        ("events=none", {"A quiet day"}),
        ("from=soon", {"Crews leave the ferries", "Talks after the walkout", "A quiet day"}),
    ],
)
def test_articles_are_found_by_what_is_known_of_them(
    client: Client, world: World, query: str, titles: set[str]
) -> None:
    make_article("A quiet day", "Nothing at all.", None)
    html = main(page(client, f"/articles/?{query}"))
    assert set(re.findall(r'<li><a href="/articles/[^"]+">([^<]+)</a>', html)) == titles
    assert ('class="problem"' in html) is (query == "from=soon")


def test_an_article_without_events_says_why(client: Client) -> None:
    article = make_article("A quiet day", "Nothing at all.", None)
    html = main(page(client, article_url(article.public_id, article.title)))
    assert "It names no date" in html


# ---- actors ----


def test_letters_fold_accents_and_an_empty_letter_names_the_nearest(client: Client, world: World) -> None:
    join(make_event("Élan sank", "2024-01-05"), make_actor("Élan Crew"))
    join(make_event("Crane 9 fell", "2024-01-06"), make_actor("9th Battalion"))
    assert "Élan Crew" in main(page(client, "/actors/?letter=e"))
    assert "9th Battalion" in main(page(client, "/actors/?letter=%23"))
    empty = main(page(client, "/actors/?letter=q"))
    assert "No actor starts with Q." in empty
    assert "Nearest: S (1)" in empty
    assert "<span>Q</span>" in main(page(client, "/actors/"))


def test_kinds_are_counted_under_the_search(client: Client, world: World) -> None:
    join(make_event("Anna spoke", "2024-01-05"), make_actor("Anna Sandray", "person"))
    html = main(page(client, "/actors/?q=sandray"))
    assert re.findall(r">(\w+) <small>(\d+)</small>", html) == [
        ("All", "2"),
        ("People", "1"),
        ("Organisations", "1"),
    ]
    assert 'class="spark"' in html


def test_an_office_is_shown_with_its_dates_and_once(client: Client, world: World) -> None:
    actor = make_actor("Sandray Line")
    told = world.articles["first"].cast.get(name="Sandray Line")
    for office, of, since in (
        ("operator", "", ""),
        ("operator", "the sound", "2019"),
        ("pilot", "", "XXXX"),
    ):
        ActorRole.objects.create(told=told, office=office, of=of, valid_from=since, start=18, end=30)
    html = main(page(client, actor_url(actor)))
    offices = html[html.index('class="offices"') :]
    offices = offices[: offices.index("</ul>")]
    assert re.findall(r">([^<>]+)</a>", offices) == ["Operator of the sound", "Pilot"]
    assert "since 2019" in offices
    assert "XXXX" not in offices
