"""Expressions that share or lend a part: years, months, clocks, centuries; parts of longer times."""

import pytest

from tests.nlp.time_reading import Read, edtf, read_fixture, shown

__all__ = ["read_fixture"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two years ago, in March, the dam burst.", [("Two years ago", "2022"), ("March", "2022-03")]),
        ("Last year, on 3 May, the dam burst.", [("Last year", "2023"), ("3 May", "2023-05-03")]),
        ("The dam burst in May three years ago.", [("May three years ago", "2021-05")]),
        ("Two years ago it rained. In May it snowed.", [("Two years ago", "2022"), ("May", "2023-05")]),
        ("Twenty years ago today the dam burst.", [("Twenty years ago today", "2004-03-04")]),
        ("Five years ago this week it burst.", [("Five years ago this week", "2019-W10")]),
        ("In the 18th and 19th centuries they ruled.", [("the 18th", "17"), ("19th centuries", "18")]),
        ("The 18th and the 19th houses burned.", []),
        ("It opens at 4 o'clock in the afternoon on Friday.",
         [("4 o'clock in the afternoon on Friday", "2024-03-08T16:00")]),
        ("It opened at 10 a.m. (EST) on Friday.", [("10 a.m. (EST) on Friday", "2024-03-01T10:00")]),
        ("At the turn of the year he left.", []),
        ("In the year 2019 he left.", [("the year 2019", "2019")]),
        ("Half a century ago it burned.", [("Half a century ago", "1974")]),
        ("Two and a half years ago it burned.", [("Two and a half years ago", "2021-09")]),
        ("On 9/10 November 1989 it fell.", [("9", "1989-11-09"), ("10 November 1989", "1989-11-10")]),
        ("On August 4/5 it fell.", [("August 4", "2023-08-04"), ("5", "2023-08-05")]),
        ("On August 4, 5 and 6, 1944, it fell.",
         [("August 4", "1944-08-04"), ("5", "1944-08-05"), ("6, 1944", "1944-08-06")]),
        ("In 70 CE it burned; the CE mark came later.", [("70 CE", "0070")]),
        ("In the first half of the year it grew.", [("the first half of the year", "2024-H1")]),
        ("In the first half of the match it rained.", []),
        ("It rose at 0630 GMT on Friday, at 1800 hours on Sunday.",
         [("0630 GMT on Friday", "2024-03-01T06:30"), ("1800 hours on Sunday", "2024-03-03T18:00")]),
        ("On Friday it rose at 1353 (1023 GMT).",
         [("Friday", "2024-03-01"), ("1353", "2024-03-01T13:53"), ("1023 GMT", "2024-03-01T10:23")]),
        ("It rose at 2010 local time and fell in 1353.",
         [("2010 local time", "2024-03-04T20:10"), ("1353", "1353")]),
        ("It lasted 1800 hours and no more.", [("1800 hours", "PT1800H")]),
        ("From 9am to 5pm on Friday it rose.",
         [("9am", "2024-03-01T09:00"), ("5pm on Friday", "2024-03-01T17:00")]),
        ("In FY2023 sales rose, in 3Q 2023 too.", [("FY2023", "2023"), ("3Q 2023", "2023-Q3")]),
        ("The 4H club met at 14.30 on Friday.", [("14.30 on Friday", "2024-03-01T14:30")]),
        ("Shares closed at 14.30.", []),
        ("On Monday, Wednesday and Friday last week it rained.",
         [("Monday", "2024-02-26"), ("Wednesday", "2024-02-28"), ("Friday last week", "2024-03-01")]),
        ("In March and April last year it rained.", [("March", "2023-03"), ("April last year", "2023-04")]),
        ("In March, April and May 2019 it rained.",
         [("March", "2019-03"), ("April", "2019-04"), ("May 2019", "2019-05")]),
        ("On Monday he left, and on Friday last week he came.",
         [("Monday", "2024-03-04"), ("Friday last week", "2024-03-01")]),
    ],
)  # fmt: skip
def test_what_belongs_together(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text, read(text)) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mill will one day be a museum.", "FUTURE_REF"),
        ("It will take one day.", "P1D"),
        ("The week of the talks was cold.", "P1W"),
        ("The week of 4 March was cold.", "2024-W10"),
        ("The week of Easter was cold.", "2024-W13"),
        ("The week was cold.", "2024-W10"),
        ("The morning after the raid he left.", "XXXX-XX-XXTMO"),
        ("The morning of 3 March he left.", "2024-03-03TMO"),
        ("On a Monday it rained.", "XXXX-WXX-1"),
        ("A Monday vote failed.", "2024-03-04"),
    ],
)
def test_what_names_no_day_of_its_own(read: Read, text: str, value: str) -> None:
    assert read(text)[0].value == value


def test_one_moment_on_two_clocks(read: Read) -> None:
    drafts = read("He died at 06:30 (04:30 GMT) on Saturday.")
    assert [edtf(draft) for draft in drafts] == ["2024-03-02T06:30:00", "2024-03-02T04:30:00"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In the second half of the 19th century they ruled.", "1850/1899"),
        ("In the first half of the 1990s they ruled.", "1990/1994"),
        ("In the last quarter of the 19th century they ruled.", "1875/1899"),
        ("In the last quarter of 2022 they ruled.", "2022-10/2022-12"),
        ("In the first half of May 2023 they ruled.", "2023-05-01/2023-05-15"),
        ("In the second half of May 2023 they ruled.", "2023-05-16/2023-05-31"),
        ("In the first days of May 2023 it rained.", "2023-05-01/2023-05-10"),
        ("In the last weeks of 2022 it rained.", "2022-09/2022-12"),
        ("In the closing days of May 2023 it rained.", "2023-05-21/2023-05-31"),
        ("He was born around 1850.", "1850~"),
        ("He was born c. 1850.", "1850~"),
        ("About 2000 of them came.", None),
        ("In recent weeks of 2022 reports it rained.", None),
    ],
)
def test_parts_and_rough_dates(read: Read, text: str, date: str | None) -> None:
    drafts = read(text)
    assert (edtf(drafts[0]) if drafts else None) == date
