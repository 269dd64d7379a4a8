"""Stored tellings of actors as the merge looks at them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import batched

from django.db.models import Count

from timeline.models import ActorMention, ActorRole, Article, ArticleActor
from timeline.nlp.actors.actor_tellings import Office, Telling, TellingKey
from timeline.terms import ActorKind

BATCH = 500

type Rows = dict[TellingKey, ArticleActor]


def told(rows: Rows) -> Iterator[tuple[ArticleActor, Telling]]:
    return zip(rows.values(), tellings(rows), strict=True)


def read(keys: Collection[int]) -> Rows:
    """Rows by primary key, in the order of their natural keys."""
    found = [
        row
        for batch in batched(sorted(keys), BATCH)
        for row in ArticleActor.objects.filter(pk__in=batch).order_by()
    ]
    shas = _shas({row.article_id for row in found})
    rows = {(shas[row.article_id][0], row.ordinal): row for row in found}
    return {key: rows[key] for key in sorted(rows)}


def _shas(articles: Collection[int]) -> dict[int, tuple[str, str]]:
    """Text hash and day of articles, the day "" if unknown."""
    return {
        pk: (sha, day.isoformat() if day else "")
        for batch in batched(sorted(articles), BATCH)
        for pk, sha, day in Article.objects.filter(pk__in=batch)
        .order_by()
        .values_list("pk", "text_sha256", "published")
    }


def tellings(rows: Rows) -> list[Telling]:
    offices: dict[int, list[Office]] = defaultdict(list)
    mentions: dict[int, int] = {}
    for batch in batched((row.pk for row in rows.values()), BATCH):
        for role in ActorRole.objects.filter(told__in=batch).order_by("start", "end", "office"):
            offices[role.told_id].append(Office(role.office, role.of, role.valid_from, role.valid_to))
        told = ActorMention.objects.filter(told__in=batch).order_by()
        mentions |= dict(told.values_list("told").annotate(n=Count("pk")))
    published = dict(_shas({row.article_id for row in rows.values()}).values())
    return [
        Telling(
            article=key[0],
            ordinal=key[1],
            name=row.name,
            kind=ActorKind(row.kind),
            gender=row.gender,
            aliases=tuple(row.aliases),
            roles=tuple(offices[row.pk]),
            published=published[key[0]],
            mentions=mentions.get(row.pk, 0),
        )
        for key, row in rows.items()
    ]
