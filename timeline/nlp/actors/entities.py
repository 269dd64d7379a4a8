"""Actors under construction: what the reader gathers about each while it goes through a text."""

from collections import Counter
from dataclasses import dataclass, field

from timeline.nlp.records import Reason
from timeline.terms import ActorKind, MentionForm

type Words = tuple[str, ...]
type Span = tuple[int, int, int, MentionForm, Reason]


@dataclass(slots=True)
class Fact:
    """An office the text gives an entity; `of` is the index of the entity it is an office of."""

    office: str
    of: int | None
    first: int
    last: int
    former: bool = False
    since: str | None = None


@dataclass(slots=True)
class Entity:
    """An actor under construction. `spans` are (first, last, head, form, reason) of its mentions.

    `canonical` is its name in the tables, `called` the one it goes by since it was renamed, `owner` whose
    it is if it is known only as "his company".
    """

    kind: ActorKind
    canonical: str = ""
    called: str = ""
    owner: int | None = None
    state: str = ""
    gender: str = ""
    plural: bool = False
    # how many they are, as the text wrote it
    count: str = ""
    words: Words = ()
    names: Counter[str] = field(default_factory=Counter)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(self, first: int, last: int, head: int, form: MentionForm, reason: Reason) -> None:
        self.spans.append((first, last, head, form, reason))
