"""The stretch of time that is looked at: from and to as a reader writes them, zooming and panning (pure)."""

from dataclasses import dataclass

from timeline.dates import DAY, MAX_YEAR, OPEN_END, OPEN_START, DateInterval, from_days, to_days, year_string

HOUR = 3600
YEAR = 365 * DAY
_FIRST = to_days(-MAX_YEAR) * DAY
_LAST = to_days(MAX_YEAR) * DAY


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open bounds in seconds from 1970 UTC; both sides are finite."""

    begins: int
    ends: int

    @classmethod
    def of(cls, start: DateInterval, end: DateInterval) -> "Window":
        """From the first second of one date to the last of the other; an open side becomes the other's."""
        begins = end.begins if start.begins == OPEN_START else start.begins
        ends = start.ends if end.ends == OPEN_END else end.ends
        return cls(begins, max(ends, begins + HOUR))

    @property
    def span(self) -> int:
        return self.ends - self.begins

    def start_edtf(self) -> str:
        return _edge(self.begins, self._unit())

    def end_edtf(self) -> str:
        return _edge(self.ends - 1, self._unit())

    def _unit(self) -> str:
        """The coarsest unit whose edges both bounds lie on."""
        if self.begins % DAY or self.ends % DAY:
            return "clock"
        edges = [from_days(value // DAY) for value in (self.begins, self.ends)]
        if all(month == day == 1 for _, month, day in edges):
            return "year"
        return "month" if all(day == 1 for _, _, day in edges) else "day"

    def zoomed(self, factor: float) -> "Window":
        """The same middle, `factor` times the span, on the nearest hours, days, months or years."""
        middle = (self.begins + self.ends) // 2
        half = max(int(self.span * factor) // 2, HOUR // 2)
        return _nearest(middle - half, middle + half)

    def panned(self, fraction: float) -> "Window":
        step = int(self.span * fraction)
        moved = snapped(self.begins + step, self.ends + step)
        if moved.begins != self.begins:
            return moved
        least = HOUR if _unit_for(self.span) == "hour" else DAY
        least = least if step > 0 else -least
        return snapped(self.begins + least, self.ends + least)


def snapped(begins: int, ends: int) -> Window:
    """Bounds moved outwards to hours; to days from one day on, months from 3 months, years from 4."""
    begins, ends = max(begins, _FIRST), min(ends, _LAST)
    unit = _unit_for(ends - begins)
    return Window(_floor(begins, unit), _ceiling(ends, unit))


def _nearest(begins: int, ends: int) -> Window:
    """Bounds moved to the nearest edges of the unit that fits the span, at least one unit apart."""
    begins, ends = max(begins, _FIRST), min(ends, _LAST)
    unit = _unit_for(ends - begins)
    half = {"hour": HOUR, "day": DAY, "month": 30 * DAY, "year": YEAR}[unit] // 2
    low, high = _floor(begins + half, unit), _floor(ends + half, unit)
    return Window(low, high if high > low else _ceiling(low + 1, unit))


def _unit_for(span: int) -> str:
    if span < DAY:
        return "hour"
    return "year" if span > 4 * YEAR else "month" if span > YEAR // 4 else "day"


def _floor(seconds: int, unit: str) -> int:
    if unit == "hour":
        return seconds // HOUR * HOUR
    days = seconds // DAY
    year, month, _ = from_days(days)
    if unit == "year":
        return to_days(year) * DAY
    return (to_days(year, month) if unit == "month" else days) * DAY


def _ceiling(seconds: int, unit: str) -> int:
    low = _floor(seconds - 1, unit)
    if unit == "hour":
        return low + HOUR
    days = low // DAY
    year, month, _ = from_days(days)
    if unit == "year":
        return to_days(year + 1) * DAY
    if unit == "month":
        return to_days(year + month // 12, month % 12 + 1) * DAY
    return low + DAY


def _edge(seconds: int, unit: str) -> str:
    year, month, day = from_days(seconds // DAY)
    text = year_string(year)
    if unit != "year":
        text += f"-{month:02d}"
    if unit in ("day", "clock"):
        text += f"-{day:02d}"
    return f"{text}T{clock_words(seconds)}:00" if unit == "clock" else text


def clock_words(seconds: int) -> str:
    """Hours and minutes of the day."""
    minutes = seconds % DAY // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def densest(counts: list[tuple[int, int]], share: float = 0.95) -> Window | None:
    """The shortest window that holds `share` of the events.

    `counts` are (day, events) in order of day; None when there are none.
    """
    if not counts:
        return None
    needed = share * sum(count for _, count in counts)
    best = (counts[0][0], counts[-1][0])
    held, left = 0, 0
    for day, count in counts:
        held += count
        while held - counts[left][1] >= needed:
            held -= counts[left][1]
            left += 1
        if held >= needed and day - counts[left][0] < best[1] - best[0]:
            best = (counts[left][0], day)
    return snapped(best[0] * DAY, (best[1] + 1) * DAY)
