"""EDTF strings: what parses, what bounds follow, how a date reads in words."""

from datetime import date as Date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DAY, OPEN_END, OPEN_START, DateError, DateInterval, from_days, iso_day, to_days
from timeline.nlp.timexes.calendar_rules import Point, duration_value, point_of, week_monday, weekday_of
from timeline.terms import Precision

PARSED = [
    ("2024-03-04", "2024-03-04", "2024-03-04", Precision.DAY),
    ("2024-03", "2024-03-01", "2024-03-31", Precision.MONTH),
    ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
    ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
    ("9999", "9999-01-01", "9999-12-31", Precision.YEAR),
    ("0000", "0000-01-01", "0000-12-31", Precision.YEAR),
    ("-0044", "-0044-01-01", "-0044-12-31", Precision.YEAR),
    ("198X", "1980-01-01", "1989-12-31", Precision.DECADE),
    ("19XX", "1900-01-01", "1999-12-31", Precision.CENTURY),
    ("2023-23", "2023-09-01", "2023-11-30", Precision.SEASON),
    ("2023-24", "2023-12-01", "2024-02-29", Precision.SEASON),
    ("2023-07/2023-09", "2023-07-01", "2023-09-30", Precision.QUARTER),
    ("2020-12-28/2021-01-03", "2020-12-28", "2021-01-03", Precision.WEEK),
    ("2021-01-01/2021-01-07", "2021-01-01", "2021-01-07", Precision.RANGE),
    ("2024-02-09~", "2024-02-09", "2024-02-09", Precision.DAY),
    ("2014-04/..", "2014-04-01", None, Precision.RANGE),
    ("../2014-04", None, "2014-04-30", Precision.RANGE),
    ("[2021-12-31,2022-01-01]", "2021-12-31", "2022-01-01", Precision.RANGE),
    ("2024-03-04T17:00:00", "2024-03-04", "2024-03-04", Precision.CLOCK),
    ("2024-03-04T23:59:00", "2024-03-04", "2024-03-04", Precision.CLOCK),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "precision"), PARSED)
def test_bounds_and_precision(
    edtf: str, earliest: str | None, latest: str | None, precision: Precision
) -> None:
    interval = DateInterval.parse(edtf)
    assert (interval.earliest, interval.latest, interval.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "edtf",
    [
        "", "-44", "0", "44", "10000", "-0000", "2024-00", "2024-13", "2024-25", "2024-02-30", "2023-02-29",
        "1900-02-29", "2024-02-31", "2024-04-31", "2024-01-00", "2020-W53", "2024-03-04T24:00:00",
        "2024-03-04T12:60:00", "2024-03-04T12:00", "198X-05", "19XX-05-01", "../..", "2024/2023",
        "2024-03/2024-02", "[]", "[2024,]", "2024~?", "2024-3-4", "March 2024", "２０２４",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_reason(edtf: str) -> None:
    with pytest.raises(DateError) as refusal:
        DateInterval.parse(edtf)
    assert str(refusal.value)


WORDS = [
    ("2024-03-04", "4 March 2024"),
    ("2024-03", "March 2024"),
    ("2024", "2024"),
    ("-0489", "490 BC"),
    ("0000", "1 BC"),
    ("198X", "1980s"),
    ("19XX", "20th century"),
    ("2023-23", "autumn 2023"),
    ("2023-24", "winter 2023–24"),
    ("2025-02-18/2025-02-20", "18–20 February 2025"),
    ("2023-07/2023-09", "July – September 2023"),
    ("2025-04~", "about April 2025"),
    ("2025-04?", "April 2025?"),
    ("2025-05-25/..", "since 25 May 2025"),
    ("../2025-05", "until May 2025"),
    ("[2021-12-31,2022-01-01]", "31 December 2021 or 1 January 2022"),
    ("2024-03-04T17:00:00", "4 March 2024, 17:00"),
    ("2021-12-26~/2021-12-30~", "about 26–30 December 2021"),
]


@pytest.mark.parametrize(("edtf", "words"), WORDS)
def test_words(edtf: str, words: str) -> None:
    assert DateInterval.parse(edtf).words() == words


class TestAbout:
    @pytest.mark.parametrize(
        ("edtf", "about"),
        [
            ("2024-02-09", "2024-02-09~"),
            ("2024-02/2024-03", "2024-02~/2024-03~"),
            ("2014/..", "2014~/.."),
            ("2024~", "2024~"),
            ("2024?", "2024%"),
            ("[2021,2022]", "[2021~,2022~]"),
        ],
    )
    def test_marks_every_end(self, edtf: str, about: str) -> None:
        assert DateInterval.parse(edtf).about().edtf == about

    def test_keeps_the_bounds(self) -> None:
        plain = DateInterval.parse("2024-02-09/2024-02-12")
        assert (plain.about().begins, plain.about().ends) == (plain.begins, plain.ends)
        assert plain.about().approximate
        assert not plain.approximate


class TestRelations:
    def test_a_month_contains_its_days_and_no_other(self) -> None:
        month = DateInterval.month(2024, 2)
        assert month.contains(DateInterval.parse("2024-02-29"))
        assert not month.contains(DateInterval.parse("2024-03-01"))

    def test_neighbours_do_not_overlap(self) -> None:
        assert not DateInterval.month(2024, 2).overlaps(DateInterval.month(2024, 3))
        assert DateInterval.parse("2024-02-29/2024-03-01").overlaps(DateInterval.month(2024, 3))

    def test_an_open_end_reaches_every_later_day(self) -> None:
        since = DateInterval.parse("2014-04/..")
        assert since.open_ended
        assert since.overlaps(DateInterval.year(9999))
        assert (since.ends, DateInterval.parse("../2014").begins) == (OPEN_END, OPEN_START)


days = st.integers(min_value=to_days(-9998), max_value=to_days(9999, 12, 31))
dates = st.dates()


@given(days)
def test_day_numbers_round_trip(day: int) -> None:
    assert to_days(*from_days(day)) == day
    parsed = DateInterval.parse(iso_day(day))
    assert (parsed.begins, parsed.ends) == (day * DAY, (day + 1) * DAY)
    assert parsed.earliest == parsed.latest == iso_day(day)


@given(dates)
def test_day_numbers_agree_with_the_standard_library(day: Date) -> None:
    number = to_days(day.year, day.month, day.day)
    assert number == (day - Date(1970, 1, 1)).days
    assert weekday_of(number) == day.isoweekday()
    week = point_of(number, "W")
    assert (week.year, week.number) == day.isocalendar()[:2]


@given(dates, st.integers(min_value=0, max_value=500))
def test_a_span_of_days_covers_them(day: Date, length: int) -> None:
    last = min(Date.max - day, timedelta(length)) + day
    interval = DateInterval.days(day, last)
    assert (interval.earliest, interval.latest) == (day.isoformat(), last.isoformat())
    assert interval.contains(DateInterval.day(day))
    assert interval.words()


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        interval = DateInterval.parse(text)
    except DateError:
        return
    assert interval.begins < interval.ends
    assert interval.words()


class TestCalendarUnits:
    @pytest.mark.parametrize(
        ("point", "value", "edtf"),
        [
            (Point("W", 2020, 53), "2020-W53", "2020-12-28/2021-01-03"),
            (Point("K", 2024, 9), "2024-W09-WE", "2024-03-02/2024-03-03"),
            (Point("Q", 2023, 4), "2023-Q4", "2023-10/2023-12"),
            (Point("H", 2023, 1), "2023-H1", "2023-01/2023-06"),
            (Point("S", 2023, 24), "2023-WI", "2023-24"),
            (Point("Y", -489), "BC0490", "-0489"),
            (Point("D", -489, 9, 12), "BC0490-09-12", "-0489-09-12"),
            (Point("E", -478), "BC047", "-0478/-0469"),
            (Point("C", 1900), "19", "19XX"),
        ],
    )
    def test_value_and_date(self, point: Point, value: str, edtf: str) -> None:
        assert (point.value, point.interval().edtf) == (value, edtf)

    @pytest.mark.parametrize(
        ("point", "count", "value"),
        [
            (Point("D", 2024, 2, 28), 2, "2024-03-01"),
            (Point("W", 2020, 53), 1, "2021-W01"),
            (Point("O", 2024, 1), -1, "2023-12"),
            (Point("Q", 2023, 4), 1, "2024-Q1"),
            (Point("H", 2023, 1), -1, "2022-H2"),
            (Point("Y", 0), -1, "BC0002"),
            (Point("E", 1990), -1, "198"),
        ],
    )
    def test_step(self, point: Point, count: int, value: str) -> None:
        assert point.step(count).value == value

    def test_a_leap_day_a_year_earlier(self) -> None:
        assert Point("D", 2024, 2, 29).years_before(1).value == "2023-02-28"

    @given(days, st.sampled_from("DWKOQHSYEC"))
    def test_a_unit_holds_its_days(self, day: int, unit: str) -> None:
        point = point_of(day, unit)
        assert point.first_day <= day <= point.last_day or unit == "K"

    @given(st.integers(min_value=-500, max_value=9990))
    def test_week_one_holds_the_fourth_of_january(self, year: int) -> None:
        assert 0 <= to_days(year, 1, 4) - week_monday(year, 1) <= 6


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (3, "O", "P3M"), (2.5, "Y", "P2Y6M"), (1.5, "M", "PT1M30S"), (0.5, "H", "PT30M"), (72, "H", "PT72H"),
        (2, "E", "P20Y"), (1, "F", "P2W"), (2, "Q", "P6M"), (None, "W", "PXW"), (None, "M", "PTXM"),
        (1.5, "W", "P1.5W"),
    ],
)  # fmt: skip
def test_duration_values(number: float | None, unit: str, value: str) -> None:
    assert duration_value(number, unit) == value
