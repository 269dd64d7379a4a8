"""One actor with names, offices, roles, timeline and company."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import reasons, wording
from timeline.addresses import actor_url, article_url
from timeline.dates import DateError, DateInterval
from timeline.models import Actor, ActorMention, ActorRole, Alias, EventActor
from timeline.query import TimelineQuery
from timeline.terms import ActorKind, MentionForm, Role
from timeline.views import excerpt, refs
from timeline.views.export import choices
from timeline.views.rows import published_words

EXAMPLES = 400
COMPANY = 12
OFFICES = 12


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
    """An office that articles give the actor, since when and until when as far as they say."""

    words: str
    span: str
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
        "former": list(actor.former_ids.exclude(name="").values_list("name", flat=True).distinct()[:8]),
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
            *("office", "of", "valid_from", "valid_to", "start"),
            *("told__article__public_id", "told__article__title"),
            *("told__article__source__name", "told__article__published"),
        )
    )
    found: dict[str, Office] = {}
    for office, of, since, until, start, public_id, title, source, published in told[:EXAMPLES]:
        words = f"{office} of {of}" if of else office
        where = f"{source or title}, {published_words(published)}"
        url = f"{article_url(public_id, title)}#a{start}"
        held = Office(words[:1].upper() + words[1:], _span(since, until), url, where)
        if not found.get(words.lower()) or (held.span and not found[words.lower()].span):
            found[words.lower()] = held
    return _without_the_vague(list(found.values()))[:OFFICES]


def _span(since: str, until: str) -> str:
    """“since 2019”, “until May 2024”, “2019 – May 2024”, or nothing when no article says."""
    first, last = (_date_words(edtf) for edtf in (since, until))
    if first and last:
        return f"{first} – {last}"
    if first:
        return _("since %(date)s") % {"date": first}
    return _("until %(date)s") % {"date": last} if last else ""


def _date_words(value: str) -> str:
    """A TIMEX value in words; one that names no calendar date says nothing here."""
    try:
        return DateInterval.parse(value).words() if value else ""
    except DateError:
        return ""


def _without_the_vague(offices: list[Office]) -> list[Office]:
    """“Mayor” goes where “Mayor of Port Ansel” stands too."""
    whole = [office.words.lower() for office in offices]
    return [
        office
        for office, words in zip(offices, whole, strict=True)
        if office.span or not any(other.startswith(f"{words} of ") for other in whole)
    ]


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
