"""Finished events from files: stored as an article, obeyed by every reading, and back out as they came."""

import csv
import io
import json
from datetime import date as Date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tests.web.factories import make_world
from tests.web.story_rows import add_article
from tests.web.stub_reader import StubReader
from timeline import additions, event_import, ingest, items
from timeline.event_import import Origin
from timeline.models import AddedEvent, Article, Event
from timeline.readers import Record, events
from timeline.readers.records import Refused
from timeline.settle import settle

pytestmark = pytest.mark.django_db

TABLE = """date,title,actors,place,factuality,text,source
2025-02-20,Crews walk out,Harbour Union (agent); Mira Halden (source),Maren,occurred,Cranes stopped.,Echo
2025-05~,Talks resume,Harbour Union (agent); Port Office (participant),,planned,,
,Pier is named,,,claimed,,
"""


def take(text: str = TABLE, name: str = "harbour.csv", origin: Origin | None = None) -> event_import.Imported:
    return event_import.take(events.read(name, text.encode()), origin or Origin(name), None)


def test_each_row_is_an_event_with_its_line_as_evidence() -> None:
    taken = take()
    settle()
    assert taken.number == 3
    walkout = Event.objects.get(title="Crews walk out")
    assert (walkout.edtf, walkout.place, walkout.factuality, walkout.reviewed) == (
        *("2025-02-20", "Maren", "occurred"),
        True,
    )
    (mention,) = walkout.mentions.all()
    text = taken.article.text
    assert text[mention.start : mention.end] == "Crews walk out"
    assert text[mention.sentence_start : mention.sentence_end] == (
        "20 February 2025: Crews walk out. Cranes stopped. "
        "Who: Harbour Union, Mira Halden. Where: Maren. Source: Echo."
    )
    roles = {(part.actor.name, part.role) for part in walkout.parts.select_related("actor")}
    assert roles == {("Harbour Union", "agent"), ("Mira Halden", "source")}
    assert Event.objects.get(title="Pier is named").edtf == ""
    assert taken.article.pipeline == additions.BY_HAND


def test_names_are_the_actors_that_are_known_here() -> None:
    add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03")
    settle()
    take()
    settle()
    (halden,) = Event.objects.get(title="Crews walk out").parts.filter(role="source")
    assert halden.actor.kind == "person"


def test_the_same_file_twice_changes_nothing() -> None:
    first, second = take(), take()
    assert (second.known, second.number, second.article) == (True, 3, first.article)
    assert AddedEvent.objects.count() == 3
    assert Article.objects.count() == 1


def test_no_machine_reads_an_imported_text() -> None:
    taken = take(origin=Origin("harbour.csv", "Harbour", "Echo", "2025-06-01"))
    settle()
    record = Record(name="again", text=taken.article.text, published="2025-05-30")
    batch = items.submit("again", [record])
    reader = StubReader()
    ingest.work(reader)
    ingest.settle_if_due()
    (item,) = batch.items.all()
    assert item.state == "duplicate"
    assert reader.read == []
    assert sorted(Event.objects.values_list("title", flat=True)) == [
        "Crews walk out",
        "Pier is named",
        "Talks resume",
    ]


def test_what_was_imported_can_be_made_anew_from_the_decisions() -> None:
    take()
    settle()
    before = [(event.public_id, event.title) for event in Event.objects.order_by("title")]
    call_command("settle", "--all")
    assert [(event.public_id, event.title) for event in Event.objects.order_by("title")] == before


def test_an_import_is_taken_back_as_one() -> None:
    take()
    assert len(set(AddedEvent.objects.values_list("act", flat=True))) == 1
    assert all(AddedEvent.objects.values_list("act", flat=True))


def test_nothing_is_stored_when_the_text_would_be_too_long() -> None:
    rows = "".join(f"2025,{'Very long title ' * 15}{number},\n" for number in range(2_500))
    with pytest.raises(Refused, match=r"split the file before row 1\d\d\d"):
        take(f"date,title,text\n{rows}")
    assert not Article.objects.exists()


# ---- out and in again ----


def known(event: Event) -> tuple[object, ...]:
    roles = sorted((part.actor.name, part.role) for part in event.parts.select_related("actor"))
    return event.title, event.edtf, event.factuality, event.place, roles


def exported(client: Client, form: str) -> str:
    response = client.get(f"/export/timeline.{form}")
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["csv", "tljs.json"])
def test_what_is_exported_comes_back_as_it_was(client: Client, form: str) -> None:
    make_world()
    Event.objects.filter(title="Pier opened").update(place="Maren", title="=Pier opened")
    if form == "tljs.json":  # it has no place for what has no date
        Event.objects.filter(edtf="").delete()
    before = sorted(map(known, Event.objects.all()))
    text = exported(client, form)
    Article.objects.all().delete()
    Event.objects.all().delete()
    take(text, f"timeline.{form}")
    settle()
    assert sorted(map(known, Event.objects.all())) == before
    again = exported(client, form)
    assert _dated(text, form) == _dated(again, form)


def _dated(text: str, form: str) -> list[tuple[str, str, str]]:
    if form == "csv":
        rows = csv.DictReader(io.StringIO(text))
        return sorted((row["summary"], row["edtf"], row["factuality"]) for row in rows)
    return sorted(
        (row["text"]["headline"], str(row["start_date"]), row["display_date"])
        for row in json.loads(text)["events"]
    )


# ---- the command ----


def test_the_command_takes_files_and_names_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(TABLE)
    bad.write_text("date,title\n2025,Pier opens\n03/04/2025,Talks\n")
    with pytest.raises(SystemExit):
        call_command("import_events", good, bad, "--source", "Echo", "--date", "2025-06-01")
    out = capsys.readouterr()
    assert "good.csv: 3 events taken in" in out.out
    assert "bad.csv, row 3: “03/04/2025” can be read in two ways" in out.err
    assert "nothing was taken" in out.err
    assert Article.objects.get().published == Date(2025, 6, 1)
    assert Event.objects.count() == 3
    call_command("import_events", bad, "--skip")
    assert "1 events taken in, 1 rows left out" in capsys.readouterr().out
    call_command("import_events", good)
    assert "taken in before (3)" in capsys.readouterr().out


# ---- the page ----


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def file(text: str, name: str = "harbour.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_the_page_takes_a_file(admin: Client) -> None:
    assert "Take in events" in admin.get("/upload/events/").text
    answer = admin.post("/upload/events/", {"file": file(TABLE), "title": "Harbour in 2025"}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/articles/")
    assert "3 events were taken in" in answer.text
    assert "Made by a person, not read by the machine" in answer.text
    assert Article.objects.get().title == "Harbour in 2025"
    assert AddedEvent.objects.first().author.username == "admin"  # type: ignore[union-attr]
    again = admin.post("/upload/events/", {"file": file(TABLE), "title": "Harbour in 2025"}, follow=True)
    assert "taken in before, with 3 events" in again.text


def test_the_page_names_rows_and_stores_nothing_unless_they_are_left_out(admin: Client) -> None:
    bad = "date,title\n2025,Pier opens\n03/04/2025,<b>Talks</b>\n"
    answer = admin.post("/upload/events/", {"file": file(bad)})
    assert answer.status_code == 422
    assert "Row 3:" in answer.text
    assert "can be read in two ways" in answer.text
    assert not Article.objects.exists()
    answer = admin.post("/upload/events/", {"file": file(bad), "skip": "on"}, follow=True)
    assert "1 event was taken in" in answer.text
    assert "1 row was left out" in answer.text


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.pdf", "%PDF", "not from “.pdf”"),
        ("x.json", "[]", "no list “events”"),
        ("x.csv", "", "The file is empty"),
        ("x.csv", "a,b\n1,2\n", "No column says what happened"),
    ],
)
def test_the_page_says_why_a_file_is_none(admin: Client, name: str, text: str, words: str) -> None:
    answer = admin.post("/upload/events/", {"file": file(text, name)})
    assert answer.status_code == 422
    assert words in answer.text
