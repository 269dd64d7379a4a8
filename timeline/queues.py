"""What is to be reviewed, the most valuable first."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from timeline.models import Event


@dataclass(frozen=True, slots=True)
class Queue:
    name: str
    title: str
    words: str

    def events(self) -> QuerySet[Event]:
        """Unreviewed events: least certain, most told and most important first."""
        waiting = Event.objects.filter(timeline=True, hidden=False, reviewed=False)
        value = (1 - F("confidence")) * F("article_count") * (1 + F("importance"))
        return _chosen(self.name, waiting).annotate(value=value).order_by("-value", "pk")


def _chosen(name: str, waiting: QuerySet[Event]) -> QuerySet[Event]:
    if name == "conflicts":
        return waiting.filter(disputed=True)
    if name == "undated":
        return waiting.filter(edtf="")
    return waiting.filter(disputed=False).exclude(edtf="")


QUEUES = {
    queue.name: queue
    for queue in (
        Queue("confidence", "Low confidence", "Dated entries, the least certain and most told first."),
        Queue("conflicts", "Conflicts", "Entries whose sources do not agree."),
        Queue("undated", "Undated", "Entries that no text dates; a date may be known to you."),
    )
}
