"""What a reader can narrow a view by, with counts of the events now shown."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from timeline.models import Actor, Event, EventActor, EventMention, Source
from timeline.query import FACET_WORDS, TimelineQuery
from timeline.terms import Factuality, Precision

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet; `url` turns it on or off, `exclude_url` leaves it out of the view."""

    label: str
    value: str
    count: int
    selected: bool
    excluded: bool
    url: str
    exclude_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    words: str
    rows: list[Row]


def facets(query: TimelineQuery) -> list[Facet]:
    """Actors, how it is reported, date precision and sources, most frequent first."""
    events = query.events()
    values = {
        "actor": _actors(events),
        "fact": _factualities(events),
        "precision": _precisions(events),
        "source": _sources(events),
    }
    return [
        Facet(name, FACET_WORDS[name], [_row(query, name, *found) for found in rows])
        for name, rows in values.items()
    ]


def _row(query: TimelineQuery, name: str, value: str, label: str, count: int) -> Row:
    chosen = getattr(query, name)
    return Row(
        label=label,
        value=value,
        count=count,
        selected=value in chosen,
        excluded=f"-{value}" in chosen,
        url=query.toggled(name, value).url(),
        exclude_url=query.toggled(name, f"-{value}").url(),
    )


def _actors(events: QuerySet[Event]) -> list[tuple[str, str, int]]:
    counts = (
        EventActor.objects.filter(event__in=events.order_by())
        .values_list("actor")
        .annotate(n=Count("event", distinct=True))
        .order_by("-n", "actor")[:SHOWN]
    )
    found = dict(counts)
    names = {a.pk: a for a in Actor.objects.filter(pk__in=found)}
    return [(names[pk].public_id, names[pk].name, n) for pk, n in found.items()]


def _factualities(events: QuerySet[Event]) -> list[tuple[str, str, int]]:
    rows = dict(events.order_by().filter(disputed=False).values_list("factuality").annotate(n=Count("pk")))
    found = [(value.value, value.value, rows[value]) for value in Factuality if rows.get(value)]
    disputed = events.order_by().filter(disputed=True).count()
    return found + ([("disputed", "disputed", disputed)] if disputed else [])


def _precisions(events: QuerySet[Event]) -> list[tuple[str, str, int]]:
    rows = dict(events.order_by().values_list("precision").annotate(n=Count("pk")))
    return [(value.value, value.value, rows[value]) for value in Precision if rows.get(value)]


def _sources(events: QuerySet[Event]) -> list[tuple[str, str, int]]:
    counts = (
        EventMention.objects.filter(event__in=events.order_by(), article__source__isnull=False)
        .values_list("article__source")
        .annotate(n=Count("event", distinct=True))
        .order_by("-n", "article__source")[:SHOWN]
    )
    found = dict(counts)
    names = {s.pk: s for s in Source.objects.filter(pk__in=found)}
    return [(names[pk].slug, names[pk].name, n) for pk, n in found.items()]
