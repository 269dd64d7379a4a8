"""One actor put right: names, kind, whether it is one, whether it is another's double, or two in one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timeline import additions, decide_actors, decide_parts, decision_words, tasks, wording
from timeline.edit_forms import ActorForm
from timeline.models import Actor, ActorChange
from timeline.terms import ActorKind
from timeline.views import refs, review_cards
from timeline.views.access import editors_only, person
from timeline.views.editing import INVALID, STALE, id_in, soon
from timeline.views.rows import rows

EXAMPLES = 5
TELLINGS = 100

What = ActorChange.What


@require_safe
@editors_only
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, refs.actor(ref))


def _page(request: HttpRequest, actor: Actor, status: int = 200, **more: Any) -> HttpResponse:
    tellings = actor.tellings.select_related("article__source").order_by("article__published", "pk")
    context = {
        "section": "actors",
        "actor": actor,
        "side": review_cards.actor_side(actor),
        "aliases": list(actor.aliases.order_by("-mention_count", "name")[:TELLINGS]),
        "kinds": [(kind.value, wording.KINDS[kind][0]) for kind in ActorKind],
        "tellings": list(tellings[:TELLINGS]),
        "entries": [(entry, None) for entry in decision_words.actor_history(actor)],
        "seen": decide_actors.state(actor),
    }
    return render(request, "timeline/actor_edit.html", context | more, status=status)


@require_POST
@editors_only
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """One decision about the actor; a form that was filled over another state changes nothing."""
    actor = refs.actor(ref)
    form = ActorForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, INVALID, form=form)
    what, value = form.cleaned_data["what"], form.cleaned_data["value"]
    if form.cleaned_data["seen"] != decide_actors.state(actor):
        return _page(request, actor, STALE, stale=True, wrote=value)
    try:
        row = decide_actors.change(actor, what, value, form.cleaned_data["note"], person(request))
    except additions.Refused as error:
        messages.error(request, str(error))
        return redirect("actor_edit", actor.public_id)
    tasks.process_items.enqueue()
    messages.success(request, f"{decision_words.entry(row).words}. {_teaches(what, value, actor.name)}")
    return redirect("audit") if what == What.NOT_AN_ACTOR else redirect("actor_edit", actor.public_id)


def _teaches(what: str, value: str, name: str) -> str:
    """What follows for articles yet to come."""
    names = {"value": value, "name": name}
    if what == What.ALIAS:
        return _("“%(value)s” is read as %(name)s from now on, in later articles too.") % names
    if what == What.NOT_ALIAS:
        return _("“%(value)s” is no longer read as %(name)s, nor will it be in later articles.") % names
    if what == What.NOT_AN_ACTOR:
        return _("Later articles that use this name make no actor of it. It can be taken back here.")
    return soon()


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """Two actors side by side with the events that would be one's; sent off, they are one."""
    actor = refs.actor(ref)
    wanted = (request.POST if request.method == "POST" else request.GET).get("other", "")
    other = Actor.objects.filter(public_id=id_in(wanted)).first() or decide_parts.named(wanted.strip(), ())
    if other is None or other == actor:
        messages.error(request, _("No other actor has this name or address."))
        return redirect("actor_edit", actor.public_id)
    if request.method != "POST":
        sides = [(review_cards.actor_side(one), _events(one)) for one in (actor, other)]
        context = {"section": "actors", "actor": actor, "other": other, "sides": sides}
        return render(request, "timeline/actor_merge.html", context)
    try:
        decide_actors.join(actor, other, request.POST.get("note", "")[:300], person(request))
    except additions.Refused as error:
        messages.error(request, str(error))
        return redirect("actor_edit", actor.public_id)
    tasks.process_items.enqueue()
    words = _("“%(one)s” and “%(other)s” are one actor.") % {"one": actor.name, "other": other.name}
    messages.success(request, f"{words} {soon()}")
    return redirect("actor_edit", actor.public_id)


def _events(actor: Actor) -> list[Any]:
    parts = actor.parts.filter(event__timeline=True, event__hidden=False).select_related("event")
    events = list(dict.fromkeys(part.event for part in parts.order_by("-event__importance", "pk")[:50]))
    return rows(events[:EXAMPLES])


@require_POST
@editors_only
def split(request: HttpRequest, ref: str) -> HttpResponse:
    """What the ticked articles tell of is somebody else."""
    actor = refs.actor(ref)
    ticked = {int(pk) for pk in request.POST.getlist("telling") if pk.isdecimal() and len(pk) < 19}
    own = set(actor.tellings.filter(pk__in=ticked).values_list("pk", flat=True))
    if not decide_actors.part(actor, own, request.POST.get("note", "")[:300], person(request)):
        messages.error(request, _("Tick the articles that tell of somebody else, but not all."))
    else:
        tasks.process_items.enqueue()
        messages.success(request, f"{_('The ticked articles tell of another actor.')} {soon()}")
    return redirect("actor_edit", actor.public_id)
