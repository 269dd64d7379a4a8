"""What the merge of actors over articles is given and hands out."""

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
class Reference:
    """An actor that somebody has listed by hand: all its names are one actor's, `name` is the one shown."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Member:
    """A telling of a cluster and the reason of its link to the rest ({"code": "alone"} for the first)."""

    telling: Telling
    reason: Reason


@dataclass(frozen=True, slots=True)
class ActorCluster:
    """An actor of the corpus. `aliases` are all its names, the most frequent first, `name` included.

    `reference` is the id of the listed actor it is, "" for most.
    """

    name: str
    kind: ActorKind
    members: tuple[Member, ...]
    aliases: tuple[str, ...]
    reference: str = ""
