"""Joins the actors of many articles into actors of the corpus. Pure Python: knows neither spaCy nor Django.

The result depends on the set of tellings alone, not on their order. Names join names by key, never by
mere likeness of their letters; every member carries the reason that put it into its cluster.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.nlp.actors import actor_keys, cast_names, names
from timeline.nlp.actors.actor_joins import Joiner
from timeline.nlp.actors.actor_tellings import (
    ActorCluster,
    Member,
    Office,
    Reference,
    Telling,
    TellingKey,
)
from timeline.nlp.records import Reason
from timeline.terms import ActorKind

__all__ = ["ActorCluster", "Member", "Office", "Reference", "Telling", "TellingKey", "cluster"]

_ALONE: Reason = {"code": "alone"}
_JUDGED: Reason = {"code": "judgement"}


def cluster(
    tellings: Sequence[Telling],
    must_link: Iterable[tuple[TellingKey, TellingKey]] = (),
    cannot_link: Iterable[tuple[TellingKey, TellingKey]] = (),
    references: Sequence[Reference] = (),
) -> list[ActorCluster]:
    """Cluster tellings into actors, sorted by their first member's key.

    `must_link` and `cannot_link` are pairs of `Telling.key` decided by people: they win over every rule;
    where they contradict each other, `cannot_link` wins. Pairs that name unknown tellings are ignored.
    `references` are actors listed by hand, which come next: all their names are one actor's, and the
    listed name and kind are shown.
    """
    ordered = sorted(tellings, key=lambda telling: telling.key)
    joiner = Joiner(ordered, cannot_link)
    for left, right in sorted(tuple(sorted(pair)) for pair in must_link):
        if left in joiner.number and right in joiner.number:
            joiner.join(joiner.number[left], joiner.number[right], _JUDGED)
    joiner.listed(references)
    joiner.same_names()
    joiner.misread_kinds()
    joiner.short_names()
    joiner.described()
    listed = {reference.id: reference for reference in references}
    found = [_cluster(joiner, sorted(joiner.members(root)), listed) for root in joiner.roots()]
    return sorted(found, key=lambda actor: actor.members[0].telling.key)


def _cluster(joiner: Joiner, indices: list[int], listed: dict[str, Reference]) -> ActorCluster:
    members = [joiner.tellings[i] for i in indices]
    kind = _kind(members)
    counts = _name_counts(members)
    reference = listed.get(joiner.reference(indices[0]))
    name = reference.name if reference else _name(members, kind, counts)
    aliases = sorted(counts, key=lambda alias: (-counts[alias], alias))
    return ActorCluster(
        name=name,
        kind=reference.kind if reference else kind,
        members=tuple(Member(joiner.tellings[i], joiner.reasons.get(i, _ALONE)) for i in indices),
        aliases=tuple(dict.fromkeys([name, *aliases, *(reference.names if reference else ())])),
        reference=reference.id if reference else "",
    )


def _kind(members: list[Telling]) -> ActorKind:
    """The kind with most mentions; named tellings outvote descriptions."""
    votes: Counter[ActorKind] = Counter()
    for telling in members:
        votes[telling.kind] += telling.mentions * (10 if telling.aliases else 1)
    return max(votes, key=lambda kind: (votes[kind], kind.value))


def _name_counts(members: list[Telling]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for telling in members:
        for alias in telling.aliases:
            counts[alias] += telling.mentions if alias == telling.name else 1
    return counts


def _name(members: list[Telling], kind: ActorKind, counts: Counter[str]) -> str:
    """The table's name, else the fullest good one: most used, then latest in print."""
    for telling in members:
        key = actor_keys.identity(telling)
        if key and key[0] in ("state", "town", "body"):
            return key[1]
    named = [telling for telling in members if telling.aliases] or members
    latest: dict[str, str] = {}
    for telling in named:
        latest[telling.name] = max(latest.get(telling.name, ""), telling.published)

    def rank(name: str) -> tuple[int, int, str, str]:
        if kind is ActorKind.PERSON:
            full = min(len(names.person_words(name)), 2)
        else:
            full = 0 if name.isupper() and len(name) <= 6 else 1
        full -= 2 * (name.isupper() and len(name) > 6)
        return full, counts[name], latest[name], name

    common = max(latest, key=rank)
    return common if kind is ActorKind.PERSON else cast_names.fullest(counts, common)
