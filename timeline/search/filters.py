"""Expression tree -> Q over events, and what could not be read as a date or number."""

import re

from django.db.models import Count, Q
from django.utils.translation import gettext

from timeline import confidence
from timeline.dates import DAY, DateError, DateInterval, iso_day
from timeline.models import Actor, Event, EventActor, EventMention
from timeline.search.fulltext import TextMatch
from timeline.search.syntax import And, Field, Node, Not, Or, Words
from timeline.terms import Precision

# finest first; RANGE has no place in the order
_LOOKUPS = {"": "exact", ">=": "gte", "<=": "lte", ">": "gt", "<": "lt"}
_ORDER = [p for p in Precision if p is not Precision.RANGE]


def as_q(node: Node, problems: list[str]) -> Q:
    """The condition for a tree; unreadable values are named in `problems` and left out."""
    if _plain(node):
        return Q(TextMatch(node))
    if isinstance(node, Not):
        inner = as_q(node.part, problems)
        return ~inner if inner else inner
    if isinstance(node, Field):
        return _FIELDS[node.name](node, problems)
    if isinstance(node, Or):
        return _any([as_q(part, problems) for part in node.parts])
    if isinstance(node, And):
        return _all(node, problems)
    raise TypeError(type(node).__name__)


def _plain(node: Node) -> bool:
    """Whether one look-up in the text index answers it."""
    if isinstance(node, And | Or):
        return all(_plain(part) for part in node.parts)
    return isinstance(node, Words)


def _all(node: And, problems: list[str]) -> Q:
    words = tuple(part for part in node.parts if _plain(part))
    q = Q(TextMatch(And(words) if len(words) > 1 else words[0])) if words else Q()
    for part in node.parts:
        if not _plain(part):
            q &= as_q(part, problems)
    return q


def _any(parts: list[Q]) -> Q:
    q = Q()
    for part in parts:
        q |= part
    return q


def actors_named(name: str) -> list[int]:
    """Keys of the actors a reader means: by id, then by exact name or alias, then by a part of one."""
    exact = Actor.objects.filter(Q(public_id=name) | Q(name__iexact=name) | Q(aliases__name__iexact=name))
    found = list(exact.values_list("pk", flat=True).distinct()[:200])
    if found:
        return found
    part = Actor.objects.filter(Q(name__icontains=name) | Q(aliases__name__icontains=name))
    return list(part.values_list("pk", flat=True).distinct()[:200])


def with_actors(keys: list[int]) -> Q:
    return Q(pk__in=EventActor.objects.filter(actor__in=keys).values("event"))


def with_source(value: str) -> Q:
    source = Q(article__source__slug=value) | Q(article__source__name__iexact=value)
    return Q(pk__in=EventMention.objects.filter(source, event__isnull=False).values("event"))


def told_as(value: str) -> Q:
    """By the mark that is shown: a disputed event shows no other."""
    return Q(disputed=True) if value == "disputed" else Q(factuality=value, disputed=False)


def _actor(field: Field, problems: list[str]) -> Q:
    return with_actors(actors_named(field.value))


def _place(field: Field, problems: list[str]) -> Q:
    return Q(place__icontains=field.value)


def _source(field: Field, problems: list[str]) -> Q:
    return with_source(field.value)


def _fact(field: Field, problems: list[str]) -> Q:
    return told_as(field.value)


def _precision(field: Field, problems: list[str]) -> Q:
    precision = Precision(field.value)
    if not field.op:
        return Q(precision=precision)
    if precision not in _ORDER:
        problems.append(gettext("“precision:range” can’t be compared; write it without > or <."))
        return Q()
    at = _ORDER.index(precision)
    # ">=day" reads "at least as fine as a day": century < ... < day < clock
    wanted = {">=": _ORDER[: at + 1], ">": _ORDER[:at], "<=": _ORDER[at:], "<": _ORDER[at + 1 :]}[field.op]
    return Q(precision__in=wanted)


def _is(field: Field, problems: list[str]) -> Q:
    return Q(begins__isnull=True)


def _has(field: Field, problems: list[str]) -> Q:
    return Q(disputed=True)


def _conf(field: Field, problems: list[str]) -> Q:
    """`conf:high`, `conf:>=0.8`: a level means its whole range."""
    levels = [*confidence.LEVELS]
    if field.value in levels:
        above = confidence.LEVELS[levels[levels.index(field.value) - 1]] if field.value != levels[0] else 2.0
        return Q(confidence__gte=confidence.LEVELS[field.value], confidence__lt=above)
    if not re.fullmatch(r"0?\.\d{1,4}|[01](?:\.0{1,4})?", field.value):
        words = gettext("“%(field)s” needs high, medium, low or a share, as in conf:>=0.8.")
        problems.append(words % {"field": f"conf:{field.value}"})
        return Q()
    return Q(**{f"confidence__{_LOOKUPS[field.op]}": float(field.value)})


def _lang(field: Field, problems: list[str]) -> Q:
    told = EventMention.objects.filter(article__language__iexact=field.value, event__isnull=False)
    return Q(pk__in=told.values("event"))


def _reviewed(field: Field, problems: list[str]) -> Q:
    return Q(reviewed=field.value == "yes")


def _sources(field: Field, problems: list[str]) -> Q:
    if not re.fullmatch(r"\d{1,6}", field.value):
        words = gettext("“%(field)s” needs a number, as in sources:>=2.")
        problems.append(words % {"field": f"sources:{field.value}"})
        return Q()
    lookup = _LOOKUPS[field.op]
    counted = Event.objects.annotate(outlets=Count("mentions__article__source", distinct=True))
    return Q(pk__in=counted.filter(**{f"outlets__{lookup}": int(field.value)}).values("pk"))


def _bounds(field: Field, problems: list[str]) -> tuple[int | None, int | None] | None:
    """`2025-02..2025-05`, `>=2025`, `2025-02-20` -> first and last second (half-open), None = open."""
    first, dots, last = field.value.partition("..")
    try:
        start = DateInterval.parse(first) if first else None
        end = (DateInterval.parse(last) if last else None) if dots else start
    except DateError as error:
        problems.append(f"“{field.name}:{field.value}”: {error}.")
        return None
    low = start.begins if start else None
    high = end.ends if end else None
    if start and field.op in (">", ">="):
        return (start.ends if field.op == ">" else start.begins), None
    if start and field.op in ("<", "<="):
        return None, (start.begins if field.op == "<" else start.ends)
    return low, high


def _date(field: Field, problems: list[str]) -> Q:
    bounds = _bounds(field, problems)
    return overlapping(*bounds) if bounds else Q()


def overlapping(begins: int | None, ends: int | None) -> Q:
    """Events whose possible time touches the window."""
    q = Q(begins__isnull=False)
    if begins is not None:
        q &= Q(ends__gt=begins)
    if ends is not None:
        q &= Q(begins__lt=ends)
    return q


def _pub(field: Field, problems: list[str]) -> Q:
    bounds = _bounds(field, problems)
    if not bounds:
        return Q()
    mentions = EventMention.objects.filter(event__isnull=False)
    for value, lookup in zip(bounds, ("gte", "lt"), strict=True):
        day = _day(value)
        if day:
            mentions = mentions.filter(**{f"article__published__{lookup}": day})
    return Q(pk__in=mentions.values("event"))


def _day(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    day = iso_day(seconds // DAY)
    return day if "0001-01-01" <= day <= "9999-12-31" and not day.startswith("-") else None


_FIELDS = {
    "actor": _actor,
    "conf": _conf,
    "date": _date,
    "fact": _fact,
    "has": _has,
    "is": _is,
    "lang": _lang,
    "place": _place,
    "precision": _precision,
    "pub": _pub,
    "reviewed": _reviewed,
    "source": _source,
    "sources": _sources,
}
