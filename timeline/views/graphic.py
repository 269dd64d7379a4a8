"""What the graphic shows for a query: density, strip, and lanes, dots or heat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from django.db.models import Max
from django.utils.translation import gettext as _

from timeline import limits, wording
from timeline.addresses import event_url
from timeline.dates import DateInterval
from timeline.layout import heat, lanes, strip
from timeline.layout.lanes import LaneName
from timeline.layout.marks import CHARACTER, Entry
from timeline.layout.units import Tick, ticks, words, x_of
from timeline.models import Article, Event
from timeline.query import TimelineQuery
from timeline.summary import Selection
from timeline.views import inferred, lane_names
from timeline.views.rows import mark_of
from timeline.windows import Window

PILL = 86


@dataclass(frozen=True, slots=True)
class Graphic:
    """The drawn part of a page; `lanes` or `heat` or neither."""

    window: Window
    ticks: list[Tick]
    lanes: list[lanes.Lane]
    heat: heat.Heat | None
    height: int
    label: str
    last_article_x: float | None
    last_article: str
    too_many: bool

    @property
    def beyond(self) -> float:
        """Percent of the width after the last article."""
        return round(100 - (self.last_article_x or 100), 3)


def key() -> list[tuple[str, str]]:
    """Mark and word of every way in which events are reported."""
    return [(f"m-{mark}", word) for mark, word in wording.FACTUALITY.items()]


def density(chosen: Selection) -> strip.Density:
    """Everything that is counted or drawn over all time comes from these dates."""
    return strip.Density(*chosen.dated().bounds())


def last_article_day() -> Date | None:
    found: Date | None = Article.objects.aggregate(last=Max("published"))["last"]
    return found


def end_of(day: Date | None) -> int | None:
    return DateInterval.day(day).ends if day else None


def pill_width(undated: int) -> int:
    """Pixels of the box around “Undated (9)”."""
    return PILL + round(CHARACTER * len(f"{undated:,}"))


def rail(drawn: Graphic | None, by: str) -> list[LaneName]:
    """The columns beside the list on narrow screens: the top two actors and the rest; none without lanes."""
    if drawn is None or by != "actor":
        return []
    lanes = drawn.heat.lanes if drawn.heat else drawn.lanes
    names = [LaneName(lane.key, lane.name, lane.url) for lane in lanes if lane.key not in lane_names.REST][:2]
    return [*names, LaneName("", _("Others") if names else "")] if names else []


def build(query: TimelineQuery, window: Window, shown: Selection, last: Date | None) -> Graphic | None:
    """`query` has the window set; `shown` are the events in it."""
    number = shown.number
    too_many = number > limits.GRAPHIC_MARKS
    if query.view == "list" or not number:
        return None
    by = "none" if query.view == "dots" else query.lanes
    drawn: list[lanes.Lane] = []
    cells = None
    if too_many or query.view == "heat":
        cells = _heat(shown, window, by)
        bottom = max((lane.top + lane.height for lane in cells.lanes), default=lanes.HEADER)
    else:
        drawn = _lanes(query, window, by)
        bottom = drawn[-1].top + drawn[-1].height if drawn else lanes.HEADER
    end = end_of(last)
    inside = end is not None and window.begins < end < window.ends
    return Graphic(
        window=window,
        ticks=ticks(window),
        lanes=drawn,
        heat=cells,
        height=bottom,
        label=f"{wording.count(number, 'event')}, {words(window)}",
        last_article_x=x_of(window, end) if inside and end else None,
        last_article=wording.date_words(last.isoformat()) if last else "",
        too_many=too_many and query.view != "heat",
    )


def _lanes(query: TimelineQuery, window: Window, by: str) -> list[lanes.Lane]:
    events = list(query.events()[: limits.GRAPHIC_MARKS])
    keys, names = lane_names.of_events(events, by)
    top = lanes.top_lanes([keys.get(event.pk, ()) for event in events])
    reckoned = inferred.from_publication(events)
    entries = [_entry(event, keys.get(event.pk, ()), event.pk in reckoned) for event in events]
    return lanes.build(entries, window, [names[key] for key in top], lane_names.rest(by, bool(top)))


def _entry(event: Event, keys: Sequence[str], reckoned: bool) -> Entry:
    mark = mark_of(event)
    words = [wording.FACTUALITY[mark].lower(), wording.count(event.article_count, "article")]
    if reckoned:
        words.insert(0, str(inferred.NOTE))
    return Entry(
        key=event.public_id,
        edtf=event.edtf,
        begins=event.begins or 0,
        ends=event.ends or 0,
        precision=event.precision,
        mark=mark,
        title=event.title,
        name=", ".join([f"{wording.date_words(event.edtf)}: {event.title}", *words]),
        url=event_url(event),
        rank=1000 * event.article_count + event.importance,
        lanes=tuple(keys),
        inferred=reckoned,
    )


def _heat(shown: Selection, window: Window, by: str) -> heat.Heat:
    rows = lane_names.of_selection(shown, by)
    return heat.build([(name, strip.Density(*events.bounds())) for name, events in rows], window)
