"""What a resolver gets and gives: the scene around an expression, and its resolution."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.dates import DateInterval, iso_day
from timeline.nlp.draft import TimexDraft
from timeline.nlp.quotes import Quote
from timeline.nlp.records import Reason
from timeline.nlp.timexes.calendar_rules import Point, point_of
from timeline.nlp.timexes.narrative import Memory
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

type Resolver = Callable[["Scene", int, Reading], "Resolution"]
type Facts = dict[str, str | int | float | bool | None]


def text_of(doc: Doc) -> str:
    """The text of a Doc, joined once: spaCy builds it anew each time it is asked."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    text: str = doc.user_data["text"]
    return text


@dataclass(slots=True)
class Resolution:
    """`point` is what later expressions may refer back to."""

    value: str | None
    date: DateInterval | None = None
    reason: Reason = field(default_factory=dict)
    point: Point | None = None
    mod: str | None = None
    relation: str | None = None
    type: TimexType | None = None


@dataclass(slots=True)
class Scene:
    """The document, all its expressions, and what has been told so far."""

    doc: Doc
    drafts: list[TimexDraft]
    memory: Memory
    zones: Zones
    text: str
    # where the expression before this one ended
    window_end: int = 0
    # how the text writes 03/04/2024, None when nothing tells
    numeric_order: str | None = None
    # the year of each label of a chronicle that names none, and the label of the entry being read
    label_years: Mapping[int, int] = field(default_factory=dict)
    entry: TimexDraft | None = None
    # the first tokens of the sentences, found when first asked for
    sentences: list[int] | None = None
    # the quotations of the text, found when first asked for
    quotes: list[Quote] | None = None
    resolvers: Mapping[str, "Resolver"] = field(default_factory=dict)

    def resolve(self, index: int, reading: Reading) -> Resolution:
        return self.resolvers[reading.kind](self, index, reading)

    def head(self, index: int) -> Token:
        return self.doc[self.drafts[index].head]

    def word_before(self, index: int) -> str:
        first = self.drafts[index].first
        return self.doc[first - 1].lower_ if first else ""

    def word_before_draft(self, draft: TimexDraft) -> str:
        return self.doc[draft.first - 1].lower_ if draft.first else ""

    def word_after(self, index: int) -> str:
        last = self.drafts[index].last
        return self.doc[last].lower_ if last < len(self.doc) else ""

    def sentence_start(self, draft: TimexDraft) -> int:
        """The first token of the expression's sentence."""
        if self.sentences is None:
            self.sentences = [sentence.start for sentence in self.doc.sents]
        return self.sentences[bisect_right(self.sentences, draft.first) - 1]

    @property
    def dct(self) -> int | None:
        return self.memory.dct

    def dct_point(self, unit: str) -> Point | None:
        return None if self.memory.dct is None else point_of(self.memory.dct, unit)

    def fallback(self, unit: str) -> Point | None:
        """The DCT's unit where no date was told; in a history only if its first words point from today."""
        return None if self.memory.narrative and self.memory.told is not None else self.dct_point(unit)

    def reference(self, unit: str) -> Point | None:
        """What "this", "the" and "later" start from: the last date told in a narrative, else the DCT."""
        if self.memory.narrative:
            return self.memory.last(unit) or self.memory.told
        return self.dct_point(unit)


def dated(point: Point, reading: Reading, code: str, **facts: str | int | float | bool | None) -> Resolution:
    """A resolution for a calendar unit, with part of day or clock time if the words have one."""
    return Resolution(
        value=point.value + day_suffix(reading),
        date=_interval(point, reading),
        reason=reason(code, reading, **facts),
        point=point,
        type=TimexType.TIME if point.unit == "D" and (reading.clock or reading.part) else None,
    )


def day_suffix(reading: Reading) -> str:
    if reading.clock:
        return f"T{reading.clock}"
    return f"T{reading.part}" if reading.part else ""


def _interval(point: Point, reading: Reading) -> DateInterval:
    if point.unit == "D" and reading.clock:
        if reading.clock == "24:00":
            return DateInterval.parse(f"{iso_day(point.first_day + 1)}T00:00:00")
        mark = "~" if reading.mod == "APPROX" else ""
        return DateInterval.parse(f"{iso_day(point.first_day)}T{reading.clock}:00{mark}")
    return point.interval(reading.mod)


def reason(code: str, reading: Reading, **facts: str | int | float | bool | None) -> Facts:
    """The machine-readable reason: code, its parameters, and what the value itself cannot carry."""
    known: Facts = {"code": code, **{key: value for key, value in facts.items() if value is not None}}
    if reading.zone:
        known["zone"] = reading.zone
    if reading.fiscal:
        known["fiscal"] = True
    return known


def unresolved(why: str) -> Resolution:
    """No safe value: the words mean something, but the text does not say when."""
    return Resolution(None, reason={"code": "abstain", "why": why})
