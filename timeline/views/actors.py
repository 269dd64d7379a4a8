"""Actors: the index, and one actor with names, roles, timeline and company."""

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from timeline import reasons, wording
from timeline.addresses import actor_url, article_url
from timeline.models import Actor, ActorMention, ActorRole, Alias, EventActor
from timeline.query import TimelineQuery
from timeline.terms import ActorKind, MentionForm, Role
from timeline.views import excerpt, refs
from timeline.views.export import choices
from timeline.views.rows import published_words

PAGE_ACTORS = 60
EXAMPLES = 400
COMPANY = 12


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor, why it is taken for one, and a sentence where it stands."""

    name: str
    number: int
    reason: str
    example_url: str
    example_source: str


@dataclass(frozen=True, slots=True)
class Companion:
    name: str
    url: str
    number: int
    together_url: str


@dataclass(frozen=True, slots=True)
class Office:
    words: str
    url: str
    source: str


@require_safe
def actor(request: HttpRequest, ref: str) -> HttpResponse:
    found = refs.actor(ref)
    if request.path != actor_url(found):
        return redirect(actor_url(found), permanent=True)
    return render(request, "timeline/actor.html", context(found))


def context(actor: Actor) -> dict[str, Any]:
    query = TimelineQuery(actor=(actor.public_id,), lanes="none")
    drawn = excerpt.context(query)
    more = drawn["shown"].url(lanes="actor")
    return drawn | {
        "section": "actors",
        "actor": actor,
        "kind": wording.KINDS[ActorKind(actor.kind)][0],
        "names": names(actor),
        "offices": offices(actor),
        "known": list(actor.known.values_list("external_id", flat=True)),
        "roles": roles(actor),
        "company": company(actor),
        "shown": drawn["shown"].with_(lanes="actor"),
        "all_url": query.url(lanes="actor"),
        "feed_url": query.url("/export/timeline.atom", lanes="actor"),
        "exports": choices(query.with_(lanes="actor")),
        "more_url": f"{more}&after={drawn['later']}" if drawn["later"] else "",
    }


def names(actor: Actor) -> list[Name]:
    """Its aliases, most used first, each with the first place where it was read."""
    examples = _examples(actor)
    found = []
    for alias in Alias.objects.filter(actor=actor).order_by("-mention_count", "name")[:40]:
        url, source = examples.get(alias.name, ("", ""))
        found.append(Name(alias.name, alias.mention_count, reasons.alias_sentence(alias.reason), url, source))
    return found


def _examples(actor: Actor) -> dict[str, tuple[str, str]]:
    """Name as it stands in a text -> address of the place and its source."""
    mentions = (
        ActorMention.objects.filter(told__actor=actor)
        .exclude(form=MentionForm.PRONOUN)
        .annotate(name=Substr("article__text", F("start") + 1, F("end") - F("start")))
        .order_by("article__published", "article_id", "start")
        .values_list("name", "start", "article__public_id", "article__title", "article__source__name")
    )
    found: dict[str, tuple[str, str]] = {}
    for name, start, public_id, title, source in mentions[:EXAMPLES]:
        found.setdefault(name, (f"{article_url(public_id, title)}#a{start}", source or title))
    return found


def offices(actor: Actor) -> list[Office]:
    """The offices that articles give the actor, each once, with the article that says so first."""
    told = (
        ActorRole.objects.filter(told__actor=actor)
        .order_by("told__article__published", "start")
        .values_list(
            *("office", "of", "start", "told__article__public_id", "told__article__title"),
            *("told__article__source__name", "told__article__published"),
        )
    )
    found: dict[str, Office] = {}
    for office, of, start, public_id, title, source, published in told[:EXAMPLES]:
        words = f"{office} of {of}" if of else office
        where = f"{source or title}, {published_words(published)}"
        found.setdefault(words.lower(), Office(words, f"{article_url(public_id, title)}#a{start}", where))
    return list(found.values())[:12]


def _visible(parts: QuerySet[EventActor]) -> QuerySet[EventActor]:
    return parts.filter(event__timeline=True, event__hidden=False)


def roles(actor: Actor) -> list[tuple[str, int]]:
    counts = dict(_visible(actor.parts.all()).values_list("role").annotate(number=Count("event")))
    return [(wording.ROLES[role], counts[role]) for role in Role if counts.get(role)]


def company(actor: Actor) -> list[Companion]:
    """Who else takes part in this actor's events, most often first."""
    theirs = _visible(actor.parts.all()).values("event")
    counts = dict(
        EventActor.objects.filter(event__in=theirs)
        .exclude(actor=actor)
        .values_list("actor")
        .annotate(number=Count("event", distinct=True))
        .order_by("-number", "actor")[:COMPANY]
    )
    others = Actor.objects.in_bulk(list(counts))
    return [
        Companion(
            others[pk].name,
            actor_url(others[pk]),
            number,
            TimelineQuery(actor=tuple(sorted((actor.public_id, others[pk].public_id)))).url(),
        )
        for pk, number in counts.items()
    ]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    letter = request.GET.get("letter", "").lower()
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    sort = "name" if request.GET.get("sort") == "name" else "events"
    actors = _found(kind, letter, words)
    order = ("name", "id") if sort == "name" else ("-event_count", "name", "id")
    page = Paginator(actors.order_by(*order), PAGE_ACTORS).get_page(request.GET.get("page"))
    return render(
        request,
        "timeline/actors.html",
        {
            "section": "actors",
            "page": page,
            "lines": _lines(list(page.object_list)),
            "kinds": [(k.value, wording.KINDS[k][1]) for k in ActorKind],
            "kind": kind,
            "letters": ascii_lowercase,
            "letter": letter,
            "words": words,
            "sort": sort,
        },
    )


def _found(kind: str, letter: str, words: str) -> QuerySet[Actor]:
    actors = Actor.objects.filter(event_count__gt=0)
    if kind in set(ActorKind):
        actors = actors.filter(kind=kind)
    if letter and letter in ascii_lowercase:
        actors = actors.filter(name__istartswith=letter)
    if words:
        found = Q(name__icontains=words) | Q(
            pk__in=Alias.objects.filter(name__icontains=words).values("actor")
        )
        actors = Actor.objects.filter(found, pk__in=actors.values("pk"))
    return actors


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the index."""

    name: str
    url: str
    kind: str
    events: str
    years: str
    also: str


def _lines(actors: list[Actor]) -> list[Line]:
    pks = [actor.pk for actor in actors]
    spans = {
        pk: (first, last)
        for pk, first, last in EventActor.objects.filter(actor__in=pks, begins__isnull=False)
        .values_list("actor")
        .annotate(first=Min("begins"), last=Max("begins"))
    }
    also: dict[int, list[str]] = {}
    for pk, name in (
        Alias.objects.filter(actor__in=pks).order_by("-mention_count", "name").values_list("actor", "name")
    ):
        also.setdefault(pk, []).append(name)
    return [_line(actor, spans.get(actor.pk), also.get(actor.pk, [])) for actor in actors]


def _line(actor: Actor, span: tuple[int, int] | None, also: list[str]) -> Line:
    others = [name for name in also if name != actor.name][:4]
    return Line(
        name=actor.name,
        url=actor_url(actor),
        kind=wording.KINDS[ActorKind(actor.kind)][0].lower(),
        events=wording.count(actor.event_count, "event"),
        years=wording.years(*span) if span else "",
        also=", ".join(others),
    )
