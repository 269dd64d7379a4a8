"""Writes one readable clause for each event: AGENT VERB PATIENT (PARTICIPANT) (PLACE), without its date."""

from spacy.tokens import Doc, Token

from timeline.nlp import resources
from timeline.nlp.clause_parts import Chooser, Parts, subject_of
from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.wording import Wording, sentence_case
from timeline.nlp.zones import Zones
from timeline.terms import Factuality, Role, TimexType

LIMIT = 90
_HARD_LIMIT = 150
_MUTUAL = frozenset(resources.load("summaries")["mutual"].split())
_CARRIED = {"dobj", "nsubjpass", "nsubj", "attr"}
_PREFIXES = {
    Factuality.PLANNED: "Planned",
    Factuality.HYPOTHETICAL: "Possible",
    Factuality.DENIED: "Denied",
    Factuality.CANCELLED: "Cancelled",
    Factuality.CLAIMED: "Claimed",
}
_SAYS_SO = {
    Factuality.PLANNED: {
        "will",
        "to",
        "'ll",
        "’ll",
        "would",
        "shall",
        "plan",
        "planned",
        "plans",
        "due",
        "may",
    },
    Factuality.HYPOTHETICAL: {"may", "might", "could", "would", "can", "should", "if", "to", "must", "will"},
    Factuality.DENIED: {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "without",
        "denied",
        "denies",
        "deny",
        "refused",
        "rejected",
        "failed",
        "neither",
        "nobody",
        "none",
    },
    Factuality.CANCELLED: {"cancelled", "canceled", "scrapped", "postponed", "abandoned", "off"},
    Factuality.CLAIMED: {"claimed", "claims", "alleged", "allegedly", "accused", "accuses"},
}


def summarise(
    doc: Doc, events: list[EventDraft], cast: Cast, timexes: list[TimexDraft], zones: Zones
) -> None:
    """Set the summary of each event."""
    writer = _Writer(doc, events, cast, timexes)
    for event in events:
        event.summary = writer.summary(event)


class _Writer:
    def __init__(self, doc: Doc, events: list[EventDraft], cast: Cast, timexes: list[TimexDraft]) -> None:
        self.doc = doc
        self.cast = cast
        self.heads = {event.head for event in events}
        self.chooser = Chooser(doc, _date_tokens(doc, timexes))
        self.wording = Wording(doc, cast)

    def summary(self, event: EventDraft) -> str:
        token = self.doc[event.head]
        text = self._noun(event, token) if event.nominal else self._verb(event, token)
        return sentence_case(_stance(event, sentence_case(text or self._sentence(token)), self.cast))

    def _verb(self, event: EventDraft, verb: Token) -> str:
        conditional = event.factuality in (Factuality.HYPOTHETICAL, Factuality.PLANNED)
        top = self._top(event, verb)
        parts = self.chooser.clause(top, conditional)
        subject = self._subject(top)
        if subject is None:
            return ""
        own = subject_of(top) is not None
        before = Parts() if own else self.chooser.noun_phrase(subject)
        before.kept -= parts.kept
        return self._fit(before, parts)

    def _top(self, event: EventDraft, verb: Token) -> Token:
        """The verb to begin with: "was forced to resign" is told from "forced" on."""
        real = event.factuality in (Factuality.OCCURRED, Factuality.ONGOING, Factuality.DENIED)
        parent = verb.head
        if verb.dep_ == "xcomp" and real and parent.pos_ in ("VERB", "AUX") and parent.i != verb.i:
            return parent
        return verb

    def _subject(self, verb: Token) -> Token | None:
        """Who does it: the own subject, or the one the construction implies."""
        for _ in range(4):
            own = subject_of(verb)
            if own is not None and own.tag_ not in ("WP", "WDT"):
                return own if own.lower_ != "that" else verb.head
            if verb.dep_ in ("relcl", "acl"):
                return verb.head
            if verb.dep_ == "xcomp":
                controlled = next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)
                if controlled is not None:
                    return controlled
            if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head.i == verb.i:
                return None
            verb = verb.head if verb.dep_ != "pcomp" else verb.head.head
        return None

    def _noun(self, event: EventDraft, noun: Token) -> str:
        carrier = noun.head
        light = noun.dep_ in _CARRIED and carrier.pos_ in ("VERB", "AUX") and carrier.i not in self.heads
        if light and self._subject(carrier) is not None:
            return self._verb(event, carrier)
        parts = self.chooser.noun_phrase(noun)
        determiners = {c.i for c in noun.lefts if c.dep_ == "det" and c.lower_ not in ("no", "each", "every")}
        parts.kept -= determiners
        text = self._fit(Parts(), parts)
        return text + self._missing(event, text)

    def _missing(self, event: EventDraft, text: str) -> str:
        """Participants and place of a noun event that its phrase does not name."""
        agents = self._names(event, (Role.AGENT, Role.PARTICIPANT))
        patients = self._names(event, (Role.PATIENT,))
        found = ""
        if not any(name in text for name in agents + patients):
            if len(agents) > 1 and event.lemma in _MUTUAL:
                found = " of " + ", ".join(agents[:-1]) + " and " + agents[-1]
            elif len(agents) == 1 and event.lemma in _MUTUAL:
                found = " with " + agents[0]
            elif agents and " by " not in text:
                found = " by " + " and ".join(agents[:2])
        if event.place and event.place not in text and event.place not in found:
            found += f" in {event.place}"
        return found if len(text + found) <= LIMIT else ""

    def _names(self, event: EventDraft, roles: tuple[Role, ...]) -> list[str]:
        actors = [a for argument in event.arguments if argument.role in roles for a in argument.actors]
        names = [self.cast.actors[actor].name for actor in dict.fromkeys(actors)]
        return [name for name in names if name[:1].isupper()]

    def _fit(self, before: Parts, parts: Parts) -> str:
        """The text of both parts, shortened at safe places until it fits."""
        first, rest = set(before.kept), set(parts.kept)
        text = self._render(first, rest)
        for part in before.droppable() + parts.droppable():
            if len(text) <= LIMIT:
                break
            first -= part
            rest -= part
            text = self._render(first, rest)
        return text if len(text) <= _HARD_LIMIT else ""

    def _render(self, first: set[int], rest: set[int]) -> str:
        groups = [self.chooser.with_inner_punctuation(group) for group in (first, rest) if group]
        return self.wording.text(groups)

    def _sentence(self, token: Token) -> str:
        """The main clause of the sentence, or the sentence cut behind a comma."""
        root = token.sent.root
        if root.i != token.i and root.pos_ in ("VERB", "AUX"):
            text = self._fit(Parts(), self.chooser.clause(root))
            if text:
                return text
        words = " ".join(token.sent.text.split())
        if len(words) <= _HARD_LIMIT:
            return words
        cut = max(words.rfind(mark, 0, _HARD_LIMIT) for mark in (", ", "; ", " – ", " — "))
        return words[:cut] if cut > 20 else words[: words.rfind(" ", 0, _HARD_LIMIT)]


def _date_tokens(doc: Doc, timexes: list[TimexDraft]) -> set[int]:
    """Tokens of dates that stand as adverbials or modifiers; a date as subject or object stays."""
    found: set[int] = set()
    for timex in timexes:
        if timex.type not in (TimexType.DATE, TimexType.TIME):
            continue
        span = doc[timex.first : timex.last]
        if span.root.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"):
            found.update(range(timex.first, timex.last))
            found.update(c.i for c in span.root.children if c.dep_ == "case")
    return found


def _stance(event: EventDraft, text: str, cast: Cast) -> str:
    """Say that it is planned, denied, claimed or called off, unless the clause does."""
    prefix = _PREFIXES.get(event.factuality)
    if prefix is None or set(text.lower().split()) & _SAYS_SO[event.factuality]:
        return text
    if event.factuality in (Factuality.CLAIMED, Factuality.DENIED):
        sources = [a for argument in event.arguments if argument.role is Role.SOURCE for a in argument.actors]
        if sources:
            prefix = f"{prefix} by {cast.actors[sources[0]].name}"
    return f"{prefix}: {text}"
