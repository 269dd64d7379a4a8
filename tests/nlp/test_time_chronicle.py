"""Lists of dated entries: years of their labels, and what the labels date."""

import pytest

from timeline.nlp import pipeline
from timeline.terms import Factuality

DCT = "2021-08-16"

MIXED = (
    "Timeline: the siege of Ostrel\n\n"
    "2009: After the March 3 flood the mayor resigns.\n\n"
    "February 2020: The guild and the rebels sign a truce. It ends a long feud.\n\n"
    "April 14, 2021: The governor says that the guard will leave by September 11.\n\n"
    "May 4: The rebels launch an attack on the mill.\n\n"
    "July 2: The guard pulls out. Late in the evening the rebels occupy the bridge."
)


def test_labels_without_a_year_follow_their_neighbours() -> None:
    values = [timex.value for timex in pipeline.extract(MIXED, DCT).timexes]
    assert values == [
        "2009", "2009-03-03", "2020-02", "2021-04-14", "2021-09-11", "2021-05-04", "2021-07-02",
        "2021-07-02TEV",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("January 5: A\nFebruary 3: B\nJuly 9: C", ["2021-01-05", "2021-02-03", "2021-07-09"]),
        ("July 9: A\nFebruary 3: B\nJanuary 5: C", ["2021-07-09", "2021-02-03", "2021-01-05"]),
        ("- Nov 2 - A\n- Jan 3 - B\n- May 9 - C", ["2020-11-02", "2021-01-03", "2021-05-09"]),
        ("December 2018: A\nJanuary 3: B\nMay 9: C", ["2018-12", "2019-01-03", "2019-05-09"]),
        ("July 9: War.\nThe talks had failed on February 3.", ["2021-07-09", "2021-02-03"]),
    ],
)
def test_order_of_the_list(text: str, values: list[str]) -> None:
    assert [timex.value for timex in pipeline.extract(text, DCT).timexes] == values


@pytest.mark.parametrize(
    ("trigger", "edtf"),
    [
        ("resigns", "2009"),
        ("sign", "2020-02"),
        ("ends", "2020-02"),
        ("launch", "2021-05-04"),
        ("pulls", "2021-07-02"),
        ("occupy", "2021-07-02"),
    ],
)
def test_a_label_dates_the_entry_in_the_narrative_present(trigger: str, edtf: str) -> None:
    event = next(one for one in pipeline.extract(MIXED, DCT).events if one.trigger.startswith(trigger))
    assert (event.date and event.date.edtf, event.factuality) == (edtf, Factuality.OCCURRED)


def test_what_an_entry_announces_stays_planned() -> None:
    event = next(one for one in pipeline.extract(MIXED, DCT).events if one.trigger == "leave")
    assert (event.date and event.date.edtf, event.factuality) == ("2021-09-11", Factuality.PLANNED)


def test_two_lines_with_a_date_are_no_chronicle() -> None:
    text = "May 2019: The mill reopens.\n\nThe mayor spoke on Monday. The mill makes wool."
    events = {event.trigger: event for event in pipeline.extract(text, DCT).events}
    assert all(event.date is None or event.date.edtf != "2019-05" for event in (events["spoke"],))
