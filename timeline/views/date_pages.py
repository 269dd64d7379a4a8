"""Pages of one day, month or year: stable addresses that can be cited.

What the sources date to the period or finer stands first; what they date less exactly may lie outside it
and stands apart. A year shows the most told events of each month, a month and a day show them all, as
far as a page can hold.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.dates import DAY, OPEN_START, DateError, DateInterval, from_days, iso_day, year_string
from timeline.models import Event
from timeline.query import TimelineQuery
from timeline.search import filters
from timeline.terms import Precision
from timeline.views.rows import Row, rows

MOST = 200
A_MONTH = 5
LOOSE = 12
_FINE: dict[str, list[Precision]] = {
    "day": [Precision.CLOCK, Precision.DAY],
    "month": [Precision.CLOCK, Precision.DAY, Precision.WEEK, Precision.MONTH],
    "year": [p for p in Precision if p not in (Precision.DECADE, Precision.CENTURY, Precision.RANGE)],
}
type Dated = tuple[int, int, int, float]  # key, begins, ends, importance


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """Events under one heading; `number` counts those that are not shown, too."""

    heading: str
    url: str
    number: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the calendar of a month; empty before the first and after the last."""

    day: int
    number: int
    url: str

    @property
    def words(self) -> str:
        return ngettext("%(n)s event", "%(n)s events", self.number) % {"n": f"{self.number:,}"}


@require_safe
def page(request: HttpRequest, unit: str, date: str) -> HttpResponse:
    period = _period(unit, date)
    return render(request, "timeline/date.html", context(unit, period))


def _period(unit: str, date: str) -> DateInterval:
    try:
        period = DateInterval.parse(date)
    except DateError as error:
        raise Http404(f"{error}.") from error
    if period.precision != unit:
        raise Http404(_("“%(date)s” is no %(unit)s.") % {"date": date, "unit": unit})
    return period


def context(unit: str, period: DateInterval) -> dict[str, Any]:
    visible = Event.objects.filter(timeline=True, hidden=False, begins__isnull=False)
    exact = visible.filter(begins__gte=period.begins, ends__lte=period.ends)
    touching = visible.filter(filters.overlapping(period.begins, period.ends))
    loose = touching.exclude(pk__in=exact.values("pk"))
    rows_of_exact = exact.values_list("pk", "begins", "ends", "importance")
    dated: list[Dated] = [(pk, first or 0, last or 0, weight) for pk, first, last, weight in rows_of_exact]
    query = TimelineQuery(start=period.edtf, end=period.edtf)
    found = loose.count()
    return {
        "section": "timeline",
        "title": wording.date_words(period.edtf),
        "unit": unit,
        "period": period,
        "number": len(dated),
        "sections": _sections(unit, dated),
        "weekdays": [(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in range(7)],
        "weeks": _calendar(period, dated) if unit == "month" else [],
        "loose": rows(_in_order(loose.order_by("-importance", "pk").values_list("pk", flat=True)[:LOOSE])),
        "loose_number": found,
        "crumbs": _crumbs(unit, period),
        "earlier": _nearest(unit, visible, period, back=True),
        "later": _nearest(unit, visible, period, back=False),
        "query": query,
        "feed_url": query.url("/export/timeline.atom"),
        "share_url": query.url("/share/"),
    }


def _sections(unit: str, dated: list[Dated]) -> list[Section]:
    """By day in a month, by month in a year; what spans several of them comes last."""
    groups: dict[str, list[Dated]] = defaultdict(list)
    for event in dated:
        groups[_finer(unit, event)].append(event)
    most = A_MONTH if unit == "year" else MOST
    left = MOST
    found = []
    for key in sorted(groups, key=lambda key: (not key, min(event[1] for event in groups[key]))):
        own = sorted(groups[key], key=lambda event: (-event[3], event[0]))[: min(most, left)]
        left -= len(own)
        url = _url(key) if key else ""
        found.append(Section(_heading(unit, key), url, len(groups[key]), rows(_in_order(e[0] for e in own))))
    return found


def _finer(unit: str, event: Dated) -> str:
    """The day or month that an event lies in, "" when it lies in several; a day has no parts here."""
    first, last = from_days(event[1] // DAY), from_days((event[2] - 1) // DAY)
    size = {"year": 2, "month": 3}.get(unit, 0)
    return _edtf(first[:size]) if size and first[:size] == last[:size] else ""


def _edtf(parts: tuple[int, ...]) -> str:
    return "-".join((year_string(parts[0]), *(f"{part:02d}" for part in parts[1:])))


def _heading(unit: str, key: str) -> str:
    if key:
        return wording.date_words(key)
    return {"year": _("Over several months"), "month": _("Over several days")}.get(unit, _("On this day"))


def _in_order(pks: Iterable[int]) -> list[Event]:
    return list(Event.objects.filter(pk__in=list(pks)).order_by("begins", "pk"))


def _calendar(period: DateInterval, dated: list[Dated]) -> list[list[Cell]]:
    """Weeks from Monday to Sunday, each day with the number of events dated to it."""
    counts: dict[int, int] = defaultdict(int)
    for _pk, begins, ends, _importance in dated:
        if begins // DAY == (ends - 1) // DAY:
            counts[begins // DAY] += 1
    first, after = period.begins // DAY, period.ends // DAY
    cells = [Cell(0, 0, "")] * ((first + 3) % 7)
    for day in range(first, after):
        url = f"/day/{iso_day(day)}/" if counts[day] else ""
        cells.append(Cell(day - first + 1, counts[day], url))
    cells += [Cell(0, 0, "")] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def _url(date: str) -> str:
    return f"/{DateInterval.parse(date).precision}/{date}/"


def _crumbs(unit: str, period: DateInterval) -> list[Link]:
    """The month and the year around the period, the widest first."""
    year, month, _day = from_days(period.begins // DAY)
    around = {"day": [_edtf((year,)), _edtf((year, month))], "month": [_edtf((year,))]}.get(unit, [])
    return [Link(wording.date_words(date), _url(date)) for date in around]


def _nearest(unit: str, visible: QuerySet[Event], period: DateInterval, *, back: bool) -> Link | None:
    """The nearest day, month or year before or after that has an event of its own."""
    fine = visible.filter(precision__in=_FINE[unit], begins__gt=OPEN_START)
    if back:
        event = fine.filter(begins__lt=period.begins).order_by("-begins").first()
    else:
        event = fine.filter(begins__gte=period.ends).order_by("begins").first()
    if event is None or event.begins is None:
        return None
    parts = from_days(event.begins // DAY)[: {"day": 3, "month": 2, "year": 1}[unit]]
    if not -9999 <= parts[0] <= 9999:
        return None
    date = _edtf(parts)
    return Link(wording.date_words(date), _url(date))
