"""What the graphic shows for a query: density, strip, and lanes, dots or heat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from django.db.models import Count, Max

from timeline import limits, wording
from timeline.dates import DateInterval
from timeline.layout import heat, lanes, strip
from timeline.layout.lanes import Entry, LaneName
from timeline.layout.units import Tick, ticks, words, x_of
from timeline.models import Actor, Article, Event, EventActor, EventMention
from timeline.query import TimelineQuery
from timeline.terms import Role
from timeline.views.rows import event_url, mark_of
from timeline.windows import Window

OTHER = {"actor": "Other actors", "source": "Other sources", "place": "Other places", "none": ""}
KEY = [(f"m-{mark}", word) for mark, word in wording.FACTUALITY.items()]
TOP_HEAT_LANES = 8


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


def density(query: TimelineQuery) -> strip.Density:
    """Events per pair of bounds over all time; everything that is counted comes from these rows."""
    rows = query.events(window=False).order_by("begins").values_list("begins", "ends")
    return list(rows.annotate(number=Count("pk")))


def last_article_day() -> Date | None:
    found: Date | None = Article.objects.aggregate(last=Max("published"))["last"]
    return found


def end_of(day: Date | None) -> int | None:
    return DateInterval.day(day).ends if day else None


def build(query: TimelineQuery, window: Window, number: int, last: Date | None) -> Graphic | None:
    """`query` has the window set; `number` is how many events it holds."""
    if query.view == "list" or not number:
        return None
    by = "none" if query.view == "dots" else query.lanes
    drawn: list[lanes.Lane] = []
    cells = None
    if number > limits.GRAPHIC_MARKS or query.view == "heat":
        cells = _heat(query, window, by)
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
    )


def _lanes(query: TimelineQuery, window: Window, by: str) -> list[lanes.Lane]:
    events = list(query.events()[: limits.GRAPHIC_MARKS])
    keys, names = _keys([event.pk for event in events], by, events)
    top = lanes.top_lanes([keys.get(event.pk, ()) for event in events])
    entries = [_entry(event, keys.get(event.pk, ())) for event in events]
    return lanes.build(entries, window, [names[key] for key in top], OTHER[by] if top else "")


def _entry(event: Event, keys: Sequence[str]) -> Entry:
    mark = mark_of(event)
    name = ", ".join(
        (
            f"{wording.date_words(event.edtf)}: {event.title}",
            wording.FACTUALITY[mark].lower(),
            wording.count(event.article_count, "article"),
        )
    )
    return Entry(
        key=event.public_id,
        edtf=event.edtf,
        begins=event.begins or 0,
        ends=event.ends or 0,
        precision=event.precision,
        mark=mark,
        title=event.title,
        name=name,
        url=event_url(event),
        rank=1000 * event.article_count + event.importance,
        lanes=tuple(keys),
    )


def _keys(
    pks: list[int], by: str, events: Sequence[Event]
) -> tuple[dict[int, list[str]], dict[str, LaneName]]:
    """For each event the lanes it could stand in, best first, and what the lanes are called."""
    if by == "actor":
        return _actor_keys(pks)
    if by == "source":
        return _source_keys(pks)
    if by == "place":
        places = {event.pk: [event.place] for event in events if event.place}
        return places, {place: LaneName(place, place) for (place,) in places.values()}
    return {}, {}


_ACTING = (Role.AGENT, Role.PARTICIPANT, Role.PATIENT)


def _actor_keys(pks: list[int]) -> tuple[dict[int, list[str]], dict[str, LaneName]]:
    rows = (
        EventActor.objects.filter(event__in=pks, role__in=_ACTING)
        .order_by("role", "pk")
        .values_list("event_id", "actor__public_id", "actor__name", "actor__slug")
    )
    keys: dict[int, list[str]] = {}
    names: dict[str, LaneName] = {}
    for pk, public_id, name, slug in rows:
        keys.setdefault(pk, []).append(public_id)
        names[public_id] = LaneName(public_id, name, f"/actors/{public_id}-{slug}/")
    return keys, names


def _source_keys(pks: list[int]) -> tuple[dict[int, list[str]], dict[str, LaneName]]:
    rows = (
        EventMention.objects.filter(event__in=pks, article__source__isnull=False)
        .order_by("article__published", "pk")
        .values_list("event_id", "article__source__slug", "article__source__name")
    )
    keys: dict[int, list[str]] = {}
    names: dict[str, LaneName] = {}
    for pk, slug, name in rows:
        keys.setdefault(pk, []).append(slug)
        names[slug] = LaneName(slug, name)
    return keys, names


def _heat(query: TimelineQuery, window: Window, by: str) -> heat.Heat:
    rows, names = _heat_rows(query, by)
    return heat.build(rows, window, names, OTHER[by])


def _heat_rows(query: TimelineQuery, by: str) -> tuple[list[tuple[str, int, int, int]], list[LaneName]]:
    events = query.events()
    if by == "actor":
        return _heat_actors(query)
    if by == "place":
        counts = events.order_by().values_list("place", "begins", "ends").annotate(number=Count("pk"))
        rows = [(place, begins, ends, number) for place, begins, ends, number in counts]
        totals: dict[str, int] = {}
        for place, _, _, number in rows:
            totals[place] = totals.get(place, 0) + (number if place else 0)
        top = sorted((p for p in totals if p), key=lambda p: (-totals[p], p))[:TOP_HEAT_LANES]
        return [(p if p in top else "", b, e, n) for p, b, e, n in rows], [LaneName(p, p) for p in top]
    counts = events.order_by("begins").values_list("begins", "ends").annotate(number=Count("pk"))
    return [("", begins, ends, number) for begins, ends, number in counts], []


def _heat_actors(query: TimelineQuery) -> tuple[list[tuple[str, int, int, int]], list[LaneName]]:
    parts = EventActor.objects.filter(event__in=query.events().order_by(), role__in=_ACTING)
    counted = parts.values("actor").annotate(number=Count("event", distinct=True))
    top = [row["actor"] for row in counted.order_by("-number", "actor")[:TOP_HEAT_LANES]]
    actors = Actor.objects.in_bulk(top)
    names = [
        LaneName(actors[pk].public_id, actors[pk].name, f"/actors/{actors[pk].public_id}-{actors[pk].slug}/")
        for pk in top
    ]
    rows = (
        parts.filter(actor__in=top)
        .values_list("actor", "event__begins", "event__ends")
        .annotate(number=Count("event", distinct=True))
    )
    return [(actors[pk].public_id, begins, ends, number) for pk, begins, ends, number in rows], names
