"""Addresses carry a permanent id and a decorative slug; a former id leads to the survivor."""

from django.http import Http404

from timeline import public_ids
from timeline.models import Actor, ActorRedirect, Article, Event, EventRedirect


def split(ref: str) -> str:
    """The id of `id-some-slug`, with misread letters put right."""
    return public_ids.tidy(ref.partition("-")[0])


def event(ref: str) -> Event:
    """The event, or the one it was merged into; hidden events are gone for readers."""
    found = Event.objects.filter(public_id=split(ref), hidden=False).first()
    if found:
        return found
    former = EventRedirect.objects.select_related("event").filter(public_id=split(ref)).first()
    if former and not former.event.hidden:
        return former.event
    raise Http404("There is no such event.")


def actor(ref: str) -> Actor:
    found = Actor.objects.filter(public_id=split(ref)).first()
    if found:
        return found
    former = ActorRedirect.objects.select_related("actor").filter(public_id=split(ref)).first()
    if former:
        return former.actor
    raise Http404("There is no such actor.")


def article(ref: str) -> Article:
    found = Article.objects.select_related("source").filter(public_id=split(ref)).first()
    if found:
        return found
    raise Http404("There is no such article.")
