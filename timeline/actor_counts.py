"""How many events on the timeline, dated or not, and how many articles tell of an actor."""

from collections.abc import Collection
from itertools import batched

from django.db.models import Count

from timeline.models import Actor, ArticleActor, EventActor
from timeline.terms import Role

BATCH = 500


def count(actors: Collection[int]) -> None:
    """Set how many events and articles tell of each of these actors."""
    for batch in batched(sorted(actors), BATCH):
        parts = EventActor.objects.filter(actor__in=batch, event__timeline=True).order_by()
        parts = parts.exclude(role=Role.SOURCE.value)
        events = dict(parts.values_list("actor").annotate(n=Count("event", distinct=True)))
        told = ArticleActor.objects.filter(actor__in=batch).order_by()
        articles = dict(told.values_list("actor").annotate(n=Count("article", distinct=True)))
        changed = []
        for actor in Actor.objects.filter(pk__in=batch):
            counts = events.get(actor.pk, 0), articles.get(actor.pk, 0)
            if counts != (actor.event_count, actor.article_count):
                actor.event_count, actor.article_count = counts
                changed.append(actor)
        Actor.objects.bulk_update(changed, ["event_count", "article_count"], batch_size=BATCH)
