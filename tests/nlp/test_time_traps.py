"""What looks like a time expression and is none."""

import pytest

from tests.nlp.time_reading import Read, read_fixture, shown

__all__ = ["read_fixture"]


@pytest.mark.parametrize(
    "text",
    [
        "Call 2882015 for details.",
        "The hall has 1,998 seats.",
        "They drove along Route 1990 to the coast.",
        "Passengers left flight 2024 by the stairs.",
        "The 2000 troops crossed the river.",
        "The reds lost the set 3-5.",
        "The quote stands on page 114.",
        "The fine was $2015 in all.",
        "A toll of 212 dead was reported.",
        "May said she would resign.",
        "They march on the capital.",
        "A second man fled.",
        "A fall in prices hurt farmers.",
        "His brother saw the fall from a hut.",
        "He sat down and wept.",
        "The august chamber fell silent.",
        "Her march to the sea was long.",
        "He is aged 17.",
        "The 52-year-old left.",
        "The boy is nine years old.",
        "It does 80 km an hour.",
        "It grew 5% a year.",
        "It costs $3 a day.",
        "Three-quarters of the town burned.",
        "He is in his 30s.",
        "The film is called High Noon.",
        "He read USA Today at breakfast.",
        "The Fourth Quarter-Final was a draw.",
        "Call 555-2014 or 030-555-2019.",
        "The people of Easter Island voted.",
        "He won gold at the Summer Games.",
        "The artist Johanna Christmas won.",
        "They fought in the Winter War.",
    ],
)
def test_nothing_is_tagged(read: Read, text: str) -> None:
    assert shown(text, read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 2018 gross profit fell.", [("June 2018", "2018-06")]),
        ("A toll since March of 212 dead was reported.", [("March", "2024-03")]),
        ("On June 5 prices rose in 212 shops.", [("June 5", "2023-06-05")]),
        ("He said that last week it rained.", [("last week", "2024-W09")]),
        ("In April. 12 people left.", [("April", "2024-04")]),
        ("He spent Easter in Rome.", [("Easter", "2024-03-31")]),
        ("In the Summer of 1962 he left.", [("the Summer of 1962", "1962-SU")]),
        ("The league existed 1990-2014.", [("1990", "1990"), ("2014", "2014")]),
    ],
)
def test_the_expression_ends_where_it_should(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text, read(text)) == expected


def test_offsets_are_those_of_the_text(read: Read) -> None:
    text = "\U0001f600 Zoë left —\u00a0on\u00a0Friday , in  March\n2021 ."
    assert shown(text, read(text)) == [("Friday", "2024-03-01"), ("March\n2021", "2021-03")]


def test_no_value_is_left_half_resolved(read: Read) -> None:
    text = "In March he left on the 4th; that year, the next day, two weeks later, at night and at 5 p.m."
    for dct in ("2024-03-04", None):
        assert not any("UNDEF" in (value or "") for _, value in shown(text, read(text, dct)))


def test_matching_stays_linear(read: Read) -> None:
    text = "one " * 5_000 + "years ago, " + "3-" * 2_000 + " and the " * 2_000
    assert len(read(text)) < 5_000
