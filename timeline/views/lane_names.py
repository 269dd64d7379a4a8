"""Which lanes the events of a view could stand in: by actor, source or place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from timeline import wording
from timeline.layout.lanes import NONE, OTHER, TOP_LANES, LaneName, Rest
from timeline.models import Actor, Event, EventActor, EventMention, Source
from timeline.summary import Selection
from timeline.terms import ActorKind, Role

REST = (OTHER, NONE)
_RESTS = {
    "actor": (_("Other actors"), _("Nobody named"), _("actors")),
    "source": (_("Other sources"), _("No source given"), _("sources")),
    "place": (_("Other places"), _("No place given"), _("places")),
}
_ACTING = (Role.AGENT, Role.PARTICIPANT, Role.PATIENT)
CANDIDATES = 30
MOST_PLACES = 200

type Keys = dict[int, list[str]]
type Names = dict[str, LaneName]
type Row = tuple[LaneName, Selection]


def rest(by: str, among_lanes: bool) -> Rest:
    """What the lanes of the rest are called; nothing where they are the only ones."""
    return Rest(*map(str, _RESTS[by])) if among_lanes and by in _RESTS else Rest()


def of_events(events: Sequence[Event], by: str) -> tuple[Keys, Names]:
    """For each event the lanes it could stand in, best first, and what the lanes are called."""
    pks = [event.pk for event in events]
    if by == "actor":
        return _by_actor(pks)
    if by == "source":
        return _by_source(pks)
    return _by_place(events, pks) if by == "place" else ({}, {})


def _by_actor(pks: list[int]) -> tuple[Keys, Names]:
    """Descriptions ("two workers") hold an event among the others, but make no lane."""
    rows = (
        EventActor.objects.filter(event__in=pks, role__in=_ACTING)
        .order_by("role", "pk")
        .values_list("event_id", "actor__public_id", "actor__name", "actor__slug")
    )
    keys: Keys = defaultdict(list)
    names: Names = {}
    for pk, public_id, name, slug in rows:
        keys[pk].append(public_id if wording.is_name(name) else OTHER)
        names[public_id] = LaneName(public_id, name, f"/actors/{public_id}-{slug}/")
    return keys, names


def _by_source(pks: list[int]) -> tuple[Keys, Names]:
    rows = (
        EventMention.objects.filter(event__in=pks, article__source__isnull=False)
        .order_by("article__published", "pk")
        .values_list("event_id", "article__source__slug", "article__source__name")
    )
    keys: Keys = defaultdict(list)
    names: Names = {}
    for pk, slug, name in rows:
        keys[pk].append(slug)
        names[slug] = LaneName(slug, name)
    return keys, names


def _by_place(events: Sequence[Event], pks: list[int]) -> tuple[Keys, Names]:
    """Where it happened; states and cities that take part count as well."""
    keys: Keys = defaultdict(list, {event.pk: [event.place] for event in events if event.place})
    parts = EventActor.objects.filter(event__in=pks, actor__kind=ActorKind.PLACE).order_by("role", "pk")
    for pk, name in parts.values_list("event_id", "actor__name"):
        keys[pk].append(name)
    return keys, {name: LaneName(name, name) for own in keys.values() for name in own}


def of_selection(shown: Selection, by: str) -> list[Row]:
    """A row for each lane of the heat view: those that together hold the most, then the rest."""
    rows = _candidates(shown, by)
    found = _covering(rows)
    left = shown.without(events for _, events in found)
    if not found:
        return [(LaneName(OTHER, ""), left)] if left.number else []
    pairs = {"actor": shown.all.actors, "source": shown.all.sources}.get(by)
    none = left.without([left.with_any(pairs)]) if pairs else left.without(events for _, events in rows)
    others = left.without([none])
    number = others.number_of(pairs) if pairs else len(rows) - len(found)
    last_two = rest(by, True)
    named = [(replace(name, note=str(own.number)), own) for name, own in found]
    last = [
        (LaneName(OTHER, last_two.other, "", last_two.note(others.number, number)), others),
        (LaneName(NONE, last_two.none, "", str(none.number)), none),
    ]
    return [*named, *[row for row in last if row[1].number]]


def _candidates(shown: Selection, by: str) -> list[Row]:
    if by == "actor":
        found = [pk for pk, _ in shown.actors(2 * CANDIDATES)]
        actors = Actor.objects.in_bulk(found)
        named = [actors[pk] for pk in found if wording.is_name(actors[pk].name)][:CANDIDATES]
        return [(_actor_lane(actor), shown.of_actor(actor.pk)) for actor in named]
    if by == "source":
        found = [pk for pk, _ in shown.sources(CANDIDATES)]
        sources = Source.objects.in_bulk(found)
        return [(LaneName(sources[pk].slug, sources[pk].name), shown.of_source(pk)) for pk in found]
    return _places(shown) if by == "place" else []


def _places(shown: Selection) -> list[Row]:
    """As `_by_place`: where it happened, and the places among the most frequent actors."""
    found = {name: shown.of_place(name) for name, _ in shown.by_place(MOST_PLACES)}
    frequent = [pk for pk, _ in shown.actors(MOST_PLACES)]
    for actor in Actor.objects.filter(pk__in=frequent, kind=ActorKind.PLACE):
        taking_part = shown.of_actor(actor.pk)
        at = found.get(actor.name, taking_part)
        found[actor.name] = Selection(shown.all, taking_part.chosen | at.chosen)
    return [(LaneName(name, name), events) for name, events in found.items()]


def _covering(rows: Sequence[Row]) -> list[Row]:
    """As `layout.lanes.top_lanes`, over flags: one by one the row with the most that those before it lack."""
    left = [row for row in rows if row[1].number > 1]
    found: list[Row] = []
    held = np.zeros(len(left[0][1].chosen) if left else 0, dtype=bool)
    while left and len(found) < TOP_LANES:
        new = [np.count_nonzero(events.chosen & ~held) for _, events in left]
        best = int(np.argmax(new))
        if not new[best]:
            break
        found.append(left.pop(best))
        held |= found[-1][1].chosen
    return sorted(found, key=lambda row: -row[1].number)


def _actor_lane(actor: Actor) -> LaneName:
    return LaneName(actor.public_id, actor.name, f"/actors/{actor.public_id}-{actor.slug}/")
