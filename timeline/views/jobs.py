"""Jobs: what was submitted, and what became of every item of it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from timeline import exports, ingest, items, tasks
from timeline.forms import DatesForm
from timeline.items import State
from timeline.models import Batch, Event, EventMention, IngestItem, Worker
from timeline.views.access import uploaders_only
from timeline.wording import count, date_words

PAGE = "timeline/job.html"
ITEMS_A_PAGE = 100
WAITING_A_PAGE = 50
NEW_EVENTS = 50
SILENT_SECONDS = 60
OUTCOME = ("number", "name", "state", "code", "message", "article", "title")
WORDS = {
    State.QUEUED: "queued",
    State.RUNNING: "being read",
    State.WAITING: "waits for a date",
    State.DONE: "done",
    State.DUPLICATE: "duplicate",
    State.REJECTED: "rejected",
    State.QUARANTINED: "set aside",
}


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
@uploaders_only
def index(request: HttpRequest) -> HttpResponse:
    finals = Count("items", filter=Q(items__state__in=items.FINAL))
    batches = Batch.objects.select_related("submitted_by").annotate(total=Count("items"), final=finals)
    page = Paginator(batches.order_by("-created", "-pk"), ITEMS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "timeline/jobs.html", {"section": "jobs", "page": page})


@require_safe
@uploaders_only
def job(request: HtmxRequest, pk: int) -> HttpResponse:
    """The page, or for htmx its live part alone."""
    batch = get_object_or_404(Batch, pk=pk)
    live = bool(request.htmx) and not request.htmx.history_restore_request
    context = _live(batch, request.GET.get("page"))
    if not live:
        context |= {"section": "jobs", "form": DatesForm(_waiting(batch))}
    response = render(request, f"{PAGE}#job" if live else PAGE, context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request", "Cookie"])
    return response


@require_POST
@uploaders_only
def dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Publication dates for waiting items; what is left empty goes on waiting."""
    batch = get_object_or_404(Batch, pk=pk)
    form = DatesForm(_waiting(batch), request.POST)
    if not form.is_valid():
        context = _live(batch, None) | {"section": "jobs", "form": form}
        return render(request, PAGE, context, status=422)
    given = sum(items.give_date(item, published) for item, published in form.answers())
    if given:
        tasks.process_items.enqueue()
        messages.success(request, f"{given} article{'s are' if given > 1 else ' is'} on the way to be read.")
    else:
        messages.info(request, "No date was given; the articles go on waiting.")
    return redirect("job", pk)


@require_POST
@uploaders_only
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue again what was set aside."""
    batch = get_object_or_404(Batch, pk=pk)
    if items.retry(batch.items.all()):
        tasks.process_items.enqueue()
    return redirect("job", pk)


@require_POST
@uploaders_only
def steer(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Pause, resume or cancel; each takes effect with the next article."""
    batch = get_object_or_404(Batch, pk=pk)
    if what == "cancel":
        messages.success(request, f"Cancelled: {count(items.cancel(batch), 'article')} will not be read.")
    elif what == "pause":
        items.pause(batch)
    else:
        items.resume(batch)
        tasks.process_items.enqueue()
    return redirect("job", pk)


@require_safe
@uploaders_only
def outcomes(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """What became of every item, as a table for a spreadsheet."""
    batch = get_object_or_404(Batch, pk=pk)
    rows = batch.items.select_related("article").defer("payload", "raw").iterator(chunk_size=500)
    lines = exports.as_csv((_outcome(item) for item in rows), OUTCOME)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="job-{batch.pk}.csv"'
    return response


def _outcome(item: IngestItem) -> dict[str, Any]:
    article = item.article
    return {
        "number": item.ordinal + 1,
        "name": item.name,
        "state": WORDS[State(item.state)],
        "code": item.code,
        "message": item.message,
        "article": article.public_id if article else "",
        "title": article.title if article else "",
    }


def _waiting(batch: Batch) -> list[IngestItem]:
    return list(batch.items.filter(state=State.WAITING)[:WAITING_A_PAGE])


def _live(batch: Batch, page: str | None) -> dict[str, Any]:
    """What changes while the batch is processed."""
    counts = items.account([batch])
    still_open = sum(counts[state] for state in items.OPEN)
    merging = not still_open and bool(counts[State.DONE]) and ingest.unsettled()
    rows = Paginator(batch.items.select_related("article").defer("payload", "raw"), ITEMS_A_PAGE).get_page(
        page
    )
    total = sum(counts.values())
    return {
        "batch": batch,
        "total": total,
        "finished": total - still_open - counts[State.WAITING],
        "counts": [(WORDS[State(state)], number) for state, number in counts.items() if number],
        "quarantined": counts[State.QUARANTINED] + batch.items.filter(code=items.CANCELLED).count(),
        "unread": counts[State.QUEUED] + counts[State.WAITING],
        "open": still_open,
        "merging": merging,
        "silent": (still_open or merging) and not _worker_lives(),
        "page": rows,
        "rows": _rows(rows),
        "events": [] if still_open or merging else _new_events(batch),
    }


def _rows(page: Page[IngestItem]) -> list[dict[str, Any]]:
    mentions = EventMention.objects.filter(article__items__in=[item.pk for item in page], timeline=True)
    events = dict(mentions.order_by().values_list("article").annotate(Count("pk", distinct=True)))
    return [
        {
            "item": item,
            "word": WORDS[State(item.state)],
            "article": item.article and reverse("article", args=[item.article.public_id]),
            "events": events.get(item.article_id, 0) if item.state == State.DONE else None,
        }
        for item in page
    ]


def _new_events(batch: Batch) -> list[dict[str, Any]]:
    """The events that this batch's new articles tell, the most important first."""
    articles = batch.items.filter(state=State.DONE).values("article")
    events: QuerySet[Event] = Event.objects.filter(
        timeline=True, hidden=False, mentions__article__in=articles
    )
    return [
        {
            "event": event,
            "date": date_words(event.edtf),
            "url": reverse("event", args=[f"{event.public_id}-{event.slug}".rstrip("-")]),
        }
        for event in events.distinct().order_by("-importance", "id")[:NEW_EVENTS]
    ]


def _worker_lives() -> bool:
    recently = timezone.now() - timedelta(seconds=SILENT_SECONDS)
    return Worker.objects.filter(seen__gte=recently).exists()
