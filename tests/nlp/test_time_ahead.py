"""Dates that lie ahead or behind: since, in three weeks, a week from Thursday, the months to June, plans."""

import pytest

from tests.nlp.time_reading import Read, edtf, read_fixture

__all__ = ["read_fixture"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The road has been closed since April.", ["2023-04"]),
        ("The road has been closed since 5 June.", ["2023-06-05"]),
        ("The toll since Thursday is twelve.", ["2024-02-29"]),
        ("The trial will start in three weeks.", ["2024-03-25/2024-03-31"]),
        ("The bridge will reopen in two months.", ["2024-05"]),
        ("The vote is due in five days.", ["2024-03-09"]),
        ("The report is due Friday.", ["2024-03-08"]),
        ("He finished the book in two weeks.", [None]),
        ("It will be the third strike in two months.", [None]),
        ("Profit will rise in the six months ahead.", [None]),
        ("The vote will be held in two months' time.", ["2024-05"]),
        ("He will be back in a week's time.", ["2024-03-11/2024-03-17"]),
        ("They will vote a week from Thursday.", ["2024-03-14"]),
        ("They will vote two days from tomorrow.", ["2024-03-07"]),
        ("The union planned a rally on Saturday.", ["2024-03-09"]),
        ("The union held a rally on Saturday.", ["2024-03-02"]),
        ("The council scheduled a hearing for Thursday.", ["2024-03-07"]),
        ("The road must reopen by Friday.", ["2024-03-08"]),
        ("The gate may open on Friday.", ["2024-03-08"]),
        ("The guard may have left on Friday.", ["2024-03-01"]),
        ("The shop will open on January 20.", ["2025-01-20"]),
        ("The shop opened on January 20.", ["2024-01-20"]),
        ("The shop scrapped the sale planned for January 20.", ["2024-01-20"]),
        ("The shop will open after the talks of February 28.", ["2024-02-28"]),
        ("The crew was not able to reach him on Saturday.", ["2024-03-02"]),
        ("The crew was ready to meet him on Saturday.", ["2024-03-09"]),
        ("The party wants to vote on it after meeting its foes at the weekend.", ["2024-03-02/2024-03-03"]),
        ("The lease had been due to expire on Friday.", ["2024-03-01"]),
    ],
)
def test_ahead_or_behind(read: Read, text: str, dates: list[str | None]) -> None:
    assert [edtf(draft) for draft in read(text)] == dates


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Profit rose in the six months to 30 June.", "2023-06-30"),
        ("Profit rose in the three months to March.", "2023-03"),
        ("Profit rose in the 12 months to January.", "2024-01"),
        ("Profit will rise in the six months to 30 June.", "2024-06-30"),
        ("He moved his shop to March.", "2024-03"),
        ("It was held from 28 April to 3 May.", "2023-05-03"),
        ("It was held from 28 December to 3 January.", "2024-01-03"),
        ("It will be held from 28 April to 3 May.", "2024-05-03"),
        ("The loan was extended through January.", "2024-01"),
        ("The show runs through Friday.", "2024-03-08"),
        ("The show ran through Friday.", "2024-03-01"),
    ],
)
def test_the_end_of_a_period(read: Read, text: str, last: str) -> None:
    assert edtf(read(text)[-1]) == last


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rained in the last week of the campaign.", ["P1W"]),
        ("It rained in the last week of May 2023.", ["2023-W21"]),
        ("It rained on the first day of this month.", ["2024-03-01"]),
        ("It rained in the last week.", ["2024-W09"]),
        ("The fair opens once a month and twice a year.", ["P1M", "P1Y"]),
        ("The dam burst on 4 March 2024 at dawn.", ["2024-03-04TMO"]),
    ],
)
def test_values(read: Read, text: str, values: list[str]) -> None:
    assert [draft.value for draft in read(text)] == values


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Rain fell from Monday through Wednesday.", ["2024-02-26", "2024-02-28"]),
        ("Rain fell from Friday to Sunday.", ["2024-03-01", "2024-03-03"]),
        ("Rain will fall from Monday to Friday.", ["2024-03-04", "2024-03-08"]),
        ("Rain fell on Monday and Wednesday.", ["2024-03-04", "2024-02-28"]),
    ],
)
def test_a_range_of_weekdays_runs_forward(read: Read, text: str, dates: list[str]) -> None:
    assert [edtf(draft) for draft in read(text)] == dates


def test_the_full_stop_is_no_part_of_the_hour(read: Read) -> None:
    text = "Police were called at 11pm. They came at 11 p.m. on Sunday."
    assert [text[draft.start : draft.end] for draft in read(text)] == ["11pm", "11 p.m. on Sunday"]


def test_a_pair_of_years_is_a_range(read: Read) -> None:
    assert read("The season of 1998/99 was short.")[0].range_end == 1
