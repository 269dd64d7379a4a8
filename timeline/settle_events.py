"""Event mentions -> Event and EventActor rows, as far as anything changed.

Mentions that are marked (`timeline.touched`), those they are tied to, and all of these components are
clustered anew; the rest stays. The result is the one that clustering everything would give.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db.models import Model, Q, QuerySet

from timeline import actor_counts, confidence, corrections, merge_index, public_ids, settle_proposals
from timeline.identity import Inheritance, inherit
from timeline.judged import links, partners
from timeline.merge_tellings import Tellings
from timeline.models import (
    Actor,
    Article,
    ArticleActor,
    Event,
    EventActor,
    EventMention,
    EventRedirect,
    Judgement,
    MergeKey,
)
from timeline.nlp.merging.merge import Cluster, Corpus
from timeline.nlp.merging.merged import Merged
from timeline.nlp.merging.merged import merge as read_as_one
from timeline.nlp.merging.near_misses import NearMiss
from timeline.nlp.merging.telling import TellingKey
from timeline.retired import retire, revive

BATCH = 500
SEARCH_CHARACTERS = 20_000
# From this share of the articles on, reading all is cheaper than looking up which are near.
_MOST = 0.5
_FIELDS = (
    *("title", "slug", "edtf", "begins", "ends", "precision", "factuality", "disputed", "place"),
    *("importance", "article_count", "mention_count", "timeline", "reason", "search_text"),
    *("hidden", "reviewed", "confidence", "machine"),
)

type Rows = dict[TellingKey, EventMention]


@dataclass(frozen=True, slots=True)
class Plan:
    """Clusters by component, what was read for them, which mentions were `marked`, and which pairs of
    tellings almost were tied (`below`) or were and ended apart (`parted`)."""

    components: list[list[Cluster]]
    read: Tellings
    marked: frozenset[TellingKey]
    below: list[NearMiss]
    parted: list[NearMiss]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cluster as read, what people decided about it, and the names of those who take part."""

    cluster: Cluster
    merged: Merged
    overlay: corrections.Overlay
    names: list[str]


def plan() -> Plan:
    """Cluster what is marked and all that it is tied to. Reads only.

    Articles whose actors are not merged yet, having been stored just now, are left for the next time.
    """
    marked = EventMention.objects.filter(Q(component=None) | Q(event=None))
    changed = _ready(Article.objects.filter(pk__in=marked.order_by().values("article")))
    read = Tellings()
    _read(read, changed)
    focus = {key for key, row in read.rows.items() if row.component is None or row.event_id is None}
    if len(changed) > _MOST * Article.objects.count():
        _read(read, _ready(Article.objects.all()))
    else:
        _read(read, merge_index.near(read.tellings.values()))
    ties = _corpus(read).tied_to(focus)
    tied = focus | ties.keys
    components = {number for key in tied if (number := read.rows[key].component) is not None}
    for batch in batched(sorted(components), BATCH):
        members = EventMention.objects.filter(component__in=batch)
        _read(read, members.order_by().values_list("article_id", flat=True).distinct())
    moved = tied | {key for key, row in read.rows.items() if row.component in components}
    found = _corpus(read).cluster(moved)
    return Plan(found.components, read, frozenset(focus), ties.below, found.parted)


def _read(read: Tellings, articles: Iterable[int]) -> None:
    """Add these articles, and those on which people decided together with them."""
    while new := set(articles) - read.articles:
        shas = partners(Judgement.About.EVENTS, {telling.article for telling in read.read(new)})
        batches = (Article.objects.filter(text_sha256__in=batch) for batch in batched(sorted(shas), BATCH))
        articles = [pk for batch in batches for pk in _ready(batch)]


def _ready(articles: QuerySet[Article]) -> set[int]:
    """Those of which all actors are merged."""
    waiting = ArticleActor.objects.filter(actor=None, dismissed=False).values("article")
    return set(articles.exclude(pk__in=waiting).order_by().values_list("pk", flat=True))


def _corpus(read: Tellings) -> Corpus:
    same, apart = links(Judgement.About.EVENTS, ((key[0], key[1:], key) for key in sorted(read.rows)))
    return Corpus(read.tellings.values(), same, apart)


def write(found: Plan) -> None:
    """Bring the rows in line; within a transaction."""
    rows, read = found.read.rows, found.read
    clusters = sorted((cluster for group in found.components for cluster in group), key=lambda c: c[0].key)
    merged = [read_as_one(cluster) for cluster in clusters]
    decisions = corrections.Decisions({mention.article for cluster in clusters for mention in cluster})
    overlays = [decisions.of(mention.key for mention in cluster) for cluster in clusters]
    casts = [overlay.cast(_read_parts(one)) for overlay, one in zip(overlays, merged, strict=True)]
    actors = _in_bulk(Actor, {actor for cast in casts for actor, _ in cast})
    names = {pk: actor.name for pk, actor in actors.items()}
    shown = [
        Shown(cluster, one, overlay, sorted({names[actor] for actor, _ in cast}))
        for cluster, one, overlay, cast in zip(clusters, merged, overlays, casts, strict=True)
    ]
    events, bereft = _events(shown, rows, read.sentences)
    _tie(found.components, clusters, events, rows)
    for batch in batched((event.pk for event in events), BATCH):
        Event.objects.filter(pk__in=batch, stale=True).update(stale=False)
    _index(found)
    told = {actor for cast in casts for actor, _ in cast}
    actor_counts.count(bereft | _cast(casts, events) | told)
    moved = [mention.key for group in found.components for cluster in group for mention in cluster]
    settle_proposals.write_events(rows, found.marked, moved, found.below, found.parted)


def _in_bulk[Row: Model](model: type[Row], keys: Collection[int]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for batch in batched(sorted(keys), BATCH):
        found.update(model._default_manager.in_bulk(batch))
    return found


def _index(found: Plan) -> None:
    """Keys of the articles that have none yet."""
    rows = found.read.rows
    new = {rows[m.key].article_id for group in found.components for cluster in group for m in cluster}
    for batch in batched(sorted(new), BATCH):
        known = MergeKey.objects.filter(article__in=batch)
        new.difference_update(known.order_by().values_list("article_id", flat=True).distinct())
    tellings = [telling for key, telling in found.read.tellings.items() if rows[key].article_id in new]
    merge_index.write(rows, tellings)


def _read_parts(one: Merged) -> list[corrections.Part]:
    return [(int(key), role.value) for key, role in one.parts]


def _events(
    shown: Sequence[Shown], rows: Rows, sentences: dict[TellingKey, str]
) -> tuple[list[Event], set[int]]:
    """One saved row a cluster, written only where something changed; and the actors of rows that went."""
    clusters = [one.cluster for one in shown]
    existing = _existing(clusters, rows)
    inheritance = inherit([[rows[m.key].event_id for m in cluster] for cluster in clusters], list(existing))
    taken = _taken(clusters, existing)
    events: list[Event] = []
    new: list[Event] = []
    changed: list[Event] = []
    for index, one in enumerate(shown):
        event = existing.get(inheritance.kept.get(index, -1)) or Event()
        wanted = _wanted(one, rows, sentences)
        if any(getattr(event, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(event, name, value)
            (changed if event.pk else new).append(event)
        if not event.public_id:
            event.public_id = public_ids.derive(_natural_key(one.cluster), taken)
            taken.add(event.public_id)
        events.append(event)
    Event.objects.bulk_create(new, batch_size=BATCH)
    Event.objects.bulk_update(changed, _FIELDS, batch_size=100)
    for batch in batched(new, BATCH):
        EventRedirect.objects.filter(public_id__in=[event.public_id for event in batch]).delete()
    revive(event.public_id for event in new)
    return events, _retire(inheritance, events, existing)


def _wanted(one: Shown, rows: Rows, sentences: dict[TellingKey, str]) -> dict[str, Any]:
    """What was read, with what people decided laid over it."""
    machine = _values(one.cluster, one.merged, rows)
    wanted = machine | corrections.lay_over(machine | {"parts": _read_parts(one.merged)}, one.overlay)
    searched = _search_text(one, sentences)
    wanted["search_text"] = corrections.titled(
        searched, (one.merged.title,), wanted["title"], machine["title"]
    )
    return wanted


def _existing(clusters: Sequence[Cluster], rows: Rows) -> dict[int, Event]:
    """The rows these clusters may take over: those of their mentions, and those that lost theirs."""
    former = {rows[mention.key].event_id for cluster in clusters for mention in cluster}
    known = _in_bulk(Event, {pk for pk in former if pk is not None})
    here = {rows[mention.key].pk for cluster in clusters for mention in cluster}
    told = EventMention.objects.filter(event__stale=True).order_by().values_list("event", "pk")
    elsewhere = {event for event, mention in told if mention not in here}
    lost = Event.objects.filter(stale=True).exclude(pk__in=elsewhere)
    return known | {event.pk: event for event in lost}


def _natural_key(cluster: Cluster) -> str:
    article, start, end = cluster[0].key
    return f"event {article} {start} {end}"


def _taken(clusters: Sequence[Cluster], existing: dict[int, Event]) -> set[str]:
    """The public ids in use among those that new rows might be given."""
    taken = {event.public_id for event in existing.values()}
    for batch in batched((public_ids.derive(_natural_key(cluster)) for cluster in clusters), BATCH):
        taken.update(Event.objects.filter(public_id__in=batch).values_list("public_id", flat=True))
    return taken


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


def _search_text(one: Shown, sentences: dict[TellingKey, str]) -> str:
    """What full text search looks at: title, sentences that tell the event, names of its actors."""
    told = (sentences[mention.key] for mention in one.cluster)
    lines = dict.fromkeys([one.merged.title, one.merged.place, *one.names, *told])
    return "\n".join(line for line in lines if line)[:SEARCH_CHARACTERS]


def _retire(inheritance: Inheritance, events: list[Event], existing: dict[int, Event]) -> set[int]:
    """Events that lost all mentions to another lead to it; those without any mention left go.

    Returns the actors of these.
    """
    redirects = []
    for row, index in sorted(inheritance.moved.items()):
        EventRedirect.objects.filter(event_id=row).update(event=events[index])
        former = existing[row]
        redirects.append(EventRedirect(public_id=former.public_id, name=former.title, event=events[index]))
    EventRedirect.objects.bulk_create(redirects, batch_size=BATCH)
    retire((existing[row].public_id, existing[row].title) for row in sorted(inheritance.gone))
    orphans = EventRedirect.objects.filter(event__in=inheritance.gone)
    retire(orphans.values_list("public_id", "name"))
    bereft: set[int] = set()
    for lost in batched([*inheritance.moved, *inheritance.gone], BATCH):
        parts = EventActor.objects.filter(event__in=lost).order_by()
        bereft.update(parts.values_list("actor", flat=True))
        Event.objects.filter(pk__in=lost).delete()
    return bereft


def _tie(
    components: Sequence[Sequence[Cluster]], clusters: Sequence[Cluster], events: list[Event], rows: Rows
) -> None:
    """Point each mention to its event, and note which mentions are to be merged together."""
    event_of = {cluster[0].key: event for cluster, event in zip(clusters, events, strict=True)}
    changed = []
    for group in components:
        number = min(rows[mention.key].pk for cluster in group for mention in cluster)
        for cluster in group:
            event = event_of[cluster[0].key]
            for row in (rows[mention.key] for mention in cluster):
                if (row.event_id, row.component) != (event.pk, number):
                    row.event, row.component = event, number
                    changed.append(row)
    EventMention.objects.bulk_update(changed, ["event", "component"], batch_size=BATCH)


def _cast(casts: Sequence[Sequence[corrections.Part]], events: list[Event]) -> set[int]:
    """Who takes part in what: rows that are missing are added, rows that no longer hold are deleted.

    Returns the actors of these rows.
    """
    stored = {
        (event, actor, role, begins): pk
        for batch in batched((event.pk for event in events), BATCH)
        for pk, event, actor, role, begins in EventActor.objects.filter(event__in=batch).values_list(
            "pk", "event", "actor", "role", "begins"
        )
    }
    wanted = {
        (event.pk, actor, role, event.begins)
        for cast, event in zip(casts, events, strict=True)
        for actor, role in cast
    }
    stale = [pk for row, pk in stored.items() if row not in wanted]
    for batch in batched(stale, BATCH):
        EventActor.objects.filter(pk__in=batch).delete()
    new = sorted((row for row in wanted if row not in stored), key=lambda row: row[:3])
    EventActor.objects.bulk_create(
        [EventActor(event_id=e, actor_id=a, role=role, begins=begins) for e, a, role, begins in new],
        batch_size=BATCH,
    )
    return {actor for _, actor, *_ in wanted ^ stored.keys()}
