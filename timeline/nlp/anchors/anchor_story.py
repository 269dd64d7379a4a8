"""What all rungs of anchoring look at: events with tense, sentence, governor and place in the article."""

from dataclasses import dataclass, field

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from timeline.dates import DAY, DateInterval
from timeline.nlp import quotes, resources
from timeline.nlp.anchors import tense
from timeline.nlp.anchors.attachments import in_which
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import EventDraft, TimexDraft
from timeline.nlp.records import Reason
from timeline.nlp.zones import Span, Zones
from timeline.terms import Factuality, Precision

REPORTING = frozenset(resources.load("anchoring")["reporting"].split())
_FUTURE = {Factuality.PLANNED, Factuality.HYPOTHETICAL}
_UNREAL = {Tense.FUTURE: "future without a date", Tense.MODAL: "conditional or possible"}
_LEAD_SENTENCES = 2
NEWS_DAYS = 10
_HISTORY_DAYS = 400
_HISTORY_DATES = 6
_CLIMB = 8
_QUOTATION = frozenset(("“", "``", "”", "''", '"'))
_SUBJECTS = ("nsubj", "nsubjpass")
_SAID = {"ccomp", "parataxis"}


@dataclass(frozen=True, slots=True)
class Governor:
    """The event another one hangs on: its index, the dependency label at the lower end, and the word
    (preposition or conjunction) between them."""

    event: int
    dependency: str
    word: str


@dataclass(slots=True)
class Story:
    """One article while its events are dated. Lists run parallel to `events`;
    `at` gives the event that a token heads."""

    doc: Doc
    events: list[EventDraft]
    timexes: list[TimexDraft]
    dct: DateInterval | None
    zones: Zones
    history: bool = False
    tenses: list[Tense] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    governors: list[Governor | None] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)  # by token
    quoted: list[bool] = field(default_factory=list)
    lead: int = 0
    at: dict[int, int] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)
    # by event the time expression that ends it: "coached the team until 2022"
    until: dict[int, int] = field(default_factory=dict)

    def head(self, index: int) -> Token:
        return self.doc[self.events[index].head]

    def date(self, index: int, date: DateInterval, timex: int | None, reason: Reason) -> None:
        """Give an event its date; the first rung that applies wins."""
        event = self.events[index]
        if event.date is None:
            event.date, event.timex, event.reason = date, timex, reason

    def copy(self, index: int, source: int, reason: Reason) -> None:
        """Give an event the date of another one; the time of day is that of the other alone."""
        date = self.events[source].date
        if date is not None and date.precision is Precision.CLOCK and reason["code"] != "same-event":
            date = DateInterval.parse(date.edtf.split("T")[0])
        if date is not None:
            self.date(index, date, self.events[source].timex, {**reason, "event": self.head(source).text})

    def fresh(self, date: DateInterval) -> bool:
        """Whether the date can be that of the news: at most some days before publication."""
        return self.dct is None or 0 <= self.dct.begins - date.begins <= NEWS_DAYS * DAY

    def reporting(self, index: int) -> bool:
        event = self.events[index]
        return not event.nominal and (event.kind == "reporting" or event.lemma in REPORTING)

    def speaking(self, index: int) -> bool:
        """Whether the event is a verb of speech that comes with what is said: not "announced a new ship"."""
        event = self.events[index]
        if event.nominal or event.lemma not in REPORTING:
            return False
        parts = {child.dep_ for child in self.head(index).children}
        return "dobj" not in parts or bool(parts & _SAID)

    def in_lead(self, index: int) -> bool:
        return self.sentences[index] < self.lead

    def in_headline(self, index: int) -> bool:
        return within(self.events[index].head, self.zones.headline)

    def in_caption(self, index: int) -> bool:
        return any(within(self.events[index].head, span) for span in self.zones.captions)

    def barred(self, index: int) -> str | None:
        """Why the publication date or a neighbour's date would be wrong for the event; None if it is not."""
        event = self.events[index]
        if event.factuality in _FUTURE:
            return f"{event.factuality.value} without a date"
        if event.kind == "generic":
            return "general, no single time"
        if self.tenses[index] in _UNREAL:
            return _UNREAL[self.tenses[index]]
        if self.tenses[index] is Tense.PLUPERFECT:
            return "before the main story"
        if self.in_caption(index):
            return "photo caption"
        if index in self.unread:
            return "the date it states can't be resolved"
        return None


def within(token: int, span: Span | None) -> bool:
    return span is not None and span[0] <= token < span[1]


def tell(
    doc: Doc, events: list[EventDraft], timexes: list[TimexDraft], dct: str | None, zones: Zones
) -> Story:
    """Collect what the rungs need, in one pass over tokens and one over events."""
    published = DateInterval.parse(dct) if dct else None
    history = published is not None and _is_history(timexes, published)
    story = Story(doc, events, timexes, None if history else published, zones, history)
    at = story.at = {event.head: index for index, event in enumerate(events)}
    sentence_of = story.sentence_of = _sentence_numbers(doc)
    in_quotes = quoted_tokens(doc)
    for event in events:
        token = doc[event.head]
        story.tenses.append(Tense.NONE if event.nominal else _tense(token, event))
        story.sentences.append(sentence_of[event.head])
        story.governors.append(_governor(token, at))
        story.quoted.append(in_quotes[event.head])
    story.lead = _lead_end(doc, zones, sentence_of)
    return story


def _tense(token: Token, event: EventDraft) -> Tense:
    """The tense of a verb; the narrative present counts as the past it tells."""
    told = tense.of(token)
    if told is Tense.INFINITIVE and _was_able(token) and event.factuality is Factuality.OCCURRED:
        return Tense.PAST
    return Tense.PAST if event.narrated and told in (Tense.PRESENT, Tense.PROGRESSIVE) else told


def _was_able(verb: Token) -> bool:
    """ "Was able to reach the port": it did."""
    able = verb.head
    return able.lower_ == "able" and verb.dep_ == "xcomp" and able.head.tag_ == "VBD"


def _is_history(timexes: list[TimexDraft], published: DateInterval) -> bool:
    """Whether hardly any of the dates are near publication: a chronicle, which has no news."""
    dates = [timex.date for timex in timexes if timex.anchors and timex.date is not None]
    near = sum(abs(date.begins - published.begins) < _HISTORY_DAYS * DAY for date in dates)
    return len(dates) >= _HISTORY_DATES and near * 20 <= len(dates)


def _sentence_numbers(doc: Doc) -> list[int]:
    """The number of its sentence for each token."""
    starts = doc.to_array([SENT_START]).ravel() == 1
    starts[:1] = True
    numbers: list[int] = (np.cumsum(starts) - 1).tolist()
    return numbers


def _lead_end(doc: Doc, zones: Zones, sentence_of: list[int]) -> int:
    """The number of the first sentence behind the lead: headline, and the first sentences of the body."""
    parts = [zones.header, zones.headline, *zones.captions[:1]]
    first = max((span[1] for span in parts if span and span[0] < 200), default=0)
    while first < len(doc) and (doc[first].is_space or _skipped(first, zones)):
        first += 1
    return sentence_of[first] + _LEAD_SENTENCES if first < len(doc) else _LEAD_SENTENCES


def _skipped(token: int, zones: Zones) -> bool:
    return any(within(token, span) for span in zones.boilerplate[:5])


def quoted_tokens(doc: Doc) -> list[bool]:
    """For each token whether it stands inside quotation marks; a blank line closes straight ones."""
    flags: list[bool] = []
    inside = False
    for index, text in quotes.marks(doc, _QUOTATION):
        flags.extend([inside] * (index - len(flags)))
        inside = not inside if text == '"' else text in ("“", "``")
    flags.extend([inside] * (len(doc) - len(flags)))
    return flags


def _governor(token: Token, at: dict[int, int]) -> Governor | None:
    """The nearest event above `token`, through verbs and nouns that are none."""
    dependency, word, node = "", "", token
    for _ in range(_CLIMB):
        parent = node.head
        if parent.i == node.i:
            return None
        if node.dep_ in _SUBJECTS and parent.pos_ == "AUX" and parent.i not in at:
            return _raised(parent, at)
        dependency = dependency if dependency not in ("", "pobj", "pcomp", "prep") else node.dep_
        if parent.i in at:
            return Governor(at[parent.i], dependency, word or _marker(token))
        if parent.pos_ in ("ADP", "SCONJ"):
            word = word or parent.lower_
        node = parent
    return None


def _raised(be: Token, at: dict[int, int]) -> Governor | None:
    """ "The trial was due to open", "talks are to begin": the verb whose subject stands before "be"."""
    for child in be.rights:
        verbs = child.children if child.dep_ == "acomp" else (child,)
        verb = next((v for v in verbs if v.dep_ == "xcomp" and v.i in at), None)
        if verb is not None:
            return Governor(at[verb.i], "nsubj", "")
    return None


def _marker(token: Token) -> str:
    """The conjunction of a clause: "when", "after"."""
    for child in token.lefts:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return str(child.lower_)
    return "where" if in_which(token) else ""
