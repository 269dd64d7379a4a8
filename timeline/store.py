"""Writes what was read from one article into rows. Nothing is decided here; `settle` merges afterwards."""

from collections.abc import Iterable

from django.db import transaction

from timeline import additions, cast_rows, touched
from timeline.models import (
    ActorMention,
    ActorRole,
    Article,
    ArticleActor,
    EventMention,
    Participation,
    TimeMention,
)
from timeline.nlp import records

BATCH = 500

type Span = tuple[int, int]


@transaction.atomic
def store(article: Article, extraction: records.Extraction) -> None:
    """Replace the machine rows of the article by those of the extraction.

    The event and the actor a span belonged to are carried over, so that ids outlive a new reading; so are
    the events that people added.
    """
    if article.event_mentions.exists() or article.cast.exists():
        touched.articles([article.pk])
    events, actors = additions.former_events(article), cast_rows.former(article)
    _clear(article)
    times = _store_times(article, extraction.timexes)
    cast = _store_cast(article, extraction.actors, actors)
    _store_events(article, extraction.events, times, cast, events)
    additions.write(article, events, actors)


def _clear(article: Article) -> None:
    """Leaves first, so that Django need not collect what hangs on each row."""
    Participation.objects.filter(mention__article=article).delete()
    ActorMention.objects.filter(article=article).delete()
    ActorRole.objects.filter(told__article=article).delete()
    EventMention.objects.filter(article=article).delete()
    TimeMention.objects.filter(article=article).delete()
    ArticleActor.objects.filter(article=article).delete()


def _store_times(article: Article, timexes: Iterable[records.Timex]) -> list[TimeMention]:
    """One row a span; the list has one entry for each timex, so that indices stay valid."""
    rows: dict[Span, TimeMention] = {}
    for timex in timexes:
        rows.setdefault((timex.start, timex.end), _time_row(article, timex))
    TimeMention.objects.bulk_create(rows.values(), batch_size=BATCH)
    return [rows[timex.start, timex.end] for timex in timexes]


def _time_row(article: Article, timex: records.Timex) -> TimeMention:
    return TimeMention(
        article=article,
        start=timex.start,
        end=timex.end,
        type=timex.type.value,
        value=(timex.value or "")[:64],
        mod=(timex.mod or "")[:16],
        edtf=timex.date.edtf if timex.date else "",
        reason=dict(timex.reason),
    )


def _store_cast(
    article: Article, actors: tuple[records.Actor, ...], former: dict[Span, int]
) -> list[ArticleActor]:
    cast = [_cast_row(article, ordinal, actor, former) for ordinal, actor in enumerate(actors)]
    ArticleActor.objects.bulk_create(cast, batch_size=BATCH)
    mentions, roles = [], []
    for row, actor in zip(cast, actors, strict=True):
        spans = {(mention.start, mention.end): mention for mention in actor.mentions}
        mentions += [_mention_row(article, row, mention) for mention in spans.values()]
        roles += [_role_row(row, fact) for fact in actor.roles]
    ActorMention.objects.bulk_create(mentions, batch_size=BATCH)
    ActorRole.objects.bulk_create(roles, batch_size=BATCH)
    return cast


def _cast_row(article: Article, ordinal: int, actor: records.Actor, former: dict[Span, int]) -> ArticleActor:
    known = [former[m.start, m.end] for m in actor.mentions if (m.start, m.end) in former]
    return ArticleActor(
        article=article,
        ordinal=ordinal,
        name=actor.name[:300],
        kind=actor.kind.value,
        gender=(actor.gender or "")[:8],
        aliases=list(actor.aliases),
        actor_id=min(known, key=lambda actor_id: (-known.count(actor_id), actor_id)) if known else None,
    )


def _mention_row(article: Article, told: ArticleActor, mention: records.ActorMention) -> ActorMention:
    return ActorMention(
        article=article,
        told=told,
        start=mention.start,
        end=mention.end,
        form=mention.form.value,
        reason=dict(mention.reason),
    )


def _role_row(told: ArticleActor, fact: records.RoleFact) -> ActorRole:
    return ActorRole(
        told=told,
        office=fact.office[:200],
        of=(fact.of or "")[:200],
        valid_from=fact.valid_from or "",
        valid_to=fact.valid_to or "",
        start=fact.start,
        end=fact.end,
    )


def _store_events(
    article: Article,
    events: tuple[records.EventMention, ...],
    times: list[TimeMention],
    cast: list[ArticleActor],
    former: dict[Span, int],
) -> None:
    rows: dict[Span, EventMention] = {}
    parts: dict[tuple[Span, int, str], Participation] = {}
    for event in events:
        span = (event.start, event.end)
        if span in rows:
            continue
        rows[span] = row = _event_row(article, event, times)
        row.event_id = former.get(span)
        for part in event.participants:
            key = (span, part.actor, part.role.value)
            parts.setdefault(key, _part_row(row, cast[part.actor], part))
    EventMention.objects.bulk_create(rows.values(), batch_size=BATCH)
    Participation.objects.bulk_create(parts.values(), batch_size=BATCH)


def _event_row(article: Article, event: records.EventMention, times: list[TimeMention]) -> EventMention:
    return EventMention(
        article=article,
        timex=None if event.timex is None else times[event.timex],
        start=event.start,
        end=event.end,
        sentence_start=event.sentence_start,
        sentence_end=event.sentence_end,
        lemma=event.lemma[:120],
        edtf=event.date.edtf if event.date else "",
        factuality=event.factuality.value,
        factuality_reason=dict(event.factuality_reason),
        place=(event.place or "")[:200],
        summary=event.summary[:300],
        reason=dict(event.reason),
        chain=event.chain,
        nominal=event.nominal,
        timeline=event.timeline,
        background=event.background,
        context=list(event.context),
    )


def _part_row(mention: EventMention, told: ArticleActor, part: records.Participant) -> Participation:
    return Participation(mention=mention, told=told, role=part.role.value, start=part.start, end=part.end)
