"""Dates that hang on another word than the one they date, and those that must not be moved."""

from collections.abc import Callable

import pytest

from timeline.nlp.records import EventMention, Extraction
from timeline.terms import Factuality

type Event = Callable[..., EventMention]
type Read = Callable[..., Extraction]


def _told(event: EventMention) -> tuple[str | None, object]:
    return (event.date.edtf if event.date else None, event.reason["code"])


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("Talks in the capital broke down in May, when Vesland withdrew.", "withdrew", "2023-05"),
        ("The trial began on 19 February, when Ana Brist, a nurse, testified.", "testified", "2024-02-19"),
        ("The minister visited the town on Friday, where residents shouted at him.", "shouted", "2024-03-01"),
        ("It was only in the spring of 1848 that the council sent out a ship.", "sent out", "1848-21"),
        (
            "Halden recalled the clash of 18 February in which seven soldiers perished.",
            "perished",
            "2024-02-18",
        ),
        ("In February 2022, a lawyer, Ana Brist, forwarded to the judge a message.", "forwarded", "2022-02"),
        (
            "On 24 May, hours after Norland had left the port, Kravets cancelled the talks.",
            "cancelled",
            "2023-05-24",
        ),
        ("Kravets had admitted six counts of fraud at a hearing in January.", "admitted", "2024-01"),
        (
            "Shareholders are to vote on a new board at an extraordinary meeting on 24 March.",
            "vote",
            "2024-03-24",
        ),
        ("The union's members are to vote on the agreement on 15 March.", "vote", "2024-03-15"),
        ("Negotiations on a trade agreement are to begin in April.", "Negotiations", "2024-04"),
        ("The trial was due to open on 23 March but was put off.", "trial", "2024-03-23"),
        ("Orlo Foods intends to complete the purchase by June 2025.", "complete", "2025-06"),
        ("Flags will fly until her funeral, which will be held on 15 March.", "funeral", "2024-03-15"),
        ("The army flew 600 people out in May and June 2023.", "flew", "2023-05/2023-06"),
        ("The parties did not sit down at the table until 25 February.", "sit down", "2024-02-25"),
    ],
)
def test_a_date_reaches_the_event_it_means(nlp_event: Event, text: str, trigger: str, date: str) -> None:
    event = nlp_event(text, trigger)
    assert event.date is not None
    assert event.date.edtf == date


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Talks broke down in May, when Vesland had already withdrawn its envoy.", "withdrawn"),
        ("Talks broke down in May, which surprised Vesland.", "surprised"),
        ("Shareholders are to vote on the merger of June 2019.", "vote"),
        ("The factory stayed shut until 25 February.", "stayed"),
    ],
)
def test_a_date_does_not_reach_what_it_does_not_mean(nlp_read: Read, text: str, trigger: str) -> None:
    assert [e.date for e in nlp_read(text).events if e.trigger == trigger and e.date] == []


def test_waiting_until_a_day_tells_that_it_came(nlp_event: Event) -> None:
    event = nlp_event("The parties did not sit down at the table until 25 February.", "sit down")
    assert event.factuality is Factuality.OCCURRED


def test_two_days_apart_are_no_interval(nlp_event: Event) -> None:
    event = nlp_event("The army flew 600 people out in March and June 2023.", "flew")
    assert event.date is not None
    assert "/" not in event.date.edtf


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("Police recalled the 1996 blast that killed one guard.", "killed", "1996"),
        ("Kravets agreed to buy the bakery in February.", "agreed", "2024-02"),
        ("A judge in Lakeport has set a hearing on the request for 24 March.", "hearing", "2024-03-24"),
        ("The funeral, which will be held on 15 March, is private.", "funeral", "2024-03-15"),
        (
            "The hosts ended the row with a speech at the pier on Sunday, in spite of the rain.",
            "ended",
            "2024-03-03",
        ),
    ],
)
def test_a_date_goes_to_what_it_can_be_true_of(nlp_event: Event, text: str, trigger: str, date: str) -> None:
    event = nlp_event(text, trigger)
    assert event.date is not None
    assert event.date.edtf == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("Kravets was scheduled to testify on 9 February.", "testify", "2024-02-09"),
        ("Kravets agreed to buy the bakery in April.", "buy", "2024-04"),
        ("Negotiations on a trade agreement are to begin in April.", "agreement", None),
        ("Flags will fly until her funeral, which will be held on 15 March.", "fly", None),
        ("Police recalled the 1996 blast, which the new film shows.", "shows", "2024-03-04"),
    ],
)
def test_a_date_stays_where_it_belongs(nlp_read: Read, text: str, trigger: str, date: str | None) -> None:
    (event,) = (e for e in nlp_read(text).events if e.trigger == trigger)
    assert (event.date.edtf if event.date else None) == date


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("They left at 11:50 p.m. on Sunday. They returned at 3:25 a.m.", "returned", "2024-03-04T03:25:00"),
        (
            "They left at 11 p.m. on Sunday. They woke at 2 a.m. and sailed at 4 a.m.",
            "sailed",
            "2024-03-04T04:00:00",
        ),
        ("They met on Sunday evening. They broke up at 1 a.m.", "broke up", "2024-03-04T01:00:00"),
        ("They met at 9 a.m. on Sunday. They sailed at 5 a.m.", "sailed", "2024-03-03T05:00:00"),
        ("They left at 11:50 p.m. on Sunday. They returned at 9 a.m.", "returned", "2024-03-03T09:00:00"),
    ],
    ids=["after midnight", "once", "evening", "no evening", "no night"],
)
def test_an_early_hour_after_an_evening_is_that_of_the_next_day(
    nlp_event: Event, text: str, trigger: str, date: str
) -> None:
    event = nlp_event(text, trigger)
    assert event.date is not None
    assert event.date.edtf == date


def test_months_that_end_with_a_month_are_an_interval(nlp_event: Event) -> None:
    text = "Orlo Foods earned 61 million crowns in the three months to January."
    assert _told(nlp_event(text, "earned"))[0] == "2023-11/2024-01"


def test_what_a_verb_leads_to_leaves_it_its_date(nlp_event: Event) -> None:
    text = "They arrested him on 14 February; a judge set him free on bail the next day."
    assert _told(nlp_event(text, "set"))[0] == "2024-02-15"


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (
            "It was on 26 January that soldiers of the guard seized Oleh Kravets in his house.",
            "seized",
            "2024-01-26",
        ),
        ("They emerged shortly after 3 a.m. on Friday.", "emerged", "2024-03-01"),
        ("They left shortly before midnight on Friday.", "left", "2024-03-01"),
        ("The junta accused Wednesday Norland of piracy.", "accused", "2024-02-28"),
        ("Not until the spring of 1859 did her crews get to the island.", "get", "1859-21"),
        (
            "The meeting between the two states was postponed on Friday because of a storm.",
            "postponed",
            "2024-03-01",
        ),
        ("The minister ordered the evacuation of two villages on Friday.", "ordered", "2024-03-01"),
        ("Kravets, who had come from Orlo for a record fee two years earlier, left.", "come", "2022"),
    ],
    ids=["cleft", "clock", "midnight", "object", "not until", "postponed", "ordered", "long object"],
)
def test_a_date_in_an_unusual_place(nlp_event: Event, text: str, trigger: str, date: str) -> None:
    event = nlp_event(text, trigger)
    assert event.date is not None
    assert event.date.edtf == date


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The meeting between the two states was postponed on Friday because of a storm.", "meeting"),
        ("Having sold the ship, Kravets left on Friday.", "sold"),
        ("Kravets will leave before Friday.", "leave"),
        ("Kravets could have sold it as he did in 1998.", "sold"),
    ],
)
def test_a_date_beside_it_is_not_always_its_own(nlp_read: Read, text: str, trigger: str) -> None:
    assert [e.date for e in nlp_read(text).events if e.trigger == trigger and e.date] == []


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (
            "On Friday the ministry cancelled an auction of old bonds planned for 10 May.",
            "auction",
            "2024-05-10",
        ),
        (
            "The hosts ended their long run with a win at the lake on Sunday, in spite of the rain.",
            "ended",
            "2024-03-03",
        ),
        (
            "The king ordered on Friday an army to restore order in Orlo, two weeks after the coup.",
            "coup",
            "2024-02-16~",
        ),
        ("Three of the seven judges voted for no change, the court said.", "voted", "2024-03-04"),
    ],
    ids=["what is planned", "manner", "aside", "speaker behind"],
)
def test_a_date_that_hangs_lower_than_what_it_dates(
    nlp_event: Event, text: str, trigger: str, date: str
) -> None:
    event = nlp_event(text, trigger)
    assert event.date is not None
    assert event.date.edtf == date


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The vaccines arrived in December, but the trial never started.", "trial"),
        (
            "On Friday Kravets closed the port, two weeks after the coup which drove out the king.",
            "drove out",
        ),
    ],
)
def test_neighbours_have_dates_of_their_own(nlp_read: Read, text: str, trigger: str) -> None:
    dates = {e.date.edtf for e in nlp_read(text).events if e.trigger == trigger and e.date}
    assert not dates & {"2023-12", "2024-03-01"}


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("Kravets flew to Orlo to meet Halden on Friday.", "flew", "2024-03-01"),
        ("Kravets flew to Orlo to meet Halden in April.", "flew", "2024-03-04"),
        (
            "The council rejected a motion to suspend him on 6 February by two votes.",
            "rejected",
            "2024-02-06",
        ),
        ("The strike was called on 20 February, a day after a 24-year-old man died.", "died", "2024-02-19"),
    ],
    ids=["purpose", "plan", "motion", "day after"],
)
def test_a_past_day_is_that_of_what_was_done(nlp_event: Event, text: str, trigger: str, date: str) -> None:
    assert _told(nlp_event(text, trigger))[0] == date
