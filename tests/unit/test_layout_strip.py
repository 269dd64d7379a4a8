"""The density strip: bars for what fits a bucket, bands for what doesn't, and the default window."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DAY, DateInterval, to_days
from timeline.layout import heat, strip
from timeline.layout.lanes import LaneName
from timeline.layout.strip import Density
from timeline.layout.units import Unit, words
from timeline.windows import Window


def density(*dates: str) -> Density:
    return Density.of([(d.begins, d.ends) for d in map(DateInterval.parse, dates)])


def built(*dates: str, last: str = "") -> strip.Strip:
    made = strip.build(density(*dates), DateInterval.parse(last).ends if last else None)
    assert made
    return made


def test_nothing_to_draw() -> None:
    assert strip.build(density()) is None
    assert strip.default_window(density()) is None
    assert strip.full_span(density()) is None


def test_bars_hold_what_fits_and_bands_what_does_not() -> None:
    made = built("2020-01-05", "2020-01-20", "2020-03", "2020", "2012-05-01")
    assert made.unit is Unit.MONTH
    assert [(words(bar.window), bar.count, bar.coarser) for bar in made.bars] == [
        ("May 2012", 1, 0),
        ("January 2020", 2, 1),
        ("March 2020", 1, 1),
    ]
    (band,) = made.bands
    assert band.count == 1
    assert band.width == pytest.approx(12 * 100 / 104, rel=0.02)


def test_a_year_is_never_put_on_the_first_of_january() -> None:
    made = built("2020", "2020-06-01", "2019-06-01")
    assert all(words(bar.window) != "1 January 2020" for bar in made.bars)
    assert sum(bar.count for bar in made.bars) == 2


def test_open_dates_count_where_they_are_known() -> None:
    made = built("2020-05-25/..", "../2020-04-03", "2019-12-30")
    assert sorted(bar.count for bar in made.bars) == [1, 1, 1]
    assert made.span.span < 366 * DAY


def test_events_after_the_last_article_are_hatched() -> None:
    made = built("2020-01-01", "2020-02-10", "2020-02-10", "2020-03-01", last="2020-02-09")
    assert [(bar.count, bar.later, bar.height > 0) for bar in made.bars] == [
        (1, 0, True),
        (2, 2, False),
        (1, 1, False),
    ]
    assert all(bar.later_height > 0 for bar in made.bars if bar.later)


def test_short_spans_get_room() -> None:
    assert built("2020-05-05").span.span >= strip.LEAST_SPAN


@given(
    st.lists(
        st.tuples(st.integers(to_days(1000), to_days(2100)), st.integers(1, 4000)), min_size=1, max_size=60
    )
)
def test_every_event_is_in_a_bar_or_in_a_band(spans: Sequence[tuple[int, int]]) -> None:
    made = strip.build(Density.of([(day * DAY, (day + days) * DAY) for day, days in spans]))
    assert made
    in_bars = sum(bar.count for bar in made.bars)
    assert in_bars <= len(spans)
    assert bool(made.bands) == (in_bars < len(spans))
    assert len(made.bars) <= strip.MOST_BARS
    assert all(0 <= bar.x <= 100 and bar.height <= strip.HEIGHT for bar in made.bars)


def test_few_events_are_all_in_the_default_window() -> None:
    window = strip.default_window(density("1950", "2020-05-05"))
    assert window
    assert words(window) == "1950 – 2020"


def test_many_events_leave_the_thin_tail_out() -> None:
    dense = [f"2024-{month:02d}-{day:02d}" for month in range(1, 6) for day in range(1, 27)]
    window = strip.default_window(density("1950", "1960", *dense))
    assert window
    assert words(window) == "January – May 2024"


@given(st.lists(st.integers(to_days(1500), to_days(2100)), min_size=61, max_size=200))
def test_default_window_holds_at_least_80_percent(days: list[int]) -> None:
    rows = Density.of([(day * DAY, (day + 1) * DAY) for day in days])
    window = strip.default_window(rows)
    assert window
    assert rows.count_in(window) >= 0.8 * len(days)


def test_default_window_holds_95_percent_where_that_takes_little_more_time() -> None:
    rows = Density.of([(day * DAY, (day + 1) * DAY) for day in range(20_000, 20_200)])
    window = strip.default_window(rows)
    assert window
    assert rows.count_in(window) >= 190


def test_default_window_leaves_out_a_tail_that_would_stretch_it() -> None:
    dense = [f"2024-{month:02d}-{day:02d}" for month in range(1, 6) for day in range(1, 27)]
    past = [str(year) for year in range(1900, 1920)]
    window = strip.default_window(density(*past, *dense))
    assert window
    assert words(window) == "January – May 2024"


def test_a_strip_too_long_for_the_window_shows_what_is_around_it() -> None:
    rows = density("1900", "2023-11-05", "2024-02-03", "2024-12-01")
    window = Window.of(DateInterval.parse("2024-02"), DateInterval.parse("2024-02"))
    around = strip.context(rows, window)
    assert around
    assert around.begins < window.begins
    assert window.ends < around.ends
    made = strip.build(rows, within=around)
    assert made
    assert sum(bar.count for bar in made.bars) == rows.count_in(around) == 1 + 1


def test_a_window_that_the_whole_strip_can_show_keeps_it() -> None:
    rows = density("2020", "2024-02-03")
    assert strip.context(rows, Window.of(DateInterval.parse("2022"), DateInterval.parse("2023"))) is None


def test_count_in_a_window_takes_what_overlaps() -> None:
    window = Window.of(DateInterval.parse("2020-03"), DateInterval.parse("2020-03"))
    rows = density("2020", "2020-03-31", "2020-04-01", "2020-02/..", "../2020-02")
    assert rows.count_in(window) == 3


def test_heat_counts_per_bucket_and_lane() -> None:
    window = Window.of(DateInterval.parse("2010"), DateInterval.parse("2024"))
    harbour = LaneName("h", "Harbour Office")
    made = heat.build(
        [(harbour, density("2012-05-05", "2012-08", "2020")), (LaneName("s", "Line"), density("201X"))],
        window,
    )
    assert made.unit is Unit.YEAR
    assert [(cell.count, words(cell.window)) for cell in made.lanes[0].cells] == [(2, "2012"), (1, "2020")]
    assert made.coarser == 1
    assert made.lanes[0].cells[0].level == heat.LEVELS
