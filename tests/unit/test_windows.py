"""Zooming and panning stay on calendar edges; the default window is the densest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DAY, DateInterval, to_days
from timeline.windows import Window, densest, snapped


def window(start: str, end: str) -> Window:
    return Window.of(DateInterval.parse(start), DateInterval.parse(end))


@pytest.mark.parametrize(
    ("start", "end"),
    [("2025", "2025"), ("2025-01", "2025-06"), ("2025-02-03", "2025-02-20"), ("-0043", "0014")],
)
def test_edges_are_written_as_they_were_read(start: str, end: str) -> None:
    asked = window(start, end)
    again = window(asked.start_edtf(), asked.end_edtf())
    assert again == asked


def test_zooming_in_halves_and_out_doubles_on_calendar_edges() -> None:
    year = window("2025", "2025")
    assert year.zoomed(0.5) == window("2025-04", "2025-09")
    assert year.zoomed(2) == window("2024-07", "2026-06")
    assert window("2000", "2009").zoomed(2) == window("1995", "2014")


def test_panning_always_moves() -> None:
    day = window("2025-05-12", "2025-05-12")
    assert day.panned(0.5).begins > day.begins
    assert day.panned(-0.5).begins < day.begins


def test_an_open_side_takes_the_other_date() -> None:
    assert window("2025-05/..", "2025-06").start_edtf() == "2025-05"


def test_the_densest_window_leaves_the_long_tail_out() -> None:
    counts = [(to_days(1900), 1), *[(to_days(2020, month), 10) for month in range(1, 13)]]
    found = densest(counts)
    assert found == window("2020-01", "2020-12")


def test_nothing_dated_has_no_window() -> None:
    assert densest([]) is None


@given(st.integers(-300_000, 300_000), st.integers(1, 100_000))
def test_snapping_only_widens(day: int, length: int) -> None:
    begins, ends = day * DAY + 5, (day + length) * DAY + 7
    found = snapped(begins, ends)
    assert found.begins <= begins
    assert found.ends >= ends
    assert found.begins % DAY == found.ends % DAY == 0
