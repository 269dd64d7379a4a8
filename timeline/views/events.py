"""One event: when and how that was read, who, and every sentence that tells of it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import highlight, reasons, wording
from timeline.addresses import actor_url, article_url, event_url
from timeline.dates import DAY, OPEN_END, OPEN_START
from timeline.layout import strip
from timeline.models import Correction, Event, EventActor, EventMention
from timeline.query import TimelineQuery
from timeline.summary import select
from timeline.terms import Precision, Role
from timeline.views import event_files, graphic, refs
from timeline.views.marks import spans_of
from timeline.views.rows import (
    Link,
    mark_of,
    mark_words,
    parts_of,
    published_words,
    quoted,
    rows,
)
from timeline.views.sharing import base
from timeline.windows import Window, snapped

NEIGHBOURS = 3
LATER = 5
EVIDENCE = 100
FORMER = 8


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence of evidence, and what was read from it."""

    pk: int
    html: SafeString
    source: str
    published: str
    url: str
    when: str
    edtf: str
    timex: str
    date_reason: str
    mark: str
    word: str
    reason: str
    background: bool


@dataclass(frozen=True, slots=True)
class Side:
    """What one group of sentences says where the sources differ."""

    when: str
    mark: str
    word: str
    sources: list[str]
    number: int


@dataclass(frozen=True, slots=True)
class Former:
    """An event that was merged into this one: its title, its id, and when."""

    name: str
    public_id: str
    when: str


@require_safe
def event(request: HttpRequest, ref: str) -> HttpResponse:
    found = refs.event(ref)
    if request.path != event_url(found):
        return redirect(event_url(found), permanent=True)
    site = base(request)
    shared = {"citation": event_files.citation(event_files.record_of(found, site)), "site": site}
    return render(request, "timeline/event.html", context(found) | shared)


def context(event: Event) -> dict[str, Any]:
    parts = parts_of([event]).get(event.pk, [])
    tellings = evidence(event)
    lead = next((telling for telling in tellings if telling.edtf == event.edtf), None)
    return {
        "section": "timeline",
        "event": event,
        "when": wording.date_words(event.edtf),
        "precision": wording.PRECISION[Precision(event.precision)] if event.precision else "",
        "mark": mark_of(event),
        "mark_words": mark_words(event, [p.actor.name for p in parts if p.role == Role.SOURCE]),
        "mark_sentence": wording.FACTUALITY_SENTENCES[mark_of(event)],
        "who": _who(parts),
        "lead": lead,
        "tellings": tellings,
        "sources": len({telling.source for telling in tellings}),
        "former": former(event),
        "around": around(event),
        "day_url": _day_url(event),
        "corrected": _corrected(event, parts),
        "added": not event.mentions.filter(added=False).exists(),
        "sides": sides(tellings) if event.disputed else [],
        "previous": rows(list(reversed(_neighbours(event, back=True)))),
        "following": rows(_neighbours(event, back=False)),
        "later": rows(list(_later(event, parts))),
    }


def _who(parts: list[EventActor]) -> list[tuple[Link, str]]:
    """Each actor once, with all it does; that it takes part goes without saying where more is known."""
    links: dict[int, Link] = {}
    roles: dict[int, list[str]] = {}
    for part in sorted(parts, key=lambda part: part.role == Role.PARTICIPANT):
        links.setdefault(part.actor_id, Link(part.actor.name, actor_url(part.actor)))
        told = roles.setdefault(part.actor_id, [])
        if not told or part.role != Role.PARTICIPANT:
            told.append(str(wording.ROLES[Role(part.role)]))
    return [(link, ", ".join(roles[actor])) for actor, link in links.items()]


def _corrected(event: Event, parts: list[EventActor]) -> list[str]:
    """What a person put right, in words."""
    read = event.machine
    fields = [name for name in Correction.Field.values if read and read.get(name) != getattr(event, name)]
    words = [str(Correction.Field(name).label).lower() for name in fields]
    shown = sorted([part.actor_id, part.role] for part in parts)
    return [*words, _("who takes part")] if read and sorted(read.get("parts", shown)) != shown else words


def evidence(event: Event) -> list[Telling]:
    """Every telling of the event in order of publication, with its sentence highlighted."""
    mentions = list(
        EventMention.objects.filter(event=event)
        .select_related("article__source", "timex")
        .prefetch_related("participants__told__actor")
        .order_by("article__published", "article_id", "start")[:EVIDENCE]
    )
    return [_telling(mention) for mention in mentions]


def _telling(mention: EventMention) -> Telling:
    article = mention.article
    url = article_url(article.public_id, article.title)
    text = article.text
    date = mention.timex
    return Telling(
        pk=mention.pk,
        html=quoted(highlight.render(text, spans_of(mention), mention.sentence_start, mention.sentence_end)),
        source=article.source.name if article.source else article.title,
        published=published_words(article.published),
        url=f"{url}?event={mention.event.public_id if mention.event else ''}#s{mention.sentence_start}",
        when=wording.date_words(mention.edtf),
        edtf=mention.edtf,
        timex=text[date.start : date.end] if date else "",
        date_reason=reasons.date_sentence(
            mention.reason,
            date.reason if date else {},
            text[date.start : date.end] if date else "",
            article.published.isoformat() if article.published else "",
        ),
        mark=mention.factuality,
        word=wording.FACTUALITY[mention.factuality],
        reason=reasons.sentence(mention.factuality_reason),
        background=mention.background,
    )


def sides(tellings: list[Telling]) -> list[Side]:
    """The different accounts: by date and by how it is reported, the most told first."""

    def account(telling: Telling) -> tuple[str, str]:
        return telling.when if telling.edtf else "", telling.mark

    found = []
    for (when, mark), group in groupby(sorted(tellings, key=account), key=account):
        own = list(group)
        sources = sorted({telling.source for telling in own})
        found.append(Side(when or "no date", mark, wording.FACTUALITY[mark], sources, len(own)))
    return sorted(found, key=lambda side: -side.number)


def former(event: Event) -> list[Former]:
    """What was merged into the event under an address of its own."""
    known = event.former_ids.exclude(name="").order_by("-merged", "public_id")[:FORMER]
    return [Former(one.name, one.public_id, _day_words(one.merged)) for one in known]


def _day_words(moment: datetime | None) -> str:
    return wording.date_words(moment.date().isoformat()) if moment else ""


def around(event: Event) -> dict[str, Any] | None:
    """A strip of the weeks, or years, around the event, with the event's own time as the window."""
    if event.begins is None or event.ends is None or event.begins == OPEN_START or event.ends == OPEN_END:
        return None
    own = Window(event.begins, event.ends)
    margin = max(30 * DAY, 2 * own.span)
    window = snapped(own.begins - margin, own.ends + margin)
    density = graphic.density(select(TimelineQuery()))
    drawn = strip.build(density, None, window)
    return {"strip": drawn, "own": own, "query": TimelineQuery()} if drawn else None


def _day_url(event: Event) -> str:
    """The page of the day, month or year that the event is dated to; empty for anything else."""
    unit = event.precision if event.precision in ("day", "month", "year") else ""
    return f"/{unit}/{event.edtf.rstrip('~?%')}/" if unit else ""


def _visible() -> QuerySet[Event]:
    return Event.objects.filter(timeline=True, hidden=False)


def _neighbours(event: Event, back: bool) -> list[Event]:
    """The dated events just before or after in the order of the timeline."""
    if event.begins is None:
        return []
    if back:
        before = Q(begins__lt=event.begins) | Q(begins=event.begins, pk__lt=event.pk)
        return list(_visible().filter(before).order_by("-begins", "-id")[:NEIGHBOURS])
    after = Q(begins__gt=event.begins) | Q(begins=event.begins, pk__gt=event.pk)
    return list(_visible().filter(after).order_by("begins", "id")[:NEIGHBOURS])


def _later(event: Event, parts: list[EventActor]) -> QuerySet[Event]:
    """Later events in which one of the same actors takes part."""
    actors = {part.actor_id for part in parts if part.role != Role.SOURCE}
    if event.begins is None or not actors:
        return Event.objects.none()
    theirs = EventActor.objects.filter(actor__in=actors, begins__gt=event.begins).values("event")
    return _visible().filter(pk__in=theirs).order_by("begins", "id")[:LATER]
