"""Marks what is to be merged anew because an article was read again, deleted, or its actors changed.

Merging reads these marks and takes them away. New mentions carry theirs from the start.
"""

from collections.abc import Collection, Iterable
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import F

from timeline.models import (
    Actor,
    ActorBlock,
    ActorProposal,
    Article,
    ArticleActor,
    Event,
    EventMention,
    MergeKey,
    NameKey,
    Revision,
)

BATCH = 500
# Any number, as long as no other part of the program takes the same one.
_LOCK = 0x64617465


def lock() -> None:
    """One at a time marks or merges, to the end of the transaction. SQLite has one writer anyway.

    On PostgreSQL this comes after the lock on an article that is stored, before those on machine rows.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def articles(keys: Collection[int]) -> None:
    """Call within a transaction, before the mentions of events and actors in these articles change."""
    if not keys:
        return
    lock()
    for batch in batched(sorted(keys), BATCH):
        _mark_cast(batch)
    mentions(keys)


def mentions(keys: Collection[int]) -> None:
    """The same where only events are to be merged anew."""
    if not keys:
        return
    lock()
    components: set[int] = set()
    for batch in batched(sorted(keys), BATCH):
        told = EventMention.objects.filter(article__in=batch)
        components.update(_known(told.order_by().values_list("component", flat=True).distinct()))
        _mark(told)
        MergeKey.objects.filter(article__in=batch).delete()
    for batch in batched(sorted(components), BATCH):
        _mark(EventMention.objects.filter(component__in=batch))
    count()


def texts(shas: Collection[str]) -> None:
    """The same for articles named by the hashes of their texts."""
    found: set[int] = set()
    for batch in batched(sorted(shas), BATCH):
        found.update(Article.objects.filter(text_sha256__in=batch).values_list("pk", flat=True))
    articles(found)


def everything() -> None:
    """Call within a transaction: nothing counts as merged."""
    lock()
    EventMention.objects.update(component=None)
    MergeKey.objects.all().delete()
    actors()
    count()


def actors() -> None:
    """Call within a transaction: no actor counts as merged."""
    ArticleActor.objects.update(settled=False)
    NameKey.objects.all().delete()
    ActorBlock.objects.all().delete()
    ActorProposal.objects.all().delete()


def count() -> None:
    """Tell a merge that is being prepared that what it started from has changed."""
    Revision.objects.get_or_create(name="touched")
    Revision.objects.filter(name="touched").update(value=F("value") + 1)


def unsettle() -> None:
    """Say that what was stored or decided is not merged yet."""
    Revision.objects.get_or_create(name="stored")
    Revision.objects.filter(name="stored").update(value=F("value") + 1)


def counted() -> int:
    return Revision.objects.filter(name="touched").values_list("value", flat=True).first() or 0


def before_deletion(instance: Article, **_: Any) -> None:
    """Receiver of `pre_delete`."""
    articles([instance.pk])


def _mark_cast(articles: Collection[int]) -> None:
    """The actors of these articles, and the tellings elsewhere that their names bear on."""
    told = ArticleActor.objects.filter(article__in=articles).order_by()
    keys = set(NameKey.objects.filter(told__in=told.values("pk")).values_list("key", flat=True))
    for batch in batched(sorted(keys), BATCH):
        near = NameKey.objects.filter(key__in=batch).order_by().values("told")
        ArticleActor.objects.filter(pk__in=near, settled=True).update(settled=False)
    told.filter(settled=True).update(settled=False)
    Actor.objects.filter(pk__in=told.values("actor")).update(stale=True)


def _mark(mentions: Any) -> None:
    Event.objects.filter(pk__in=mentions.order_by().values("event")).update(stale=True)
    mentions.update(component=None)


def _known(components: Iterable[int | None]) -> set[int]:
    return {component for component in components if component is not None}
