"""Which row a cluster keeps: permanent ids over changing clusters; hashes of keys. Pure Python."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inheritance:
    """`kept`: cluster index -> row it keeps; `moved`: row that lost its cluster -> index of its heir;
    `gone`: rows none of whose members exist any more."""

    kept: dict[int, int]
    moved: dict[int, int]
    gone: frozenset[int]


def digest(*parts: object) -> int:
    """A hash of 64 bits that is the same in every process."""
    whole = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(whole, signed=True)


def inherit(clusters: Sequence[Sequence[int | None]], rows: Sequence[int]) -> Inheritance:
    """Give each cluster the row that most of its members had, each row to one cluster at most.

    `clusters` lists, member by member, the row it belonged to so far. Ties go to the older row, then to
    the cluster that comes first.
    """
    votes = [
        (-count, row, index)
        for index, former in enumerate(clusters)
        for row, count in Counter(row for row in former if row is not None).items()
    ]
    kept: dict[int, int] = {}
    heirs: dict[int, int] = {}
    taken: set[int] = set()
    for _, row, index in sorted(votes):
        heirs.setdefault(row, index)
        if index not in kept and row not in taken:
            kept[index] = row
            taken.add(row)
    moved = {row: index for row, index in heirs.items() if row not in taken}
    return Inheritance(kept, moved, frozenset(rows) - taken - moved.keys())
