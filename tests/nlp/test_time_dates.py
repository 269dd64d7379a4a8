"""Dates written in full or in part: day, month, season, quarter, year, decade, century, era."""

import pytest

from tests.nlp.time_reading import Read, edtf, read_fixture, shown
from timeline.nlp.draft import TimexDraft
from timeline.terms import Precision, TimexType

__all__ = ["read_fixture"]

EXPLICIT = [
    ("The bridge opened on 4 March 2021.", "4 March 2021", "2021-03-04", "2021-03-04"),
    ("The bridge opened on March 4th, 2021.", "March 4th, 2021", "2021-03-04", "2021-03-04"),
    ("The bridge opened on the 4th of March 2021.", "the 4th of March 2021", "2021-03-04", "2021-03-04"),
    ("The bridge opened on 2021-03-04 at last.", "2021-03-04", "2021-03-04", "2021-03-04"),
    ("The bridge opened on 04.03.2021.", "04.03.2021", "2021-03-04", "2021-03-04"),
    ("The bridge opened on 19-Nov-12.", "19-Nov-12", "2012-11-19", "2012-11-19"),
    ("The bridge opened on Thursday, March 4, 2021.", "Thursday, March 4, 2021", "2021-03-04", "2021-03-04"),
    ("The bridge opened in March 2021.", "March 2021", "2021-03", "2021-03"),
    ("The bridge opened in 2021.", "2021", "2021", "2021"),
    ("It grew through the 1990s.", "the 1990s", "199", "199X"),
    ("It grew through the '60s.", "the '60s", "196", "196X"),
    ("It grew in the 20th century.", "the 20th century", "19", "19XX"),
    ("The fleet sailed in 490 BC.", "490 BC", "BC0490", "-0489"),
    ("The wall stood by AD 114.", "AD 114", "0114", "0114"),
    ("The league met in the 470s BC.", "the 470s BC", "BC047", "-0478/-0469"),
    ("Sales rose in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3", "2023-07/2023-09"),
    ("Sales rose in Q2 2023.", "Q2 2023", "2023-Q2", "2023-04/2023-06"),
    ("Sales rose in the first half of 2023.", "the first half of 2023", "2023-H1", "2023-01/2023-06"),
    ("It snowed in the winter of 1994.", "the winter of 1994", "1994-WI", "1994-24"),
    ("It snowed in fiscal 2022.", "fiscal 2022", "2022", "2022"),
    ("He spoke of nineteen ninety-six.", "nineteen ninety-six", "1996", "1996"),
    ("The class of '08 returned.", "'08", "2008", "2008"),
]


@pytest.mark.parametrize(("text", "words", "value", "date"), EXPLICIT)
def test_a_date_with_its_year_needs_no_context(
    read: Read, text: str, words: str, value: str, date: str
) -> None:
    for dct in ("2024-03-04", None):
        (draft,) = read(text, dct)
        assert shown(text, [draft]) == [(words, value)]
        assert edtf(draft) == date
        assert draft.anchors


MODIFIED = [
    ("It closed in early March 2021.", "START", "2021-03-01/2021-03-10"),
    ("It closed in mid-March 2021.", "MID", "2021-03-11/2021-03-20"),
    ("It closed at the end of March 2021.", "END", "2021-03-21/2021-03-31"),
    ("It closed in early 2021.", "START", "2021-01/2021-04"),
    ("It closed in mid-2021.", "MID", "2021-05/2021-08"),
    ("It closed in late 2021.", "END", "2021-09/2021-12"),
    ("It closed in the early 1990s.", "START", "1990/1994"),
    ("It closed in the mid-1980s.", "MID", "1983/1987"),
    ("It closed in the late 1990s.", "END", "1995/1999"),
    ("It closed in late summer 2021.", "END", "2021-08-01/2021-09-22"),
]


@pytest.mark.parametrize(("text", "mod", "date"), MODIFIED)
def test_parts_of_periods_follow_one_convention(read: Read, text: str, mod: str, date: str) -> None:
    (draft,) = read(text)
    assert (draft.mod, edtf(draft)) == (mod, date)


LISTS = [
    ("Talks ran on 3-5 May 2024.", [("3", "2024-05-03"), ("5 May 2024", "2024-05-05")]),
    ("Talks ran on May 3-5, 2024.", [("May 3", "2024-05-03"), ("5, 2024", "2024-05-05")]),
    ("Talks ran from May to July 2014.", [("May", "2014-05"), ("July 2014", "2014-07")]),
    ("Talks ran between 2010 and 2012.", [("2010", "2010"), ("2012", "2012")]),
    ("The club won in 1998/99.", [("1998", "1998"), ("99", "1999")]),
    ("He ran in 2011, 2014 and 2019.", [("2011", "2011"), ("2014", "2014"), ("2019", "2019")]),
    ("The siege (480-479 BC) was long.", [("480", "BC0480"), ("479 BC", "BC0479")]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_and_ranges_are_one_expression_each(
    read: Read, text: str, expected: list[tuple[str, str]]
) -> None:
    assert shown(text, read(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["Talks ran on 3-5 May 2024.", "Talks ran between 2010 and 2012.", "It ran from May to July 2014."],
)
def test_a_range_knows_where_it_ends(read: Read, text: str) -> None:
    assert [draft.range_end for draft in read(text)] == [1, None]


def test_a_list_is_no_range(read: Read) -> None:
    assert [draft.range_end for draft in read("He ran in 2011 and 2014.")] == [None, None]


class TestNumericOrder:
    def test_a_sibling_fixes_the_order(self, read: Read) -> None:
        text = "It opened on 03/04/2024 and closed on 25/04/2024."
        assert [value for _, value in shown(text, read(text))] == ["2024-04-03", "2024-04-25"]

    def test_the_other_order(self, read: Read) -> None:
        text = "It opened on 03/04/2024 and closed on 03/25/2024."
        assert [value for _, value in shown(text, read(text))] == ["2024-03-04", "2024-03-25"]

    def test_without_a_sibling_only_the_year_is_known(self, read: Read) -> None:
        (draft,) = read("It opened on 03/04/2024.")
        assert (draft.value, draft.reason["code"]) == ("2024", "numeric-order-unknown")


def test_an_impossible_date_is_refused_whole(read: Read) -> None:
    assert read("The form says Feb 29, 2015 as its date.") == []
    assert read("The form says 31 April 2015 as its date.") == []


def test_the_anaphoric_year_is_the_one_named_last(read: Read) -> None:
    text = "It began in March 2014. The war has gone on since April of that year."
    assert shown(text, read(text)) == [("March 2014", "2014-03"), ("April of that year", "2014-04")]


HOLIDAYS = [
    ("They met on New Year's Eve.", "2023-12-31"),
    ("They met on New Year's Day.", "2024-01-01"),
    ("They met on Christmas Eve.", "2023-12-24"),
    ("They will meet on Easter Monday.", "2024-04-01"),
    ("They met on Easter Monday 2019.", "2019-04-22"),
    ("They will meet on Good Friday.", "2024-03-29"),
    ("They will meet in the week of Easter.", "2024-03-25/2024-03-31"),
    ("He said so in his New Year's speech.", "2023-12-31/2024-01-01"),
]


@pytest.mark.parametrize(("text", "date"), HOLIDAYS)
def test_holidays_are_computed(read: Read, text: str, date: str) -> None:
    (draft,) = read(text)
    assert edtf(draft) == date


def test_the_turn_of_the_year_stays_an_interval(read: Read) -> None:
    text = "In his New Year’s speech he spoke of peace."
    (draft,) = read(text, "2022-01-03")
    assert (text[draft.start : draft.end], edtf(draft)) == ("New Year", "2021-12-31/2022-01-01")


def test_every_dated_expression_says_why(read: Read) -> None:
    drafts: list[TimexDraft] = read("On 4 March 2021 it opened; in November it closed, on Friday it burned.")
    assert drafts[0].reason["code"] == "explicit"
    assert all(draft.reason["code"] for draft in drafts)
    assert all(draft.type is TimexType.DATE for draft in drafts)


def test_precision_is_the_granularity_of_the_words(read: Read) -> None:
    drafts = read("In 2021, in March 2021, on 4 March 2021 and in the 1990s.")
    assert [d.date.precision for d in drafts if d.date] == [
        Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.DECADE,
    ]  # fmt: skip


NTH = [
    ("It fell in the first week of January 2023.", "the first week of January 2023", "2023-01-01/2023-01-07"),
    ("It fell in the last week of May.", "the last week of May", "2023-05-25/2023-05-31"),
    ("It fell on the second Tuesday in March 2021.", "the second Tuesday in March 2021", "2021-03-09"),
    ("It fell on the last day of February 2020.", "the last day of February 2020", "2020-02-29"),
]


@pytest.mark.parametrize(("text", "words", "date"), NTH)
def test_counted_parts_of_a_period(read: Read, text: str, words: str, date: str) -> None:
    (draft,) = read(text)
    assert (text[draft.start : draft.end], edtf(draft)) == (words, date)


def test_a_fifth_friday_that_does_not_exist_gets_no_date(read: Read) -> None:
    (draft,) = read("It fell on the fifth Friday in February 2021.")
    assert draft.date is None


def test_a_day_that_depends_on_the_country_waits_for_the_country(read: Read) -> None:
    (draft,) = read("They will meet on Thanksgiving.")
    assert (draft.value, draft.date) == (None, None)
    assert edtf(read("In the United States they will meet on Thanksgiving 2024.")[-1]) == "2024-11-28"


@pytest.mark.parametrize("text", ["They met at Lunar New Year.", "They met on Orthodox Easter."])
def test_days_of_other_calendars_are_left_alone(read: Read, text: str) -> None:
    assert read(text) == []
