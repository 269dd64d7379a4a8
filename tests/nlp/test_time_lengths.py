"""Durations, spans, sets, vague references, and lengths measured from an event."""

import pytest

from tests.nlp.time_reading import Read, read_fixture
from timeline.terms import TimexType

__all__ = ["read_fixture"]

DURATIONS = [
    ("The siege lasted six months.", "six months", "P6M"),
    ("The siege lasted 2 1/2 years.", "2 1/2 years", "P2Y6M"),
    ("The siege lasted two and a half years.", "two and a half years", "P2Y6M"),
    ("The siege lasted a couple of years.", "a couple of years", "P2Y"),
    ("The siege lasted two to three weeks.", "two to three weeks", "P2W"),
    ("The call lasted a minute and a half.", "a minute and a half", "PT1M30S"),
    ("The call lasted 72 hours.", "72 hours", "PT72H"),
    ("The siege lasted twenty-five years.", "twenty-five years", "P25Y"),
    ("The siege lasted two decades.", "two decades", "P20Y"),
    ("The three-week strike is over.", "three-week", "P3W"),
    ("The 30-day pause is over.", "30-day", "P30D"),
    ("Prices fell over the past three months.", "the past three months", "P3M"),
    ("Prices fell in recent weeks.", "recent weeks", "PXW"),
    ("Prices will fall in the coming years.", "the coming years", "PXY"),
    ("He waited for a few minutes.", "a few minutes", "PTXM"),
    ("Profit fell in the first nine months.", "the first nine months", "P9M"),
]


@pytest.mark.parametrize(("text", "words", "value"), DURATIONS)
def test_a_length_keeps_its_unit_and_dates_nothing(read: Read, text: str, words: str, value: str) -> None:
    (draft,) = read(text)
    assert (text[draft.start : draft.end], draft.type, draft.value) == (words, TimexType.DURATION, value)
    assert draft.date is None
    assert not draft.anchors


SETS = [
    ("The council meets every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
    ("The council meets twice a year.", "twice a year", "P1Y"),
    ("The boats sail daily.", "daily", "P1D"),
    ("The council meets every two weeks.", "every two weeks", "P2W"),
    ("The fair is held annually.", "annually", "P1Y"),
    ("The boats sail on Mondays.", "Mondays", "XXXX-WXX-1"),
]


@pytest.mark.parametrize(("text", "words", "value"), SETS)
def test_repetitions_are_sets(read: Read, text: str, words: str, value: str) -> None:
    (draft,) = read(text)
    assert (text[draft.start : draft.end], draft.type, draft.value) == (words, TimexType.SET, value)
    assert not draft.anchors


RELATIONS = [
    ("He resigned three weeks after the raid.", "three weeks", "after", "P3W"),
    ("He resigned two days before the vote.", "two days", "before", "P2D"),
    ("He resigned on the eve of the vote.", "the eve", "eve", "P1D"),
    ("He resigned hours before the deadline.", "hours", "before", "PTXH"),
    ("He resigned the day after the raid.", "the day", "after", "P1D"),
]


@pytest.mark.parametrize(("text", "words", "relation", "value"), RELATIONS)
def test_a_length_measured_from_an_event_says_so(
    read: Read, text: str, words: str, relation: str, value: str
) -> None:
    (draft,) = read(text)
    assert (text[draft.start : draft.end], draft.relation, draft.value) == (words, relation, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Prices are falling now.", "PRESENT_REF"),
        ("Help will come soon.", "FUTURE_REF"),
        ("In the past he lied.", "PAST_REF"),
    ],
)
def test_vague_words_have_no_date(read: Read, text: str, value: str) -> None:
    (draft,) = read(text)
    assert (draft.value, draft.date, draft.anchors) == (value, None, False)


@pytest.mark.parametrize(
    "text", ["Then he left.", "He had already left.", "As soon as he left, it fell.", "Soon after, it fell."]
)
def test_words_that_only_order_are_no_expressions(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("He has lived here for the past six years.", "2018/2024"),
        ("Prices fell over the past three months.", "2023-12/2024-03"),
        ("It will rain for the next two weeks.", "2024-03-04/2024-03-18"),
        ("Prices fell in recent weeks.", None),
    ],
)
def test_a_span_keeps_its_bounds_beside_it(read: Read, text: str, bounds: str | None) -> None:
    (draft,) = read(text)
    assert draft.reason.get("edtf") == bounds
    assert draft.date is None
