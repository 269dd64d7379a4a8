"""When two dates may be one."""

import pytest

from tests.unit.merge_tellings import tell
from timeline.nlp.merging.date_match import Match, match, told_apart, told_together


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2024-03-01", "2024-03-01", Match.SAME),
        ("2024-03-01", "2024-03-02", Match.CONFLICT),
        ("2024-03-01", "2024-03", Match.COARSE),
        ("2024-03", "2024-03", Match.COARSE),
        ("2024-03", "2024-04", Match.CONFLICT),
        ("2024", "2024-03-01T10:00:00", Match.COARSE),
        ("2024-03-01", "2024-03-01T18:30:00", Match.SAME),
        ("2024-02-09~", "2024-02-11", Match.COARSE),
        ("2024-02-09~", "2024-03-11", Match.CONFLICT),
        ("2014-04/..", "2019", Match.COARSE),
        ("2014-04/..", "2013", Match.CONFLICT),
        ("", "2024", Match.OPEN),
        ("", "", Match.OPEN),
    ],
)
def test_match(left: str, right: str, expected: Match) -> None:
    assert match(tell("a", "x", day=left), tell("b", "x", day=right)) is expected
    assert match(tell("b", "x", day=right), tell("a", "x", day=left)) is expected


@pytest.mark.parametrize(
    ("guess", "known", "expected"),
    [
        ("2024-03-02", "2024-03-02", Match.SAME),
        ("2024-03-02", "2024-03-01", Match.COARSE),
        ("2024-03-02", "2024-03-03", Match.CONFLICT),
        ("2024-03-02", "2024-02-29", Match.CONFLICT),
    ],
)
def test_a_guess_from_the_day_of_publication_may_be_a_day_late(
    guess: str, known: str, expected: Match
) -> None:
    assert match(tell("a", "x", day=guess, anchor="dct"), tell("b", "x", day=known)) is expected


@pytest.mark.parametrize(
    ("loose", "expected"),
    [
        ("2024-03-02", Match.NEAR),
        ("2024-02-28", Match.NEAR),
        ("2024-03-01", Match.SAME),
        ("2024-03-09", Match.CONFLICT),
        ("2024-02-22", Match.CONFLICT),
    ],
)
def test_a_date_from_elsewhere_in_the_sentence_may_be_off_by_days(loose: str, expected: Match) -> None:
    left = tell("a", "x", day=loose, anchor="timex-in-sentence")
    assert match(left, tell("b", "x", day="2024-03-01")) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("2024-03-01", "2024-03-03", True), ("2024-03-01", "2024-04-03", False), ("", "2024-03-03", False)],
)
def test_articles_of_the_same_days(left: str, right: str, expected: bool) -> None:
    assert told_together(tell("a", "x", published=left), tell("b", "x", published=right)) is expected


@pytest.mark.parametrize(
    ("published", "day", "apart"),
    [
        ("2024-03-05", "", False),
        ("2024-07-05", "", True),
        ("2024-07-05", "2024-03-04", False),
        ("2024-03-05", "2023-06", True),
        ("", "", False),
    ],
)
def test_what_has_no_date_is_of_the_days_of_its_article(published: str, day: str, apart: bool) -> None:
    here = tell("a", "vote", published="2024-03-02")
    assert told_apart([here], [tell("b", "vote", published=published, day=day)]) is apart
