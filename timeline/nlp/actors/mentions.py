"""What a text may refer to somebody with: names, nominals, pronouns."""

from dataclasses import dataclass, field

from spacy.tokens import Doc

from timeline.nlp.actors import names
from timeline.nlp.draft import TimexDraft
from timeline.nlp.zones import Zones
from timeline.terms import ActorKind

# marks of tokens in which no actor is sought
_DATE, LAYOUT = 1, 2


@dataclass(slots=True)
class Name:
    """A name over tokens [first, last) without article, title and possessive; `text` is as written.

    `label` is the recogniser's kind, `sense` and `entry` what the tables say ("capital", "Norland").
    """

    first: int
    last: int
    head: int
    text: str
    words: tuple[str, ...]
    label: ActorKind | None = None
    sense: str = ""
    entry: str = ""
    titles: tuple[str, ...] = ()

    @property
    def adjective(self) -> bool:
        return self.sense == "people"


@dataclass(slots=True)
class Nominal:
    """A description over tokens [first, last): "the two Norlander leaders"."""

    first: int
    last: int
    head: int
    lemma: str
    kind: ActorKind
    plural: bool = False
    determiner: str = ""
    owner: int | None = None
    modifiers: frozenset[str] = frozenset()
    count: int = 0


@dataclass(slots=True)
class Pronoun:
    head: int
    lemma: str


@dataclass(slots=True)
class Found:
    names: list[Name] = field(default_factory=list)
    nominals: list[Nominal] = field(default_factory=list)
    pronouns: list[Pronoun] = field(default_factory=list)
    # heads of common noun phrases that are no actors: what "it" may well mean
    things: list[int] = field(default_factory=list)


def skipped_tokens(doc: Doc, zones: Zones, timexes: list[TimexDraft]) -> bytearray:
    """Not 0 for tokens in which no actor is sought: dates, and LAYOUT for header, dateline, boilerplate."""
    skipped = bytearray(len(doc))
    layout = [s for s in (zones.header, zones.dateline) if s] + zones.boilerplate
    spans = [(t.first, t.last, _DATE) for t in timexes] + [(*span, LAYOUT) for span in layout]
    for first, last, mark in spans:
        skipped[first:last] = bytes([mark]) * (min(last, len(doc)) - first)
    return skipped


def words_in_lower_case(doc: Doc, parts: frozenset[str] = frozenset()) -> set[str]:
    """The words of a text that stand in lower case, of these parts of speech if any are named."""
    found = {token.text for token in doc if not parts or token.pos_ in parts}
    return {word for word in found if word.islower()}


def make_name(
    doc: Doc,
    first: int,
    last: int,
    label: ActorKind | None,
    sense: str = "",
    entry: str = "",
    titles: tuple[str, ...] = (),
) -> Name:
    """The name over these tokens, without its article and possessive."""
    if doc[first].lower_ == "the" and last - first > 1:
        first += 1
    if last - first > 1 and doc[last - 1].lower_ in ("'s", "’s", "'", "’"):
        last -= 1
    span = doc[first:last]
    text = " ".join(span.text.split())
    return Name(first, last, span.root.i, text, names.words(text), label, sense, entry, titles)
