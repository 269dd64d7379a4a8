"""What a query selects, as records: events, actors and articles, each a mapping of plain values.

Everything is a stream: rows are read in batches. Offsets are code points of the article's text,
half-open. `base` is the address of the site ("https://news.example.org"); without one, addresses are
paths.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Substr

from timeline import wording
from timeline.addresses import actor_url, article_url, event_url
from timeline.dates import DateInterval
from timeline.models import (
    Actor,
    ActorMention,
    ActorRole,
    Alias,
    Article,
    ArticleActor,
    Event,
    EventActor,
    EventMention,
)

BATCH = 500

type Json = dict[str, Any]


# ---- what a query selects ----


def chosen_events(events: QuerySet[Event] | None) -> QuerySet[Event]:
    """The events asked for; None stands for all that aren't hidden, off the timeline too."""
    return Event.objects.filter(hidden=False).order_by("begins", "public_id") if events is None else events


def chosen_actors(events: QuerySet[Event] | None) -> QuerySet[Actor]:
    """The actors of the events; None stands for all."""
    actors = Actor.objects.order_by("name", "public_id")
    if events is None:
        return actors
    return actors.filter(pk__in=EventActor.objects.filter(event__in=_keys(events)).values("actor"))


def chosen_articles(events: QuerySet[Event] | None) -> QuerySet[Article]:
    """The articles that tell of the events; None stands for all."""
    articles = Article.objects.order_by("published", "record_id", "text_sha256")
    if events is None:
        return articles
    return articles.filter(pk__in=EventMention.objects.filter(event__in=_keys(events)).values("article"))


def _keys(events: QuerySet[Event]) -> QuerySet[Event, Any]:
    return events.order_by().values("pk")


# ---- records ----


def best_evidence(record: Mapping[str, Any]) -> Json | None:
    """The first mention in an event's record that gives its date and factuality, else the first of all."""
    mentions: list[Json] = record.get("mentions", [])
    told = (record.get("edtf"), record.get("factuality"))
    agreeing = (mention for mention in mentions if (mention.get("edtf"), mention.get("factuality")) == told)
    return next(agreeing, mentions[0] if mentions else None)


def event_records(events: QuerySet[Event], base: str = "") -> Iterator[Json]:
    """One record an event, with its actors and every sentence that tells of it."""
    mentions = EventMention.objects.select_related("article__source").defer("article__text", "context")
    spans = mentions.annotate(
        trigger=Substr("article__text", F("start") + 1, F("end") - F("start")),
        sentence=Substr("article__text", F("sentence_start") + 1, F("sentence_end") - F("sentence_start")),
    )
    parts = EventActor.objects.select_related("actor").order_by("actor__name", "actor__public_id", "role")
    whole = events.prefetch_related(
        Prefetch("parts", parts),
        Prefetch("mentions", spans.order_by("article__published", "article__text_sha256", "start", "end")),
    )
    return map(partial(_event, base=base), whole.iterator(chunk_size=BATCH))


def actor_records(actors: QuerySet[Actor], base: str = "") -> Iterator[Json]:
    """One record an actor, with its names, offices and every mention of it."""
    spans = ActorMention.objects.annotate(
        text=Substr("article__text", F("start") + 1, F("end") - F("start"))
    ).order_by("start", "end")
    tellings = (
        ArticleActor.objects.select_related("article")
        .defer("article__text")
        .order_by("article__published", "article__text_sha256", "ordinal")
    )
    whole = actors.prefetch_related(
        Prefetch("aliases", Alias.objects.order_by("-mention_count", "name")),
        "known",
        Prefetch("tellings", tellings),
        Prefetch("tellings__mentions", spans),
        Prefetch("tellings__roles", ActorRole.objects.order_by("start", "end", "office")),
    )
    return map(partial(_actor, base=base), whole.iterator(chunk_size=BATCH))


def article_records(articles: QuerySet[Article], base: str = "") -> Iterator[Json]:
    """One record an article, without its text."""
    mentions = (
        EventMention.objects.filter(event__isnull=False).select_related("event").order_by("start", "end")
    )
    whole = articles.select_related("source").defer("text")
    found = whole.prefetch_related(Prefetch("event_mentions", mentions)).iterator(chunk_size=BATCH)
    return map(partial(_article, base=base), found)


def article_key(article: Article) -> str:
    """The id the article came with; an article that came without one goes by its public id."""
    return article.record_id or article.public_id


def _event(event: Event, base: str) -> Json:
    return {
        "id": event.public_id,
        "url": base + event_url(event),
        **_dates(event.edtf),
        "precision": event.precision or None,
        "date_words": wording.date_words(event.edtf),
        "factuality": event.factuality,
        "disputed": event.disputed,
        "reviewed": event.reviewed,
        "confidence": round(event.confidence, 2),
        "summary": event.title,
        "place": event.place or None,
        "importance": event.importance,
        "timeline": event.timeline,
        "reason": event.reason,
        "actors": [
            {
                "id": part.actor.public_id,
                "name": part.actor.name,
                "kind": part.actor.kind,
                "role": part.role,
                "url": base + actor_url(part.actor),
            }
            for part in event.parts.all()
        ],
        "mentions": [_event_mention(mention, base) for mention in event.mentions.all()],
    }


def _event_mention(mention: EventMention, base: str) -> Json:
    article = mention.article
    return {
        "article": article_key(article),
        "title": article.title,
        "source": article.source.name if article.source else None,
        "published": article.published.isoformat() if article.published else None,
        "url": f"{base}{article_url(article.public_id, article.title)}#s{mention.sentence_start}",
        "sentence": getattr(mention, "sentence"),  # noqa: B009
        "start": mention.start,
        "end": mention.end,
        "trigger": getattr(mention, "trigger"),  # noqa: B009
        "sentence_start": mention.sentence_start,
        "sentence_end": mention.sentence_end,
        "edtf": mention.edtf or None,
        "factuality": mention.factuality,
        "background": mention.background,
        "reason": mention.reason,
    }


def _dates(edtf: str) -> Json:
    date = DateInterval.parse(edtf) if edtf else None
    return {
        "edtf": edtf or None,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
    }


def _actor(actor: Actor, base: str) -> Json:
    tellings = actor.tellings.all()
    return {
        "id": actor.public_id,
        "url": base + actor_url(actor),
        "name": actor.name,
        "kind": actor.kind,
        "aliases": [alias.name for alias in actor.aliases.all()],
        "external_ids": [known.external_id for known in actor.known.all()],
        "roles": [
            {
                "office": role.office,
                "of": role.of or None,
                "from": role.valid_from or None,
                "to": role.valid_to or None,
                "article": article_key(told.article),
                "start": role.start,
                "end": role.end,
            }
            for told in tellings
            for role in told.roles.all()
        ],
        "mentions": [
            {
                "article": article_key(told.article),
                "start": mention.start,
                "end": mention.end,
                "text": getattr(mention, "text"),  # noqa: B009
                "type": mention.form,
            }
            for told in tellings
            for mention in told.mentions.all()
        ],
    }


def _article(article: Article, base: str) -> Json:
    events = {mention.event.public_id for mention in article.event_mentions.all() if mention.event}
    return {
        "id": article_key(article),
        "public_id": article.public_id,
        "page": base + article_url(article.public_id, article.title),
        "title": article.title,
        "source": article.source.name if article.source else None,
        "author": article.author or None,
        "url": article.url or None,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text_sha256": article.text_sha256,
        "events": sorted(events),
    }
