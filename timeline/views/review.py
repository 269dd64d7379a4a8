"""The review: one entry, actor or pair at a time, a verdict by one key, and lists of many."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from timeline import decide, decide_actors, queues, tasks
from timeline.addresses import event_url
from timeline.edit_forms import VerdictForm
from timeline.models import ActorChange, Event, Judgement, Verdict
from timeline.queues import QUEUES, Queue
from timeline.views import review_cards
from timeline.views.access import editors_only, person
from timeline.views.refs import actor as find_actor
from timeline.views.review_cards import editable, gone_meanwhile

LIST_PAGE = 50


@require_safe
@editors_only
def queue(request: HttpRequest) -> HttpResponse:
    """The first of a queue, after those that were skipped."""
    chosen = _queue(request.GET.get("queue", "confidence"))
    skipped = [ref for ref in request.GET.get("skip", "").split(",") if ref]
    card = _CARDS[chosen.about](chosen, skipped)
    context = _frame(request, chosen) | {"last": _last(request), "card": card}
    if card is not None:
        skip = ",".join([*skipped[-50:], card["ref"]])
        context |= card | {"skip": "?" + urlencode({"queue": chosen.name, "skip": skip})}
    return render(request, f"timeline/review_{chosen.about.replace(' ', '_')}.html", context)


def _queue(name: str) -> Queue:
    if name not in QUEUES:
        raise Http404(_("There is no such queue."))
    return QUEUES[name]


_CARDS: dict[str, Callable[[Queue, list[str]], dict[str, Any] | None]] = {
    "events": review_cards.event_card,
    "actors": review_cards.actor_card,
    "event pairs": review_cards.event_pair_card,
    "actor pairs": review_cards.actor_pair_card,
}


def _frame(request: HttpRequest, chosen: Queue) -> dict[str, Any]:
    """Tabs with their numbers, and how much this person has done today."""
    counts = [(one, one.count()) for one in QUEUES.values()]
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = {"author": person(request), "retracted_at": None, "created__gte": today}
    pairs = Judgement.objects.filter(**mine, act="")
    return {
        "section": "review",
        "queues": [(one, n, n >= queues.MANY and "pairs" in one.about) for one, n in counts],
        "queue": chosen,
        "left": {one.name: n for one, n in counts}[chosen.name],
        "today": Verdict.objects.filter(**mine).count()
        + ActorChange.objects.filter(**mine).count()
        + pairs.count(),
        "reasons": Verdict.Reason.choices,
    }


def _last(request: HttpRequest) -> tuple[str, decide.Decision] | None:
    """What "undo" would take back: this person's latest verdict, on whatever."""
    mine = {"author": person(request), "retracted_at": None}
    change = ActorChange.What
    rows: list[tuple[str, QuerySet[Any]]] = [
        ("verdict", Verdict.objects.filter(**mine)),
        ("judgement", Judgement.objects.filter(**mine)),
        ("actor", ActorChange.objects.filter(**mine, what__in=(change.CONFIRMED, change.NOT_AN_ACTOR))),
    ]
    latest: list[tuple[str, decide.Decision]] = [
        (kind, row) for kind, found in rows if (row := found.order_by("-created", "-pk").first())
    ]
    return max(latest, key=lambda one: one[1].created, default=None)


# ---- events --------------------------------------------------------------------------------------


@require_POST
@editors_only
def verdict(request: HttpRequest, ref: str) -> HttpResponse:
    event = editable(ref)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say whether the entry is right or is to be hidden."))
        return _back(request, event)
    with transaction.atomic():
        held = decide.hold(event)
        if held is None or form.cleaned_data["seen"] != decide.state(held):
            messages.error(request, gone_meanwhile(event.title))
        else:
            decide.judge(held, form.cleaned_data["accepted"], form.cleaned_data["reason"], person(request))
    return _back(request, held)


def _back(request: HttpRequest, event: Event | None = None) -> HttpResponse:
    name = request.POST.get("queue", "")
    if name in QUEUES:
        return redirect(f"/review/?queue={name}")
    return redirect(event_url(event) if event and not event.hidden else "review")


@require_safe
@editors_only
def table(request: HttpRequest) -> HttpResponse:
    """Many entries of a queue at once."""
    chosen = _queue(request.GET.get("queue", "confidence"))
    if chosen.about != "events":
        raise Http404(_("This queue has no list."))
    page = Paginator(queues.events(chosen.name), LIST_PAGE).get_page(request.GET.get("page"))
    context = _frame(request, chosen) | {"page": page, "entries": review_cards.lines(list(page.object_list))}
    return render(request, "timeline/review_list.html", context)


@require_POST
@editors_only
def verdicts(request: HttpRequest) -> HttpResponse:
    """One verdict on all that were ticked; what changed meanwhile is left alone, and said."""
    chosen = _queue(request.POST.get("queue", "confidence"))
    form = VerdictForm({**request.POST.dict(), "seen": "each has its own"})
    ticked = dict(one.split(":", 1) for one in request.POST.getlist("chosen")[:LIST_PAGE] if ":" in one)
    if not form.is_valid() or not ticked:
        messages.error(request, _("Tick the entries, then say whether they are right or to be hidden."))
        return redirect(f"/review/list/?queue={chosen.name}")
    act, done, changed = decide.new_act(), 0, []
    for ref, seen in ticked.items():
        event = editable(ref)
        with transaction.atomic():
            held = decide.hold(event)
            if held is None or seen != decide.state(held):
                changed.append(event.title)
                continue
            accepted, reason = form.cleaned_data["accepted"], form.cleaned_data["reason"]
            decide.judge(held, accepted, reason, person(request), act)
            done += 1
    if done:
        words = ngettext("%(n)s entry reviewed.", "%(n)s entries reviewed.", done) % {"n": done}
        messages.success(request, words)
    for title in changed:
        messages.error(request, gone_meanwhile(title))
    return redirect(f"/review/list/?queue={chosen.name}")


# ---- actors and pairs -----------------------------------------------------------------------------


@require_POST
@editors_only
def actor_verdict(request: HttpRequest, ref: str) -> HttpResponse:
    """Whether this is an actor, as it stands."""
    actor = find_actor(ref)
    what = (
        ActorChange.What.CONFIRMED if request.POST.get("accepted") == "yes" else ActorChange.What.NOT_AN_ACTOR
    )
    if request.POST.get("seen") != decide_actors.state(actor):
        messages.error(request, gone_meanwhile(actor.name))
    elif request.POST.get("accepted") not in ("yes", "no"):
        messages.error(request, _("Say whether this is an actor."))
    else:
        decide_actors.change(actor, what, "", "", person(request))
        tasks.process_items.enqueue()
    return _back(request)


@require_POST
@editors_only
def pair_verdict(request: HttpRequest) -> HttpResponse:
    """Whether two entries, or two actors, are one."""
    about = request.POST.get("about", "")
    sides = [review_cards.telling(request.POST.get(name, "")) for name in ("left", "right")]
    said = request.POST.get("same", "")
    if about not in Judgement.About.values or None in sides or said not in ("yes", "no"):
        messages.error(request, _("Say whether the two are one."))
        return _back(request)
    left, right = (side for side in sides if side is not None)
    if not all(review_cards.stands(about, side) for side in (left, right)):
        messages.error(request, _("One of the two isn’t told any more; look at the next pair."))
        return _back(request)
    decide.judgement(about, (left, right), said == "yes", "", person(request))
    tasks.process_items.enqueue()
    return _back(request)
