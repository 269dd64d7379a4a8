"""Dates that an event takes from its own clause, its sentence, or another event."""

from collections.abc import Callable

import pytest

from timeline.dates import DateInterval
from timeline.nlp.anchors.event_offsets import shift
from timeline.nlp.records import EventMention, Extraction

type Event = Callable[..., EventMention]
type Read = Callable[..., Extraction]


def _told(event: EventMention) -> tuple[str | None, object]:
    return (event.date.edtf if event.date else None, event.reason["code"])


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Mira Halden signed the accord on Friday.", "signed", "2024-03-01"),
        ("On Friday Mira Halden signed the accord.", "signed", "2024-03-01"),
        ("The firm bought the mine in 2014.", "bought", "2014"),
        (
            "On 22 January they left, and nine days later director Ingrid Orlo signed it.",
            "signed",
            "2024-01-31",
        ),
        ("A court forced the council to do so on 27 February.", "forced", "2024-02-27"),
        ("The two sides held talks in January.", "talks", "2024-01"),
        ("The vote took place on 20 February.", "vote", "2024-02-20"),
        ("Kravets said on Monday that police arrested Orlo on Saturday.", "arrested", "2024-03-02"),
        ("Halden will visit Vesland next month.", "visit", "2024-04"),
    ],
)
def test_a_date_in_the_clause(nlp_event: Event, text: str, trigger: str, edtf: str) -> None:
    assert _told(nlp_event(text, trigger)) == (edtf, "timex-in-clause")


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Friday's vote was close.", "vote", "2024-03-01"),
        ("The 2008 Harbour League meeting in Orlo was short.", "meeting", "2008"),
        ("Dockers remember the November strike.", "strike", "2023-11"),
    ],
)
def test_a_date_before_the_noun(nlp_event: Event, text: str, trigger: str, edtf: str) -> None:
    assert _told(nlp_event(text, trigger)) == (edtf, "nominal-date")


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("The port has been closed since 25 February.", "closed", "2024-02-25/.."),
        ("Norland has been at war with Vesland since April 2014.", "war", "2014-04/.."),
        ("The guards watched the gate from May 2021 to July 2022.", "watched", "2021-05/2022-07"),
    ],
)
def test_lasting_events_get_an_interval(nlp_event: Event, text: str, trigger: str, edtf: str) -> None:
    assert _told(nlp_event(text, trigger))[0] == edtf


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Halden left before Friday's vote.", "left"),
        ("Kravets has to decide until Friday.", "decide"),
        ("The winner of 2008 praised the port.", "praised"),
    ],
)
def test_a_date_that_is_not_the_events_own(nlp_event: Event, text: str, trigger: str) -> None:
    event = nlp_event(text, trigger)
    assert event.reason["code"] != "timex-in-clause"


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        (
            "Halden signed the accord on Friday, three weeks after dockers walked out in Orlo.",
            "walked out",
            "2024-02-09~",
        ),
        (
            "The two leaders met on Sunday, just three days after Kravets signed the pact.",
            "signed",
            "2024-02-29",
        ),
        (
            "Kravets resigned two days before the vote. The vote took place on 20 February.",
            "resigned",
            "2024-02-18",
        ),
    ],
)
def test_an_offset_from_another_event(nlp_event: Event, text: str, trigger: str, edtf: str) -> None:
    assert _told(nlp_event(text, trigger)) == (edtf, "offset-from-event")


def test_an_offset_from_an_undated_event_dates_nothing(nlp_event: Event) -> None:
    event = nlp_event("Kravets had resigned three days after the raid.", "resigned")
    assert event.date is None


@pytest.mark.parametrize(
    ("date", "number", "unit", "expected"),
    [
        ("2024-03-01", -3, "D", "2024-02-27"),
        ("2024-03-01", 2, "W", "2024-03-15~"),
        ("2024-03-31", -1, "M", "2024-02~"),
        ("2024-01", -2, "M", "2023-11~"),
        ("2024", -10, "Y", "2014~"),
        ("2024-03~", 3, "D", "2024-03~"),
        ("2024-03-01~", 1, "D", "2024-03-02~"),
    ],
)
def test_shifting_a_date(date: str, number: int, unit: str, expected: str) -> None:
    shifted = shift(DateInterval.parse(date), number, unit)
    assert shifted is not None
    assert shifted.edtf == expected


@pytest.mark.parametrize("date", ["2024-03-01/2024-03-05", "2024-21", "202X", "2014-04/.."])
def test_intervals_are_not_shifted(date: str) -> None:
    assert shift(DateInterval.parse(date), 3, "D") is None


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("When the bridge opened in 2019, Kravets left the union.", "left", "2019"),
        ("At Friday's meeting Halden warned the dockers.", "warned", "2024-03-01"),
        ("The treaty signed in 2019 ended the quarrel.", "treaty", "2019"),
        ("The November talks failed.", "failed", "2023-11"),
        ("The bomb exploded on Friday, killing two guards.", "killing", "2024-03-01"),
        ("Police seized the ship on Friday and arrested the crew.", "arrested", "2024-03-01"),
    ],
)
def test_a_date_from_a_neighbouring_clause(nlp_event: Event, text: str, trigger: str, edtf: str) -> None:
    assert _told(nlp_event(text, trigger)) == (edtf, "clause-relation")


def test_what_began_has_the_date_of_its_beginning(nlp_event: Event) -> None:
    assert _told(nlp_event("It opposed an invasion that began in 2014.", "invasion"))[0] == "2014"


def test_talks_that_will_open_have_the_date_of_the_opening(nlp_event: Event) -> None:
    assert _told(nlp_event("They prepare the talks that Norland will open in May.", "talks"))[0] == "2024-05"


def test_a_lasting_state_lends_no_date_to_what_is_said_of_it(nlp_event: Event) -> None:
    text = "Kravets spoke on the island, at war against Vesland since April 2014."
    assert _told(nlp_event(text, "spoke"))[0] != "2014-04/.."


def test_a_cancelled_visit_keeps_its_date_and_the_cancelling_has_none(nlp_event: Event) -> None:
    text = "Halden left on Friday. Kravets cancelled a visit planned for 12 April."
    assert _told(nlp_event(text, "visit"))[0] == "2024-04-12"
    assert _told(nlp_event(text, "cancelled"))[0] != "2024-04-12"


def test_what_is_scheduled_has_the_date_not_the_scheduling(nlp_event: Event) -> None:
    text = "A vote is scheduled for Friday."
    assert _told(nlp_event(text, "vote")) == ("2024-03-08", "timex-in-clause")
    assert _told(nlp_event(text, "scheduled"))[0] is None


def test_the_timex_index_points_at_the_expression_that_dates(nlp_read: Read) -> None:
    extraction = nlp_read("Kravets spoke on Saturday. Halden signed the accord on Friday.")
    for event in extraction.events:
        assert event.timex is not None
        assert extraction.timexes[event.timex].date == event.date


def test_the_dateline_dates_nothing_in_its_sentence(nlp_event: Event) -> None:
    text = "ORLO, March 4 (NPA) - Three dockers were killed on Sunday when a crane fell, police said."
    killed = nlp_event(text, "killed").date
    fell = nlp_event(text, "fell").date
    assert killed is not None
    assert fell is not None
    assert (killed.edtf, fell.edtf) == ("2024-03-03", "2024-03-03")


def test_what_began_a_lasting_state_does_not_last(nlp_event: Event) -> None:
    text = "They had been cut off since Friday evening, when a first flood blocked the main road."
    date = nlp_event(text, "blocked").date
    assert date is not None
    assert date.edtf == "2024-03-01"


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Orlo Falcons broke a long drought with a victory over Tarvik on Saturday.", "broke", "2024-03-02"),
        ("Police began to search the yard on Sunday.", "began", "2024-03-03"),
        ("The guards were allowed to go home on Tuesday.", "allowed", "2024-02-27"),
        ("The guards were told to go home on Tuesday.", "go", "2024-03-05"),
        (
            "The clerk was arrested in May 2011. He pleaded guilty to forging bills the following month.",
            "pleaded",
            "2011-06",
        ),
        ("The clerk pleaded guilty to forging bills in May 2011.", "pleaded", "2024-03-04"),
    ],
)
def test_the_last_date_of_a_sentence_may_be_the_main_verbs(
    nlp_event: Event, text: str, trigger: str, edtf: str
) -> None:
    assert _told(nlp_event(text, trigger))[0] == edtf


@pytest.mark.parametrize(
    ("text", "noun", "verb", "shown"),
    [
        ("A hearing is set for 9 June in Tarvik.", "hearing", "set", (True, False)),
        ("Results of the inquiry are expected on 2 June.", "Results", "expected", (True, False)),
        ("The vote moved the markets on Friday.", "vote", "moved", (True, True)),
    ],
)
def test_what_is_set_for_a_day_is_the_entry(
    nlp_event: Event, text: str, noun: str, verb: str, shown: tuple[bool, bool]
) -> None:
    assert (nlp_event(text, noun).timeline, nlp_event(text, verb).timeline) == shown


def test_what_is_due_on_a_day_is_an_entry(nlp_event: Event) -> None:
    event = nlp_event("Quarterly results are due on 2 June.", "results")
    assert (*_told(event), event.timeline) == ("2024-06-02", "timex-in-clause", True)
