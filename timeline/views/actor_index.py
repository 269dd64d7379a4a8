"""The index of actors: by kind, first letter and name, each with its years and a small chart."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.addresses import actor_url
from timeline.layout import strip
from timeline.models import Actor, Alias
from timeline.query import TimelineQuery
from timeline.summary import Selection, select
from timeline.terms import ActorKind
from timeline.views import graphic
from timeline.windows import Window

PAGE_ACTORS = 60
ALSO = 4
BARS = 24
OTHER = "#"
SORTS = {"events": ("-event_count", "name", "id"), "name": ("name", "id")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the index; `bars` are the heights of its chart, 0 to 1."""

    name: str
    url: str
    kind: str
    events: str
    years: str
    also: str
    bars: list[float]


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind or a letter, and how many actors it holds under the other filters."""

    value: str
    words: str
    number: int
    on: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    kind: str
    letter: str
    words: str
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        kind, letter = request.GET.get("kind", ""), request.GET.get("letter", "").upper()
        return cls(
            kind=kind if kind in set(ActorKind) else "",
            letter=letter if letter == OTHER or (letter and letter in ascii_uppercase) else "",
            words=request.GET.get("q", "").replace("\0", "").strip()[:200],
            sort="name" if request.GET.get("sort") == "name" else "events",
        )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.of(request)
    named = _named(wanted.words)
    kinds = _kinds(named, wanted)
    of_kind = named.filter(kind=wanted.kind) if wanted.kind else named
    initials = _initials(of_kind)
    found = _starting(of_kind, initials, wanted.letter)
    page = Paginator(found.order_by(*SORTS[wanted.sort]), PAGE_ACTORS).get_page(request.GET.get("page"))
    letters = _letters(initials, wanted.letter)
    context = {
        "section": "actors",
        "page": page,
        "lines": lines(list(page.object_list)),
        "kinds": kinds,
        "letters": letters,
        "wanted": wanted,
        "nearest": _nearest(letters, wanted.letter),
    }
    return render(request, "timeline/actors.html", context)


def _named(words: str) -> QuerySet[Actor]:
    """Actors with events that go by the words, under any of their names."""
    actors = Actor.objects.filter(event_count__gt=0)
    if not words:
        return actors
    by_alias = Alias.objects.filter(name__icontains=words).values("actor")
    return actors.filter(Q(name__icontains=words) | Q(pk__in=by_alias))


def _kinds(actors: QuerySet[Actor], wanted: Wanted) -> list[Choice]:
    counts = dict(actors.order_by().values_list("kind").annotate(number=Count("pk")))
    every = Choice("", _("All"), sum(counts.values()), not wanted.kind)
    return [every] + [
        Choice(kind, wording.KINDS[kind][1], counts.get(kind, 0), wanted.kind == kind)
        for kind in ActorKind
        if counts.get(kind) or wanted.kind == kind
    ]


def _initials(actors: QuerySet[Actor]) -> dict[str, dict[str, int]]:
    """Letter A to Z, or # -> the first characters that count as it, with the number of actors."""
    counts = actors.order_by().annotate(first=Substr("name", 1, 1)).values_list("first")
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for first, number in counts.annotate(number=Count("pk")):
        plain = unicodedata.normalize("NFKD", first)[:1].upper()
        found[plain if plain and plain in ascii_uppercase else OTHER][first] = number
    return found


def _starting(actors: QuerySet[Actor], initials: dict[str, dict[str, int]], letter: str) -> QuerySet[Actor]:
    if not letter:
        return actors
    condition = Q(pk__in=[])
    for first in initials.get(letter, {}):
        condition |= Q(name__startswith=first)
    return actors.filter(condition)


def _letters(initials: dict[str, dict[str, int]], letter: str) -> list[Choice]:
    numbers = {name: sum(initials.get(name, {}).values()) for name in [*ascii_uppercase, OTHER]}
    return [
        Choice(name, name, number, name == letter)
        for name, number in numbers.items()
        if number or name != OTHER
    ]


def _nearest(letters: list[Choice], letter: str) -> Choice | None:
    """The populated letter closest to an empty one."""
    at = next((index for index, choice in enumerate(letters) if choice.value == letter), None)
    if at is None or letters[at].number:
        return None
    populated = [index for index, choice in enumerate(letters) if choice.number]
    return letters[min(populated, key=lambda index: abs(index - at))] if populated else None


def lines(actors: list[Actor]) -> list[Line]:
    also: dict[int, list[str]] = defaultdict(list)
    names = Alias.objects.filter(actor__in=actors).order_by("-mention_count", "name")
    for pk, name in names.values_list("actor", "name"):
        also[pk].append(name)
    everything = select(TimelineQuery())
    window = strip.default_window(graphic.density(everything))
    return [_line(actor, everything.of_actor(actor.pk), window, also[actor.pk]) for actor in actors]


def _line(actor: Actor, chosen: Selection, window: Window | None, names: list[str]) -> Line:
    begins, _ends = chosen.dated().bounds()
    return Line(
        name=actor.name,
        url=actor_url(actor),
        kind=wording.KINDS[ActorKind(actor.kind)][0].lower(),
        events=wording.count(actor.event_count, "event"),
        years=wording.years(int(begins.min()), int(begins.max())) if len(begins) else "",
        also=", ".join([name for name in names if name != actor.name][:ALSO]),
        bars=_bars(chosen, window),
    )


def _bars(chosen: Selection, window: Window | None) -> list[float]:
    """How its events spread over the collection's main window; empty when none lies in it."""
    if window is None:
        return []
    begins, _ends = chosen.within(window).bounds()
    counts, _edges = np.histogram(begins, bins=BARS, range=(window.begins, window.ends))
    most = int(counts.max())
    return [float(count) / most for count in counts] if most else []
