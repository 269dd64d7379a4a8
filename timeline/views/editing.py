"""One entry put right: its form, its history, taking things back, and the list of all decisions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.forms.formsets import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timeline import additions, decide, decide_parts, decision_words, public_ids, tasks, wording
from timeline.addresses import actor_url, article_url, event_url
from timeline.edit_forms import HOW, EventForm, PartForm, part_forms, parts_of
from timeline.models import (
    Actor,
    ActorChange,
    AddedEvent,
    Article,
    ArticleActor,
    Correction,
    Event,
    EventMention,
    Judgement,
)
from timeline.queues import QUEUES
from timeline.terms import Role
from timeline.views.access import editors_only, person
from timeline.views.review_cards import editable, shown

STALE = 409
INVALID = 422
AUDIT_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """The form of one event; a form that was filled over another state changes nothing and shows both."""
    event = editable(ref)
    if request.method != "POST":
        return _form(
            request, event, EventForm.over(event, decide.state(event)), part_forms(shown=_cast(event))
        )
    try:
        with transaction.atomic():
            return _save(request, event)
    except additions.Refused as error:
        messages.error(request, str(error))
        return _form(request, event, EventForm(request.POST), part_forms(request.POST), INVALID)


def _save(request: HttpRequest, event: Event) -> HttpResponse:
    held = decide.hold(event)
    if held is None:
        words = _("“%(title)s” was merged into another entry meanwhile; find it again.")
        messages.error(request, words % {"title": event.title})
        return redirect("review")
    form, parts = EventForm(request.POST), part_forms(request.POST)
    if not form.is_valid() or not parts.is_valid():
        return _form(request, held, form, parts, INVALID)
    if form.cleaned_data["seen"] != decide.state(held):
        return _form(request, held, form, parts, STALE)
    act, note = decide.new_act(), form.cleaned_data["note"]
    changed = decide.correct(held, form.wanted(), note, person(request), act)
    names = [str(Correction.Field(name).label).lower() for name in changed]
    if decide_parts.change(held, parts_of(parts), note, person(request), act):
        names.append(_("who takes part"))
        tasks.process_items.enqueue()
    if not names:
        return redirect(event_url(held))
    messages.success(
        request, _("Corrected: %(what)s. The history below can take it back.") % {"what": ", ".join(names)}
    )
    return redirect("event_history", held.public_id)


def _cast(event: Event) -> list[Any]:
    order = {role.value: number for number, role in enumerate(Role)}
    return sorted(event.parts.select_related("actor"), key=lambda part: (order[part.role], part.pk))


def _form(
    request: HttpRequest, event: Event, form: EventForm, parts: BaseFormSet[PartForm], status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {}
    if status == STALE:
        context = {
            "stale": True,
            "last": next(iter(decision_words.history(event)), None),
            "differences": _differences(event, form, parts),
        }
        form = EventForm({**request.POST.dict(), "seen": decide.state(event)})
    context |= {
        "section": "timeline",
        "form": form,
        "parts": parts,
        "how": HOW,
        "known": _known_names(event),
        **shown(event),
    }
    return render(request, "timeline/edit.html", context, status=status)


def _differences(event: Event, form: EventForm, parts: BaseFormSet[PartForm]) -> list[tuple[str, str, str]]:
    """(field, what this person wrote, what stands there now)."""
    found = [
        (
            str(Correction.Field(name).label),
            decision_words.shown(name, value),
            decision_words.shown(name, getattr(event, name)),
        )
        for name, value in form.wanted().items()
        if value != getattr(event, name)
    ]
    yours = [f"{part.name} ({wording.ROLES[part.role]})" for part in parts_of(parts)]
    now = [f"{part.actor.name} ({wording.ROLES[part.role]})" for part in _cast(event)]
    if sorted(yours) != sorted(now):
        found.append((_("Who takes part"), "; ".join(yours), "; ".join(now)))
    return found


def _known_names(event: Event) -> list[str]:
    """Whom the articles of the event name, to choose from."""
    told = ArticleActor.objects.filter(article__event_mentions__event=event, actor__isnull=False)
    return sorted(set(told.values_list("actor__name", flat=True)))[:200]


@require_safe
@editors_only
def history(request: HttpRequest, ref: str) -> HttpResponse:
    event = editable(ref)
    entries = [(entry, None) for entry in decision_words.history(event)]
    context = {"section": "timeline", "entries": entries, **shown(event)}
    return render(request, "timeline/history.html", context)


@require_POST
@editors_only
def take_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    model = decide.KINDS.get(kind)
    row = model.objects.filter(pk=pk).first() if model else None
    if row is None:
        raise Http404(_("There is no such decision."))
    event = decide.take_back(row, person(request))
    what = decision_words.entry(row).words
    messages.success(request, _("Taken back: %(what)s.") % {"what": what[:1].lower() + what[1:]})
    tasks.process_items.enqueue()
    return _after(request, row, event)


def _after(request: HttpRequest, row: decide.Decision, event: Event | None) -> HttpResponse:
    """Where the decision was taken, as far as that is left."""
    name = request.POST.get("queue", "")
    if name in QUEUES:
        return redirect(f"/review/?queue={name}")
    article = Article.objects.filter(text_sha256=row.text).first() if isinstance(row, AddedEvent) else None
    if article is not None:
        return redirect("article_add", article.public_id)
    if isinstance(row, Judgement) and row.about == Judgement.About.ARTICLES:
        article = Article.objects.filter(text_sha256=row.left_text).first()
        return redirect("article", article.public_id) if article else redirect("audit")
    actor = _actor(row)
    if actor is not None:
        return redirect("actor_edit", actor.public_id)
    return redirect("event_history", event.public_id) if event else redirect("audit")


def _actor(row: decide.Decision) -> Actor | None:
    if isinstance(row, ActorChange):
        return decision_words.actor_of((row.text, row.start, row.end))
    if isinstance(row, Judgement) and row.about == Judgement.About.ACTORS:
        return decision_words.actor_of((row.left_text, row.left_start, row.left_end))
    return None


@require_POST
@editors_only
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """This event and another, named by its address or id, are one."""
    event = editable(ref)
    other = Event.objects.filter(public_id=id_in(request.POST.get("other", ""))).exclude(pk=event.pk).first()
    if other is None:
        messages.error(request, _("No other entry has this address or id; copy the address of its page."))
    else:
        decide.join(event, other, request.POST.get("note", "")[:300], person(request))
        tasks.process_items.enqueue()
        words = _("“%(one)s” and “%(other)s” are one event.") % {"one": event.title, "other": other.title}
        messages.success(request, f"{words} {soon()}")
    return redirect("event_history", event.public_id)


def id_in(address: str) -> str:
    """The id that an address ends with, or is."""
    return public_ids.tidy(address.strip().rstrip("/").rpartition("/")[2].partition("-")[0])


def soon() -> str:
    return _("It takes effect with the next merge, in a moment, and holds for later articles.")


@require_POST
@editors_only
def split(request: HttpRequest, ref: str) -> HttpResponse:
    """One telling is of another event."""
    event = editable(ref)
    number = request.POST.get("telling", "")
    own = EventMention.objects.filter(event=event).select_related("article")
    telling = own.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    note = request.POST.get("note", "")[:300]
    if telling is None or not decide.part(event, telling, note, person(request)):
        messages.error(request, _("Choose a sentence; an entry with one sentence can’t be split."))
    else:
        tasks.process_items.enqueue()
        messages.success(request, f"{_('The sentence becomes an entry of its own.')} {soon()}")
    return redirect("event_history", event.public_id)


@require_safe
@editors_only
def audit(request: HttpRequest) -> HttpResponse:
    """Every decision of everybody, newest first; or those that hold, but for words that are gone."""
    if "lost" in request.GET:
        rows = [row for model in decide.KINDS.values() for row in model.objects.filter(retracted_at=None)]
        entries = [
            (entry, None) for entry in decision_words.entries([r for r in rows if decision_words.lost(r)])
        ]
        context = {"section": "review", "entries": entries, "lost": True}
        return render(request, "timeline/audit.html", context)
    models = decide.KINDS.values()
    total = sum(model.objects.count() for model in models)
    page = Paginator(range(total), AUDIT_PAGE).get_page(request.GET.get("page"))
    # The newest of each kind up to the end of this page hold all that stands on it.
    found: list[decide.Decision] = []
    for model in models:
        newest = model.objects.select_related("author", "retracted_by").order_by("-created", "-pk")
        found += newest[: page.end_index()]
    found.sort(key=lambda row: (row.created, row.pk), reverse=True)
    on_page = found[max(page.start_index() - 1, 0) : page.end_index()]
    shown_rows = [(decision_words.entry(row), about(row)) for row in on_page]
    return render(request, "timeline/audit.html", {"section": "review", "page": page, "entries": shown_rows})


def about(row: decide.Decision) -> tuple[str, str] | None:
    """(address, name) of what a decision is about now; None if nothing tells of it any more."""
    if (event := decide.event_about(row)) is not None:
        return f"/events/{event.public_id}/history/", event.title
    if (actor := _actor(row)) is not None:
        return f"{actor_url(actor)}edit/", actor.name
    if isinstance(row, AddedEvent):
        article = Article.objects.filter(text_sha256=row.text).first()
        return (article_url(article.public_id, article.title), article.title) if article else None
    return None
