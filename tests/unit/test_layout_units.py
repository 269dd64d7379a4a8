"""Buckets of the calendar, tick labels, and where a moment stands in a window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DAY, DateInterval, to_days
from timeline.layout import units
from timeline.layout.units import Unit
from timeline.windows import Window


def window(first: str, last: str = "") -> Window:
    return Window.of(DateInterval.parse(first), DateInterval.parse(last or first))


@pytest.mark.parametrize(
    ("unit", "moment", "start"),
    [
        (Unit.DAY, "2024-02-29T13:00:00", "2024-02-29"),
        (Unit.WEEK, "2024-03-03", "2024-02-26"),
        (Unit.MONTH, "2024-02-29", "2024-02-01"),
        (Unit.QUARTER, "2024-06-30", "2024-04-01"),
        (Unit.YEAR, "2024-12-31", "2024-01-01"),
        (Unit.FIVE_YEARS, "2024-12-31", "2020-01-01"),
        (Unit.DECADE, "1999-12-31", "1990-01-01"),
        (Unit.CENTURY, "1999-12-31", "1900-01-01"),
        (Unit.DECADE, "-0043-03-15", "-0050-01-01"),
    ],
)
def test_floor_is_the_start_of_the_unit(unit: Unit, moment: str, start: str) -> None:
    assert units.floor(unit, DateInterval.parse(moment).begins) == DateInterval.parse(start).begins


@given(
    st.sampled_from(list(Unit)),
    st.integers(to_days(-3000) * DAY, to_days(3000) * DAY),
    st.integers(DAY, 40 * 366 * DAY),
)
def test_edges_cover_the_span_without_gaps(unit: Unit, begins: int, span: int) -> None:
    ends = begins + min(span, 400 * DAY) if unit in (Unit.DAY, Unit.WEEK) else begins + span
    edges = units.edges(unit, begins, ends)
    assert edges[0] <= begins
    assert edges[-1] >= ends
    assert edges == sorted(set(edges))
    assert all(units.floor(unit, edge) == edge for edge in edges)


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2024-01-01", "2024-03-31", Unit.DAY),
        ("2022", "2024", Unit.WEEK),
        ("2010", "2024", Unit.MONTH),
        ("1975", "2024", Unit.QUARTER),
        ("1800", "2024", Unit.YEAR),
        ("1200", "2024", Unit.FIVE_YEARS),
        ("0001", "2024", Unit.DECADE),
        ("-3000", "2024", Unit.CENTURY),
    ],
)
def test_finest_unit_keeps_the_number_of_buckets(first: str, last: str, unit: Unit) -> None:
    span = window(first, last)
    assert units.finest(span.begins, span.ends, 240) is unit
    assert len(units.edges(unit, span.begins, span.ends)) <= 241


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2025-01", "2025-03", ["Jan 2025", "Feb", "Mar"]),
        ("2024-12", "2025-02", ["Dec 2024", "Jan 2025", "Feb"]),
        ("2025-02-03", "2025-02-05", ["3 Feb 2025", "4 Feb", "5 Feb"]),
        (
            "2025-02-03",
            "2025-02-03",
            ["3 Feb 2025", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"],
        ),
        ("2019", "2021", ["Jan 2019", "Jul", "Jan 2020", "Jul", "Jan 2021", "Jul"]),
        ("-0099", "0100", ["51 BC", "1 BC", "50", "100"]),
    ],
)
def test_tick_labels(first: str, last: str, labels: list[str]) -> None:
    assert [tick.label for tick in units.ticks(window(first, last))][: len(labels)] == labels


@given(st.integers(to_days(-900), to_days(2900)), st.integers(1, 400_000))
def test_ticks_are_few_and_in_order(first_day: int, days: int) -> None:
    ticks = units.ticks(Window(first_day * DAY, (first_day + days) * DAY))
    assert len(ticks) <= 12
    places = [tick.x for tick in ticks]
    assert places == sorted(places)
    assert all(0 <= x <= 100 for x in places)


def test_words_of_a_window() -> None:
    assert units.words(window("2025-01", "2025-06")) == "January – June 2025"
    assert units.words(window("2025")) == "2025"


def test_places_are_percent_and_clipped() -> None:
    year = window("2025")
    assert units.x_of(year, year.begins) == 0
    assert units.x_of(year, (year.begins + year.ends) // 2) == 50
    assert units.x_of(year, year.ends + DAY) == 100
    assert units.x_of(year, year.begins - DAY) == 0
