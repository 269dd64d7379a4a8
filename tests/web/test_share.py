"""Taking a view along: every format holds the shown set, and programs that know the format read it."""

import csv
import json
from datetime import date as Date
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings

from tests.web.factories import World, make_event, make_world
from timeline.models import Event, EventRedirect

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
VIEWS = ["", "from=2023&to=2024", "q=harbour", "fact=planned", "is=undated", "actor=-0000000000"]


@pytest.fixture
def world() -> World:
    return make_world()


def body(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    return b"".join(response).decode()


def shown_ids(client: Client, query: str) -> set[str]:
    return {
        row["id"] for row in map(json.loads, body(client, f"/export/timeline.jsonl?{query}").splitlines())
    }


# ---- the set ----


@pytest.mark.parametrize("query", VIEWS)
def test_every_format_holds_the_shown_set(client: Client, world: World, query: str) -> None:
    ids = shown_ids(client, query)
    dated = set(Event.objects.filter(public_id__in=ids).exclude(edtf="").values_list("public_id", flat=True))
    table = csv.DictReader(StringIO(body(client, f"/export/timeline.csv?{query}"), newline=""))
    assert {row["id"] for row in table} == ids
    linked = json.loads(body(client, f"/export/timeline.jsonld?{query}"))
    assert {part["identifier"] for part in linked["hasPart"]} == ids
    slides = json.loads(body(client, f"/export/timeline.tljs.json?{query}"))["events"]
    assert {slide["unique_id"] for slide in slides} == dated
    calendar = Calendar.from_ical(body(client, f"/export/timeline.ics?{query}"))
    assert {str(entry["uid"]).partition("@")[0] for entry in calendar.walk("VEVENT")} == dated
    feed = feedparser.parse(body(client, f"/export/timeline.atom?{query}"))
    assert not feed.bozo
    assert {entry.id.rpartition("/")[2] for entry in feed.entries} == ids
    listed = client.get(f"/api/v1/events/?{query}").json()
    assert {row["id"] for row in listed["results"]} == ids
    assert listed["count"] == len(ids)


def test_the_answer_says_which_query_it_holds_and_when(client: Client, world: World) -> None:
    response = client.get("/export/timeline.csv?to=2024&from=2023&nonsense=1")
    assert response["X-Dateline-Query"] == "/timeline/?from=2023&to=2024"
    assert Date.fromisoformat(response["X-Dateline-Time"][:10])
    assert response["Content-Disposition"] == 'attachment; filename="timeline.csv"'


def test_a_view_that_is_too_large_is_refused_in_words(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.limits.EXPORT_ROWS", 3)
    response = client.get("/export/timeline.ics")
    assert response.status_code == 413
    assert "Narrow the range" in response.text
    assert "download>CSV" not in body(client, "/share/")


# ---- TimelineJS ----


def slides(client: Client, query: str = "") -> dict[str, Any]:
    document = json.loads(body(client, f"/export/timeline.tljs.json?{query}"))
    return {slide["text"]["headline"]: slide for slide in document["events"]}


def test_a_slide_has_no_more_of_a_date_than_the_text(client: Client, world: World) -> None:
    found = slides(client)
    assert found["Deck crews walked out"]["start_date"] == {"year": 2024, "month": 3, "day": 9}
    assert found["Talks in the harbour office"]["start_date"] == {"year": 2024, "month": 4}
    assert found["Pier opened"]["start_date"] == {"year": 2019}
    assert "end_date" not in found["Pier opened"]
    assert found["Survey of the seabed"]["display_date"] == "about June 2023"
    assert found["Dredging goes on"]["start_date"] == {"year": 2023, "month": 5}


def test_a_slide_opens_with_the_word_and_escapes_what_articles_say(client: Client, world: World) -> None:
    text = slides(client)["Deck crews walked out"]["text"]["text"]
    assert text.startswith("<p><b>Disputed.</b>")
    assert "&lt;in protest&gt;" in text


@pytest.mark.parametrize(
    ("lanes", "group"),
    [("actor", "Sandray Line"), ("source", "Sandray Echo"), ("place", None), ("none", None)],
)
def test_slides_are_grouped_like_the_lanes(
    client: Client, world: World, lanes: str, group: str | None
) -> None:
    assert slides(client, f"lanes={lanes}")["Deck crews walked out"].get("group") == group


# ---- calendar ----


def entries(client: Client, query: str = "") -> dict[str, Any]:
    calendar = Calendar.from_ical(body(client, f"/export/timeline.ics?{query}"))
    return {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}


def test_days_and_longer_times_in_a_calendar(client: Client, world: World) -> None:
    found = entries(client)
    walkout, talks = found["Deck crews walked out"], found["Talks in the harbour office"]
    assert (walkout["dtstart"].dt, walkout["dtend"].dt) == (Date(2024, 3, 9), Date(2024, 3, 10))
    assert (talks["dtstart"].dt, talks["dtend"].dt) == (Date(2024, 4, 1), Date(2024, 5, 1))
    assert "transp" not in walkout
    assert str(talks["transp"]) == "TRANSPARENT"
    assert str(talks["x-edtf"]) == "2024-04"
    assert str(talks["status"]) == "TENTATIVE"
    assert str(walkout["uid"]).startswith(world.events["walkout"].public_id)


def test_uncertain_and_ancient_dates_stay_out_of_a_calendar(client: Client, world: World) -> None:
    make_event("Ferry struck a rock", "2024-02-01?")
    make_event("First harbour wall", "-0051")
    make_event("Siren sounded", "2024-02-02T14:05:00")
    found = entries(client)
    assert "Ferry struck a rock" not in found
    assert "First harbour wall" not in found
    assert found["Siren sounded"]["dtstart"].dt.isoformat() == "2024-02-02T14:05:00"
    assert "Ferry struck a rock" in entries(client, "uncertain=yes")


# ---- JSON-LD, feed ----


def test_linked_data_keeps_precision_and_names_the_evidence(client: Client, world: World) -> None:
    document = json.loads(body(client, "/export/timeline.jsonld"))
    found = {part["name"]: part for part in document["hasPart"]}
    assert found["Talks in the harbour office"]["startDate"] == "2024-04"
    assert found["Survey of the seabed"]["temporalCoverage"] == {"@type": "edtf", "@value": "2023-06~"}
    assert "startDate" not in found["List of dismissals existed"]
    walkout = found["Deck crews walked out"]
    assert walkout["@id"].startswith(f"{SITE}/events/{walkout['identifier']}-")
    assert walkout["about"][0]["name"] == "Sandray Line"
    assert {article["publisher"]["name"] for article in walkout["subjectOf"]} == {
        "Sandray Echo",
        "The Outer Isles",
    }


def test_a_feed_entry_names_its_date_in_words_and_its_evidence(client: Client, world: World) -> None:
    feed = feedparser.parse(body(client, "/export/timeline.atom?q=walked"))
    (entry,) = feed.entries
    assert entry.title == "9 March 2024: Deck crews walked out"
    assert entry.link.startswith(f"{SITE}/events/")
    assert entry.id.startswith("tag:testserver,2026:event/")
    assert "walked out" in entry.summary
    assert entry.updated
    assert feed.feed.title == "Dateline: All events · Search: walked"


def test_a_long_feed_has_pages_and_says_when_nothing_is_new(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.limits.FEED_PAGE", 4)
    address, ids = "/export/timeline.atom", set()
    while address:
        feed = feedparser.parse(body(client, address))
        ids |= {entry.id for entry in feed.entries}
        following = [link.href for link in feed.feed.links if link.rel == "next"]
        address = following[0].removeprefix(SITE) if following else ""
    assert len(ids) == 7
    tag = client.get("/export/timeline.atom")["ETag"]
    assert client.get("/export/timeline.atom", headers={"If-None-Match": tag}).status_code == 304


# ---- one event ----


def test_one_event_in_every_format(client: Client, world: World) -> None:
    ident = world.events["walkout"].public_id
    assert json.loads(body(client, f"/events/{ident}.json"))["id"] == ident
    assert json.loads(body(client, f"/events/{ident}-any-slug.jsonld"))["@type"] == "Event"
    (entry,) = Calendar.from_ical(body(client, f"/events/{ident}.ics")).walk("VEVENT")
    assert str(entry["summary"]) == "Deck crews walked out"
    assert body(client, f"/events/{ident}.bib").startswith(
        f"@misc{{dateline-{ident},\n  title = {{{{Deck crews"
    )
    ris = body(client, f"/events/{ident}.ris").split("\r\n")
    assert ris[0] == "TY  - ELEC"
    assert "DA  - 2024/03/09/" in ris
    assert ris[-2] == "ER  - "


def test_files_of_former_missing_and_undated_events(client: Client, world: World) -> None:
    walkout = world.events["walkout"]
    EventRedirect.objects.create(public_id="0abcd00000", event=walkout)
    response = client.get("/events/0abcd00000.json")
    assert (response.status_code, response["Location"]) == (301, f"/events/{walkout.public_id}.json")
    assert client.get("/events/zzzzzzzzzz.json").status_code == 404
    assert client.get(f"/events/{world.events['denial'].public_id}.ics").status_code == 404


# ---- embed and share ----


def test_a_frame_has_no_navigation_and_leads_back(client: Client, world: World) -> None:
    html = body(client, "/embed/timeline/?q=harbour")
    assert "<nav" not in html
    assert "<form" not in html
    assert '<base target="_blank">' in html
    assert 'href="/timeline/?q=harbour"' in html
    assert "Talks in the harbour office" in html
    assert "Deck crews walked out" not in html
    assert " style=" not in html


def test_only_named_sites_may_frame_a_view(client: Client, world: World, settings: Settings) -> None:
    response = client.get("/embed/timeline/")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    settings.EMBED_ORIGINS = ["https://paper.example"]
    policy = client.get("/embed/timeline/")["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://paper.example" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in client.get("/timeline/")["Content-Security-Policy"]


def test_only_pages_of_named_sites_may_load_the_data(
    client: Client, world: World, settings: Settings
) -> None:
    origin = {"Origin": "https://paper.example"}
    assert "Access-Control-Allow-Origin" not in client.get("/api/v1/events/", headers=origin)
    settings.EMBED_ORIGINS = ["https://paper.example"]
    assert client.get("/api/v1/events/", headers=origin)["Access-Control-Allow-Origin"] == origin["Origin"]
    stranger = {"Origin": "https://stranger.example"}
    assert "Access-Control-Allow-Origin" not in client.get("/export/timeline.csv", headers=stranger)
    settings.EMBED_ORIGINS = ["*"]
    assert client.get("/export/timeline.csv", headers=stranger)["Access-Control-Allow-Origin"] == "*"


def test_the_share_page_hands_out_what_works(client: Client, world: World) -> None:
    html = body(client, "/share/?q=harbour&from=2024")
    assert f"{SITE}/timeline/?from=2024&amp;q=harbour" in html
    frame = html[html.index("<pre", html.index('id="frame"')) : html.index('id="follow"')]
    assert "&lt;iframe src=" in frame
    assert f"{SITE}/embed/timeline/?from=2024&amp;amp;q=harbour" in frame
    for form in ("csv", "jsonl", "tljs.json", "ics", "jsonld", "atom"):
        assert f"/export/timeline.{form}?from=2024&amp;q=harbour" in html


def test_a_feed_is_well_formed_whatever_articles_say(client: Client, world: World) -> None:
    make_event("Quotes <b>&amp; “signs”", "2024-02-01")
    assert ElementTree.fromstring(body(client, "/export/timeline.atom")) is not None
