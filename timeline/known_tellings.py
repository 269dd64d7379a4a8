"""Takes in tellings of actors that are just like one that is merged already, without a look at the others.

Merging everything would put them there, too, and change nothing else but numbers. So an article that tells of
those whom many tell of costs no more than any other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db.models import F

from timeline import name_index
from timeline.models import Actor, ActorChange, ActorProposal, Alias, ArticleActor, NameKey
from timeline.nlp.actors import actor_joins, actor_keys
from timeline.nlp.actors.actor_tellings import Telling
from timeline.terms import ActorKind

BATCH = 500
_FIXED = ("state", "town", "body")

type New = Mapping[int, tuple[ArticleActor, Telling]]


@dataclass(frozen=True, slots=True)
class Alike:
    """A new telling, the actor that one like it belongs to, and why it does."""

    row: ArticleActor
    telling: Telling
    actor: Actor
    reason: dict[str, Any]


def find(new: New, listed: Mapping[int, str]) -> dict[int, Alike]:
    """Those of the tellings, by primary key, that are like a merged one; `listed` tells the listed actors."""
    texts = {text for text, _, _ in name_index.decided()}
    names = _decided_names()
    crowded = _crowded({row.article_id for row, _ in new.values()})
    found = {}
    for pk, (row, telling) in new.items():
        called = {_fold(name) for name in (telling.name, *telling.aliases)}
        if pk in crowded or telling.article in texts or not called.isdisjoint(names):
            continue
        like = _like(row, telling, texts)
        if like is not None and like.actor is not None and _fits(telling, like.actor):
            found[pk] = Alike(row, telling, like.actor, _reason(telling, listed.get(pk, "")))
    return found


def attach(alike: Collection[Alike]) -> set[int]:
    """Write to which actors these belong; the articles that tell of them."""
    for one in alike:
        one.row.actor, one.row.reason, one.row.settled = one.actor, one.reason, True
        called = {one.telling.name, *one.telling.aliases}
        Alias.objects.filter(actor=one.actor, name__in=called).update(
            mention_count=F("mention_count") + one.telling.mentions
        )
        Actor.objects.filter(pk=one.actor.pk).update(article_count=F("article_count") + 1)
    ArticleActor.objects.bulk_update([one.row for one in alike], ["actor", "reason", "settled"], BATCH)
    articles = {one.row.article_id for one in alike}
    for article in sorted(articles):
        cast = ArticleActor.objects.filter(article=article, actor__isnull=False).order_by().values("actor")
        ActorProposal.objects.filter(left__in=cast, right__in=cast).delete()
    return articles


def _crowded(articles: Iterable[int]) -> set[int]:
    """Tellings that bear on another of the same article."""
    found: set[int] = set()
    for batch in batched(sorted(articles), BATCH):
        rows = NameKey.objects.filter(told__article__in=batch).order_by()
        holders: dict[tuple[int, int], set[int]] = defaultdict(set)
        for article, key, told in rows.values_list("told__article", "key", "told"):
            holders[article, key].add(told)
        found.update(told for together in holders.values() if len(together) > 1 for told in together)
    return found


def _like(row: ArticleActor, telling: Telling, texts: Collection[str]) -> ArticleActor | None:
    """A merged telling like this one that comes before it, and on which nobody decided."""
    key = name_index.likeness(telling)
    if not key or row.actor_id is not None or row.dismissed or row.added or not telling.mentions:
        return None
    rows = ArticleActor.objects.filter(
        name_keys__key=key,
        settled=True,
        dismissed=False,
        actor__isnull=False,
        article__text_sha256__lt=telling.article,
    )
    near = rows.order_by().select_related("actor", "article").defer("article__text")[:3]
    same = (telling.name, telling.gender, list(telling.aliases), telling.kind.value)
    return next(
        (
            one
            for one in near
            if (one.name, one.gender, one.aliases, one.kind) == same and one.article.text_sha256 not in texts
        ),
        None,
    )


def _fits(telling: Telling, actor: Actor) -> bool:
    """Whether neither name nor kind nor gender of the actor could change by one more telling of it."""
    key = actor_keys.identity(telling)
    fixed = bool(key) and key[0] in _FIXED
    person = telling.kind is ActorKind.PERSON
    if not key or (person and not actor_joins.in_full(key)) or actor.kind != telling.kind.value:
        return False
    if not fixed and (telling.name != actor.name or not (person or set(telling.aliases) == {telling.name})):
        return False
    told = ArticleActor.objects.filter(actor=actor)
    if telling.gender and told.exclude(gender__in=("", telling.gender)).exists():
        return False
    called = {telling.name, *telling.aliases}
    return Alias.objects.filter(actor=actor, name__in=called).count() == len(called)


def _reason(telling: Telling, listed: str) -> dict[str, Any]:
    if listed:
        return {"code": "listed", "id": listed}
    return dict(actor_joins.reason(actor_keys.identity(telling)))


def _decided_names() -> set[str]:
    changes = ActorChange.objects.filter(retracted_at=None).order_by()
    return {_fold(value) for value in changes.values_list("value", flat=True)}


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
