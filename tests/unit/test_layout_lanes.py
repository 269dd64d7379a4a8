"""Lanes: which marks are drawn how, who gets a label, and that nothing overlaps."""

from itertools import pairwise

import pytest

from timeline.dates import DateInterval
from timeline.layout import lanes, marks
from timeline.layout.lanes import LaneName, Rest
from timeline.layout.marks import Entry, Mark
from timeline.windows import Window

YEAR = Window.of(DateInterval.parse("2024"), DateInterval.parse("2024"))


def entry(edtf: str, key: str = "", mark: str = "occurred", rank: float = 1, **more: object) -> Entry:
    date = DateInterval.parse(edtf)
    fields: dict[str, object] = {"title": "Crane inspected", "lanes": (), **more}
    return Entry(
        key=key or edtf,
        edtf=edtf,
        begins=date.begins,
        ends=date.ends,
        precision=date.precision,
        mark=mark,
        name="",
        url="",
        rank=rank,
        **fields,  # type: ignore[arg-type]
    )


def draw(edtf: str, mark: str = "occurred") -> Mark:
    (drawn,) = marks.drawn([entry(edtf, mark=mark)], YEAR)
    return drawn


@pytest.mark.parametrize(
    ("edtf", "shape", "style"),
    [
        ("2024-05-05", "dot", ""),
        ("2024-05-05T14:05:00", "dot", "clock"),
        ("2024-05-05~", "dot", "about"),
        ("2024-05-05/2024-05-15", "span", "range-day"),
        ("2024-05-05/2024-05-06", "dot", ""),
        ("2024-05", "span", "month"),
        ("2024-01/2024-04", "span", "month"),
        ("2024-22", "span", "year"),
        ("2024", "span", "year"),
        ("202X", "span", "year"),
        ("2024-05~", "span", "about"),
        ("2024-05%", "span", "about"),
        ("2024-05-25/..", "span", "since"),
        ("../2024-05-25", "span", "until"),
        ("[2024-02-18,2024-03-20]", "set", ""),
    ],
)
def test_a_date_is_drawn_as_precisely_as_it_is_known(edtf: str, shape: str, style: str) -> None:
    mark = draw(edtf)
    assert (mark.shape, mark.style) == (shape, style)


def test_a_day_stands_at_midday() -> None:
    assert draw("2024-01-01").x == pytest.approx(marks.EDGE)
    assert draw("2024-07-02").x == pytest.approx(50, abs=0.2)


def test_spans_that_leave_the_window_have_arrows() -> None:
    mark = draw("202X")
    assert (mark.x, mark.width, mark.leaves_left, mark.leaves_right) == (0, 100, True, True)
    assert not draw("2024-05").leaves_right


def test_uncertain_dates_are_told_apart() -> None:
    assert draw("2024-05-05?").uncertain
    assert draw("2024-05%").uncertain
    assert not draw("2024-05~").uncertain


def test_a_span_carries_the_mark_of_its_factuality_at_its_start() -> None:
    assert draw("2024-05").symbol_at is None
    assert draw("2024-05", "denied").symbol_at == draw("2024-05").x


def test_labels_near_the_right_edge_go_to_the_left() -> None:
    assert draw("2024-12-20").to_the_left
    assert not draw("2024-02-20").to_the_left


def test_up_to_sixty_events_all_have_labels() -> None:
    days = [f"2024-{month:02d}-{day:02d}" for month in range(1, 13) for day in (3, 13, 23)]
    assert all(mark.label for mark in marks.drawn([entry(day) for day in days], YEAR))


def test_among_many_the_highest_ranked_have_labels() -> None:
    days = [f"2024-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 11)]
    found = marks.drawn([entry(day, rank=index) for index, day in enumerate(days)], YEAR)
    labelled = [mark.entry.rank for mark in found if mark.label]
    assert len(found) == 120
    assert sorted(labelled) == list(range(120 - marks.LABELS_AMONG_DOTS, 120))


def test_long_titles_are_cut() -> None:
    (mark,) = marks.drawn([entry("2024-05-05", title="Very long " * 12)], YEAR)
    assert len(mark.label) <= marks.LABEL_CHARACTERS
    assert mark.label.endswith("…")


def test_top_lanes_are_the_most_frequent_and_no_lane_stands_for_one_event() -> None:
    assert lanes.top_lanes([["a", "b"], ["b"], ["c", "a"], ["b"], ["d"]]) == ["b", "a"]


def test_each_event_stands_in_one_lane() -> None:
    names = [LaneName("a", "Harbour Office"), LaneName("b", "Sandray Line")]
    entries = [
        entry("2024-05-05", "1", lanes=("b", "a")),
        entry("2024-06-05", "2", lanes=("x", "a")),
        entry("2024-07-05", "3", lanes=("x",)),
        entry("2024-08-05", "4"),
    ]
    built = lanes.build(entries, YEAR, names, Rest("Others", "Nobody", "actors"))
    assert [(lane.name, [mark.entry.key for mark in lane.marks]) for lane in built] == [
        ("Harbour Office", ["2"]),
        ("Sandray Line", ["1"]),
        ("Others", ["3"]),
        ("Nobody", ["4"]),
    ]
    assert [lane.top for lane in built] == [
        lanes.HEADER,
        built[0].top + built[0].height,
        built[1].top + built[1].height,
        built[2].top + built[2].height,
    ]


def crowd() -> list[Entry]:
    days = [f"2024-{month:02d}-{day:02d}" for month in (3, 4) for day in range(1, 29)]
    spans = ["2024", "2024-03", "2024-04", "202X", "2024-03~", "2023/2024", "2024-02-10/.."]
    return [entry(edtf, rank=index % 7) for index, edtf in enumerate(days + spans)]


def test_nothing_on_a_row_overlaps_and_nothing_is_lost() -> None:
    entries = crowd()
    (lane,) = lanes.build(entries, YEAR, [], Rest())
    assert len(lane.marks) + lane.left_out == len(entries)
    rows: dict[int, list[tuple[float, float]]] = {}
    for mark in lane.marks:
        rows.setdefault(mark.y, []).append(marks.occupied(mark))
    assert len(rows) <= lanes.MOST_ROWS_ALONE
    for taken in rows.values():
        taken.sort()
        assert all(left[1] <= right[0] for left, right in pairwise(taken))


def test_marks_go_before_labels() -> None:
    days = [f"2024-03-{day:02d}" for day in range(1, 29)]
    (lane,) = lanes.build([entry(day) for day in days], YEAR, [], Rest())
    assert lane.left_out == 0


def test_a_day_is_a_point_until_the_window_is_so_short_that_midday_would_claim_too_much() -> None:
    morning = Window.of(DateInterval.parse("2024-05-05T06:00:00"), DateInterval.parse("2024-05-05T11:59:00"))
    day, clock = marks.drawn([entry("2024-05-05"), entry("2024-05-05T09:00:00")], morning)
    assert (day.shape, day.style, day.x, day.width) == ("span", "range-day", 0, 100)
    assert (day.leaves_left, day.leaves_right) == (True, True)
    assert (clock.shape, clock.x) == ("dot", 50)


def test_of_several_dates_those_outside_the_window_get_no_dot() -> None:
    mark = draw("[2023-05-05,2024-07-02,2024-12-30]")
    assert [round(x) for x in mark.points] == [50, 100]
    denied = draw("[2024-02-18,2024-03-20]", "denied")
    assert denied.symbol_at == denied.points[0] == pytest.approx(draw("2024-02-18").x, abs=0.01)


def test_lanes_are_chosen_for_what_the_others_leave() -> None:
    together = [("a", "b")] * 5 + [("a",)]
    assert lanes.top_lanes([*together, *[("c",)] * 2], most=2) == ["a", "c"]
    assert lanes.top_lanes([("a",), ("b",)]) == []
    assert lanes.top_lanes([("a", ""), ("a", ""), ("",), ("",)]) == ["a"]


def test_the_lane_of_the_rest_says_how_many_it_holds() -> None:
    entries = [entry(f"2024-05-{n:02d}", lanes=(f"x{n}",)) for n in range(1, 5)] + [
        entry("2024-07", lanes=("a",))
    ]
    built = lanes.build(entries, YEAR, [LaneName("a", "Harbour Office")], Rest("Others", "Nobody", "actors"))
    assert [(lane.name, lane.note) for lane in built] == [
        ("Harbour Office", "1"),
        ("Others", "4 events of 4 actors"),
    ]


def test_labels_that_a_narrow_screen_has_no_room_for_are_minor() -> None:
    title = "The harbour master inspected the crane"
    days = ("2024-03-05", "2024-07-05", "2024-07-06")
    entries = [entry(day, title=title, rank=index) for index, day in enumerate(days)]
    (lane,) = lanes.build(entries, YEAR, [], Rest())
    assert all(mark.label for mark in lane.marks)
    rows: dict[int, list[tuple[float, float]]] = {}
    for mark in lane.marks:
        shown = marks.bare(mark) if mark.minor else mark
        rows.setdefault(mark.y, []).append(marks.occupied(shown, marks.NARROW))
    assert all(left[1] <= right[0] for taken in rows.values() for left, right in pairwise(sorted(taken)))
    assert any(not mark.minor for mark in lane.marks)
