"""TimelineQuery: the URL, read once; page, fragments, exports and feeds all ask it for their events.

What you see is what you export: there is no second way from parameters to a queryset.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext

from timeline import limits
from timeline.dates import DAY, DateError, DateInterval
from timeline.models import Event
from timeline.search import filters, syntax
from timeline.search.clauses import clauses, without, written
from timeline.terms import Factuality, Precision
from timeline.windows import Window, densest

PATH = "/timeline/"
# "T14" and "T14:05" stand for the full time of day that EDTF asks for
_CLOCK = re.compile(r"[T ](\d\d)(?::(\d\d))?$")
LANES = ("none", "actor", "source", "place")
VIEWS = ("lanes", "dots", "heat", "list")
SCALES = ("linear", "root")
SORTS = ("date", "evidence")
UNDATED = written("is", "undated")
MANY = ("actor", "fact", "place", "precision", "source")
# Parameters that stand for a clause of the search, where it can be read and edited.
CLAUSES = ("conf", "reviewed")
_KNOWN = {
    *CLAUSES,
    "q",
    "from",
    "to",
    "min_sources",
    "is",
    "lanes",
    "scale",
    "sort",
    "view",
    "after",
    "before",
    *MANY,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One stretch of the list; a cursor is None where there is nothing further."""

    events: list[Event]
    earlier: str | None
    later: str | None


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """All that a timeline address says. A value that starts with "-" in a facet excludes."""

    text: str = ""
    start: str = ""
    end: str = ""
    actor: tuple[str, ...] = ()
    fact: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    min_sources: int = 0
    undated_only: bool = False
    lanes: str = "actor"
    view: str = "lanes"
    scale: str = "linear"
    sort: str = "date"
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, data: QueryDict | Mapping[str, str | Sequence[str]] | str) -> "TimelineQuery":
        """Read parameters, a query string ("q=…&from=…") or a bare search text; never raises."""
        if isinstance(data, str):
            data = parse_qs(data) if "=" in data else {"q": data}
        return _parsed({key: _values(data, key) for key in data})

    def with_(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def url(self, path: str = PATH, **changes: Any) -> str:
        """The canonical address: parameters sorted, empty and default ones left out."""
        query = replace(self, **changes) if changes else self
        pairs = query.parameters()
        return f"{path}?{urlencode(pairs, safe=':')}" if pairs else path

    def parameters(self) -> list[tuple[str, str]]:
        pairs = [
            ("from", self.start),
            ("is", "undated" if self.undated_only else ""),
            ("lanes", self.lanes if self.lanes != "actor" else ""),
            ("min_sources", str(self.min_sources) if self.min_sources > 1 else ""),
            ("q", self.text),
            ("scale", self.scale if self.scale != "linear" else ""),
            ("sort", self.sort if self.sort != "date" else ""),
            ("to", self.end),
            ("view", self.view if self.view != "lanes" else ""),
        ]
        pairs += [(name, value) for name in MANY for value in getattr(self, name)]
        return sorted(pair for pair in pairs if pair[1])

    @property
    def window(self) -> Window | None:
        """What From and To say; None when neither is given."""
        if not (self.start or self.end):
            return None
        start = DateInterval.parse(self.start or self.end)
        end = DateInterval.parse(self.end or self.start)
        return Window.of(start, end)

    @property
    def by_evidence(self) -> bool:
        """Whether the list begins with what most articles tell; only a list without a graphic can."""
        return self.sort == "evidence" and self.view == "list" and not self.undated_only

    def in_window(self, window: Window) -> Self:
        return replace(self, start=window.start_edtf(), end=window.end_edtf())

    def default_window(self) -> Window | None:
        """The densest 95 % of the dated events that the filters leave."""
        key = f"densest:{self.url(start='', end='', view='lanes', lanes='actor')}"
        found = cache.get(key)
        if found is None:
            found = self._densest() or "none"
            cache.set(key, found, timeout=60)
        return found if isinstance(found, Window) else None

    def _densest(self) -> Window | None:
        days = (
            self.events(window=False)
            .filter(ends__lt=F("begins") + 3700 * DAY)
            .annotate(day=F("begins") / DAY)
            .order_by("day")
            .values_list("day")
            .annotate(n=Count("pk"))
        )
        return densest([(int(day), n) for day, n in days])

    # ---- querysets ----

    def events(self, *, window: bool = True) -> QuerySet[Event]:
        """Dated events (undated ones with is=undated), in order of time."""
        events = self.matching()
        if self.undated_only:
            return events.filter(begins__isnull=True).order_by("-importance", "id")
        events = events.filter(begins__isnull=False)
        asked = self.window if window else None
        if asked:
            events = events.filter(filters.overlapping(asked.begins, asked.ends))
        if self.by_evidence:
            return events.order_by("-article_count", "-importance", "id")
        return events.order_by("begins", "id")

    def undated(self) -> QuerySet[Event]:
        return self.matching().filter(begins__isnull=True).order_by("-importance", "id")

    def everything(self) -> QuerySet[Event]:
        """Dated and undated alike: what an export without a window holds."""
        return self.events() if self.window or self.undated_only else self.matching().order_by("begins", "id")

    def matching(self) -> QuerySet[Event]:
        """What the filters leave, dated or not, whatever the window."""
        events = Event.objects.filter(timeline=True, hidden=False)
        node = syntax.parse(self.text).node
        if node:
            events = events.filter(filters.as_q(node, []))
        for name in MANY:
            for condition in _conditions(name, getattr(self, name)):
                events = events.filter(condition)
        if self.min_sources > 1:
            events = events.filter(article_count__gte=self.min_sources)
        return events

    def page(self, after: str = "", before: str = "", size: int = limits.PAGE_EVENTS) -> Page:
        """A keyset page: from a cursor on, or up to one; the first page without cursors."""
        events = self.events()
        if self.undated_only or self.by_evidence:
            return _counted_page(events, after or before, size)
        if before:
            rows = list(events.filter(_earlier(before)).order_by("-begins", "-id")[: size + 1])
            more = len(rows) > size
            rows = rows[:size][::-1]
            return Page(
                rows, _cursor(rows[0]) if rows and more else None, _cursor(rows[-1]) if rows else None
            )
        rows = list((events.filter(_later(after)) if after else events)[: size + 1])
        more = len(rows) > size
        rows = rows[:size]
        return Page(rows, _cursor(rows[0]) if after and rows else None, _cursor(rows[-1]) if more else None)


def _values(data: QueryDict | Mapping[str, str | Sequence[str]], key: str) -> list[str]:
    raw = data.getlist(key) if isinstance(data, QueryDict) else data[key]
    values = [raw] if isinstance(raw, str) else list(raw)
    cleaned = (str(value).replace("\0", "").encode("utf-8", "replace").decode().strip() for value in values)
    return [value for value in cleaned if value]


def _parsed(data: Mapping[str, list[str]]) -> TimelineQuery:
    problems = [
        gettext("Unknown filter “%(name)s” was left out.") % {"name": key[:40]}
        for key in sorted(set(data) - _KNOWN)
    ]
    words = [
        *data.get("q", []),
        *(written(name, value) for name in CLAUSES for value in data.get(name, [])[:1]),
    ]
    text = " ".join(words)[: limits.QUERY_CHARACTERS + 1]
    parsed = syntax.parse(text)
    problems += parsed.problems
    if parsed.node:
        filters.as_q(parsed.node, problems)
    text = text[: limits.QUERY_CHARACTERS]
    # Searched for or asked by the address, undated events are listed in one way.
    searched = UNDATED in {clause.text for clause in clauses(text)}
    query = TimelineQuery(
        text=without(text, UNDATED) if searched else text,
        start=_date(data, "from", problems),
        end=_date(data, "to", problems),
        actor=_many(data, "actor"),
        fact=_chosen(data, "fact", [*Factuality, "disputed"], problems),
        place=_many(data, "place"),
        precision=_chosen(data, "precision", [*Precision], problems),
        source=_many(data, "source"),
        min_sources=_number(data, "min_sources", problems),
        undated_only=_one(data, "is", ("undated",), problems) == "undated" or searched,
        lanes=_one(data, "lanes", LANES, problems) or "actor",
        view=_one(data, "view", VIEWS, problems) or "lanes",
        scale=_one(data, "scale", SCALES, problems) or "linear",
        sort=_one(data, "sort", SORTS, problems) or "date",
        problems=tuple(dict.fromkeys(problems)),
    )
    return _in_order(query)


def _in_order(query: TimelineQuery) -> TimelineQuery:
    """From after To is a slip of the hand: they are swapped."""
    if query.start and query.end:
        start, end = DateInterval.parse(query.start), DateInterval.parse(query.end)
        if start.begins >= end.ends:
            return replace(query, start=query.end, end=query.start)
    return query


def _date(data: Mapping[str, list[str]], key: str, problems: list[str]) -> str:
    for value in data.get(key, [])[:1]:
        full = _CLOCK.sub(lambda clock: f"T{clock[1]}:{clock[2] or '00'}:00", value)
        try:
            DateInterval.parse(full)
        except DateError as error:
            problems.append(f"“{key}”: {error}.")
        else:
            return full
    return ""


def _many(data: Mapping[str, list[str]], key: str) -> tuple[str, ...]:
    return tuple(sorted({value[:200] for value in data.get(key, [])[:20] if value != "-"}))


def _chosen(
    data: Mapping[str, list[str]], key: str, allowed: Sequence[str], problems: list[str]
) -> tuple[str, ...]:
    values = _many(data, key)
    known = tuple(value for value in values if value.lstrip("-") in allowed)
    problems.extend(_unknown(key, value, allowed) for value in values if value not in known)
    return known


def _unknown(key: str, value: str, allowed: Sequence[str]) -> str:
    told = {"field": f"{key}={value}", "known": ", ".join(allowed)}
    return gettext("“%(field)s” is unknown; use one of %(known)s.") % told


def _one(data: Mapping[str, list[str]], key: str, allowed: Sequence[str], problems: list[str]) -> str:
    values = data.get(key, [])
    if values and values[0] not in allowed:
        problems.append(_unknown(key, values[0][:40], allowed))
        return ""
    return values[0] if values else ""


def _number(data: Mapping[str, list[str]], key: str, problems: list[str]) -> int:
    value = (data.get(key) or ["0"])[0]
    if not value.isdecimal() or len(value) > 6:
        problems.append(gettext("“%(field)s” needs a number.") % {"field": f"{key}={value[:40]}"})
        return 0
    return int(value)


def _conditions(name: str, values: tuple[str, ...]) -> list[Q]:
    """One condition for a facet: all actors asked for, any of the other values, none of the excluded."""
    wanted = [value for value in values if value[0] != "-"]
    unwanted = [value[1:] for value in values if value[0] == "-"]
    included = [_condition(name, value) for value in wanted]
    conditions = included if name == "actor" else [_either(included)] if included else []
    return conditions + [~_condition(name, value) for value in unwanted]


def _either(conditions: list[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _condition(name: str, value: str) -> Q:
    if name == "actor":
        return filters.with_actors(filters.actors_named(value))
    if name == "source":
        return filters.with_source(value)
    if name == "fact":
        return filters.told_as(value)
    return Q(place__iexact=value) if name == "place" else Q(precision=value)


def _counted_page(events: QuerySet[Event], cursor: str, size: int) -> Page:
    """What isn't in order of time has no key in it: its cursor is how many stand before the page."""
    start = int(cursor) if cursor.isdecimal() and len(cursor) < 8 else 0
    rows = list(events[start : start + size + 1])
    earlier = str(max(0, start - size)) if start else None
    return Page(rows[:size], earlier, str(start + size) if len(rows) > size else None)


def _cursor(event: Event) -> str:
    return f"{event.begins}_{event.pk}"


def _key(cursor: str) -> tuple[int, int] | None:
    """Any text may come in the address: what is no cursor counts as none."""
    begins, _, pk = cursor.partition("_")
    if not (begins.lstrip("-").isdecimal() and pk.isdecimal() and len(cursor) < 40):
        return None
    key = int(begins), int(pk)
    return key if all(-(2**63) <= part < 2**63 for part in key) else None


def _later(cursor: str) -> Q:
    key = _key(cursor)
    return Q(begins__gt=key[0]) | Q(begins=key[0], pk__gt=key[1]) if key else Q()


def _earlier(cursor: str) -> Q:
    key = _key(cursor)
    return Q(begins__lt=key[0]) | Q(begins=key[0], pk__lt=key[1]) if key else Q()
