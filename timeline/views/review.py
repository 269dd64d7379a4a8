"""Checking the timeline: the queue, an event's form, verdicts, history, and taking things back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timeline import corrections, decide, public_ids, tasks
from timeline.addresses import event_url
from timeline.edit_forms import HOW, EventForm, VerdictForm
from timeline.models import Correction, Event, EventMention, Judgement, Verdict
from timeline.queues import QUEUES
from timeline.views import refs
from timeline.views.access import editors_only, person
from timeline.views.events import evidence
from timeline.views.rows import rows

STALE = 409
AUDIT_PAGE = 100
MERGED_SOON = "It takes effect when the next merge is done, in a moment."


@require_safe
@editors_only
def queue(request: HttpRequest) -> HttpResponse:
    """The first event of a queue, after the one that was skipped."""
    name = request.GET.get("queue", "confidence")
    if name not in QUEUES:
        raise Http404("There is no such queue.")
    waiting = QUEUES[name].events()
    skipped = [ref for ref in request.GET.get("skip", "").split(",") if ref]
    event = waiting.exclude(public_id__in=skipped).first()
    context: dict[str, Any] = {
        "section": "review",
        "queues": [(one, one.events().count()) for one in QUEUES.values()],
        "queue": QUEUES[name],
        "left": waiting.count(),
        "reviewed": Verdict.objects.filter(author=person(request), retracted_at=None).count(),
        "last": _last(request),
        "reasons": Verdict.Reason.choices,
    }
    if event is not None:
        skip = ",".join([*skipped[-50:], event.public_id])
        context |= _shown(event) | {"skip": "?" + urlencode({"queue": name, "skip": skip})}
    return render(request, "timeline/review.html", context)


def _last(request: HttpRequest) -> Verdict | None:
    """What "undo" would take back: this person's latest verdict."""
    mine = Verdict.objects.filter(author=person(request), retracted_at=None)
    return mine.order_by("-created", "-pk").first()


def _shown(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "row": rows([event])[0],
        "tellings": evidence(event),
        "seen": decide.state(event),
        "percent": round(100 * event.confidence),
    }


@require_POST
@editors_only
def verdict(request: HttpRequest, ref: str) -> HttpResponse:
    event = _event(ref)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say whether the entry is right or is to be hidden.")
        return _back(request, event)
    with transaction.atomic():
        held = decide.hold(event)
        if held is None or form.cleaned_data["seen"] != decide.state(held):
            messages.error(
                request, f"“{event.title}” was changed by somebody else meanwhile; look at it again."
            )
        else:
            decide.judge(held, form.cleaned_data["accepted"], form.cleaned_data["reason"], person(request))
    return _back(request, held)


def _back(request: HttpRequest, event: Event | None) -> HttpResponse:
    name = request.POST.get("queue", "")
    if name in QUEUES:
        return redirect(f"/review/?queue={name}")
    return redirect(event_url(event) if event and not event.hidden else "review")


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """The form of one event; a form that was filled over another state changes nothing and shows both."""
    event = _event(ref)
    if request.method != "POST":
        return _form(request, event, EventForm.over(event, decide.state(event)))
    with transaction.atomic():
        held = decide.hold(event)
        if held is None:
            messages.error(
                request, f"“{event.title}” was merged into another entry meanwhile; find it again."
            )
            return redirect("review")
        event = held
        form = EventForm(request.POST)
        if not form.is_valid():
            return _form(request, event, form, status=422)
        if form.cleaned_data["seen"] != decide.state(event):
            return _form(request, event, form, status=STALE)
        changed = decide.correct(event, form.wanted(), form.cleaned_data["note"], person(request))
    if changed:
        names = ", ".join(str(Correction.Field(name).label).lower() for name in changed)
        messages.success(request, f"Corrected: {names}. The history below can take it back.")
    event.refresh_from_db()
    return redirect("event_history", event.public_id) if changed else redirect(event_url(event))


def _form(request: HttpRequest, event: Event, form: EventForm, status: int = 200) -> HttpResponse:
    differences = []
    if status == STALE:
        last = next(iter(decide.history(event)), None)
        differences = [
            (
                str(Correction.Field(name).label),
                decide.shown(name, value),
                decide.shown(name, getattr(event, name)),
            )
            for name, value in form.wanted().items()
            if value != getattr(event, name)
        ]
        form = EventForm({**request.POST.dict(), "seen": decide.state(event)})
        context: dict[str, Any] = {"stale": True, "last": last, "differences": differences}
    else:
        context = {}
    context |= {"section": "timeline", "form": form, "how": HOW, **_shown(event)}
    return render(request, "timeline/edit.html", context, status=status)


@require_safe
@editors_only
def history(request: HttpRequest, ref: str) -> HttpResponse:
    event = _event(ref)
    context = {"section": "timeline", "entries": decide.history(event), **_shown(event)}
    return render(request, "timeline/history.html", context)


@require_POST
@editors_only
def take_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = decide.KINDS.get(kind)
    row = model.objects.filter(pk=pk).first() if model else None
    if row is None:
        raise Http404("There is no such decision.")
    event = decide.take_back(row, person(request))
    messages.success(request, f"Taken back: {decide.entry(row).words.lower()}.")
    if isinstance(row, Judgement):
        tasks.process_items.enqueue()
    if request.POST.get("queue") or event is None:
        return _back(request, event)
    return redirect("event_history", event.public_id)


@require_POST
@editors_only
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """This event and another, named by its address or id, are one."""
    event = _event(ref)
    wanted = request.POST.get("other", "").strip().rstrip("/").rpartition("/")[2].partition("-")[0]
    other = Event.objects.filter(public_id=public_ids.tidy(wanted)).exclude(pk=event.pk).first()
    if other is None:
        messages.error(request, "No other entry has this address or id; copy the address of its page.")
    else:
        decide.join(event, other, request.POST.get("note", "")[:300], person(request))
        tasks.process_items.enqueue()
        messages.success(request, f"“{event.title}” and “{other.title}” are one event. {MERGED_SOON}")
    return redirect("event_history", event.public_id)


@require_POST
@editors_only
def split(request: HttpRequest, ref: str) -> HttpResponse:
    """One telling is of another event."""
    event = _event(ref)
    number = request.POST.get("telling", "")
    own = EventMention.objects.filter(event=event).select_related("article")
    telling = own.filter(pk=number).first() if number.isdigit() else None
    if telling is None or not decide.part(event, telling, "", person(request)):
        messages.error(request, "Choose a sentence; an entry with one sentence can't be split.")
    else:
        tasks.process_items.enqueue()
        messages.success(request, f"The sentence becomes an entry of its own. {MERGED_SOON}")
    return redirect("event_history", event.public_id)


@require_safe
@editors_only
def audit(request: HttpRequest) -> HttpResponse:
    """Every decision of everybody, newest first."""
    models = (Correction, Verdict, Judgement)
    total = sum(model.objects.count() for model in models)
    page = Paginator(range(total), AUDIT_PAGE).get_page(request.GET.get("page"))
    # The newest of each kind up to the end of this page hold all that stands on it.
    found: list[decide.Decision] = []
    for model in models:
        newest = model.objects.select_related("author", "retracted_by").order_by("-created", "-pk")
        found += newest[: page.end_index()]
    found.sort(key=lambda row: (row.created, row.pk), reverse=True)
    shown = found[max(page.start_index() - 1, 0) : page.end_index()]
    entries = [(decide.entry(row), _told(row)) for row in shown]
    return render(request, "timeline/audit.html", {"section": "review", "page": page, "entries": entries})


def _told(row: decide.Decision) -> Event | None:
    if isinstance(row, Judgement):
        return (
            decide.event_of((row.left_text, row.left_start, row.left_end)) if row.about == "events" else None
        )
    return decide.event_of((row.text, row.start, row.end))


def _event(ref: str) -> Event:
    """The event, hidden ones too: editors must be able to bring one back."""
    hidden = Event.objects.filter(public_id=refs.split(ref), hidden=True).first()
    found = hidden or refs.event(ref)
    if not corrections.tellings_of(found):
        raise Http404("There is no such event.")
    return found
