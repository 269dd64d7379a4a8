"""Tellings of actors -> Actor and Alias rows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import batched

from django.utils.text import slugify

from timeline import actor_counts, known_tellings, name_index, public_ids, settle_proposals, touched
from timeline.actor_decisions import ActorDecisions
from timeline.cast_tellings import Rows, read, tellings, told
from timeline.identity import Inheritance, digest, inherit
from timeline.judged import links
from timeline.models import (
    Actor,
    ActorRedirect,
    Alias,
    ArticleActor,
    Judgement,
    KnownActor,
    Revision,
)
from timeline.nlp.actors import actor_merge, listed_actors
from timeline.nlp.actors.actor_merge import ActorCluster, Reference, Telling, TellingKey
from timeline.retired import retire, revive
from timeline.terms import ActorKind, MentionForm

BATCH = 500

type Pairs = list[tuple[TellingKey, TellingKey]]


def settle() -> set[int]:
    """Make the actors of all tellings that changed, and of those that these bear on.

    Says of each ArticleActor row which actor it is; returns the articles that now tell of others than before,
    or of the same under another name or kind.
    """
    waiting = _waiting()
    if not waiting and not Actor.objects.filter(stale=True).exists():
        return set()
    new, listed = _indexed(waiting)
    alike = known_tellings.find(new, listed)
    reached = name_index.reached(waiting.difference(alike))
    changed = known_tellings.attach([one for pk, one in alike.items() if pk not in reached])
    changed |= _merge(read(reached))
    # Only what was looked at: another process may have stored an article meanwhile.
    for batch in batched(sorted(waiting | reached), BATCH):
        ArticleActor.objects.filter(pk__in=batch, settled=False).update(settled=True)
    return changed


def _merge(rows: Rows) -> set[int]:
    """Merge these rows, which must hold all that they bear on; the articles that changed."""
    before = _shown(rows)
    clusters, dismissed, decisions, decided = _cluster(rows)
    existing = _existing(rows)
    blocks = settle_proposals.blocks_of(existing)
    actors = _actors(clusters, rows, existing)
    _review(clusters, actors, decisions)
    _tie(clusters, actors, rows)
    _dismiss(rows, dismissed)
    _name(clusters, actors)
    _point_out(clusters, actors)
    settle_proposals.write_actors(clusters, actors, decided, blocks)
    Actor.objects.filter(stale=True).update(stale=False)
    actor_counts.count({actor.pk for actor in actors})
    after = _shown(rows)
    return {row.article_id for row in rows.values() if before.get(row.pk) != after.get(row.pk)}


def _cluster(
    rows: Rows,
) -> tuple[list[ActorCluster], set[TellingKey], ActorDecisions, Pairs]:
    """The actors, the tellings of none, what people decided, and the pairs of which they spoke."""
    mentions = _judgeable(rows)
    same, apart = links(Judgement.About.ACTORS, mentions)
    decisions = ActorDecisions(mentions)
    decisions.on = {key: found for key, found in decisions.on.items() if key in rows}
    prepared, taught, kept_apart = decisions.prepared(tellings(rows))
    same, apart = _obedient(same, apart, taught, kept_apart)
    found = actor_merge.cluster(prepared, same, apart, _references())
    clusters, dismissed = decisions.shown(found)
    return clusters, dismissed, decisions, [*same, *apart]


def _waiting() -> set[int]:
    """The tellings that are marked, and those of their actors and of actors that lost some."""
    _mark_all_if_listed_anew()
    marked = ArticleActor.objects.filter(settled=False).order_by()
    waiting: set[int] = set()
    former = set(Actor.objects.filter(stale=True).order_by().values_list("pk", flat=True))
    for pk, actor in marked.values_list("pk", "actor_id"):
        waiting.add(pk)
        former |= {actor} if actor is not None else set()
    for batch in batched(sorted(former), BATCH):
        waiting.update(ArticleActor.objects.filter(actor__in=batch).order_by().values_list("pk", flat=True))
    return waiting


def _mark_all_if_listed_anew() -> None:
    """Another list of actors may join anything."""
    listed = digest(*((row.id, row.name, row.kind.value, row.aliases) for row in _references()))
    obeyed, _ = Revision.objects.get_or_create(name="listed", defaults={"value": digest()})
    if obeyed.value != listed:
        touched.actors()
        Revision.objects.filter(name="listed").update(value=listed)


def _indexed(waiting: Collection[int]) -> tuple[dict[int, tuple[ArticleActor, Telling]], dict[int, str]]:
    """What was not in the index yet and is there now; and which of it are listed actors."""
    new = {row.pk: (row, telling) for row, telling in told(read(name_index.missing(waiting)))}
    numbers = list(new)
    listed = {
        numbers[index]: reference.id
        for reference, group in listed_actors.matches([telling for _, telling in new.values()], _references())
        for index in group
    }
    name_index.write({pk: telling for pk, (_, telling) in new.items()}, listed)
    return new, listed


def _shown(rows: Rows) -> dict[int, tuple[int, str, str, bool]]:
    """ArticleActor -> its actor with all that events show of it."""
    wanted = {row.actor_id for row in rows.values() if row.actor_id is not None}
    named: set[int] = set()
    actors: dict[int, tuple[int, str, str]] = {}
    for batch in batched(sorted(wanted), BATCH):
        names = Alias.objects.filter(actor__in=batch, form=MentionForm.NAME.value).order_by()
        named.update(names.values_list("actor_id", flat=True))
        for pk, name, kind in Actor.objects.filter(pk__in=batch).order_by().values_list("pk", "name", "kind"):
            actors[pk] = (pk, name, kind)
    return {
        row.pk: (*actors[row.actor_id], row.actor_id in named)
        for row in rows.values()
        if row.actor_id is not None and row.actor_id in actors
    }


def _obedient(same: Pairs, apart: Pairs, taught: Pairs, kept_apart: Pairs) -> tuple[Pairs, Pairs]:
    """Pairs that are one actor and pairs that aren't: what was said of two counts more than what follows
    from a name."""
    one, two = {frozenset(pair) for pair in same}, {frozenset(pair) for pair in apart}
    return (
        same + [pair for pair in taught if frozenset(pair) not in two],
        apart + [pair for pair in kept_apart if frozenset(pair) not in one],
    )


def _review(clusters: list[ActorCluster], actors: list[Actor], decisions: ActorDecisions) -> None:
    """Note about which actors people decided."""
    changed = []
    for cluster, actor in zip(clusters, actors, strict=True):
        reviewed = bool(decisions.about(cluster))
        if actor.reviewed != reviewed:
            actor.reviewed = reviewed
            changed.append(actor)
    Actor.objects.bulk_update(changed, ["reviewed"], batch_size=BATCH)


def _dismiss(rows: Rows, dismissed: set[TellingKey]) -> None:
    """Mark what people said is no actor; such a row belongs to none."""
    changed = []
    for key, row in rows.items():
        if row.dismissed != (key in dismissed) or (row.dismissed and row.actor_id is not None):
            row.dismissed = key in dismissed
            if row.dismissed:
                row.actor, row.reason = None, {}
            changed.append(row)
    ArticleActor.objects.bulk_update(changed, ["actor", "reason", "dismissed"], batch_size=BATCH)


def _references() -> list[Reference]:
    rows = KnownActor.objects.order_by("external_id")
    return [Reference(row.external_id, row.name, ActorKind(row.kind), tuple(row.aliases)) for row in rows]


def _point_out(clusters: list[ActorCluster], actors: list[Actor]) -> None:
    """Tell each imported row which actor it is."""
    found = {c.reference: actor for c, actor in zip(clusters, actors, strict=True) if c.reference}
    here = {actor.pk for actor in actors}
    changed = []
    for row in KnownActor.objects.all():
        actor = found.get(row.external_id)
        if row.actor_id != (actor.pk if actor else None) and (actor or row.actor_id in here):
            row.actor = actor
            changed.append(row)
    KnownActor.objects.bulk_update(changed, ["actor"], batch_size=BATCH)


def _judgeable(rows: Rows) -> list[tuple[str, tuple[int, int], TellingKey]]:
    """All mentions in texts on which people decided; tellings of other rows go by keys that no row has."""
    keys = {row.pk: key for key, row in rows.items()}
    return [(text, span, keys.get(told, (text, -1 - told))) for text, span, told in name_index.decided()]


def _natural_key(cluster: ActorCluster) -> str:
    article, ordinal = cluster.members[0].telling.key
    return f"{article} {ordinal}"


def _existing(rows: Rows) -> dict[int, Actor]:
    """The actors that these clusters may take over: those of their tellings, and those that lost theirs."""
    former = {row.actor_id for row in rows.values() if row.actor_id is not None}
    wanted = former.union(_lost(row.pk for row in rows.values()))
    return {
        pk: one
        for batch in batched(sorted(wanted), BATCH)
        for pk, one in Actor.objects.in_bulk(batch).items()
    }


def _lost(here: Iterable[int]) -> list[int]:
    """Actors that may have lost tellings and have none but these."""
    known = set(here)
    told = ArticleActor.objects.filter(actor__stale=True).order_by().values_list("actor", "pk")
    elsewhere = {actor for actor, pk in told if pk not in known}
    stale = Actor.objects.filter(stale=True).order_by().values_list("pk", flat=True)
    return [pk for pk in stale if pk not in elsewhere]


def _taken(clusters: list[ActorCluster]) -> set[str]:
    """The public ids in use among those that new rows might be given."""
    wanted = [public_ids.derive(f"actor {_natural_key(cluster)}") for cluster in clusters]
    return {
        found
        for batch in batched(wanted, BATCH)
        for found in Actor.objects.filter(public_id__in=batch).values_list("public_id", flat=True)
    }


def _actors(clusters: list[ActorCluster], rows: Rows, existing: dict[int, Actor]) -> list[Actor]:
    """One saved row a cluster; rows that lost their tellings lead to the heir."""
    former = [[rows[member.telling.key].actor_id for member in cluster.members] for cluster in clusters]
    inheritance = inherit(former, list(existing))
    taken = _taken(clusters)
    actors: list[Actor] = []
    new: list[Actor] = []
    changed: list[Actor] = []
    for index, cluster in enumerate(clusters):
        actor = existing.get(inheritance.kept.get(index, -1)) or Actor()
        wanted = {
            "name": cluster.name[:300],
            "slug": slugify(cluster.name)[:120] or "actor",
            "kind": cluster.kind.value,
        }
        if any(getattr(actor, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(actor, name, value)
            (changed if actor.pk else new).append(actor)
        if not actor.public_id:
            actor.public_id = public_ids.derive(f"actor {_natural_key(cluster)}", taken)
            taken.add(actor.public_id)
        actors.append(actor)
    Actor.objects.bulk_create(new, batch_size=BATCH)
    Actor.objects.bulk_update(changed, ["name", "slug", "kind"], batch_size=BATCH)
    for batch in batched(new, BATCH):
        ActorRedirect.objects.filter(public_id__in=[actor.public_id for actor in batch]).delete()
    revive(actor.public_id for actor in new)
    _retire(inheritance, actors, existing)
    return actors


def _retire(inheritance: Inheritance, actors: list[Actor], existing: dict[int, Actor]) -> None:
    redirects = []
    for row, index in sorted(inheritance.moved.items()):
        ActorRedirect.objects.filter(actor_id=row).update(actor=actors[index])
        former = existing[row]
        redirects.append(ActorRedirect(public_id=former.public_id, name=former.name, actor=actors[index]))
    ActorRedirect.objects.bulk_create(redirects, batch_size=BATCH)
    retire((existing[row].public_id, existing[row].name) for row in sorted(inheritance.gone))
    orphans = ActorRedirect.objects.filter(actor__in=inheritance.gone)
    retire(orphans.values_list("public_id", "name"))
    for lost in batched([*inheritance.moved, *inheritance.gone], BATCH):
        Actor.objects.filter(pk__in=lost).delete()


def _tie(clusters: list[ActorCluster], actors: list[Actor], rows: Rows) -> None:
    """Point each telling to its actor, with the reason of the link."""
    changed = []
    for cluster, actor in zip(clusters, actors, strict=True):
        for member in cluster.members:
            row = rows[member.telling.key]
            reason = dict(member.reason)
            if (row.actor_id, row.reason) != (actor.pk, reason):
                row.actor, row.reason = actor, reason
                changed.append(row)
    ArticleActor.objects.bulk_update(changed, ["actor", "reason"], batch_size=BATCH)


def _name(clusters: list[ActorCluster], actors: list[Actor]) -> None:
    """Replace the aliases of actors whose names changed."""
    stored: dict[int, set[tuple[str, int, str]]] = defaultdict(set)
    for batch in batched((actor.pk for actor in actors), BATCH):
        rows = Alias.objects.filter(actor__in=batch).order_by()
        for actor_id, *values in rows.values_list("actor_id", "name", "mention_count", "reason"):
            stored[actor_id].add((values[0], values[1], repr(values[2])))
    stale, new = [], []
    for cluster, actor in zip(clusters, actors, strict=True):
        aliases = _aliases(cluster, actor)
        if stored[actor.pk] != {(alias.name, alias.mention_count, repr(alias.reason)) for alias in aliases}:
            stale.append(actor.pk)
            new += aliases
    for batch in batched(stale, BATCH):
        Alias.objects.filter(actor_id__in=batch).delete()
    Alias.objects.bulk_create(new, batch_size=BATCH)


def _aliases(cluster: ActorCluster, actor: Actor) -> list[Alias]:
    """A row a name; how often is counted in mentions of the tellings that use it."""
    counts: Counter[str] = Counter()
    reasons: dict[str, dict[str, object]] = {}
    for member in cluster.members:
        telling = member.telling
        for name in sorted({telling.name, *telling.aliases}):
            counts[name[:300]] += telling.mentions
            reasons.setdefault(name[:300], dict(member.reason))
    named = {name[:300] for member in cluster.members for name in member.telling.aliases}
    listed = [name[:300] for name in cluster.aliases if name[:300] not in counts]
    why: dict[str, object] = {"code": "judgement"}
    if cluster.reference:
        why = {"code": "listed", "id": cluster.reference}
    named.update(listed)
    counts.update(dict.fromkeys(listed, 0))
    reasons |= dict.fromkeys(listed, why)
    return [
        Alias(
            actor=actor,
            name=name,
            key=" ".join(slugify(name, allow_unicode=True).split("-")),
            form=(MentionForm.NAME if name in named else MentionForm.NOMINAL).value,
            reason=reasons[name],
            mention_count=counts[name],
        )
        for name in sorted(counts)
    ]
