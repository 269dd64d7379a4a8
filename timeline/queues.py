"""What is to be reviewed, the most valuable first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline import proposals
from timeline.models import Actor, Event

# How far pairs are counted.
MANY = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """`about` says what stands in it: events, actors, or pairs of either that may be one."""

    name: str
    title: Promise
    words: Promise
    about: str
    count: Callable[[], int]


def events(name: str) -> QuerySet[Event]:
    """Unreviewed events: least certain, most told and most important first."""
    waiting = Event.objects.filter(timeline=True, hidden=False, reviewed=False)
    value = (1 - F("confidence")) * F("article_count") * (1 + F("importance"))
    return _chosen(name, waiting).annotate(value=value).order_by("-value", "pk")


def _chosen(name: str, waiting: QuerySet[Event]) -> QuerySet[Event]:
    if name == "conflicts":
        return waiting.filter(disputed=True)
    if name == "undated":
        return waiting.filter(edtf="")
    return waiting.filter(disputed=False).exclude(edtf="")


def actors() -> QuerySet[Actor]:
    """Actors on whom nobody decided, those who take part in most events first."""
    return Actor.objects.filter(reviewed=False, event_count__gt=0).order_by(
        "-event_count", "-article_count", "pk"
    )


QUEUES = {
    queue.name: queue
    for queue in (
        Queue(
            "confidence",
            _("Low confidence"),
            _("Dated entries, the least certain and most told first."),
            "events",
            lambda: events("confidence").count(),
        ),
        Queue(
            "conflicts",
            _("Conflicts"),
            _("Entries whose sources do not agree."),
            "events",
            lambda: events("conflicts").count(),
        ),
        Queue(
            "undated",
            _("Undated"),
            _("Entries that no text dates; a date may be known to you."),
            "events",
            lambda: events("undated").count(),
        ),
        Queue(
            "actors",
            _("New actors"),
            _("People and bodies that nobody has looked at, those in most events first."),
            "actors",
            lambda: actors().count(),
        ),
        Queue(
            "same-event",
            _("One event?"),
            _("Pairs of entries that may be one event, the likeliest first."),
            "event pairs",
            lambda: proposals.count_events(MANY),
        ),
        Queue(
            "same-actor",
            _("One actor?"),
            _("Pairs of actors that may be one, the likeliest first."),
            "actor pairs",
            lambda: proposals.count_actors(MANY),
        ),
    )
}
