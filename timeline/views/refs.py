"""Addresses carry a permanent id and a decorative slug; a former id leads to the survivor."""

from django.http import Http404
from django.utils.translation import gettext as _

from timeline import public_ids
from timeline.models import Actor, ActorRedirect, Article, Event, EventRedirect, Retired
from timeline.views.errors import Gone


def split(ref: str) -> str:
    """The id of `id-some-slug`, with misread letters put right."""
    return public_ids.tidy(ref.partition("-")[0])


def event(ref: str) -> Event:
    """The event, or the one it was merged into; what an editor took off is gone for readers."""
    found = Event.objects.filter(public_id=split(ref)).first()
    if found is None:
        former = EventRedirect.objects.select_related("event").filter(public_id=split(ref)).first()
        found = former.event if former else None
    if found is None:
        raise _missing(ref, _("There is no such event."), _("No article tells of this event any more."))
    if found.hidden:
        raise Gone(_("An editor took this event off the timeline."))
    return found


def actor(ref: str) -> Actor:
    found = Actor.objects.filter(public_id=split(ref)).first()
    if found:
        return found
    former = ActorRedirect.objects.select_related("actor").filter(public_id=split(ref)).first()
    if former:
        return former.actor
    raise _missing(ref, _("There is no such actor."), _("No article names this actor any more."))


def article(ref: str) -> Article:
    found = Article.objects.select_related("source").filter(public_id=split(ref)).first()
    if found:
        return found
    raise Http404(_("There is no such article."))


def _missing(ref: str, never: str, no_more: str) -> Exception:
    """An id that was in use once is gone; any other was never there."""
    former = Retired.objects.filter(public_id=split(ref)).first()
    return Gone(no_more, former.name) if former else Http404(never)
