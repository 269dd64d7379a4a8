"""Pairs that almost were one event or one actor -> rows for people to decide on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import batched

from django.db.models import Q

from timeline.identity import digest
from timeline.judged import links
from timeline.models import (
    Actor,
    ActorBlock,
    ActorProposal,
    ArticleActor,
    EventMention,
    EventProposal,
    Judgement,
)
from timeline.nlp.actors import actor_near
from timeline.nlp.actors.actor_tellings import ActorCluster, Telling
from timeline.nlp.actors.actor_tellings import TellingKey as ToldKey
from timeline.nlp.merging.near_misses import NearMiss
from timeline.nlp.merging.telling import TellingKey
from timeline.terms import ActorKind

BATCH = 300

type Rows = Mapping[TellingKey, EventMention]


def write_events(
    rows: Rows,
    marked: Collection[TellingKey],
    moved: Collection[TellingKey],
    below: Iterable[NearMiss],
    parted: Iterable[NearMiss],
) -> None:
    """Replace the rows of mentions that were merged anew.

    `below` are all pairs with one of the `marked` mentions, `parted` all pairs within the components of those
    that `moved`.
    """
    for batch in batched((rows[key].pk for key in marked), BATCH):
        EventProposal.objects.filter(Q(left__in=batch) | Q(right__in=batch)).delete()
    for batch in batched((rows[key].pk for key in moved), BATCH):
        EventProposal.objects.filter(Q(left__in=batch) | Q(right__in=batch), tied=True).delete()
    event = {key: row.event_id for key, row in rows.items()}
    judged = _judged(event)
    new = [
        EventProposal(
            left=rows[miss.left],
            right=rows[miss.right],
            score=round(miss.likelihood, 4),
            tied=tied,
            told=list(miss.told),
        )
        for tied, misses in ((False, below), (True, parted))
        for miss in misses
        if frozenset((event[miss.left], event[miss.right])) not in judged
    ]
    EventProposal.objects.bulk_create(new, batch_size=BATCH)


def _judged(event: Mapping[TellingKey, int | None]) -> set[frozenset[int | None]]:
    """Pairs of events of which people decided on some tellings."""
    decided = links(Judgement.About.EVENTS, ((key[0], key[1:], key) for key in sorted(event)))
    return {frozenset((event[left], event[right])) for pairs in decided for left, right in pairs}


def blocks_of(actors: Collection[int]) -> set[int]:
    """The blocks in which these actors are compared so far."""
    return {
        key
        for batch in batched(sorted(actors), BATCH)
        for key in ActorBlock.objects.filter(actor__in=batch).order_by().values_list("key", flat=True)
    }


def write_actors(
    clusters: Sequence[ActorCluster],
    actors: Sequence[Actor],
    judged: Iterable[tuple[ToldKey, ToldKey]],
    former: set[int],
) -> None:
    """Make the rows anew in all blocks of these actors and in their `former` ones.

    `judged` are pairs of tellings on which people decided, as far as those are of these actors.
    """
    sketches = {
        actor.pk: actor_near.sketch(cluster.kind, [member.telling for member in cluster.members])
        for cluster, actor in zip(clusters, actors, strict=True)
    }
    owner = {
        member.telling.key: actor.pk
        for cluster, actor in zip(clusters, actors, strict=True)
        for member in cluster.members
    }
    decided = {frozenset((owner.get(left, 0), owner.get(right, 0))) for left, right in judged}
    blocks = former | _file(sketches)
    members = {key: block for key, block in _members(blocks).items() if 1 < len(block) <= actor_near.CROWD}
    sketches |= _sketches({actor for block in members.values() for actor in block}.difference(sketches))
    keys = {digest(*key): key for sketch in sketches.values() for key in actor_near.keys(sketch)}
    wanted = {
        (number, left, right, score, code)
        for number, block in members.items()
        for left, right, score, code in actor_near.pairs(
            keys[number], [(one, sketches[one]) for one in block]
        )
        if frozenset((left, right)) not in decided
    }
    _replace(blocks, wanted)


def _file(sketches: Mapping[int, actor_near.Sketch]) -> set[int]:
    """Note in which blocks these actors are compared; all of these blocks."""
    wanted = {(actor, digest(*key)) for actor, sketch in sketches.items() for key in actor_near.keys(sketch)}
    stored = {
        (actor, key): pk
        for batch in batched(sorted(sketches), BATCH)
        for pk, actor, key in ActorBlock.objects.filter(actor__in=batch).values_list("pk", "actor", "key")
    }
    for batch in batched((pk for row, pk in stored.items() if row not in wanted), BATCH):
        ActorBlock.objects.filter(pk__in=batch).delete()
    new = sorted(wanted - stored.keys())
    ActorBlock.objects.bulk_create((ActorBlock(actor_id=actor, key=key) for actor, key in new), BATCH)
    return {key for _, key in wanted}


def _members(blocks: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for batch in batched(sorted(blocks), BATCH):
        for key, actor in ActorBlock.objects.filter(key__in=batch).order_by().values_list("key", "actor"):
            found[key].append(actor)
    return found


def _sketches(actors: Collection[int]) -> dict[int, actor_near.Sketch]:
    kinds: dict[int, ActorKind] = {}
    tellings: dict[int, list[Telling]] = defaultdict(list)
    for batch in batched(sorted(actors), BATCH):
        rows = Actor.objects.filter(pk__in=batch).order_by().values_list("pk", "kind")
        kinds |= {pk: ActorKind(kind) for pk, kind in rows}
        told = ArticleActor.objects.filter(actor__in=batch).order_by()
        for row in told.select_related("article").defer("article__text"):
            tellings[row.actor_id or 0].append(
                Telling(
                    row.article.text_sha256,
                    row.ordinal,
                    row.name,
                    ActorKind(row.kind),
                    gender=row.gender,
                    aliases=tuple(row.aliases),
                )
            )
    return {pk: actor_near.sketch(kind, tellings[pk]) for pk, kind in kinds.items()}


def _replace(blocks: Collection[int], wanted: set[tuple[int, int, int, float, str]]) -> None:
    stored = {
        (block, left, right, score, told): pk
        for batch in batched(sorted(blocks), BATCH)
        for pk, block, left, right, score, told in ActorProposal.objects.filter(block__in=batch).values_list(
            "pk", "block", "left", "right", "score", "told"
        )
    }
    for batch in batched((pk for row, pk in stored.items() if row not in wanted), BATCH):
        ActorProposal.objects.filter(pk__in=batch).delete()
    ActorProposal.objects.bulk_create(
        (
            ActorProposal(block=block, left_id=left, right_id=right, score=score, told=code)
            for block, left, right, score, code in sorted(wanted - stored.keys())
        ),
        BATCH,
    )
