"""What a reader can narrow a view by, with counts of the events now shown."""

from dataclasses import dataclass

from timeline.models import Actor, Source
from timeline.query import FACET_WORDS, TimelineQuery
from timeline.summary import Selection, select
from timeline.wording import is_name

SHOWN = 12
CANDIDATES = 40


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


def facets(query: TimelineQuery, shown: Selection | None = None) -> list[Facet]:
    """Actors, how it is reported, date precision and sources, most frequent first.

    `shown` are the events to count, by default those of the query.
    """
    if shown is None:
        chosen = select(query)
        shown = chosen.undated() if query.undated_only else chosen.dated()
        shown = shown.within(query.window) if query.window and not query.undated_only else shown
    values = {
        "actor": _actors(shown),
        "fact": [(value, value, number) for value, number in shown.factualities()],
        "precision": [(value, value, number) for value, number in shown.precisions()],
        "source": _sources(shown),
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


def _actors(shown: Selection) -> list[tuple[str, str, int]]:
    """The most frequent that have a name of their own; descriptions only where names are few."""
    found = dict(shown.actors(CANDIDATES))
    names = Actor.objects.in_bulk(list(found))
    ranked = sorted(found, key=lambda pk: not is_name(names[pk].name))[:SHOWN]
    return [(names[pk].public_id, names[pk].name, found[pk]) for pk in ranked]


def _sources(shown: Selection) -> list[tuple[str, str, int]]:
    found = dict(shown.sources(SHOWN))
    names = Source.objects.in_bulk(list(found))
    return [(names[pk].slug, names[pk].name, number) for pk, number in found.items()]
