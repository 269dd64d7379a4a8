"""Dates that pass on: along a series of verbs, to journeys and audiences, in relative clauses, to kin."""

from collections.abc import Callable

import pytest

from timeline.nlp.records import EventMention

type Event = Callable[..., EventMention]

_SCENE = "Police stopped the lorry on Friday. "


def _day(event: EventMention) -> str | None:
    return event.date.edtf if event.date else None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("A man who left last week robbed a bank and wounded two clerks on Sunday.", "robbed", "2024-03-03"),
        ("A man robbed a bank, burned a car and wounded two clerks on Sunday.", "burned", "2024-03-03"),
        ("On Friday men shut it; police arrested two and freed them on Sunday.", "arrested", "2024-03-01"),
        ("The bank was founded and moved to Orlo in 1990. It failed.", "founded", None),
    ],
    ids=["two", "three", "another scene", "long ago"],
)  # fmt: skip
def test_the_day_behind_a_series_dates_its_verbs(
    nlp_event: Event, text: str, trigger: str, expected: str | None
) -> None:
    assert _day(nlp_event(text, trigger)) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (_SCENE + "Ana Brist handed the letter to Oleh Kravets, who burned it.", "burned"),
        (_SCENE + "By the time reporters arrived, it was destroyed.", "arrived"),
        ("The minister praised the crew on Friday on a visit to Port Ansel.", "visit"),
        ("Halden told a rally on Friday that the port was safe.", "rally"),
        ("Halden said on Friday in a statement released by the port that it was safe.", "released"),
    ],
    ids=["relative clause", "by the time", "journey", "audience", "statement"],
)
def test_what_goes_with_a_verb_happens_then(nlp_event: Event, text: str, trigger: str) -> None:
    assert _day(nlp_event(text, trigger)) == "2024-03-01"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police stopped the driver who burned the letter on Friday.", "stopped"),
        ("Halden told a rally on Friday that taxes would fall.", "fall"),
        ("The minister spoke on Friday on the strike in Orlo.", "strike"),
    ],
    ids=["which driver", "what is said", "theme"],
)
def test_what_only_belongs_to_it_does_not(nlp_event: Event, text: str, trigger: str) -> None:
    assert _day(nlp_event(text, trigger)) is None


_QUAKE = (
    "A powerful earthquake hit Orlo, {0} at least ten people, officials say.\n\nThe centre of {1} was at sea."
)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (_QUAKE.format("killing", "Sunday's quake"), "hit", "2024-03-03"),
        (_QUAKE.format("killing", "Sunday's quake"), "killing", "2024-03-03"),
        (_QUAKE.format("killing", "many quakes"), "hit", "2024-03-04"),
    ],
    ids=["verb", "participle", "others"],
)
def test_a_noun_that_names_the_day_later_dates_the_lead(
    nlp_event: Event, text: str, trigger: str, expected: str
) -> None:
    assert _day(nlp_event(text, trigger)) == expected


def test_a_story_told_in_quotation_marks_goes_on(nlp_event: Event) -> None:
    text = '"They fired at the ship on Friday afternoon. Two shells hit the bridge," Oleh Kravets said.'
    assert _day(nlp_event(text, "hit")) == "2024-03-01"
    assert _day(nlp_event('"Two shells hit the bridge," Oleh Kravets said on Friday.', "hit")) is None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Reporters who reached the bridge on Sunday saw two lorries.", "saw", "2024-03-03"),
        ("A man who was arrested on Sunday sued the port.", "sued", None),
        ("The union called for a strike on 1 June.", "strike", "2024-06-01"),
        ("The union called for a strike on 1 June.", "called", "2024-03-04"),
        ("The mayor appealed for help on Tuesday last week.", "appealed", "2024-02-27"),
        ("Ana Brist scored forty times in 2004-05.", "scored", "2004/2005"),
        ("The fleet was there in 1914-18 and left in 1920.", "left", "1920"),
    ],
    ids=["came and saw", "other verbs", "asked for", "the call", "the call's own", "season", "next year"],
)  # fmt: skip
def test_whose_date_it_is(nlp_event: Event, text: str, trigger: str, expected: str | None) -> None:
    assert _day(nlp_event(text, trigger)) == expected


def test_a_clause_of_time_alone_goes_on_in_the_scene(nlp_event: Event) -> None:
    text = "The storm hit Orlo on Friday. Its crew was in danger when a wave flooded the deck."
    assert _day(nlp_event(text, "flooded")) == "2024-03-01"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("A driver was stopped for speeding early on Sunday.", "stopped", "2024-03-03"),
        ("The boy was found clinging to a tree on 25 November.", "found", "2023-11-25"),
        ("A clerk was jailed for stealing bonds in 2019.", "jailed", None),
    ],
    ids=["stopped for", "found at", "long after"],
)
def test_who_was_caught_was_caught_then(
    nlp_event: Event, text: str, trigger: str, expected: str | None
) -> None:
    assert _day(nlp_event(text, trigger)) == expected


def test_what_is_told_after_a_meeting_is_not_after_one_that_lies_ahead(nlp_event: Event) -> None:
    text = "He is held until his next hearing on 19 March. After the hearing, relatives gathered outside."
    assert _day(nlp_event(text, "hearing", which=1)) is None


def test_to_suffer_and_to_do_are_two_events(nlp_event: Event) -> None:
    text = "Oleh Kravets was fired by the bank on Thursday. It is in Orlo. He has fired a shot at Ana Brist."
    assert _day(nlp_event(text, "fired", which=1)) != "2024-02-29"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("A report released on Friday found that the dam was unsafe.", "found", "2024-03-01"),
        ("The warrant issued on Sunday charged Oleh Kravets with theft.", "charged", "2024-03-03"),
        ("Halden spoke on Sunday. The film released on Friday won a prize.", "won", "2024-03-03"),
        ("The ship left Orlo on Friday. It was able to reach the port.", "reach", "2024-03-01"),
        ("The ship left Orlo on Friday. It is able to carry cars.", "carry", None),
        ("Ana Brist won in 2008.\n\nHalden led the crowd.", "led", None),
        ("Ana Brist won in 2008. Halden led the crowd.", "led", "2008"),
    ],
    ids=["report", "warrant", "no paper", "was able", "is able", "next paragraph", "same paragraph"],
)
def test_papers_abilities_and_glances_back(
    nlp_event: Event, text: str, trigger: str, expected: str | None
) -> None:
    assert _day(nlp_event(text, trigger)) == expected


_FAIR = "Orlo launches ship at 2024 conference\n\nOn Sunday, at this year's conference, Orlo launched a ship."


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (_FAIR, "launches", "2024-03-03"),
        ("On Sunday, at this year's summit, Orlo unveiled a ship.", "summit", "2024-03-03"),
        ("Orlo unveiled a ship at the 2019 summit. Halden saw it.", "unveiled", "2019"),
    ],
    ids=["headline", "the occasion", "another year"],
)
def test_an_occasion_has_the_day_of_what_happened_there(
    nlp_event: Event, text: str, trigger: str, expected: str
) -> None:
    assert _day(nlp_event(text, trigger)) == expected
