"""What the graphic shows for a query: density, strip, and lanes, dots or heat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from django.db.models import Max

from timeline import limits, wording
from timeline.dates import DateInterval
from timeline.layout import heat, lanes, strip
from timeline.layout.lanes import OTHER as OTHER_LANE
from timeline.layout.lanes import Entry, LaneName
from timeline.layout.units import Tick, ticks, words, x_of
from timeline.models import Actor, Article, Event, EventActor, EventMention, Source
from timeline.query import TimelineQuery
from timeline.summary import Selection
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


def density(chosen: Selection) -> strip.Density:
    """Everything that is counted or drawn over all time comes from these dates."""
    return strip.Density(*chosen.dated().bounds())


def last_article_day() -> Date | None:
    found: Date | None = Article.objects.aggregate(last=Max("published"))["last"]
    return found


def end_of(day: Date | None) -> int | None:
    return DateInterval.day(day).ends if day else None


def rail(drawn: Graphic | None, by: str) -> list[LaneName]:
    """The columns beside the list on narrow screens: the top two actors and the rest; none without lanes."""
    if drawn is None or by != "actor":
        return []
    lanes = drawn.heat.lanes if drawn.heat else drawn.lanes
    names = [LaneName(lane.key, lane.name, lane.url) for lane in lanes if lane.key][:2]
    return [*names, LaneName("", "Others" if names else "")] if names else []


def build(query: TimelineQuery, window: Window, shown: Selection, last: Date | None) -> Graphic | None:
    """`query` has the window set; `shown` are the events in it."""
    number = shown.number
    if query.view == "list" or not number:
        return None
    by = "none" if query.view == "dots" else query.lanes
    drawn: list[lanes.Lane] = []
    cells = None
    if number > limits.GRAPHIC_MARKS or query.view == "heat":
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
        if not wording.is_name(name):
            continue
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


def _heat(shown: Selection, window: Window, by: str) -> heat.Heat:
    """A lane for each of the most frequent actors or sources and one for the rest."""
    lanes: list[tuple[LaneName, Selection]] = []
    if by == "actor":
        found = [pk for pk, _ in shown.actors(3 * TOP_HEAT_LANES)]
        actors = Actor.objects.in_bulk(found)
        top = [pk for pk in found if wording.is_name(actors[pk].name)][:TOP_HEAT_LANES]
        lanes = [(_actor_lane(actors[pk]), shown.of_actor(pk)) for pk in top]
    if by == "source":
        top = [pk for pk, _ in shown.sources(TOP_HEAT_LANES)]
        sources = Source.objects.in_bulk(top)
        lanes = [(LaneName(sources[pk].slug, sources[pk].name), shown.of_source(pk)) for pk in top]
    rest = shown.without(events for _, events in lanes)
    if rest.number:
        lanes.append((LaneName(OTHER_LANE, OTHER[by] if lanes else ""), rest))
    return heat.build([(name, strip.Density(*events.bounds())) for name, events in lanes], window)


def _actor_lane(actor: Actor) -> LaneName:
    return LaneName(actor.public_id, actor.name, f"/actors/{actor.public_id}-{actor.slug}/")
