"""Paths of the pages about one thing: a permanent id and a decorative slug."""

from django.utils.text import slugify

from timeline.models import Actor, Event


def event_url(event: Event) -> str:
    return f"/events/{event.public_id}-{event.slug}/"


def actor_url(actor: Actor) -> str:
    return f"/actors/{actor.public_id}-{actor.slug}/"


def article_url(public_id: str, title: str) -> str:
    return f"/articles/{public_id}-{slug(title)}/"


def slug(title: str) -> str:
    return slugify(title)[:80].strip("-") or "article"
