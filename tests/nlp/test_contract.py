"""The JSON that `manage.py annotate` writes: fields, offsets, determinism."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from timeline.nlp import pipeline
from timeline.nlp.serialize import as_json
from timeline.terms import ActorKind, Factuality, MentionForm, Precision, Role, TimexType

TEXT = (
    "LAKEPORT, March 4 - Norland's Prime Minister Mira Halden signed the harbour accord on Friday, three "
    "weeks after dockers walked out in Port Ansel. The Norlander leader will meet Vesland's Oleh Kravets "
    "next month. The November talks failed, she said, and Kravets cancelled a visit planned for 12 February."
)
TIMEX_FIELDS = ["start", "end", "text", "type", "value", "mod", "edtf", "earliest", "latest", "reason"]
EVENT_FIELDS = [
    "start", "end", "trigger", "lemma", "sentence_start", "sentence_end", "timex", "edtf", "earliest",
    "latest", "precision", "factuality", "actors", "place", "summary", "reason",
]  # fmt: skip


def _annotated(text: str = TEXT, dct: str | None = "2024-03-04") -> Any:
    return json.loads(json.dumps(as_json("x1", pipeline.extract(text, dct))))


def _annotate(lines: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    out = io.StringIO()
    call_command("annotate", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_records_have_the_agreed_fields() -> None:
    record = _annotated()
    assert list(record) == ["id", "timexes", "events", "actors"]
    assert all(list(timex) == TIMEX_FIELDS for timex in record["timexes"])
    assert all(list(event) == EVENT_FIELDS for event in record["events"])
    assert all(list(actor) == ["name", "kind", "mentions"] for actor in record["actors"])
    assert record["timexes"]
    assert record["events"]
    assert record["actors"]


def test_spans_point_at_their_texts() -> None:
    record = _annotated()
    for timex in record["timexes"]:
        assert TEXT[timex["start"] : timex["end"]] == timex["text"]
    for event in record["events"]:
        assert TEXT[event["start"] : event["end"]] == event["trigger"]
        assert event["sentence_start"] <= event["start"] < event["end"] <= event["sentence_end"]
    for actor in record["actors"]:
        for mention in actor["mentions"]:
            assert TEXT[mention["start"] : mention["end"]] == mention["text"]


def test_values_come_from_the_vocabulary() -> None:
    record = _annotated()
    for timex in record["timexes"]:
        assert timex["type"] in set(TimexType)
        assert "code" in timex["reason"]
    for event in record["events"]:
        assert event["factuality"] in set(Factuality)
        assert event["precision"] is None or event["precision"] in set(Precision)
        assert (event["edtf"] is None) == (event["precision"] is None)
        assert event["timex"] is None or 0 <= event["timex"] < len(record["timexes"])
        assert "code" in event["reason"]
        for filler in event["actors"]:
            assert filler["role"] in set(Role)
            assert 0 <= filler["actor"] < len(record["actors"])
    for actor in record["actors"]:
        assert actor["kind"] in set(ActorKind)
        assert {mention["type"] for mention in actor["mentions"]} <= set(MentionForm)


@pytest.mark.parametrize(
    ("trigger", "edtf"),
    [
        ("signed", "2024-03-01"),
        ("walked out", "2024-02-09~"),
        ("meet", "2024-04"),
        ("talks", "2023-11"),
        ("failed", "2023-11"),
        ("visit", "2024-02-12"),
    ],
)
def test_the_worked_example_of_the_documentation(trigger: str, edtf: str) -> None:
    found = {event["trigger"]: event for event in _annotated()["events"]}
    assert found[trigger]["edtf"] == edtf


def test_bounds_follow_from_the_date() -> None:
    talks = next(event for event in _annotated()["events"] if event["trigger"] == "talks")
    assert (talks["earliest"], talks["latest"], talks["precision"]) == ("2023-11-01", "2023-11-30", "month")


def test_an_open_side_is_null() -> None:
    record = _annotated("The port has been closed since 25 February.")
    assert [(e["earliest"], e["latest"]) for e in record["events"]] == [("2024-02-25", None)]


def test_reading_twice_gives_the_same_bytes() -> None:
    once, twice = (json.dumps(as_json("x1", pipeline.extract(TEXT, "2024-03-04"))) for _ in range(2))
    assert once == twice


def test_annotate_keeps_order_and_accepts_null(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(
        json.dumps(record)
        for record in (
            {"id": "b", "dct": None, "text": "Halden resigned yesterday."},
            {"id": "a", "dct": "2024-03-04T10:00:00", "text": "Halden resigned yesterday."},
            {"id": "c", "dct": "2024-03-04", "text": ""},
        )
    )
    records = _annotate(lines + "\n\n", monkeypatch)
    assert [record["id"] for record in records] == ["b", "a", "c"]
    assert [event["edtf"] for event in records[0]["events"]] == [None]
    assert [event["edtf"] for event in records[1]["events"]] == ["2024-03-03"]
    assert records[2]["events"] == []


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', '{"text": "x"}', '{"id": "x", "text": 3}'])
def test_annotate_names_the_bad_line(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="line 2"):
        _annotate('{"id": "1", "dct": null, "text": ""}\n' + line, monkeypatch)
