"""An Extraction survives the pipe; what is no Extraction is refused, whatever it is."""

import io
import json

import pytest

from timeline.dates import DateInterval
from timeline.nlp import wire
from timeline.nlp.records import Actor, ActorMention, EventMention, Extraction, Participant, RoleFact, Timex
from timeline.terms import ActorKind, Factuality, MentionForm, Role, TimexType

MAY = DateInterval.parse("2024-05~")
FULL = Extraction(
    dct="2025-02-21",
    timexes=(Timex(0, 3, "May", TimexType.DATE, "2024-05", "APPROX", MAY, {"code": "month", "n": 3}),),
    events=(
        EventMention(
            start=4,
            end=10,
            trigger="opened",
            lemma="open",
            sentence_start=0,
            sentence_end=20,
            timex=0,
            date=MAY,
            factuality=Factuality.DENIED,
            participants=(Participant(0, Role.AGENT, 11, 14),),
            place=None,
            summary="Pier “3” opened",
            reason={"code": "timex", "flag": True, "share": 0.5, "none": None},
            context=("pier", "open"),
        ),
    ),
    actors=(
        Actor(
            "Ilse Brandt",
            ActorKind.PERSON,
            (ActorMention(11, 14, "she", MentionForm.PRONOUN, {"code": "pronoun"}),),
            roles=(RoleFact("mayor", None, "2020", None, 1, 2),),
            aliases=("Brandt",),
            gender="female",
        ),
    ),
    pipeline="1+test",
)


@pytest.mark.parametrize("extraction", [FULL, Extraction(None, (), (), (), "1+test")], ids=["full", "empty"])
def test_there_and_back(extraction: Extraction) -> None:
    assert wire.loads(wire.dumps(extraction)) == extraction


def changed(path: str, value: object) -> bytes:
    data = json.loads(wire.dumps(FULL))
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\x00",
        b"[" * 100_000,
        changed("pipeline", 7),
        changed("timexes", {}),
        changed("timexes.0.start", "0"),
        changed("timexes.0.start", True),
        changed("timexes.0.type", "EVENING"),
        changed("timexes.0.date", "2024-13"),
        changed("events.0.factuality", "true"),
        changed("events.0.reason", {"code": ["a"]}),
        changed("events.0.context", "pier"),
        changed("events.0.unheard_of", 1),
        changed("actors.0.kind", None),
    ],
)
def test_what_is_no_extraction_is_refused(data: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.loads(data)


def test_messages_are_framed() -> None:
    pipe = io.BytesIO()
    for message in (b"one", b"", b"three"):
        wire.send(pipe, message)
    pipe.seek(0)
    assert [wire.receive(pipe) for _ in range(4)] == [b"one", b"", b"three", None]


def test_half_a_message_is_none() -> None:
    assert wire.receive(io.BytesIO(b"\x00\x00\x00\x05abc")) is None
    assert wire.receive(io.BytesIO(b"\x00\x00")) is None


def test_long_texts_get_more_time() -> None:
    assert wire.allowed_seconds(0) < wire.allowed_seconds(100_000) < wire.allowed_seconds(500_000)
