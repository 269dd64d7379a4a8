"""Joins the actors of many articles into actors of the corpus. Pure Python: knows neither spaCy nor Django.

The result depends on the set of tellings alone, not on their order. Names join names by key, never by
mere likeness of their letters; every member carries the reason that put it into its cluster.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.nlp.records import Reason
from timeline.terms import ActorKind

type TellingKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Office:
    """A role fact of a telling: `of` is a state or body, "" if unknown; dates are EDTF or ""."""

    office: str
    of: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One actor as one article tells of it: a row of ArticleActor.

    `aliases` holds every name the article uses for it; an actor without a name ("dockers") has none
    and `name` is then its description. `published` is an ISO date, "" if unknown; `mentions` counts
    its mentions in the article. `gender` is "male", "female" or "".
    """

    article: str
    ordinal: int
    name: str
    kind: ActorKind
    gender: str = ""
    aliases: tuple[str, ...] = ()
    roles: tuple[Office, ...] = ()
    published: str = ""
    mentions: int = 1

    @property
    def key(self) -> TellingKey:
        return self.article, self.ordinal


@dataclass(frozen=True, slots=True)
class Member:
    """A telling of a cluster and the reason of its link to the rest ({"code": "alone"} for the first)."""

    telling: Telling
    reason: Reason


@dataclass(frozen=True, slots=True)
class ActorCluster:
    """An actor of the corpus. `aliases` are all its names, the most frequent first, `name` included."""

    name: str
    kind: ActorKind
    members: tuple[Member, ...]
    aliases: tuple[str, ...]


def cluster(
    tellings: Sequence[Telling],
    must_link: Iterable[tuple[TellingKey, TellingKey]] = (),
    cannot_link: Iterable[tuple[TellingKey, TellingKey]] = (),
) -> list[ActorCluster]:
    """Cluster tellings into actors, sorted by their first member's key.

    `must_link` and `cannot_link` are pairs of `Telling.key` decided by people: they win over every rule;
    where they contradict each other, `cannot_link` wins. Pairs that name unknown tellings are ignored.
    """
    return [
        ActorCluster(t.name, t.kind, (Member(t, {"code": "alone"}),), t.aliases or (t.name,))
        for t in sorted(tellings, key=lambda t: t.key)
    ]
