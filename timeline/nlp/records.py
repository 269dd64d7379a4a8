"""What the language core hands out: frozen records, offsets in code points of the text as given.

Every value carries a reason: a mapping with a machine-readable "code" and its parameters,
which the pages turn into a sentence for the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.dates import DateInterval
from timeline.terms import ActorKind, Factuality, MentionForm, Role, TimexType

type Reason = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 time expression; `value` is None when unresolved, `date` when there is no calendar date."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    mod: str | None
    date: DateInterval | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A span that refers to an actor. A span such as "the two leaders" is a mention of each of them."""

    start: int
    end: int
    text: str
    form: MentionForm
    reason: Reason


@dataclass(frozen=True, slots=True)
class RoleFact:
    """An office a text gives an actor: "president", of "Ukraine", with the span that says so.

    `valid_from` and `valid_to` are EDTF strings, None where the text does not say.
    """

    office: str
    of: str | None
    valid_from: str | None
    valid_to: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as one article tells of it; `name` is the fullest name in the text (or the head nominal)."""

    name: str
    kind: ActorKind
    mentions: tuple[ActorMention, ...]
    roles: tuple[RoleFact, ...] = ()
    aliases: tuple[str, ...] = ()
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """`actor` indexes Extraction.actors; the span is the mention that fills the role."""

    actor: int
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an event.

    `timex` indexes Extraction.timexes (None when undated or dated through another event);
    `chain` groups the mentions of one event within the article (None: it stands alone);
    `timeline` is False for words kept for completeness that make no entry of their own
    (aspectual, generic, states, reporting verbs); `background` marks what the article recalls
    rather than reports. `context` holds content lemmas of the sentence, for merging.
    """

    start: int
    end: int
    trigger: str
    lemma: str
    sentence_start: int
    sentence_end: int
    timex: int | None
    date: DateInterval | None
    factuality: Factuality
    participants: tuple[Participant, ...]
    place: str | None
    summary: str
    reason: Reason
    factuality_reason: Reason = field(default_factory=dict)
    chain: int | None = None
    nominal: bool = False
    timeline: bool = True
    background: bool = False
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one text. `dct` is the ISO date that served as publication date, if any."""

    dct: str | None
    timexes: tuple[Timex, ...]
    events: tuple[EventMention, ...]
    actors: tuple[Actor, ...]
    pipeline: str
