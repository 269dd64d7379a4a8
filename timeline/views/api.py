"""Read-only JSON: the records of the exports, page by page, by the same query as every view."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import exports, limits
from timeline.exports import Json
from timeline.models import Actor, Article, Event
from timeline.query import TimelineQuery
from timeline.views import refs
from timeline.views.openapi import description
from timeline.views.sharing import base, shared

DEFAULT_ROWS = 100
_OWN = ("limit", "cursor")
_UNDATED = "undated_"


@require_safe
def events(request: HttpRequest) -> JsonResponse:
    """In order of time, the undated last."""
    query, limit = _asked(request)
    shown = query.everything()
    found = _page_of_events(shown, request.GET.get("cursor", ""), limit + 1)
    by_id = {
        record["id"]: record
        for record in exports.event_records(Event.objects.filter(pk__in=[e.pk for e in found]), base(request))
    }
    last = found[limit - 1] if len(found) > limit else None
    rows = [by_id[event.public_id] for event in found[:limit]]
    return _answer(request, query, shown.count(), rows, _cursor(last) if last else None)


def _page_of_events(shown: QuerySet[Event], cursor: str, size: int) -> list[Event]:
    dated = shown.filter(begins__isnull=False).order_by("begins", "pk")
    undated = shown.filter(begins__isnull=True).order_by("pk")
    if cursor.startswith(_UNDATED):
        return list(undated.filter(pk__gt=_number(cursor.removeprefix(_UNDATED)))[:size])
    begins, _sep, pk = cursor.partition("_")
    if cursor:
        start = _number(begins)
        dated = dated.filter(Q(begins__gt=start) | Q(begins=start, pk__gt=_number(pk)))
    found = list(dated[:size])
    return found + list(undated[: size - len(found)])


def _cursor(event: Event) -> str:
    return f"{_UNDATED}{event.pk}" if event.begins is None else f"{event.begins}_{event.pk}"


def _number(text: str) -> int:
    """A part of a cursor; anything that no cursor of ours holds is refused."""
    if not text.lstrip("-").isdecimal() or not -(2**63) <= int(text[:21]) < 2**63:
        raise Http404(_("This cursor is not one that an answer gave."))
    return int(text)


@require_safe
def actors(request: HttpRequest) -> JsonResponse:
    """The actors of the events that the query leaves."""
    query, _limit = _asked(request)
    chosen = exports.chosen_actors(_narrowing(query))
    return _listed(request, query, chosen, lambda some: exports.actor_records(some, base(request)))


@require_safe
def articles(request: HttpRequest) -> JsonResponse:
    """The articles that tell of the events that the query leaves."""
    query, _limit = _asked(request)
    chosen = exports.chosen_articles(_narrowing(query))
    return _listed(request, query, chosen, lambda some: exports.article_records(some, base(request)))


def _narrowing(query: TimelineQuery) -> QuerySet[Event] | None:
    """The events asked for; None when nothing was, which stands for all."""
    asked = query.with_(lanes="actor", view="lanes", scale="linear")
    return query.everything() if asked != TimelineQuery() else None


def _listed(request: HttpRequest, query: TimelineQuery, chosen: QuerySet[Any], records: Any) -> JsonResponse:
    """In order of when they were stored."""
    limit = _asked(request)[1]
    cursor = request.GET.get("cursor", "")
    ordered = chosen.order_by("pk")
    found = list(
        (ordered.filter(pk__gt=_number(cursor)) if cursor else ordered).values_list("pk", flat=True)[
            : limit + 1
        ]
    )
    rows: Iterable[Json] = records(ordered.model.objects.filter(pk__in=found[:limit]).order_by("pk"))
    return _answer(
        request, query, chosen.count(), list(rows), str(found[limit - 1]) if len(found) > limit else None
    )


def _asked(request: HttpRequest) -> tuple[TimelineQuery, int]:
    query = TimelineQuery.parse({key: request.GET.getlist(key) for key in request.GET if key not in _OWN})
    limit = request.GET.get("limit", "")
    number = int(limit) if limit.isdecimal() and len(limit) < 6 else DEFAULT_ROWS
    return query, max(1, min(number, limits.API_ROWS))


def _answer(
    request: HttpRequest, query: TimelineQuery, count: int, rows: list[Json], cursor: str | None
) -> JsonResponse:
    following = None
    if cursor:
        parameters = request.GET.copy()
        parameters["cursor"] = cursor
        following = f"{base(request)}{request.path}?{parameters.urlencode()}"
    found = {
        "count": count,
        "query": base(request) + query.url(),
        "problems": list(query.problems),
        "next": following,
        "results": rows,
    }
    return shared(request, JsonResponse(found))


@require_safe
def event(request: HttpRequest, ref: str) -> JsonResponse:
    found = Event.objects.filter(pk=refs.event(ref).pk)
    return shared(request, JsonResponse(next(exports.event_records(found, base(request)))))


@require_safe
def actor(request: HttpRequest, ref: str) -> JsonResponse:
    found = Actor.objects.filter(pk=refs.actor(ref).pk)
    return shared(request, JsonResponse(next(exports.actor_records(found, base(request)))))


@require_safe
def article(request: HttpRequest, ref: str) -> JsonResponse:
    found = Article.objects.filter(pk=refs.article(ref).pk)
    return shared(request, JsonResponse(next(exports.article_records(found, base(request)))))


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    return shared(request, JsonResponse(description(base(request))))
