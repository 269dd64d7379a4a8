"""How far a scene goes: what ends it, and whose words belong to it."""

from collections.abc import Callable

import pytest

from timeline.nlp.records import EventMention

type Event = Callable[..., EventMention]

_LEAD = "Police seized the ship on Friday.\n\n"
_ASIDE = "The port is the largest of Norland. It has four quays. Its cranes are new. The sea is deep there. "


def _told(event: EventMention) -> tuple[str | None, object]:
    return (event.date.edtf if event.date else None, event.reason["code"])


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        (_LEAD + _ASIDE + "The crew is at home. Divers searched the hull.", "searched", "2024-03-01"),
        (_LEAD + _ASIDE + "The crew is at home. Divers cleaned the hull, which a shipyard will buy in May.",
         "cleaned", "2024-03-01"),
        ("Halden said she was tired. Guards closed the gate.", "closed", "2024-03-04"),
        ("The minister's aide quit. \"It is a loss,\" Halden said. Guards closed the gate at noon.",
         "closed", "2024-03-04T12:00:00"),
    ],
    ids=["far from its date", "over a plan", "news without a date", "an hour is no other day"],
)  # fmt: skip
def test_the_scene_goes_on(nlp_event: Event, text: str, trigger: str, day: str) -> None:
    assert _told(nlp_event(text, trigger))[0] == day


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (_LEAD + _ASIDE + "The yard was sold in 2009. Its owner left Norland. Dockers cheered.", "cheered"),
        ("Halden said she was tired.\n\nBuilt in 1974, the yard was sold in 2009. Dockers cheered at the "
         "end of the year.", "cheered"),
        ("Halden was tired, an aide said. Kravets said that dockers closed the gate.", "closed"),
    ],
    ids=["behind what is recalled", "with a date of its own", "in speech"],
)  # fmt: skip
def test_the_scene_is_over(nlp_event: Event, text: str, trigger: str) -> None:
    event = nlp_event(text, trigger)
    assert event.date is None or event.date.edtf != "2024-03-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shop was robbed at 10 p.m. on Wednesday, police said.", "2024-03-04"),
        ("Thieves robbed Ana Brist on Wednesday. \"I am ashamed,\" Oleh Kravets said.", "2024-03-04"),
        ("Mira Halden opened the yard on Wednesday. She said it was safe.", "2024-02-28"),
        ("Mira Halden opened the yard on Sunday. \"It is safe,\" she said.", "2024-03-03"),
        ("The port opened a yard on Wednesday. Mira Halden cut a ribbon. It is new. Halden said that "
         "it was safe.", "2024-02-28"),
    ],
    ids=["what is said", "another speaker", "who took part", "the day before", "in that day's events"],
)  # fmt: skip
def test_speech_belongs_to_the_day_of_those_who_took_part(nlp_event: Event, text: str, expected: str) -> None:
    assert _told(nlp_event(text, "said"))[0] == expected


def test_naming_a_thing_is_no_speech(nlp_event: Event) -> None:
    text = "Customs officers stopped the yacht on Wednesday. A patrol boat challenged the crew."
    assert _told(nlp_event(text, "challenged")) == ("2024-02-28", "scene")


def test_a_clause_behind_a_state_opens_a_scene(nlp_event: Event) -> None:
    text = "Halden said she was glad. The voyage has been calm since the ship left Port Ansel on 2 February. "
    assert (
        _told(nlp_event(text + "Two hours after the departure the crew waved.", "waved"))[0] == "2024-02-02"
    )


def test_a_clause_behind_an_event_opens_none(nlp_event: Event) -> None:
    text = "The council fell on Sunday. Halden praised the ship, which left Port Ansel on 2 February. "
    assert _told(nlp_event(text + "Dockers cheered.", "cheered"))[0] == "2024-03-03"


@pytest.mark.parametrize(
    ("headline", "trigger"),
    [("Two killed in ferry fire", "killed"), ("Thief jailed for five years", "jailed")],
)
def test_the_last_participle_of_a_headline_is_the_news(nlp_event: Event, headline: str, trigger: str) -> None:
    assert _told(nlp_event(f"{headline}\n\nA judge spoke in Orlo on Sunday.", trigger))[0] == "2024-03-03"


def test_an_earlier_participle_of_a_headline_is_not(nlp_event: Event) -> None:
    text = "Thief freed by court jailed\n\nA judge spoke in Orlo on Sunday."
    assert _told(nlp_event(text, "freed"))[0] is None


def test_in_a_history_a_day_ends_with_its_paragraph(nlp_event: Event) -> None:
    days = (
        "The league was founded in 1801. In 1802 it fell. In 1803 it rose. In 1804 it split. In 1805 it met. "
    )
    text = days + "On 3 May 1806 the fleet left Orlo. It reached Vesland.{}Farmers praised the trade."
    assert _told(nlp_event(text.format(" "), "praised"))[0] == "1806-05-03"
    assert _told(nlp_event(text.format("\n\n"), "praised"))[0] is None
