"""Permanent ids: which row a cluster keeps, and what public ids look like."""

import pytest

from timeline import public_ids
from timeline.identity import inherit


@pytest.mark.parametrize(
    ("clusters", "rows", "kept", "moved", "gone"),
    [
        ([[1, 1], [2]], [1, 2], {0: 1, 1: 2}, {}, set()),
        ([[1, 1, 2]], [1, 2], {0: 1}, {2: 0}, set()),
        ([[1, 1], [1]], [1], {0: 1}, {}, set()),
        ([[1], [1, 1]], [1], {1: 1}, {}, set()),
        ([[1], [1]], [1], {0: 1}, {}, set()),
        ([[2, 1]], [1, 2], {0: 1}, {2: 0}, set()),
        ([[None]], [7], {}, {}, {7}),
        ([], [7], {}, {}, {7}),
        ([[1, 1, 2, 2, 2], [1]], [1, 2], {0: 2, 1: 1}, {}, set()),
    ],
)
def test_inherit(
    clusters: list[list[int | None]],
    rows: list[int],
    kept: dict[int, int],
    moved: dict[int, int],
    gone: set[int],
) -> None:
    found = inherit(clusters, rows)
    assert (found.kept, found.moved) == (kept, moved)
    assert set(found.gone) == gone


def test_ids_are_ten_readable_symbols() -> None:
    for public_id in (public_ids.new(), public_ids.derive("a")):
        assert len(public_id) == 10
        assert set(public_id) <= set(public_ids.ALPHABET)
    assert not set("ilou") & set(public_ids.ALPHABET)


def test_a_key_has_one_id_and_another_when_that_is_taken() -> None:
    first = public_ids.derive("event 1")
    assert public_ids.derive("event 1") == first != public_ids.derive("event 2")
    second = public_ids.derive("event 1", {first})
    assert second == public_ids.derive("event 1", {first}) != first


def test_what_a_reader_types_is_understood() -> None:
    assert public_ids.tidy(" 0IL-oabc ") == "0110abc"
