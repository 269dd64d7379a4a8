"""Dates that an event takes from its own clause, its sentence, or another event."""

from collections.abc import Callable

import pytest

from timeline.dates import DateInterval
from timeline.nlp.anchors.event_offsets import shift
from timeline.nlp.records import EventMention, Extraction
from timeline.terms import Factuality

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
