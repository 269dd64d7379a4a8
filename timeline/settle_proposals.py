"""Pairs that almost were one event or one actor -> rows for people to decide on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import batched

from django.db.models import Q

from timeline.identity import digest
from timeline.judged import links
from timeline.models import Actor, ActorProposal, EventMention, EventProposal, Judgement
from timeline.nlp.actors import actor_near
from timeline.nlp.actors.actor_keys import Key
from timeline.nlp.actors.actor_tellings import ActorCluster
from timeline.nlp.actors.actor_tellings import TellingKey as ToldKey
from timeline.nlp.merging.near_misses import NearMiss
from timeline.nlp.merging.telling import TellingKey

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


def write_actors(
    clusters: Sequence[ActorCluster], actors: Sequence[Actor], judged: Iterable[tuple[ToldKey, ToldKey]]
) -> None:
    """Bring the rows in line with all actors; `judged` are pairs of tellings on which people decided."""
    blocks: dict[Key, list[tuple[int, actor_near.Sketch]]] = defaultdict(list)
    owner: dict[ToldKey, int] = {}
    for cluster, actor in zip(clusters, actors, strict=True):
        sketch = actor_near.sketch(cluster)
        owner.update((member.telling.key, actor.pk) for member in cluster.members)
        for key in actor_near.keys(sketch):
            blocks[key].append((actor.pk, sketch))
    decided = {frozenset((owner.get(left), owner.get(right))) for left, right in judged}
    wanted = {
        (digest(*key), left, right, score, code)
        for key, block in blocks.items()
        for left, right, score, code in actor_near.pairs(key, block)
        if frozenset((left, right)) not in decided
    }
    stored = {
        row: pk
        for pk, *fields in ActorProposal.objects.values_list("pk", "block", "left", "right", "score", "told")
        if (row := tuple(fields))
    }
    for batch in batched((pk for row, pk in stored.items() if row not in wanted), BATCH):
        ActorProposal.objects.filter(pk__in=batch).delete()
    ActorProposal.objects.bulk_create(
        (
            ActorProposal(block=block, left_id=left, right_id=right, score=score, told=code)
            for block, left, right, score, code in sorted(wanted - stored.keys())
        ),
        batch_size=BATCH,
    )
