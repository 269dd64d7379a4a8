"""Tellings of actors -> Actor and Alias rows."""

from collections import Counter, defaultdict
from itertools import batched

from django.db.models import Count
from django.utils.text import slugify

from timeline import public_ids, settle_proposals
from timeline.actor_decisions import ActorDecisions
from timeline.identity import Inheritance, inherit
from timeline.judged import links
from timeline.models import (
    Actor,
    ActorMention,
    ActorRedirect,
    ActorRole,
    Alias,
    Article,
    ArticleActor,
    EventActor,
    Judgement,
    KnownActor,
)
from timeline.nlp.actors import actor_merge
from timeline.nlp.actors.actor_merge import ActorCluster, Office, Reference, Telling, TellingKey
from timeline.retired import retire, revive
from timeline.terms import ActorKind, MentionForm, Role

BATCH = 500

type Pairs = list[tuple[TellingKey, TellingKey]]


def settle() -> None:
    """Make the actors, and say of each ArticleActor row which one it is."""
    articles = {
        pk: (sha, day) for pk, sha, day in Article.objects.values_list("pk", "text_sha256", "published")
    }
    told = ArticleActor.objects.order_by("article__text_sha256", "ordinal").iterator()
    rows = {(articles[row.article_id][0], row.ordinal): row for row in told}
    published = {sha: day.isoformat() for sha, day in articles.values() if day}
    tellings = _tellings(rows, published)
    mentions = _judgeable(rows)
    same, apart = links(Judgement.About.ACTORS, mentions)
    decisions = ActorDecisions(mentions)
    tellings, taught, kept_apart = decisions.prepared(tellings)
    same, apart = _obedient(same, apart, taught, kept_apart)
    found = actor_merge.cluster(tellings, same, apart, _references())
    clusters, dismissed = decisions.shown(found)
    actors = _actors(clusters, rows)
    _review(clusters, actors, decisions)
    _tie(clusters, actors, rows)
    _dismiss(rows, dismissed)
    _name(clusters, actors)
    _point_out(clusters, actors)
    settle_proposals.write_actors(clusters, actors, [*same, *apart])


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


def _dismiss(rows: dict[TellingKey, ArticleActor], dismissed: set[TellingKey]) -> None:
    """Mark what people said is no actor; such a row belongs to none."""
    changed = []
    for key, row in rows.items():
        if row.dismissed != (key in dismissed) or (row.dismissed and row.actor_id is not None):
            row.dismissed = key in dismissed
            if row.dismissed:
                row.actor, row.reason = None, {}
            changed.append(row)
    ArticleActor.objects.bulk_update(changed, ["actor", "reason", "dismissed"], batch_size=BATCH)


def count() -> None:
    """Set how many events and articles tell of each actor."""
    parts = (
        EventActor.objects.exclude(role=Role.SOURCE.value)
        .values_list("actor")
        .annotate(n=Count("event", distinct=True))
    )
    tellings = ArticleActor.objects.values_list("actor").annotate(n=Count("article", distinct=True))
    events, articles = dict(parts), dict(tellings)
    changed = []
    for actor in Actor.objects.all():
        counts = events.get(actor.pk, 0), articles.get(actor.pk, 0)
        if counts != (actor.event_count, actor.article_count):
            actor.event_count, actor.article_count = counts
            changed.append(actor)
    Actor.objects.bulk_update(changed, ["event_count", "article_count"], batch_size=BATCH)


def _tellings(rows: dict[TellingKey, ArticleActor], published: dict[str, str]) -> list[Telling]:
    """`published` holds the day of each article that has one, by text hash."""
    offices: dict[int, list[Office]] = defaultdict(list)
    for role in ActorRole.objects.order_by("start", "end", "office"):
        offices[role.told_id].append(Office(role.office, role.of, role.valid_from, role.valid_to))
    mentions = dict(ActorMention.objects.order_by().values_list("told").annotate(n=Count("pk")))
    return [
        Telling(
            article=article,
            ordinal=ordinal,
            name=row.name,
            kind=ActorKind(row.kind),
            gender=row.gender,
            aliases=tuple(row.aliases),
            roles=tuple(offices[row.pk]),
            published=published.get(article, ""),
            mentions=mentions.get(row.pk, 0),
        )
        for (article, ordinal), row in rows.items()
    ]


def _references() -> list[Reference]:
    rows = KnownActor.objects.order_by("external_id")
    return [Reference(row.external_id, row.name, ActorKind(row.kind), tuple(row.aliases)) for row in rows]


def _point_out(clusters: list[ActorCluster], actors: list[Actor]) -> None:
    """Tell each imported row which actor it is."""
    found = {c.reference: actor for c, actor in zip(clusters, actors, strict=True) if c.reference}
    changed = []
    for row in KnownActor.objects.all():
        actor = found.get(row.external_id)
        if row.actor_id != (actor.pk if actor else None):
            row.actor = actor
            changed.append(row)
    KnownActor.objects.bulk_update(changed, ["actor"], batch_size=BATCH)


def _judgeable(rows: dict[TellingKey, ArticleActor]) -> list[tuple[str, tuple[int, int], TellingKey]]:
    keys = {row.pk: key for key, row in rows.items()}
    mentions = ActorMention.objects.order_by("start", "end", "told__ordinal")
    return [
        (keys[told][0], (start, end), keys[told])
        for told, start, end in mentions.values_list("told_id", "start", "end")
    ]


def _natural_key(cluster: ActorCluster) -> str:
    article, ordinal = cluster.members[0].telling.key
    return f"{article} {ordinal}"


def _actors(clusters: list[ActorCluster], rows: dict[TellingKey, ArticleActor]) -> list[Actor]:
    """One saved row a cluster; rows that lost their tellings lead to the heir."""
    existing = Actor.objects.in_bulk()
    former = [[rows[member.telling.key].actor_id for member in cluster.members] for cluster in clusters]
    inheritance = inherit(former, list(existing))
    taken = {actor.public_id for actor in existing.values()}
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


def _tie(clusters: list[ActorCluster], actors: list[Actor], rows: dict[TellingKey, ArticleActor]) -> None:
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
    for actor_id, *values in Alias.objects.values_list("actor_id", "name", "mention_count", "reason"):
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
