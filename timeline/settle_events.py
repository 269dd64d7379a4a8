"""Event mentions -> Event and EventActor rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from timeline import confidence, corrections, public_ids
from timeline.dates import DateInterval
from timeline.identity import Inheritance, inherit
from timeline.judged import links
from timeline.models import (
    Actor,
    Article,
    ArticleActor,
    Event,
    EventActor,
    EventMention,
    EventRedirect,
    Judgement,
    Participation,
)
from timeline.nlp.merging import merge
from timeline.nlp.merging.merge import MergeMention, TellingKey
from timeline.nlp.merging.merged import Merged
from timeline.nlp.merging.merged import merge as read_as_one
from timeline.nlp.merging.one_article import is_definite
from timeline.retired import retire, revive
from timeline.settle_actors import Cast, Known
from timeline.terms import Factuality, Role

BATCH = 500
SENTENCE_CHARACTERS = 600
SEARCH_CHARACTERS = 20_000
_FIELDS = (
    *("title", "slug", "edtf", "begins", "ends", "precision", "factuality", "disputed", "place"),
    *("importance", "article_count", "mention_count", "timeline", "reason", "search_text"),
    *("hidden", "reviewed", "confidence", "machine"),
)

type Cluster = tuple[MergeMention, ...]
type Rows = dict[TellingKey, EventMention]


def settle(cast: Cast) -> None:
    """Make the events; `cast` holds the actor of each ArticleActor row."""
    rows = {(row.article.text_sha256, row.start, row.end): row for row in _rows()}
    sentences = _sentences(rows)
    tellings = _tellings(rows, cast, sentences)
    same, apart = links(Judgement.About.EVENTS, ((key[0], key[1:], key) for key in rows))
    clusters = merge.cluster(tellings, same, apart)
    merged = [read_as_one(cluster) for cluster in clusters]
    actors = _actors_by_key(cast)
    events = _events(clusters, merged, rows, actors, sentences)
    _tie(clusters, events, rows)
    _cast(merged, events, actors)


def _rows() -> Iterator[EventMention]:
    mentions = EventMention.objects.select_related("article").defer("article__text")
    return mentions.order_by("article__text_sha256", "start", "end").iterator()


def _tellings(rows: Rows, cast: Cast, sentences: dict[TellingKey, str]) -> list[MergeMention]:
    parts: dict[int, list[tuple[Known, Role]]] = defaultdict(list)
    told = Participation.objects.order_by("start", "end", "told__ordinal", "role")
    for mention, actor, role in told.values_list("mention_id", "told_id", "role"):
        parts[mention].append((cast[actor], Role(role)))
    return [_telling(key, row, parts[row.pk], sentences[key]) for key, row in rows.items()]


def _telling(
    key: TellingKey, row: EventMention, parts: list[tuple[Known, Role]], sentence: str
) -> MergeMention:
    return MergeMention(
        article=key[0],
        start=row.start,
        end=row.end,
        lemma=row.lemma,
        published=row.article.published.isoformat() if row.article.published else "",
        chain=row.chain,
        nominal=row.nominal,
        date=DateInterval.parse(row.edtf) if row.edtf else None,
        anchor=str(row.reason.get("code", "")),
        factuality=Factuality(row.factuality),
        timeline=row.timeline,
        background=row.background,
        participants=tuple(dict.fromkeys((actor.key, role) for actor, role in parts)),
        named=frozenset((actor.key, actor.kind) for actor, _ in parts if actor.named),
        place=row.place,
        context=frozenset(row.context),
        summary=row.summary,
        sentence=row.sentence_start,
        definite=row.nominal and is_definite(sentence[: row.start - row.sentence_start]),
    )


def _actors_by_key(cast: Cast) -> dict[str, Actor]:
    actors = Actor.objects.in_bulk()
    told = ArticleActor.objects.filter(actor__isnull=False).values_list("pk", "actor_id")
    return {cast[row].key: actors[actor] for row, actor in told if actor is not None}


def _events(
    clusters: Sequence[Cluster],
    merged: Sequence[Merged],
    rows: Rows,
    actors: dict[str, Actor],
    sentences: dict[TellingKey, str],
) -> list[Event]:
    """One saved row a cluster, written only where something changed."""
    existing = Event.objects.in_bulk()
    decisions = corrections.Decisions()
    inheritance = inherit([[rows[m.key].event_id for m in cluster] for cluster in clusters], list(existing))
    taken = {event.public_id for event in existing.values()}
    events: list[Event] = []
    new: list[Event] = []
    changed: list[Event] = []
    for index, (cluster, one) in enumerate(zip(clusters, merged, strict=True)):
        event = existing.get(inheritance.kept.get(index, -1)) or Event()
        machine = _values(cluster, one, rows)
        wanted = machine | corrections.lay_over(machine, decisions.of(m.key for m in cluster))
        searched = _search_text(cluster, one, sentences, actors)
        wanted["search_text"] = corrections.titled(searched, (one.title,), wanted["title"], machine["title"])
        if any(getattr(event, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(event, name, value)
            (changed if event.pk else new).append(event)
        if not event.public_id:
            article, start, end = cluster[0].key
            event.public_id = public_ids.derive(f"event {article} {start} {end}", taken)
            taken.add(event.public_id)
        events.append(event)
    Event.objects.bulk_create(new, batch_size=BATCH)
    Event.objects.bulk_update(changed, _FIELDS, batch_size=100)
    for batch in batched(new, BATCH):
        EventRedirect.objects.filter(public_id__in=[event.public_id for event in batch]).delete()
    revive(event.public_id for event in new)
    _retire(inheritance, events, existing)
    return events


def _values(cluster: Cluster, one: Merged, rows: Rows) -> dict[str, Any]:
    """What was read; `corrections` derives bounds and the like from it."""
    reason = dict(rows[one.dated_by.key].reason) if one.dated_by else dict(rows[cluster[0].key].reason)
    if one.sides:
        reason["sides"] = list(one.sides)
    return {
        "title": one.title[:300],
        "edtf": one.date.edtf if one.date else "",
        "confidence": confidence.of((m.anchor, m.factuality.value) for m in cluster),
        "factuality": one.factuality.value,
        "disputed": one.disputed,
        "place": one.place[:200],
        "importance": float(one.importance),
        "article_count": one.articles,
        "mention_count": len(cluster),
        "timeline": one.timeline,
        "reason": reason,
    }


def _sentences(rows: Rows) -> dict[TellingKey, str]:
    """The sentence of each mention; one article's text is in memory at a time."""
    by_article: dict[int, list[tuple[TellingKey, EventMention]]] = defaultdict(list)
    for key, row in rows.items():
        by_article[row.article_id].append((key, row))
    found: dict[TellingKey, str] = {}
    for pk, text in Article.objects.filter(pk__in=by_article).values_list("pk", "text").iterator():
        for key, row in by_article[pk]:
            found[key] = text[row.sentence_start : row.sentence_end][:SENTENCE_CHARACTERS]
    return found


def _search_text(
    cluster: Cluster, one: Merged, sentences: dict[TellingKey, str], actors: dict[str, Actor]
) -> str:
    """What full text search looks at: title, sentences that tell the event, names of its actors."""
    names = sorted({actors[key].name for key, _ in one.parts})
    lines = dict.fromkeys([one.title, one.place, *names, *(sentences[mention.key] for mention in cluster)])
    return "\n".join(line for line in lines if line)[:SEARCH_CHARACTERS]


def _retire(inheritance: Inheritance, events: list[Event], existing: dict[int, Event]) -> None:
    """Events that lost all mentions to another lead to it; those without any mention left go."""
    redirects = []
    for row, index in sorted(inheritance.moved.items()):
        EventRedirect.objects.filter(event_id=row).update(event=events[index])
        former = existing[row]
        redirects.append(EventRedirect(public_id=former.public_id, name=former.title, event=events[index]))
    EventRedirect.objects.bulk_create(redirects, batch_size=BATCH)
    retire((existing[row].public_id, existing[row].title) for row in sorted(inheritance.gone))
    orphans = EventRedirect.objects.filter(event__in=inheritance.gone)
    retire(orphans.values_list("public_id", "name"))
    for lost in batched([*inheritance.moved, *inheritance.gone], BATCH):
        Event.objects.filter(pk__in=lost).delete()


def _tie(clusters: Sequence[Cluster], events: list[Event], rows: Rows) -> None:
    changed = []
    for cluster, event in zip(clusters, events, strict=True):
        for mention in cluster:
            row = rows[mention.key]
            if row.event_id != event.pk:
                row.event = event
                changed.append(row)
    EventMention.objects.bulk_update(changed, ["event"], batch_size=BATCH)


def _cast(merged: Sequence[Merged], events: list[Event], actors: dict[str, Actor]) -> None:
    """Who takes part in what: rows that are missing are added, rows that no longer hold are deleted."""
    stored = {
        (event, actor, role, begins): pk
        for pk, event, actor, role, begins in EventActor.objects.values_list(
            "pk", "event", "actor", "role", "begins"
        )
    }
    wanted = {
        (event.pk, actors[key].pk, role.value, event.begins)
        for one, event in zip(merged, events, strict=True)
        for key, role in one.parts
    }
    stale = [pk for row, pk in stored.items() if row not in wanted]
    for batch in batched(stale, BATCH):
        EventActor.objects.filter(pk__in=batch).delete()
    new = sorted((row for row in wanted if row not in stored), key=lambda row: row[:3])
    EventActor.objects.bulk_create(
        [EventActor(event_id=e, actor_id=a, role=role, begins=begins) for e, a, role, begins in new],
        batch_size=BATCH,
    )
