"""Rows of a lane: marks side by side without overlap, labels where there is room for them."""

from dataclasses import dataclass, field, replace

from timeline.layout.marks import NARROW, SHORT_LABEL, Mark, bare, by_rank, labelled, occupied

NOTE_WIDTH = 120
ROW = 25
ROW_WITH_CAPTION = 37


@dataclass(slots=True)
class _Row:
    """What is taken on a row: intervals in pixels by the key of their event."""

    taken: dict[str, tuple[float, float]] = field(default_factory=dict)

    def fits(self, span: tuple[float, float], key: str) -> bool:
        return all(
            span[1] <= left or right <= span[0] for other, (left, right) in self.taken.items() if other != key
        )


@dataclass(slots=True)
class _Rows:
    """The rows of one lane; `place` says on which row the mark of each event stands."""

    most: int
    rows: list[_Row]
    place: dict[str, int] = field(default_factory=dict)

    def put(self, mark: Mark) -> bool:
        """On its own row if it still fits there, else on the first with room, else nowhere new."""
        key, span = mark.entry.key, occupied(mark)
        own = self.place.get(key)
        order = [own] if own is not None else []
        for index in [*order, *range(len(self.rows) + 1)]:
            if index == len(self.rows):
                if len(self.rows) >= self.most:
                    return False
                self.rows.append(_Row())
            if self.rows[index].fits(span, key):
                if own is not None:
                    del self.rows[own].taken[key]
                self.rows[index].taken[key] = span
                self.place[key] = index
                return True
        return False


def packed(marks: list[Mark], top: int, name_width: float, most_rows: int) -> tuple[list[Mark], int]:
    """Placed marks and the height; those that found no room stand in the list only.

    First every mark without its label, points before spans; then the labels, where there is room for them.
    """
    note = NOTE_WIDTH if len(marks) > most_rows else 0
    rows = _Rows(most_rows, [_Row({"": (0.0, name_width + note)})])
    placed = [mark for mark in sorted(marks, key=lambda mark: mark.shape == "span") if rows.put(bare(mark))]
    labelled = {mark.entry.key: _with_room(rows, mark) for mark in sorted(placed, key=by_rank) if mark.label}
    shown = [labelled.get(mark.entry.key) or bare(mark) for mark in placed]
    captions = {rows.place[mark.entry.key] for mark in shown if mark.caption}
    heights = [ROW_WITH_CAPTION if index in captions else ROW for index in range(len(rows.rows))]
    tops = [top + 4 + sum(heights[:index]) for index in range(len(heights))]
    shown = [replace(mark, y=tops[rows.place[mark.entry.key]] + 13) for mark in shown]
    return _fit_narrow(shown, name_width + note, top + 17), sum(heights) + 8


def _fit_narrow(marks: list[Mark], name_width: float, name_y: int) -> list[Mark]:
    """Labels that wouldn't fit a drawing of NARROW pixels are minor: screens as narrow hide them."""
    rows: dict[int, _Row] = {}
    for mark in marks:
        row = rows.setdefault(mark.y, _Row({"": (0.0, name_width)} if mark.y == name_y else {}))
        row.taken[mark.entry.key] = occupied(bare(mark), NARROW)
    minor = set[str]()
    for mark in sorted(marks, key=by_rank):
        span, row = occupied(mark, NARROW), rows[mark.y]
        if span[0] >= -10 and span[1] <= NARROW + 10 and row.fits(span, mark.entry.key):
            row.taken[mark.entry.key] = span
        else:
            minor.add(mark.entry.key)
    return [replace(mark, minor=True) if mark.entry.key in minor else mark for mark in marks]


def _with_room(rows: _Rows, mark: Mark) -> Mark | None:
    """The mark with its whole label, or a short one, as far as there is room; None without."""
    if rows.put(mark):
        return mark
    short = labelled(bare(mark), SHORT_LABEL)
    return short if rows.put(short) else None
