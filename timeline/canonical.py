"""The database in canonical form: JSON lines by natural keys, so that equal content gives equal bytes.

Left out: primary keys, public ids, times of writing, owners, batches and tasks. Text is NFC, floats have
six digits, mappings are sorted, and every table comes in the order of its lines.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from timeline.models import (
    Actor,
    ActorChange,
    ActorMention,
    ActorRole,
    AddedEvent,
    Alias,
    Article,
    ArticleActor,
    ArticleSource,
    Correction,
    Event,
    EventActor,
    EventMention,
    Judgement,
    KnownActor,
    PartChange,
    Participation,
    TimeMention,
    Verdict,
)

type Json = dict[str, Any]
type Name = list[Any]


def lines() -> Iterator[str]:
    """All lines, sorted within each table, line feed included."""
    for table, rows in _tables():
        yield from sorted(_line({"table": table, **row}) for row in rows)


def _tables() -> Iterator[tuple[str, Iterator[Json]]]:
    actors, events = _actor_names(), _event_names()
    yield "article", _articles()
    yield "arrival", _fields(ArticleSource, "article__text_sha256", "source_hash", "record_id", "published")
    yield (
        "time",
        _fields(TimeMention, "article__text_sha256", *_SPAN, "type", "value", "mod", "edtf", "reason"),
    )
    yield "telling", _tellings(actors)
    yield "actor mention", _fields(ActorMention, *_TOLD, *_SPAN, "form", "reason")
    yield "office", _fields(ActorRole, *_TOLD, *_SPAN, "office", "of", "valid_from", "valid_to")
    yield "event mention", _event_mentions(events)
    yield "participation", _fields(Participation, *_MENTION, "told__ordinal", "role", *_SPAN)
    yield "actor", _actors(actors)
    yield "alias", _aliases(actors)
    yield "event", _events(events)
    yield "part", _parts(actors, events)
    yield "judgement", _decisions(Judgement, *_JUDGEMENT)
    yield "correction", _decisions(Correction, *_ABOUT, "field", "value", "machine_value")
    yield "verdict", _decisions(Verdict, *_ABOUT, "accepted", "reason")
    yield "added event", _decisions(AddedEvent, *_ABOUT, *_ADDED)
    yield "part change", _decisions(PartChange, *_ABOUT, *_PART)
    yield "actor change", _decisions(ActorChange, *_ABOUT, "what", "value", "before", "kind")
    yield "known actor", _fields(KnownActor, "external_id", "name", "kind", "aliases")


_SPAN = ("start", "end")
_TOLD = ("told__article__text_sha256", "told__ordinal")
_MENTION = ("mention__article__text_sha256", "mention__start", "mention__end")
_ABOUT = ("text", "start", "end", "quote", "note")
_ADDED = ("sentence_start", "sentence_end", "title", "edtf", "factuality", "place", "parts")
_PART = ("added", "role", "name", "actor_text", "actor_start", "actor_end")
_JUDGEMENT = (
    *("about", "left_text", "left_start", "left_end", "right_text", "right_start", "right_end"),
    *("same", "note", "author__username"),
)
_EVENT = (
    *("title", "edtf", "begins", "ends", "precision", "factuality", "disputed", "place", "importance"),
    *("article_count", "mention_count", "timeline", "hidden", "reason", "search_text"),
)
_TELLING = (
    *("start", "end", "sentence_start", "sentence_end", "lemma", "edtf", "factuality", "factuality_reason"),
    *("place", "summary", "reason", "chain", "nominal", "timeline", "background", "context"),
)


def _fields(model: type[Model], *names: str) -> Iterator[Json]:
    return iter(model._default_manager.order_by().values(*names).iterator())


def _articles() -> Iterator[Json]:
    names = ("text_sha256", "record_id", "title", "url", "author", "language", "published", "pipeline")
    return _fields(Article, *names, "source__name")


def _tellings(actors: dict[int, Name]) -> Iterator[Json]:
    for row in _fields(
        ArticleActor,
        "article__text_sha256",
        "ordinal",
        "name",
        "kind",
        "gender",
        "aliases",
        "reason",
        "actor",
    ):
        yield {**row, "actor": actors.get(row["actor"])}


def _event_mentions(events: dict[int, Name]) -> Iterator[Json]:
    timex = ("timex__start", "timex__end")
    for row in _fields(EventMention, "article__text_sha256", *_TELLING, *timex, "event"):
        yield {**row, "event": events.get(row["event"])}


def _decisions(model: type[Model], *fields: str) -> Iterator[Json]:
    for row in _fields(model, *fields, "retracted_at"):
        yield {**row, "retracted_at": row["retracted_at"] is not None}


def _actors(names: dict[int, Name]) -> Iterator[Json]:
    for row in _fields(Actor, "pk", "name", "kind", "event_count", "article_count"):
        yield {**row, "pk": names.get(row["pk"])}


def _aliases(actors: dict[int, Name]) -> Iterator[Json]:
    for row in _fields(Alias, "actor", "name", "key", "form", "reason", "mention_count"):
        yield {**row, "actor": actors.get(row["actor"])}


def _events(names: dict[int, Name]) -> Iterator[Json]:
    for row in _fields(Event, "pk", *_EVENT):
        yield {**row, "pk": names.get(row["pk"])}


def _parts(actors: dict[int, Name], events: dict[int, Name]) -> Iterator[Json]:
    for row in _fields(EventActor, "event", "actor", "role", "begins"):
        yield {**row, "event": events.get(row["event"]), "actor": actors.get(row["actor"])}


def _actor_names() -> dict[int, Name]:
    """Actor row -> its first telling, which names it on every machine."""
    tellings = ArticleActor.objects.exclude(actor=None).values_list(
        "actor", "article__text_sha256", "ordinal"
    )
    return _first(tellings.order_by().iterator())


def _event_names() -> dict[int, Name]:
    """Event row -> its first mention."""
    mentions = EventMention.objects.exclude(event=None).values_list(
        "event", "article__text_sha256", "start", "end"
    )
    return _first(mentions.order_by().iterator())


def _first(rows: Iterator[tuple[Any, ...]]) -> dict[int, Name]:
    names: dict[int, list[Name]] = defaultdict(list)
    for key, *name in rows:
        names[key].append(name)
    return {key: min(found) for key, found in names.items()}


def _line(row: Json) -> str:
    return json.dumps(_canonical(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _canonical(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _canonical(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(held) for held in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
