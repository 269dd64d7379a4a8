"""The export command and the formats: the records of the scoring contract, safe cells, streams."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import example, given
from hypothesis import strategies as st

from tests.web.story_rows import add_article
from timeline import exports
from timeline.models import Event
from timeline.settle import settle


@pytest.fixture
def corpus(db: None) -> None:
    add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03", record_id="wire-1")
    add_article("Oleh Kravets resigned.", "2024-03-03", lemma="resign")
    settle()


def export(*args: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.usefixtures("corpus")
def test_an_event_record_has_dates_actors_and_spans() -> None:
    (signed,) = (row for row in export("events") if row["edtf"])
    assert signed["edtf"] == "2024-03"
    assert (signed["earliest"], signed["latest"]) == ("2024-03-01", "2024-03-31")
    assert (signed["precision"], signed["factuality"]) == ("month", "occurred")
    (actor,) = signed["actors"]
    assert (actor["name"], actor["role"]) == ("Mira Halden", "agent")
    assert actor["id"] in {row["id"] for row in export("actors")}
    (mention,) = signed["mentions"]
    assert mention["article"] == "wire-1"
    assert (mention["start"], mention["end"], mention["trigger"]) == (12, 18, "signed")
    assert mention["reason"] == {"code": "timex-in-clause"}


@pytest.mark.usefixtures("corpus")
def test_undated_and_off_timeline_events_are_exported_too() -> None:
    Event.objects.filter(edtf="").update(timeline=False)
    assert [row["edtf"] for row in export("events") if row["edtf"] is None] == [None]


@pytest.mark.usefixtures("corpus")
def test_hidden_events_are_not_exported() -> None:
    Event.objects.filter(edtf="").update(hidden=True)
    assert [row["edtf"] for row in export("events")] == ["2024-03"]


@pytest.mark.usefixtures("corpus")
def test_an_actor_record_has_aliases_offices_and_mentions() -> None:
    (halden,) = (row for row in export("actors") if row["name"] == "Mira Halden")
    assert halden["aliases"] == ["Mira Halden"]
    assert halden["roles"] == [
        {
            "office": "mayor",
            "of": "Port Ansel",
            "from": None,
            "to": None,
            "article": "wire-1",
            "start": 0,
            "end": 11,
        }
    ]
    assert halden["mentions"] == [
        {"article": "wire-1", "start": 0, "end": 11, "text": "Mira Halden", "type": "name"}
    ]


@pytest.mark.usefixtures("corpus")
def test_an_article_without_an_id_goes_by_its_public_id() -> None:
    rows = {row["title"]: row for row in export("articles")}
    assert rows["Mira Halden signed harbour accord."]["id"] == "wire-1"
    other = rows["Oleh Kravets resigned."]
    assert other["id"] == other["public_id"]
    assert len(other["events"]) == 1


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(("what", "number"), [("events", 1), ("actors", 1), ("articles", 1)])
def test_a_query_narrows_every_export(what: str, number: int) -> None:
    assert len(export(what, "from=2024-03&to=2024-04")) == number


@pytest.mark.usefixtures("corpus")
def test_csv_has_a_header_and_a_line_for_each_event() -> None:
    out = StringIO()
    call_command("export", "events", "--format", "csv", stdout=out)
    rows = list(csv.DictReader(StringIO(out.getvalue(), newline="")))
    assert tuple(rows[0]) == exports.EVENT_COLUMNS
    assert {row["actors"] for row in rows} == {"Mira Halden (agent)", "Oleh Kravets (agent)"}


@pytest.mark.usefixtures("corpus")
def test_events_are_read_in_batches(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3):
        assert len(list(exports.event_records(exports.chosen_events(None)))) == 2


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        (" =1", "' =1"),
        ("\uff1dSUM(A1)", "'\uff1dSUM(A1)"),
        ("|x", "'|x"),
        ("'=1", "''=1"),
        ("-12", "-12"),
        ("-0489-05", "'-0489-05"),
        ("Halden - mayor", "Halden - mayor"),
        ("'Tis", "'Tis"),
        (None, ""),
        (3, "3"),
    ],
)
def test_no_cell_acts_as_a_formula(text: object, cell: str) -> None:
    assert exports.safe_cell(text) == cell


@given(st.text())
@example("'\t=")
@example("-1\n")
def test_reading_a_cell_back_restores_the_text(text: str) -> None:
    cell = exports.safe_cell(text)
    assert exports.plain_cell(cell) == text
    assert cell[:1] not in tuple("=+@\t\r|") or cell.lstrip("+").replace(".", "", 1).isdecimal()


def test_line_separators_inside_strings_do_not_split_a_line() -> None:
    (line,) = exports.as_jsonl([{"summary": "one\u2028two\x85three"}])
    assert line.splitlines() == [line[:-1]]
    assert json.loads(line)["summary"] == "one\u2028two\x85three"
