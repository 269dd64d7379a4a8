"""Reasons in words: known codes, gaps, codes nobody has put into words yet."""

import pytest

from timeline import reasons


@pytest.mark.parametrize(
    ("anchor", "timex", "words", "sentence"),
    [
        (
            {"code": "timex-in-clause"},
            {"code": "weekday-before-dct", "weekday": 5, "dct": "2024-03-11"},
            "Saturday",
            "The date given in the same clause, “Saturday”; the last such day up to the article’s date; "
            "published 11 March 2024.",
        ),
        (
            {"code": "timex-in-clause"},
            {"code": "explicit"},
            "3 May 2020",
            "The date given in the same clause, “3 May 2020”; written in full in the text.",
        ),
        (
            {"code": "dct"},
            {},
            "",
            "No date beside it: the article tells it as news of its own day; published 11 March 2024.",
        ),
        (
            {"code": "dct", "via": "present"},
            {},
            "",
            "Told in the present: it held on the article’s own day; published 11 March 2024.",
        ),
        ({"code": "abstain", "why": "no date given"}, {}, "", "None could be read (no date given)."),
        (
            {"code": "abstain", "why": "future without a date", "side": "after"},
            {},
            "",
            "None could be read (future without a date); it lies after the article’s date; "
            "published 11 March 2024.",
        ),
        (
            {"code": "offset-from-event", "event": "raid", "amount": -8, "unit": "M", "approx": True},
            {},
            "",
            "About 8 months before “raid”.",
        ),
        (
            {"code": "scene"},
            {},
            "",
            "The date of the event told just before it, with which it forms one scene.",
        ),
        ({}, {}, "", ""),
    ],
    ids=["weekday", "explicit", "dct", "present", "abstain", "side", "offset", "gap", "none"],
)
def test_how_an_event_was_dated(
    anchor: dict[str, object], timex: dict[str, object], words: str, sentence: str
) -> None:
    assert reasons.date_sentence(anchor, timex, words, "2024-03-11") == sentence


def test_dates_among_the_parameters_are_put_into_words() -> None:
    assert (
        reasons.sentence({"code": "anaphor", "timex": "2023-02"})
        == "refers to a date named before it, February 2023"
    )


def test_an_offset_names_its_anchor_as_finely_as_it_counts() -> None:
    reason = {"code": "offset-from-date", "amount": 1.0, "unit": "Y", "from": "1998-01-01"}
    assert reasons.sentence(reason) == "counted from the date named before it, 1998"


def test_an_unknown_code_is_shown_not_hidden() -> None:
    assert reasons.sentence({"code": "moon-phase", "phase": "full"}) == "rule “moon phase” (phase full)"


def test_a_cue_is_quoted() -> None:
    assert reasons.sentence({"code": "cue", "word": "denied", "value": "denied"}) == "because of “denied”"


def test_aliases_have_reasons_of_their_own() -> None:
    assert (
        reasons.alias_sentence({"code": "acronym", "name": "Outer Isles Ferries"})
        == "the initials of Outer Isles Ferries"
    )
    assert reasons.alias_sentence({}) == ""


def test_no_distance_is_the_same_day() -> None:
    reason = {"code": "offset-from-event", "event": "landing", "amount": 0, "unit": "D", "approx": False}
    assert reasons.date_sentence(reason, {}, "", "") == "The day of “landing”."


def test_a_quarter_is_named_in_words() -> None:
    reason = {"code": "period-minus-year", "period": "2024-Q1"}
    assert reasons.sentence(reason) == "the first quarter of 2024, the same period a year before"
