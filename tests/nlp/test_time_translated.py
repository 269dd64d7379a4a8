"""Dates as translated or unedited English writes them, and clock times told in words."""

import pytest

from tests.nlp.time_reading import Read, read_fixture, shown

__all__ = ["read_fixture"]

DCT = "2024-03-04"

ROWS = [
    ("The deputy resigned the past 5 of January.", "the past 5 of January", "2024-01-05"),
    ("The pact was signed last February 12 in Ostrel.", "last February 12", "2024-02-12"),
    ("The pact was signed last March 12 in Ostrel.", "last March 12", "2023-03-12"),
    ("He was held in the month of May of last year.", "the month of May of last year", "2023-05"),
    ("The fair takes place the day 12 of April.", "the day 12 of April", "2024-04-12"),
    ("The fair was opened on the day 3.", "the day 3", "2024-03-03"),
    ("The judge ordered it on the 2nd of this month.", "the 2nd of this month", "2024-03-02"),
    ("Rain fell in the early hours of Saturday.", "the early hours of Saturday", "2024-03-02TMO"),
    ("It rained in the early hours of Saturday night.", "the early hours of Saturday", "2024-03-02TMO"),
    ("The train left at half past five in the morning on Sunday.",
     "half past five in the morning on Sunday", "2024-03-03T05:30"),
    ("It sank at a quarter to nine p.m. on Sunday.", "a quarter to nine p.m. on Sunday", "2024-03-03T20:45"),
    ("It sank at 9 p.m. Lakeport time on Sunday.", "9 p.m. Lakeport time on Sunday", "2024-03-03T21:00"),
    ("The law came into force the past month of January.", "the past month of January", "2024-01"),
    ("The fair was moved to the autumn.", "the autumn", "2024-FA"),
    ("From Wednesday smoking will be banned.", "Wednesday", "2024-03-06"),
    ("He got two years and six months in prison.", "two years and six months", "P2Y6M"),
    ("The trip took an hour and twenty minutes.", "an hour and twenty minutes", "PT1H20M"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), ROWS)
def test_one_expression(read: Read, text: str, words: str, value: str) -> None:
    assert shown(text, read(text, DCT)) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Exports fell from October to January.", ["2023-10", "2024-01"]),
        ("A day earlier, on Saturday, a boat had sunk.", ["2024-03-02", "2024-03-02"]),
        ("It burned in the night from Friday to Saturday.", ["2024-03-01TNI", "2024-03-02"]),
        ("The paper wrote that May would resign in May.", ["2024-05"]),
        ("The mill closed from July to September.", ["2023-07", "2023-09"]),
    ],
)
def test_neighbours_tell_the_date(read: Read, text: str, values: list[str]) -> None:
    assert [draft.value for draft in read(text, DCT)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Friday said that he knew nothing.",
        "Inspector Friday smiled.",
        "Two climbers were hurt in the fall.",
        "The Thirty Years' War ruined the town.",
        "By the turn of the century the town had a railway.",
        "The train left at half past five.",
        "The mayor, of 56 years, resigned.",
        "It is the third such fire in as many months.",
        "Within half past experience it is rare.",
    ],
)
def test_no_expression(read: Read, text: str) -> None:
    assert read(text, DCT) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor said Friday that he knew nothing.", "2024-03-01"),
        ("On Friday police said nothing.", "2024-03-01"),
        ("The party lost seats in the fall.", "2023-FA"),
        ("The feud lasted thirty years.", "P30Y"),
    ],
)
def test_the_same_words_as_times(read: Read, text: str, value: str) -> None:
    assert [draft.value for draft in read(text, DCT)] == [value]
