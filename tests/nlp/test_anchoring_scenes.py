"""Dates from the scene, the lead, another mention or the publication date; and when there is none."""

from collections.abc import Callable

import pytest

from timeline.nlp.records import EventMention, Extraction

type Event = Callable[..., EventMention]
type Read = Callable[..., Extraction]


def _told(event: EventMention) -> tuple[str | None, object]:
    return (event.date.edtf if event.date else None, event.reason["code"])


def test_the_next_sentence_goes_on_in_the_same_scene(nlp_event: Event) -> None:
    text = "Police seized the ship on Friday. They freed the crew."
    assert _told(nlp_event(text, "freed")) == ("2024-03-01", "scene")


def test_the_headline_has_the_day_of_the_lead(nlp_event: Event) -> None:
    text = "Minister quits after row\n\nMinister Mira Halden quit on Sunday. Dockers cheered."
    assert _told(nlp_event(text, "quits"))[0] == "2024-03-03"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police seized a ship in Port Ansel.", "seized"),
        ("Mira Halden has promised to open the port.", "promised"),
        ("Minister quits after row\n\nThe minister gave no reason.", "quits"),
        ("The council is discussing the plan.", "discussing"),
    ],
)
def test_news_without_a_date_has_the_publication_date(nlp_event: Event, text: str, trigger: str) -> None:
    assert _told(nlp_event(text, trigger)) == ("2024-03-04", "dct")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland could close the port.", "close"),
        ("The council will open a school.", "open"),
        ("If dockers strike, ships will wait.", "strike"),
        ("Kravets had sold the ship.", "sold"),
        ("Wolves attack sheep.", "attack"),
        ("The war, which began in April 2014, killed thousands.", "killed"),
        ("Ana Brist (left) met dockers at the pier. Pool / NPA\n\nThe council closed the port.", "met"),
    ],
    ids=["modal", "future", "condition", "pluperfect", "general", "old subject", "caption"],
)
def test_the_publication_date_is_no_default(nlp_event: Event, text: str, trigger: str) -> None:
    event = nlp_event(text, trigger)
    assert event.date is None
    assert event.reason["code"] == "abstain"
    assert event.reason["why"]


@pytest.mark.parametrize(
    "text", ["Police seized a ship.", "Halden said that she was tired.", "Minister quits"]
)
def test_without_a_publication_date_nothing_is_dated_by_it(nlp_read: Read, text: str) -> None:
    assert [event.date for event in nlp_read(text, None).events if event.date] == []


def test_explicit_dates_need_no_publication_date(nlp_event: Event) -> None:
    text = "Police seized a ship on 1 March 2024. They freed the crew."
    assert _told(nlp_event(text, "seized", None)) == ("2024-03-01", "timex-in-clause")
    assert _told(nlp_event(text, "freed", None)) == ("2024-03-01", "scene")


def test_a_conversation_told_again_is_the_same_event(nlp_read: Read) -> None:
    text = (
        "Mira Halden and Oleh Kravets spoke by phone on 7 December. "
        "In that conversation, Halden repeated her offer."
    )
    events = {event.trigger: event for event in nlp_read(text).events}
    assert _told(events["conversation"]) == ("2023-12-07", "same-event")
    assert events["conversation"].chain == events["spoke"].chain is not None
    assert _told(events["repeated"])[0] == "2023-12-07"
    taking_part = {participant.actor for participant in events["conversation"].participants}
    assert taking_part == {participant.actor for participant in events["spoke"].participants}


def test_the_attack_is_the_attack_told_before(nlp_read: Read) -> None:
    events = {
        e.trigger: e
        for e in nlp_read("Rebels attacked the depot on Saturday. The attack killed two guards.").events
    }
    assert _told(events["attack"]) == ("2024-03-02", "same-event")
    assert events["attack"].chain == events["attacked"].chain is not None


@pytest.mark.parametrize(
    "second",
    [
        "A meeting in Orlo failed.",
        "Another meeting failed.",
        "The 2008 meeting failed.",
        "The earlier meeting failed.",
    ],
)
def test_another_meeting_is_another_event(nlp_read: Read, second: str) -> None:
    events = nlp_read(f"The meeting in Lakeport took place on Friday. {second}").events
    meetings = [event for event in events if event.trigger == "meeting"]
    assert len(meetings) == 2
    assert meetings[0].chain is None or meetings[0].chain != meetings[1].chain


def test_speech_of_someone_else_opens_a_new_scene(nlp_event: Event) -> None:
    text = (
        "Norland closed the port yesterday. In his talk with Oleh Kravets last Thursday, Mira Halden "
        "warned him. Ana Brist said that the port was empty."
    )
    assert _told(nlp_event(text, "warned"))[0] == "2024-02-29"
    assert _told(nlp_event(text, "said"))[0] == "2024-03-03"


def test_the_time_of_day_is_not_that_of_the_whole_scene(nlp_event: Event) -> None:
    text = "The dam broke at 3:40 a.m. on Saturday. A wave reached the town."
    assert _told(nlp_event(text, "broke"))[0] == "2024-03-02T03:40:00"
    assert _told(nlp_event(text, "reached")) == ("2024-03-02", "scene")


def test_what_a_speaker_recalls_is_no_news(nlp_event: Event) -> None:
    text = 'Police seized the ship on Friday. "We sold it," the owner said.'
    assert _told(nlp_event(text, "sold"))[0] is None


def test_the_headline_tells_the_event_of_the_lead(nlp_read: Read) -> None:
    events = nlp_read(
        "Port closes after fire\n\nNorland closed the port on Sunday. Dockers went home."
    ).events
    told = {event.trigger: event for event in events}
    assert _told(told["closes"])[0] == "2024-03-03"
    assert told["closes"].chain == told["closed"].chain is not None


def test_a_header_that_disagrees_is_named_in_the_reason(nlp_event: Event) -> None:
    text = "Published: 6 March 2024\n\nPolice seized a ship in Port Ansel."
    event = nlp_event(text, "seized")
    assert _told(event) == ("2024-03-04", "dct")
    assert event.reason["header"] == "2024-03-06"


def test_a_copied_date_names_the_event_it_comes_from(nlp_event: Event) -> None:
    text = "Police seized the ship on Friday. They freed the crew."
    assert nlp_event(text, "freed").reason == {"code": "scene", "event": "seized"}


def test_a_history_has_no_news(nlp_event: Event) -> None:
    text = (
        "The fort was begun in 1712. Vesland took it in 1740. It burned in 1741 and again in May 1745. "
        "Norland bought the ruin in 1803. A school opened there in 1820. The council sold the stones."
    )
    assert nlp_event(text, "sold").reason["code"] != "dct"


def test_captions_are_background(nlp_read: Read) -> None:
    text = (
        "Ana Brist (left) met dockers at the pier in September. Pool / NPA\n\nThe mayor resigned on Sunday."
    )
    background = {event.trigger: event.background for event in nlp_read(text).events}
    assert background["met"]
    assert not background["resigned"]


def test_a_header_line_makes_no_event(nlp_read: Read) -> None:
    extraction = nlp_read("date 2024-03-04\n\nKravets left in 2019.")
    assert [event.trigger for event in extraction.events] == ["left"]


def test_dating_takes_linear_time() -> None:
    from timeline.nlp import pipeline

    text = "The attack on Friday followed the attack that Halden attacked. " * 800
    assert len(pipeline.extract(text, "2024-03-04").events) > 2000


CAPTION = "Mayor Ana Brist (left) and Governor Oleh Kravets at the town hall in September. Pool / NPA\n\n"


def test_a_caption_without_a_verb_shows_an_occasion(nlp_read: Callable[..., Extraction]) -> None:
    read = nlp_read(CAPTION + "The council rejected the plan on Friday.")
    occasion = read.events[0]
    assert occasion.background
    assert occasion.date is not None
    assert occasion.date.edtf == "2023-09"
    assert occasion.summary == "Ana Brist and Oleh Kravets at the town hall"
    assert {read.actors[part.actor].name for part in occasion.participants} == {"Ana Brist", "Oleh Kravets"}


def test_a_caption_of_one_person_shows_none(nlp_read: Callable[..., Extraction]) -> None:
    read = nlp_read(
        "Ana Brist (left) at the town hall in September. Pool / NPA\n\nThe council met on Friday."
    )
    assert [event.trigger for event in read.events] == ["met"]


def test_an_unreadable_date_of_its_own_is_not_replaced_by_the_scene(nlp_read: Read) -> None:
    text = "The council of Port Ansel met in May 2019. The mayor resigned yesterday."
    told = {event.trigger: event for event in nlp_read(text, None).events}
    assert _told(told["met"])[0] == "2019-05"
    assert told["resigned"].date is None
    assert "can't be resolved" in str(told["resigned"].reason["why"])


def test_what_happens_days_after_an_accident_is_not_on_its_day(nlp_read: Read) -> None:
    text = (
        "On the night of 6 February a crane fell. Its driver died at the scene. "
        "Three days after the accident thousands of people marched to the harbour."
    )
    told = {event.trigger: _told(event) for event in nlp_read(text).events}
    assert told["died"][0] == "2024-02-06"
    assert told["accident"] == ("2024-02-06", "scene")
    assert told["marched"] == ("2024-02-09", "offset-from-event")


def test_days_after_what_has_no_date_nothing_is_dated(nlp_read: Read) -> None:
    text = "Police seized the ship on Friday. Three days after his birthday the mayor left the harbour."
    told = {event.trigger: _told(event)[0] for event in nlp_read(text).events}
    assert told == {"seized": "2024-03-01", "left": None}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The fleet burned in May 2019. Norland did not surrender.", "surrender"),
        ("The fleet burned in May 2019. The treaty was never signed.", "signed"),
        ("Rebels shelled the port on Friday. Norland claimed that smugglers shot at a patrol.", "shot"),
    ],
)
def test_what_did_not_happen_or_is_only_claimed_has_no_date_from_the_scene(
    nlp_event: Event, text: str, trigger: str
) -> None:
    assert _told(nlp_event(text, trigger))[0] is None


def test_a_silence_belongs_to_the_scene(nlp_event: Event) -> None:
    text = "Police seized the ship on Friday. The owner did not comment."
    assert _told(nlp_event(text, "comment"))[0] is not None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The new ship carries 400 cars.", "carries"),
        ("Halden opened the harbour museum, which shows old charts.", "shows"),
        ("Kravets said that the law allows it.", "allows"),
    ],
)
def test_what_is_stated_in_the_present_held_on_the_day_of_publication(
    nlp_event: Event, text: str, trigger: str
) -> None:
    event = nlp_event(text, trigger)
    assert _told(event) == ("2024-03-04", "dct")
    assert event.reason["via"] == "present"


@pytest.mark.parametrize(
    ("text", "trigger", "dct"),
    [
        ("Wolves attack sheep.", "attack", "2024-03-04"),
        ("A ship carries cars.", "carries", "2024-03-04"),
        ("The new ship carries 400 cars.", "carries", None),
        ("The council will honour the man who finds the bell.", "finds", "2024-03-04"),
    ],
    ids=["kind", "any", "no publication date", "future"],
)
def test_other_presents_are_not_dated_by_it(nlp_read: Read, text: str, trigger: str, dct: str | None) -> None:
    assert [e.date for e in nlp_read(text, dct).events if e.trigger == trigger and e.date] == []


def test_a_flashback_goes_on_in_the_simple_past(nlp_event: Event) -> None:
    text = "Norland opened the port on Friday. Vesland had closed it in May 2019. Dockers burned the gates."
    assert _told(nlp_event(text, "burned")) == ("2019-05", "scene")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Halden retired in 2018. She coached the women's team until 2022.", "2018/2022"),
        ("Halden retired in 2018. She coached the women's team.", "2018"),
        ("Halden retired in 2018. She coached the women's team until 2015.", "2018"),
    ],
    ids=["stated end", "no end", "end before"],
)
def test_a_stated_end_makes_an_interval_with_the_scene(nlp_event: Event, text: str, date: str) -> None:
    assert _told(nlp_event(text, "coached")) == (date, "scene")
