"""A search as clauses: what a click adds or takes away, while the rest of the text stays as typed."""

import pytest

from timeline.search.clauses import Clause, clauses, with_clause, without, written


@pytest.mark.parametrize(
    ("value", "excluded", "text"),
    [
        ("planned", False, "fact:planned"),
        ("planned", True, "-fact:planned"),
        ("Harbour Office", False, 'fact:"Harbour Office"'),
        ("(odd)", False, 'fact:"(odd)"'),
        (">=2", False, 'fact:">=2"'),
        ('the "Gull"', False, 'fact:"the  Gull "'),
    ],
)
def test_a_clause_is_written_as_a_reader_would(value: str, excluded: bool, text: str) -> None:
    assert written("fact", value, excluded) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("storm harbour", [Clause("storm harbour")]),
        ("storm fact:planned", [Clause("storm"), Clause("fact:planned", "fact", "planned")]),
        (
            '-actor:"Harbour Office"',
            [Clause('-actor:"Harbour Office"', "actor", "Harbour Office", excluded=True)],
        ),
        ("date:>=2024", [Clause("date:>=2024", "date", ">=2024")]),
        ("(storm OR tide) is:undated", [Clause("(storm OR tide)"), Clause("is:undated", "is", "undated")]),
        ("storm OR fact:planned", [Clause("storm OR fact:planned")]),
        ("colour:red", [Clause("colour:red")]),
        ("storm) (tide", [Clause("storm) (tide")]),
    ],
)
def test_a_search_falls_into_what_must_hold(text: str, found: list[Clause]) -> None:
    assert clauses(text) == found


def test_adding_and_taking_away_leave_the_rest_as_it_is() -> None:
    text = with_clause('storm "high water"', "fact:planned")
    assert text == 'storm "high water" fact:planned'
    assert without(text, "fact:planned") == 'storm "high water"'
    assert without(text, "fact:denied") == text


def test_a_search_with_or_is_put_into_brackets_before_it_is_narrowed() -> None:
    assert with_clause("storm OR tide", "fact:planned") == "(storm OR tide) fact:planned"
    assert with_clause("(storm OR tide)", "fact:planned") == "(storm OR tide) fact:planned"
    assert with_clause("", "fact:planned") == "fact:planned"
