"""Expressions that count from the article's date, from tense, or from a date told before."""

import pytest

from tests.nlp.time_reading import Read, edtf, read_fixture, shown
from timeline.terms import TimexType

__all__ = ["read_fixture"]

# published on Monday, 4 March 2024
NEWS = [
    # rule A: weekdays
    ("Police arrested two men on Friday.", "Friday", "2024-03-01"),
    ("Police arrested two men on Monday.", "Monday", "2024-03-04"),
    ("The council will vote on Friday.", "Friday", "2024-03-08"),
    ("The council is scheduled to vote on Wednesday.", "Wednesday", "2024-03-06"),
    ("The council extended the deadline until Thursday.", "Thursday", "2024-03-07"),
    ("She resigned last Friday.", "last Friday", "2024-03-01"),
    ("She will resign next Friday.", "next Friday", "2024-03-08"),
    ("They will meet on Friday week.", "Friday week", "2024-03-15"),
    ("She resigned on Friday of last week.", "Friday of last week", "2024-03-01"),
    # rule B: months and days of months
    ("The talks failed in November.", "November", "2023-11"),
    ("The talks will resume in May.", "May", "2024-05"),
    ("A visit is planned for 12 April.", "12 April", "2024-04-12"),
    ("The strike began on December 7.", "December 7", "2023-12-07"),
    ("The dam burst last June.", "last June", "2023-06"),
    ("The dam burst in July last year.", "July last year", "2023-07"),
    ("The June meeting will be short.", "June", "2024-06"),
    # deictic and relative
    ("It rained yesterday.", "yesterday", "2024-03-03"),
    ("It will rain tomorrow.", "tomorrow", "2024-03-05"),
    ("It rained the day before yesterday.", "the day before yesterday", "2024-03-02"),
    ("Prices rose last month.", "last month", "2024-02"),
    ("Prices rose this year.", "this year", "2024"),
    ("Prices will rise next year.", "next year", "2025"),
    ("It rained last week.", "last week", "2024-02-26/2024-03-03"),
    ("It rained over the weekend.", "the weekend", "2024-03-02/2024-03-03"),
    ("It rained in the week of 12 February.", "the week of 12 February", "2024-02-12/2024-02-18"),
    ("Early last year the river froze.", "Early last year", "2023-01/2023-04"),
    # seasons and quarters
    ("Reports appeared in autumn.", "autumn", "2023-23"),
    ("The pool closed last summer.", "last summer", "2023-22"),
    ("The pool will open this summer.", "this summer", "2024-22"),
    ("Profit fell in the fourth quarter.", "the fourth quarter", "2023-10/2023-12"),
    ("First-half results were weak.", "First-half", "2023-01/2023-06"),
    ("Next year's first quarter will be better.", "Next year's first quarter", "2025-01/2025-03"),
    # N units ago
    ("He left two years ago.", "two years ago", "2022"),
    ("He left three days ago.", "three days ago", "2024-03-01"),
    ("He left four months ago.", "four months ago", "2023-11"),
    ("He left two weeks ago.", "two weeks ago", "2024-02-19/2024-02-25"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "date"), NEWS)
def test_news_counts_from_the_publication_date(read: Read, text: str, words: str, date: str) -> None:
    (draft,) = read(text)
    assert (text[draft.start : draft.end], edtf(draft)) == (words, date)


@pytest.mark.parametrize(
    "text", ["It rained yesterday.", "She left on Friday.", "It rose last year.", "He left two days ago."]
)
def test_without_a_publication_date_nothing_is_guessed(read: Read, text: str) -> None:
    (draft,) = read(text, None)
    assert (draft.value, draft.date, draft.anchors) == (None, None, False)
    assert draft.reason["code"] == "abstain"


def test_the_clock_of_the_publication_date_changes_nothing(read: Read) -> None:
    text = "She left on Friday, and in November he followed."
    assert shown(text, read(text, "2024-03-04")) == shown(text, read(text, "2024-03-04T23:59"))


CLOCK = [
    ("The vote is at 5 p.m. on Monday.", "5 p.m. on Monday", "2024-03-04T17:00"),
    ("The vote was at 9:30 a.m. EST Friday.", "9:30 a.m. EST Friday", "2024-03-01T09:30"),
    ("The vote was on Friday night.", "Friday night", "2024-03-01TNI"),
    ("The vote was last night.", "last night", "2024-03-03TNI"),
    ("The vote was on the morning of 2 February.", "the morning of 2 February", "2024-02-02TMO"),
    ("He called at noon yesterday.", "noon yesterday", "2024-03-03T12:00"),
    ("He will speak tonight.", "tonight", "2024-03-04TNI"),
]


@pytest.mark.parametrize(("text", "words", "value"), CLOCK)
def test_clock_and_day_are_one_time(read: Read, text: str, words: str, value: str) -> None:
    (draft,) = read(text)
    assert shown(text, [draft]) == [(words, value)]
    assert draft.type is TimexType.TIME


def test_the_time_zone_is_kept_in_the_reason_only(read: Read) -> None:
    (draft,) = read("The vote was at 9 a.m. GMT Friday.")
    assert (draft.value, edtf(draft), draft.reason["zone"]) == (
        "2024-03-01T09:00",
        "2024-03-01T09:00:00",
        "GMT",
    )


ANAPHORA = [
    ("The raid took place on 2 May 2011. The following day he fled.", "2011-05-03"),
    ("The raid took place on 2 May 2011. Later that year he fled.", "2011-09/2011-12"),
    ("The raid took place on 2 May 2011. He fled the same month.", "2011-05"),
    ("The raid took place on 2 February 2024. Three days later he fled.", "2024-02-05"),
    ("The raid took place on 2 February 2024. He had fled two weeks earlier.", "2024-01-15/2024-01-21"),
]


@pytest.mark.parametrize(("text", "date"), ANAPHORA)
def test_anaphora_count_from_the_date_told_last(read: Read, text: str, date: str) -> None:
    assert edtf(read(text)[-1]) == date


def test_a_few_days_earlier_is_an_interval_without_a_day(read: Read) -> None:
    text = "On 31 December he spoke of the coast lost in 2014. A few days earlier, he met envoys."
    draft = read(text, "2022-01-03")[-1]
    assert edtf(draft) == "2021-12-25~/2021-12-29~"


def test_business_comparisons_go_back_a_year_from_the_period(read: Read) -> None:
    text = "In the third quarter sales rose. Profit beat a year earlier, costs the year-ago period."
    assert [value for _, value in shown(text, read(text))] == ["2023-Q3", "2022-Q3", "2022-Q3"]


def test_a_year_earlier_is_a_year_without_a_period(read: Read) -> None:
    text = "The river rose higher than a year earlier."
    assert shown(text, read(text)) == [("a year earlier", "2023")]


def test_a_header_date_is_tagged_but_dates_nothing(read: Read) -> None:
    drafts = read("date 2024-03-04\n\nThe mayor resigned on Friday.")
    assert [draft.anchors for draft in drafts] == [False, True]


SPEECH = [
    ("He said on Friday he would meet her soon.", "2024-03-01"),
    ("She told them on Thursday that the line would close.", "2024-02-29"),
    ("The trial starts on Wednesday.", "2024-03-06"),
    ("The men had filed reports by Friday.", "2024-03-01"),
]


@pytest.mark.parametrize(("text", "date"), SPEECH)
def test_the_verb_beside_the_day_tells_its_tense(read: Read, text: str, date: str) -> None:
    assert edtf(read(text)[0]) == date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It struck at 23:40 UTC on 2 March (3 March local time).", ["2024-03-02/2024-03-03"] * 2),
        ("It struck at 08:40 local time on 3 March (23:40 GMT on 2 March).", ["2024-03-02/2024-03-03"] * 2),
        (
            "It struck at 08:40 local time on 3 March (00:40 GMT on 3 March).",
            ["2024-03-03T08:40:00", "2024-03-03T00:40:00"],
        ),
        (
            "It sank at 23:40 GMT on 1 March. On 2 March local boats left.",
            ["2024-03-01T23:40:00", "2024-03-02"],
        ),
    ],
)
def test_a_utc_and_a_local_day_are_spanned(read: Read, text: str, dates: list[str]) -> None:
    assert [edtf(draft) for draft in read(text)] == dates


@pytest.mark.parametrize(
    ("text", "value", "date"),
    [
        ("Sales fell in the fiscal second quarter ended 31 December.", "2023-Q2", "2023-10/2023-12"),
        ("Sales fell in the fourth quarter ended 31 October.", "2023-Q4", "2023-08/2023-10"),
        ("Sales fell in the fiscal second quarter.", "2023-Q2", None),
        ("Sales fell in the fourth quarter.", "2023-Q4", "2023-10/2023-12"),
    ],
)
def test_a_quarter_of_a_fiscal_year(read: Read, text: str, value: str, date: str | None) -> None:
    first = read(text)[0]
    assert (first.value, edtf(first)) == (value, date)
