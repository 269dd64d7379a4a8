"""What merging looks at: one telling of an event, free of database and parser."""

from dataclasses import dataclass

from timeline.dates import DateInterval
from timeline.terms import ActorKind, Factuality, Role

type TellingKey = tuple[str, int, int]
type Part = tuple[str, Role]


@dataclass(frozen=True, slots=True)
class MergeMention:
    """One telling of an event, named by article key and trigger span.

    `published` is an ISO date, "" if unknown; `chain` groups tellings of one event within the article;
    `anchor` is the code of the reason for `date`; `participants` are (actor key, role) pairs; `named` holds
    those of their keys that stand for a name and not for a description, with the kind of the actor;
    `context` holds content lemmas of the sentence; `sentence` is where that begins;
    `definite` says that a word such as "the" introduces the trigger.
    """

    article: str
    start: int
    end: int
    lemma: str
    published: str = ""
    chain: int | None = None
    nominal: bool = False
    date: DateInterval | None = None
    anchor: str = ""
    factuality: Factuality = Factuality.OCCURRED
    timeline: bool = True
    background: bool = False
    participants: tuple[Part, ...] = ()
    named: frozenset[tuple[str, ActorKind]] = frozenset()
    place: str = ""
    context: frozenset[str] = frozenset()
    summary: str = ""
    sentence: int = 0
    definite: bool = False

    @property
    def key(self) -> TellingKey:
        return self.article, self.start, self.end

    @property
    def cast(self) -> frozenset[str]:
        """Who takes part; a speaker to whom the telling is only attributed does not."""
        return frozenset(actor for actor, role in self.participants if role is not Role.SOURCE)
