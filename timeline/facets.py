"""What a reader can narrow a view by, with counts of the events now shown, and what is on already.

A click on a value writes a clause into the search, where it can be read and edited. Addresses that
carry the value as a parameter of its own (`fact=planned`) mean the same and stay valid.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline import wording
from timeline.models import Actor, Alias, Source
from timeline.query import MANY, TimelineQuery
from timeline.search.clauses import Clause, clauses, with_clause, without, written
from timeline.summary import Selection, select
from timeline.wording import is_name

SHOWN = 12
SHOWN_PLACES = 8
CANDIDATES = 40
FACET_WORDS = {
    "actor": _("Actor"),
    "fact": _("How it is reported"),
    "place": _("Place"),
    "precision": _("Date precision"),
    "source": _("Source"),
}
CLAUSE_WORDS = FACET_WORDS | {
    "conf": _("Confidence"),
    "date": _("Date"),
    "has": _("Sources"),
    "is": _("Date"),
    "lang": _("Language"),
    "pub": _("Published"),
    "reviewed": _("Reviewed"),
    "sources": _("Number of sources"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One active filter as shown above the list, with the address of the view without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its key in parameters, how a search names it, and how often it occurs."""

    key: str
    label: str
    spelled: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A value as shown; `url` turns it on or off, `exclude_url` leaves it out of the view."""

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
    """Actors, how it is reported, date precision, places and sources, most frequent first.

    `shown` are the events to count, by default those of the query.
    """
    if shown is None:
        chosen = select(query)
        shown = chosen.undated() if query.undated_only else chosen.dated()
        shown = shown.within(query.window) if query.window and not query.undated_only else shown
    values = {
        "actor": _actors(shown),
        "fact": [Value(value, value, value, number) for value, number in shown.factualities()],
        "precision": [Value(value, value, value, number) for value, number in shown.precisions()],
        "place": [Value(name, name, name, n) for name, n in shown.by_place(SHOWN_PLACES) if '"' not in name],
        "source": _sources(shown),
    }
    parts = clauses(query.text)
    present = {clause.text for clause in parts}
    left_out = [clause for clause in parts if clause.excluded and clause.name in values]
    for clause in left_out:
        values[clause.name].append(
            Value(clause.value, value_words(clause.name, clause.value), clause.value, 0)
        )
    return [
        Facet(name, str(FACET_WORDS[name]), [_row(query, name, value, present) for value in rows])
        for name, rows in values.items()
    ]


def _row(query: TimelineQuery, name: str, value: Value, present: set[str]) -> Row:
    chosen = getattr(query, name)
    return Row(
        label=value.label,
        value=value.key,
        count=value.count,
        selected=value.key in chosen or written(name, value.spelled) in present,
        excluded=f"-{value.key}" in chosen or written(name, value.spelled, excluded=True) in present,
        url=toggled(query, name, value.key, value.spelled).url(),
        exclude_url=toggled(query, name, value.key, value.spelled, excluded=True).url(),
    )


def toggled(
    query: TimelineQuery, name: str, key: str, spelled: str = "", *, excluded: bool = False
) -> TimelineQuery:
    """The query with a clause for the value added, or taken away if it is on; the opposite one goes."""
    spelled = spelled or key
    either = (written(name, spelled), written(name, spelled, excluded=True))
    clause, parameter = either[excluded], f"-{key}" if excluded else key
    values: tuple[str, ...] = getattr(query, name)
    is_on = parameter in values or clause in {found.text for found in clauses(query.text)}
    rest = without(query.text, *either)
    text = rest if is_on else with_clause(rest, clause)
    changes: dict[str, Any] = {name: tuple(value for value in values if value not in (key, f"-{key}"))}
    return replace(query, text=text, **changes)


def _actors(shown: Selection) -> list[Value]:
    """The most frequent that have a name of their own; descriptions only where names are few."""
    found = dict(shown.actors(CANDIDATES))
    actors = Actor.objects.in_bulk(list(found))
    ranked = [actors[pk] for pk in sorted(found, key=lambda pk: not is_name(actors[pk].name))[:SHOWN]]
    shared = _shared({actor.name for actor in ranked})
    return [
        Value(
            actor.public_id,
            actor.name,
            actor.public_id if actor.name in shared or '"' in actor.name else actor.name,
            found[actor.pk],
        )
        for actor in ranked
    ]


def _shared(names: Iterable[str]) -> set[str]:
    """Names that more than one actor goes by: a search for them would find the others, too."""
    owners: dict[str, set[int]] = {}
    for name, actor in Alias.objects.filter(name__in=list(names)).values_list("name", "actor_id"):
        owners.setdefault(name, set()).add(actor)
    return {name for name, actors in owners.items() if len(actors) > 1}


def _sources(shown: Selection) -> list[Value]:
    found = dict(shown.sources(SHOWN))
    sources = Source.objects.in_bulk(list(found))
    return [
        Value(sources[pk].slug, sources[pk].name, sources[pk].slug, number) for pk, number in found.items()
    ]


# ---- what is on ----


def filters(query: TimelineQuery) -> list[Filter]:
    """The active filters in words: the clauses of the search, then what the address says beside it."""
    parts = clauses(query.text)
    found = [_of_clause(query, parts, at) for at in range(len(parts))]
    if query.min_sources > 1:
        words = gettext("%(number)s articles or more") % {"number": query.min_sources}
        found.append(Filter(gettext("Evidence"), words, query.url(min_sources=0)))
    if query.undated_only:
        found.append(Filter(gettext("Date"), gettext("not dated"), query.url(undated_only=False)))
    return found + [_of_parameter(query, name, value) for name in MANY for value in getattr(query, name)]


def _of_clause(query: TimelineQuery, parts: list[Clause], at: int) -> Filter:
    clause = parts[at]
    url = query.url(text=" ".join(part.text for part in (*parts[:at], *parts[at + 1 :])))
    if not clause.name:
        return Filter(gettext("Search"), clause.text, url)
    return Filter(_label(clause.name, clause.excluded), value_words(clause.name, clause.value), url)


def _of_parameter(query: TimelineQuery, name: str, value: str) -> Filter:
    rest: dict[str, Any] = {name: tuple(other for other in getattr(query, name) if other != value)}
    bare = value.removeprefix("-")
    return Filter(_label(name, bare != value), value_words(name, bare), query.url(**rest))


def _label(name: str, excluded: bool) -> str:
    words = str(CLAUSE_WORDS[name])
    return gettext("Not: %(field)s") % {"field": words.lower()} if excluded else words


_CLOSED_WORDS = {
    ("has", "conflict"): _("disagree"),
    ("is", "undated"): _("not dated"),
    ("reviewed", "no"): _("no"),
    ("reviewed", "yes"): _("yes"),
}


def value_words(name: str, value: str) -> str:
    """A value as readers see it: names instead of ids."""
    if name == "actor":
        return Actor.objects.filter(public_id=value).values_list("name", flat=True).first() or value
    if name == "source":
        return Source.objects.filter(slug=value).values_list("name", flat=True).first() or value
    closed = _CLOSED_WORDS.get((name, value))
    if name == "conf":
        return wording.CONFIDENCE.get(value, value)
    return str(closed) if closed else wording.value(name, value)
