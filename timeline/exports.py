"""Events, actors and articles as records, and records as JSON Lines or CSV; commands and pages share them.

Everything is a stream: rows are read in batches, lines are handed on one by one. JSON offsets are code
points of the article's text, half-open.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Substr

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

# What spreadsheets read as the start of a formula, full-width forms included.
_FORMULA = re.compile(r"'*[\s]*[=+\-@\t\r\n|\uff1d\uff0b\uff0d\uff20\uff5c]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


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


def event_records(events: QuerySet[Event]) -> Iterator[Json]:
    """One record an event, with its actors and every mention of it."""
    mentions = EventMention.objects.select_related("article").defer("article__text", "context")
    spans = mentions.annotate(trigger=Substr("article__text", F("start") + 1, F("end") - F("start")))
    parts = EventActor.objects.select_related("actor").order_by("actor__name", "actor__public_id", "role")
    whole = events.prefetch_related(
        Prefetch("parts", parts),
        Prefetch("mentions", spans.order_by("article__published", "article__text_sha256", "start", "end")),
    )
    return map(_event, whole.iterator(chunk_size=BATCH))


def actor_records(actors: QuerySet[Actor]) -> Iterator[Json]:
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
        Prefetch("tellings", tellings),
        Prefetch("tellings__mentions", spans),
        Prefetch("tellings__roles", ActorRole.objects.order_by("start", "end", "office")),
    )
    return map(_actor, whole.iterator(chunk_size=BATCH))


def article_records(articles: QuerySet[Article]) -> Iterator[Json]:
    """One record an article, without its text."""
    mentions = (
        EventMention.objects.filter(event__isnull=False).select_related("event").order_by("start", "end")
    )
    whole = articles.select_related("source").defer("text")
    return map(
        _article, whole.prefetch_related(Prefetch("event_mentions", mentions)).iterator(chunk_size=BATCH)
    )


def article_key(article: Article) -> str:
    """The id the article came with; an article that came without one goes by its public id."""
    return article.record_id or article.public_id


def _event(event: Event) -> Json:
    return {
        "id": event.public_id,
        **_dates(event.edtf),
        "precision": event.precision or None,
        "factuality": event.factuality,
        "disputed": event.disputed,
        "summary": event.title,
        "place": event.place or None,
        "importance": event.importance,
        "timeline": event.timeline,
        "reason": event.reason,
        "actors": [
            {"id": part.actor.public_id, "name": part.actor.name, "role": part.role}
            for part in event.parts.all()
        ],
        "mentions": [_event_mention(mention) for mention in event.mentions.all()],
    }


def _event_mention(mention: EventMention) -> Json:
    return {
        "article": article_key(mention.article),
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


def _actor(actor: Actor) -> Json:
    tellings = actor.tellings.all()
    return {
        "id": actor.public_id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": [alias.name for alias in actor.aliases.all()],
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


def _article(article: Article) -> Json:
    events = {mention.event.public_id for mention in article.event_mentions.all() if mention.event}
    return {
        "id": article_key(article),
        "public_id": article.public_id,
        "title": article.title,
        "source": article.source.name if article.source else None,
        "author": article.author or None,
        "url": article.url or None,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text_sha256": article.text_sha256,
        "events": sorted(events),
    }


# ---- formats ----


def as_jsonl(records: Iterable[Json]) -> Iterator[str]:
    """One line a record, line feed included; line separators inside strings are escaped."""
    for record in records:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        yield line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"


def as_csv(records: Iterable[Json], columns: Sequence[str]) -> Iterator[str]:
    """A header line and one line a record; lists become text, and no cell can act as a formula."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow(columns)
    for record in records:
        row = _flat(record)
        yield writer.writerow([safe_cell(row.get(column)) for column in columns])


EVENT_COLUMNS = (
    *("id", "edtf", "earliest", "latest", "precision", "factuality", "disputed", "summary", "place"),
    *("actors", "articles", "mentions", "importance"),
)
ACTOR_COLUMNS = ("id", "name", "kind", "aliases", "roles", "articles", "mentions")
ARTICLE_COLUMNS = ("id", "public_id", "title", "source", "author", "url", "published", "language", "events")


def safe_cell(value: object) -> str:
    """The value as a spreadsheet may show it: text that would be a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def plain_cell(cell: str) -> str:
    """What `safe_cell` was given; for reading an export back."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


class _Echo:
    """A file for csv.writer that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _flat(record: Mapping[str, Any]) -> Json:
    """Lists as readable text; mentions as their number and the articles they are in."""
    row = dict(record)
    if "mentions" in record:
        row["articles"] = "; ".join(dict.fromkeys(m["article"] for m in record["mentions"]))
        row["mentions"] = len(record["mentions"])
    if "actors" in record:
        row["actors"] = "; ".join(f"{part['name']} ({part['role']})" for part in record["actors"])
    if "roles" in record:
        named = (
            f"{role['office']} of {role['of']}" if role["of"] else role["office"] for role in record["roles"]
        )
        row["roles"] = "; ".join(dict.fromkeys(named))
    for name in ("aliases", "events"):
        if name in record:
            row[name] = "; ".join(record[name])
    return row
