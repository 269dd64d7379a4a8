"""Events without a date: before or after the publication day, where the text tells."""

from collections.abc import Callable

import pytest

from timeline.nlp import serialize
from timeline.nlp.records import Extraction

type Read = Callable[..., Extraction]


def _bounds(extraction: Extraction, trigger: str) -> tuple[object, object, object]:
    events = serialize.as_json("x", extraction)["events"]
    assert isinstance(events, list)
    (event,) = (e for e in events if e["trigger"] == trigger)
    return event["edtf"], event["earliest"], event["latest"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The council will open a school.", "open"),
        ("Norland could close the port.", "close"),
        ("Halden promised to visit the island.", "visit"),
        ("The crew will rest when the ship arrives.", "arrives"),
    ],
    ids=["future", "possible", "plan", "awaited"],
)
def test_what_lies_ahead_begins_after_the_publication_day(nlp_read: Read, text: str, trigger: str) -> None:
    assert _bounds(nlp_read(text), trigger) == (None, "2024-03-05", None)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Kravets had sold the ship.", "sold"),
        ("The war, which began in April 2014, killed thousands.", "killed"),
    ],
    ids=["pluperfect", "old subject"],
)
def test_what_lies_behind_ended_before_the_publication_day(nlp_read: Read, text: str, trigger: str) -> None:
    assert _bounds(nlp_read(text), trigger) == (None, None, "2024-03-03")


def test_dated_events_have_the_bounds_of_their_date(nlp_read: Read) -> None:
    text = "The council will open a school in May."
    assert _bounds(nlp_read(text), "open") == ("2024-05", "2024-05-01", "2024-05-31")


@pytest.mark.parametrize(
    ("text", "trigger", "dct"),
    [
        ("The council will open a school.", "open", None),
        ("Wolves attack sheep.", "attack", "2024-03-04"),
    ],
    ids=["no publication date", "no single time"],
)
def test_where_nothing_tells_there_are_no_bounds(
    nlp_read: Read, text: str, trigger: str, dct: str | None
) -> None:
    assert _bounds(nlp_read(text, dct), trigger) == (None, None, None)
