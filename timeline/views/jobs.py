"""Jobs: what was submitted, and what became of every item of it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Max, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from timeline import copies, exports, ingest, items, rereading, tasks
from timeline.forms import ColumnsForm, DatesForm
from timeline.items import State
from timeline.models import Batch, Event, EventMention, IngestItem, Worker
from timeline.views.access import uploaders_only
from timeline.wording import Words, date_words

PAGE = "timeline/job.html"
ITEMS_A_PAGE = 100
WAITING_A_PAGE = 50
NEW_EVENTS = 50
SILENT_SECONDS = 60
OUTCOME = ("number", "name", "state", "code", "message", "article", "title")
# The order of the account: what is final, then what isn't.
SHOWN = (*items.FINAL, State.WAITING, *items.OPEN)
WORDS = Words(
    {
        State.QUEUED: gettext_noop("queued"),
        State.RUNNING: gettext_noop("running"),
        State.WAITING: gettext_noop("waiting"),
        State.DONE: gettext_noop("done"),
        State.DUPLICATE: gettext_noop("duplicate"),
        State.REJECTED: gettext_noop("rejected"),
        State.QUARANTINED: gettext_noop("quarantined"),
    }
)
STEPS = Words(
    {
        "fetch": gettext_noop("fetching the page"),
        "open": gettext_noop("opening the file"),
        "read": gettext_noop("reading the text"),
    }
)
_STEP = Case(
    When(raw__isnull=False, payload__contains='"remote": true', then=Value("fetch")),
    When(raw__isnull=False, then=Value("open")),
    default=Value("read"),
)
# (seconds between two looks, up to this age of the job)
POLLS = ((1, 60.0), (2, 600.0), (5, float("inf")))


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
@uploaders_only
def index(request: HttpRequest) -> HttpResponse:
    finals = Count("items", filter=Q(items__state__in=items.FINAL))
    waiting = Count("items", filter=Q(items__state=State.WAITING))
    batches = Batch.objects.select_related("submitted_by")
    batches = batches.annotate(total=Count("items"), final=finals, waiting=waiting)
    page = Paginator(batches.order_by("-created", "-pk"), ITEMS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "timeline/jobs.html", {"section": "jobs", "page": page})


@require_safe
@uploaders_only
def job(request: HtmxRequest, pk: int) -> HttpResponse:
    """The page, or for htmx its live part alone."""
    batch = get_object_or_404(Batch, pk=pk)
    live = bool(request.htmx) and not request.htmx.history_restore_request
    context = _live(batch, request.GET.get("page"))
    # How many questions the page that polls shows already.
    context["asked"] = request.GET.get("asked", "") if live else ""
    if not live:
        context |= _questions(batch)
    response = render(request, f"{PAGE}#job" if live else PAGE, context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request", "Cookie"])
    return response


@require_POST
@uploaders_only
def dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Publication dates for waiting items; what is left empty goes on waiting."""
    batch = get_object_or_404(Batch, pk=pk)
    form = DatesForm(_waiting(batch, items.NO_DAY), request.POST)
    if not form.is_valid():
        context = _live(batch, None) | _questions(batch) | {"form": form}
        return render(request, PAGE, context, status=422)
    given = sum(items.give_date(item, published) for item, published in form.answers())
    if given:
        tasks.process_items.enqueue()
        words = ngettext(
            "%(n)s article is on the way to be read.", "%(n)s articles are on the way to be read.", given
        )
        messages.success(request, words % {"n": given})
    else:
        messages.info(request, _("No date was given; the articles go on waiting."))
    return redirect("job", pk)


@require_POST
@uploaders_only
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What the columns of waiting tables hold; those whose answer can't be right go on waiting."""
    batch = get_object_or_404(Batch, pk=pk)
    forms = [ColumnsForm(item, request.POST) for item in _waiting(batch, items.COLUMNS)]
    good = [form for form in forms if form.is_valid()]
    given = [items.give_columns(form.item, form.chosen(), form.cleaned_data["headed"]) for form in good]
    if any(given):
        tasks.process_items.enqueue()
    if len(good) < len(forms):
        wrong = [form for form in forms if not form.is_valid()]
        context = _live(batch, None) | _questions(batch) | {"tables": wrong}
        return render(request, PAGE, context, status=422)
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
        number = items.cancel(batch)
        words = ngettext(
            "Cancelled: %(n)s article will not be read.",
            "Cancelled: %(n)s articles will not be read.",
            number,
        )
        messages.success(request, words % {"n": number})
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
    lines = exports.as_csv((_outcome(number, item) for number, item in enumerate(rows, 1)), OUTCOME)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="job-{batch.pk}.csv"'
    return response


def _outcome(number: int, item: IngestItem) -> dict[str, Any]:
    article = item.article
    return {
        "number": number,
        "name": item.name,
        "state": item.state,
        "code": item.code,
        "message": item.message,
        "article": article.public_id if article else "",
        "title": article.title if article else "",
    }


def _waiting(batch: Batch, code: str) -> list[IngestItem]:
    waiting = batch.items.filter(state=State.WAITING, code=code).defer("raw")
    return list(waiting.order_by("ordinal")[:WAITING_A_PAGE])


def _questions(batch: Batch) -> dict[str, Any]:
    """What the whole page has beyond its live part: the forms for what waits for an answer."""
    undated, tables = _waiting(batch, items.NO_DAY), _waiting(batch, items.COLUMNS)
    return {
        "section": "jobs",
        "asked": str(len(undated) + len(tables)),
        "form": DatesForm(undated),
        "tables": [ColumnsForm(item) for item in tables],
    }


def _live(batch: Batch, page: str | None) -> dict[str, Any]:
    """What changes while the batch is processed."""
    counts = items.account([batch])
    still_open = sum(counts[state] for state in items.OPEN)
    merging = not still_open and bool(counts[State.DONE]) and ingest.unsettled()
    steps = batch.items.select_related("article").annotate(step=_STEP).defer("payload", "raw")
    rows = Paginator(steps.order_by("ordinal"), ITEMS_A_PAGE).get_page(page)
    total = sum(counts.values())
    return {
        "batch": batch,
        "total": total,
        "finished": total - still_open - counts[State.WAITING],
        "waiting": str(counts[State.WAITING] or ""),
        "counts": [(WORDS[state], counts[state]) for state in SHOWN if counts[state]],
        "failed": batch.items.filter(items.RETRIABLE).exclude(payload="").count(),
        "unread": counts[State.QUEUED] + counts[State.WAITING],
        "open": still_open,
        "minutes": _minutes(batch, still_open),
        "merging": merging,
        "seconds": _poll_seconds(batch),
        **heartbeat(bool(still_open or merging)),
        "rereading": batch.key.startswith(rereading.KEY),
        "page": rows,
        "rows": _rows(rows),
        "events": [] if still_open or merging else _new_events(batch),
    }


def _minutes(batch: Batch, still_open: int) -> int | None:
    """How long what is open will take at the pace of the last minute; None when that is unknown or short."""
    finished = batch.items.filter(state__in=items.FINAL, updated__gte=timezone.now() - timedelta(minutes=1))
    pace = finished.count() if still_open else 0
    return round(still_open / pace) or None if pace else None


def _poll_seconds(batch: Batch) -> int:
    """A long job is asked for less often."""
    age = (timezone.now() - batch.created).total_seconds()
    return next(seconds for seconds, until in POLLS if age < until)


def heartbeat(busy: bool) -> dict[str, Any]:
    """Whether a worker says that it lives, and when one last did, while there is something to do."""
    seen = Worker.objects.aggregate(last=Max("seen"))["last"] if busy else None
    ago = (timezone.now() - seen).total_seconds() if seen else 0.0
    return {
        "silent": busy and (seen is None or ago > SILENT_SECONDS),
        "seen": seen,
        "ago": max(round(ago), 0),
    }


def _rows(page: Page[Any]) -> list[dict[str, Any]]:
    mentions = EventMention.objects.filter(article__items__in=[item.pk for item in page], timeline=True)
    events = dict(mentions.order_by().values_list("article").annotate(Count("pk", distinct=True)))
    done = [item.article for item in page if item.article and item.state == State.DONE]
    alike = copies.near(done)
    return [
        {
            "item": item,
            "word": WORDS[item.state],
            "step": STEPS.get(item.step, "") if item.state == State.RUNNING else "",
            "article": item.article and reverse("article", args=[item.article.public_id]),
            "copy": next((one for one in alike.get(item.article_id, []) if not one.apart), None),
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
