"""Working state the stages share while one Doc is read: token indices, mutable, never leaves the core."""

from dataclasses import dataclass, field

from timeline.dates import DateInterval
from timeline.nlp.records import Reason, RoleFact
from timeline.nlp.timexes.time_readings import Reading
from timeline.terms import ActorKind, Factuality, MentionForm, Role, TimexType


@dataclass(slots=True)
class TimexDraft:
    """A time expression over tokens [first, last); char bounds may cut into tokens ("post-1959")."""

    first: int
    last: int
    start: int
    end: int
    type: TimexType
    value: str | None = None
    mod: str | None = None
    date: DateInterval | None = None
    reason: Reason = field(default_factory=dict)
    head: int = 0
    # "three weeks after", "the eve of": what is added to the date of the event that follows
    relation: str | None = None
    # whether it may date an event: False for sets, durations, vague references, the header's own date
    anchors: bool = True
    # index of the expression that ends the range this one begins ("3-5 May", "from May to July")
    range_end: int | None = None
    # what the words say, before it is resolved to a date
    reading: Reading | None = None
    # for the label of an entry in a chronicle: the token after the entry
    entry_end: int | None = None


@dataclass(slots=True)
class MentionDraft:
    """Tokens [first, last), syntactic head token, and how the reference was resolved."""

    first: int
    last: int
    head: int
    form: MentionForm
    reason: Reason


@dataclass(slots=True)
class ActorDraft:
    name: str
    kind: ActorKind
    mentions: list[MentionDraft] = field(default_factory=list)
    roles: list[RoleFact] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    gender: str | None = None


@dataclass(slots=True)
class Cast:
    """The actors of a Doc. `at` maps the head token of each mention to (mention, actor indices):
    one index for most, several for "the two leaders"."""

    actors: list[ActorDraft] = field(default_factory=list)
    at: dict[int, tuple[MentionDraft, tuple[int, ...]]] = field(default_factory=dict)
    # whom first-person and impersonal text speaks for, and the dateline's place
    default_place: str | None = None


@dataclass(slots=True)
class ArgumentDraft:
    """`token` heads the phrase that fills the role; `actors` are indices into Cast.actors."""

    role: Role
    token: int
    actors: tuple[int, ...] = ()


@dataclass(slots=True)
class EventDraft:
    """An event while it is read. `head` is the trigger's head token; particles stay inside [first, last).

    `kind` is one of: occurrence, reporting, aspectual, state, intention, perception, generic.
    `governor` is the index of the event this one depends on (reported, planned, denied content), if any.
    """

    head: int
    first: int
    last: int
    lemma: str
    kind: str = "occurrence"
    nominal: bool = False
    timeline: bool = True
    background: bool = False
    # told in the narrative present: its present tense says nothing about now
    narrated: bool = False
    arguments: list[ArgumentDraft] = field(default_factory=list)
    place: str | None = None
    governor: int | None = None
    factuality: Factuality = Factuality.OCCURRED
    factuality_reason: Reason = field(default_factory=dict)
    timex: int | None = None
    date: DateInterval | None = None
    reason: Reason = field(default_factory=lambda: {"code": "abstain", "why": "no date given"})
    same_as: int | None = None
    summary: str = ""
