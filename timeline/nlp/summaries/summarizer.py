"""Writes one readable clause for each event: AGENT VERB PATIENT (PARTICIPANT) (PLACE), without its date."""

from itertools import islice

from spacy.tokens import Doc, Token

from timeline.nlp import resources
from timeline.nlp.anchors import tense
from timeline.nlp.anchors.anchor_story import REPORTING
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.events.subjects import coordinated_with
from timeline.nlp.summaries import stance
from timeline.nlp.summaries.clause_parts import Chooser, Parts, object_gap, subject_of
from timeline.nlp.summaries.excerpts import Excerpts
from timeline.nlp.summaries.noun_summaries import with_participants
from timeline.nlp.summaries.soundness import stands_alone
from timeline.nlp.summaries.wording import Wording, joined, sentence_case
from timeline.nlp.zones import Zones
from timeline.terms import Factuality, TimexType

_WORDS = resources.load("summaries")
_INTRANSITIVE = frozenset(_WORDS["intransitive"].split())
_EMPTY = frozenset(_WORDS["empty_subjects"].split())
_SPENT = frozenset(_WORDS["spent"].split())
_LINKING = frozenset(_WORDS["linking"].split())
LIMIT = 90
_CLIMB = 4
_FEW = 4
_ROOM = 40
_CARRIED = {"dobj", "nsubjpass", "nsubj", "attr"}
_CARRYING = ("VERB", "AUX")
_HAPPENED = (Factuality.OCCURRED, Factuality.ONGOING, Factuality.DENIED, Factuality.CLAIMED)
_TOLD = (Factuality.OCCURRED, Factuality.ONGOING)
_COMPLEMENTS = ("prep", "dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "dative", "agent")
_SEQUENCE = ("by", "after", "before", "since", "on", "upon", "while", "when", "without", "in", "for")
_MODIFIERS = ("compound", "nmod", "amod")
_DATE_MAY_STAY = ("nsubj", "nsubjpass", "dobj", "attr", "ROOT")


def summarise(
    doc: Doc, events: list[EventDraft], cast: Cast, timexes: list[TimexDraft], zones: Zones
) -> None:
    """Set the summary of each event."""
    writer = _Writer(doc, events, cast, _date_tokens(doc, timexes, zones), zones)
    for event in events:
        event.summary = writer.summary(event)


class _Writer:
    def __init__(
        self, doc: Doc, events: list[EventDraft], cast: Cast, dropped: set[int], zones: Zones
    ) -> None:
        self.doc = doc
        self.cast = cast
        self.events = {event.head: event for event in events}
        self.chooser = Chooser(doc, dropped)
        self.wording = Wording(doc, cast)
        self.excerpts = Excerpts(doc, self.wording, dropped)
        self.limit = LIMIT
        self.needed = -1
        self.told = -1
        self.headline = range(*zones.headline) if zones.headline else range(0)

    def summary(self, event: EventDraft) -> str:
        """The summary with its label ("Planned: "), both together within the limit."""
        self.limit = LIMIT
        text = self._text(event)
        told = self._labelled(event, text)
        if len(told) > LIMIT:
            self.limit = max(LIMIT - len(told) + len(text), _ROOM)
            told = self._labelled(event, self._text(event))
        return told

    def _labelled(self, event: EventDraft, text: str) -> str:
        """The text with its label; where it tells the clause of another event, the label of that one."""
        told = self.events.get(self.told) if self.told >= 0 else None
        return stance.told(told or event, text, self.cast) if self.told < 0 or told else text

    def _text(self, event: EventDraft) -> str:
        token = self.doc[event.head]
        self.needed = event.head
        self.chooser.path = frozenset()
        self.told = -1
        if event.head in self.headline:
            text = self._headline(event)
        elif token.pos_ == "ADP":
            text = self._occasion(event, token)
        else:
            text = self._noun(event, token) if event.nominal else self._verb(event, token)
        return sentence_case(text or self._sentence(token))

    def _headline(self, event: EventDraft) -> str:
        """The headline itself: somebody took care over it."""
        root = self.doc[self.headline.start : self.headline.stop].root
        self.told = root.i if event.nominal and root.i != event.head else -1
        words = " ".join(self.doc[self.headline.start : self.headline.stop].text.split())
        return words if len(words) <= self.limit else ""

    def _occasion(self, event: EventDraft, where: Token) -> str:
        """Who is seen where, for a photo caption without a verb."""
        actors = dict.fromkeys(actor for argument in event.arguments for actor in argument.actors)
        names = joined([self.cast.actors[actor].name for actor in actors])
        return f"{names} {self._render(set(), self.chooser.noun_phrase(where).kept)}"

    def _verb(self, event: EventDraft, verb: Token) -> str:
        conditional = event.factuality in (Factuality.HYPOTHETICAL, Factuality.PLANNED)
        top = self._top(event, verb)
        subject = self._subject(top)
        if subject is None:
            return ""
        self.chooser.path = self._path(top)
        parts = self.chooser.clause(top, conditional)
        past = self._past_form(event, top)
        if past is None and _bare_participle(top):
            return ""
        link = _passive(top, subject) or ("to" if _to_come(event, top, parts) else "")
        shared = any(index < top.i and self.doc[index].dep_ in ("aux", "auxpass") for index in parts.kept)
        if not stands_alone(top, subject, bool(link or past or shared)):
            return ""
        if self._says_too_little(top, subject, parts) or (subject.i > top.i and top.pos_ == "AUX"):
            return ""
        if subject_of(top) is not None:
            text = self._fit(self._inverted(top, parts), parts, past)
            return self._completed(top, text, parts)
        if subject.lower_ in _EMPTY or subject.lower_ in _SPENT or subject.i in self.chooser.dropped:
            return ""
        before = self.chooser.noun_phrase(subject, without=top)
        before.kept -= parts.kept
        return self._fit(before, parts, past, link)

    def _path(self, top: Token) -> frozenset[int]:
        """The tokens that lead from the verb to be told down to the event, which must not get lost."""
        path: list[int] = []
        for token in islice((self.doc[self.needed], *self.doc[self.needed].ancestors), 2 * _CLIMB):
            if token.i == top.i:
                return frozenset(path)
            path.append(token.i)
        return frozenset()

    def _says_too_little(self, verb: Token, subject: Token, parts: Parts) -> bool:
        """A bare verb whose complements were left out ("they went"), or that is said of "one"."""
        kept = [child for child in verb.rights if child.i in parts.kept and child.dep_ != "prt"]
        if kept or parts.speech or object_gap(verb):
            return False
        if verb.lemma_ == "be" and verb.dep_ != "relcl":
            return True
        lost = any(c.dep_ in _COMPLEMENTS and not self.chooser.is_date(c) for c in verb.rights)
        return lost or subject.lower_ in _EMPTY or _told_by_place(verb)

    def _inverted(self, verb: Token, parts: Parts) -> Parts:
        """Takes the subject out of a clause that would begin with its verb: "then came the evening"."""
        own = subject_of(verb)
        if own is None or own.i < verb.i or min(parts.kept) < verb.i or verb.pos_ != "VERB":
            return Parts()
        subject = self.chooser.noun_phrase(own).kept & parts.kept
        parts.kept -= subject
        return Parts(subject)

    def _completed(self, verb: Token, text: str, parts: Parts) -> str:
        """Add what stands before the clause: the words said ("Mira Halden said: the port will open"), or
        the noun that a relative clause belongs to ("the company that she built")."""
        whole = text
        if text and object_gap(verb):
            text, whole = "", self._with_object(verb, parts)
        elif text and parts.speech and verb.lemma_ in REPORTING and self._said(verb, parts):
            whole = f"{text}: {self._render(set(), parts.speech - parts.kept)}"
        return whole if len(whole) <= self.limit else text

    def _with_object(self, verb: Token, parts: Parts) -> str:
        noun = self.chooser.noun_phrase(verb.head, without=verb).kept
        first = {index for index in parts.kept if index <= verb.i}
        groups = [self.chooser.with_inner_punctuation(group) for group in (first, noun, parts.kept - first)]
        return self.wording.text(group for group in groups if group)

    def _said(self, verb: Token, parts: Parts) -> bool:
        """Whether what stands before the verb is what its subject says, not a sentence of its own."""
        between = self.doc[max(parts.speech) : verb.i]
        active = any(child.dep_ == "nsubj" for child in verb.children)
        return active and all(token.text != ";" for token in between)

    def _past_form(self, event: EventDraft, verb: Token) -> Token | None:
        """The participle to be told in the past: "the blast, killing ten" gives "the blast killed ten"."""
        dependent = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "pcomp", "conj", "acl")
        told = event.factuality in _HAPPENED and (dependent or verb.lemma_ in _INTRANSITIVE)
        told = told and verb.tag_ in ("VBG", "VBN") and verb.lower_ not in _LINKING
        return verb if told and not any(child.dep_ in ("aux", "auxpass") for child in verb.children) else None

    def _top(self, event: EventDraft, verb: Token) -> Token:
        """The verb to begin with: "was forced to resign" is told from "forced" on."""
        parent = verb.head
        if self._governed(event, verb) or _tagged_past(verb, parent):
            return parent
        if verb.dep_ == "pcomp" and parent.lower_ not in _SEQUENCE and parent.head.pos_ in _CARRYING:
            return parent.head
        if verb.dep_ not in ("xcomp", "advcl") or parent.pos_ not in _CARRYING or parent.i == verb.i:
            return verb
        infinitive = tense.of(verb) is Tense.INFINITIVE and subject_of(verb) is None
        if not infinitive and verb.dep_ == "advcl":
            return verb
        subject = self._subject(verb)
        plain = subject is not None and subject.pos_ != "PRON"
        planned = event.factuality is Factuality.PLANNED and verb.dep_ == "xcomp" and plain
        return verb if planned else parent

    def _governed(self, event: EventDraft, verb: Token) -> bool:
        """Whether an infinitive with a subject of its own says too much alone: "helps the firm pay debts"."""
        if verb.dep_ != "ccomp" or verb.head.pos_ not in _CARRYING or self._subject(verb.head) is None:
            return False
        first = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
        if first.i == verb.i:
            return verb.tag_ in ("VB", "VBG", "VBN")
        own = subject_of(verb)
        named = own is not None and own.pos_ != "PRON"
        return first.tag_ == "VB" or (
            first.tag_ == "TO" and not (named and event.factuality is Factuality.PLANNED)
        )

    def _subject(self, verb: Token) -> Token | None:
        """Who does it: the own subject, or the one the construction implies."""
        for _ in range(4):
            own = subject_of(verb)
            if own is not None:
                return own
            parent = verb.head
            if verb.dep_ in ("relcl", "acl"):
                return None if verb.tag_ == "VBG" and parent.lower_ in _SPENT else parent
            if verb.dep_ == "xcomp":
                objects = [child for child in parent.children if child.dep_ == "dobj" and child.i < verb.i]
                if objects:
                    return objects[0]
            if verb.dep_ == "pcomp":
                parent = parent.head
            elif verb.dep_ == "conj":
                parent = coordinated_with(verb)
            elif verb.dep_ not in ("xcomp", "advcl"):
                return None
            if parent.i == verb.i or parent.pos_ not in _CARRYING:
                return None
            verb = parent
        return None

    def _noun(self, event: EventDraft, noun: Token) -> str:
        carrier = noun.head
        light = noun.dep_ in _CARRIED and carrier.pos_ in _CARRYING and carrier.i not in self.events
        if light and carrier.lemma_ != "be" and subject_of(carrier) is not None:
            return self._verb(event, carrier)
        parts = self.chooser.noun_phrase(noun)
        kept_words = ("no", "each", "every")
        parts.kept -= {c.i for c in noun.lefts if c.dep_ == "det" and c.lower_ not in kept_words}
        parts.kept -= {c.i for c in noun.lefts if c.tag_ == "PRP$" and not self.wording.names(c.i)}
        bare = not any(c.dep_ == "poss" for c in noun.lefts)
        phrase = self._fit(Parts(), parts)
        text = with_participants(event, phrase, bare, self.cast, self.limit)
        if _tells_enough(noun, parts) or " of " in text or " with " in text:
            return text
        return self._context(noun) or self._excerpt(event, noun, text) or text

    def _excerpt(self, event: EventDraft, noun: Token, phrase: str) -> str:
        """The sentence of a noun that says too little alone; an unfinished one only for a single word."""
        if event.factuality not in _TOLD or noun.i in self.chooser.dropped:
            return ""
        around = self.excerpts.around(noun, self.limit)
        whole = noun.text in around and (" " not in phrase or not around.endswith("…"))
        return around if whole else ""

    def _context(self, noun: Token) -> str:
        """The clause around a noun that says too little alone ("the conversion")."""
        own = (child for child in noun.rights if child.dep_ == "relcl" and subject_of(child) is None)
        for verb in (*islice(own, 1), *islice(noun.ancestors, _CLIMB)):
            if verb.pos_ not in _CARRYING or self._subject(verb) is None:
                continue
            text = self._other(verb)
            if noun.text in text:
                self.told = verb.i
                return text
        return ""

    def _other(self, verb: Token) -> str:
        """The clause of a verb, be it an event or not."""
        event = self.events.get(verb.i) or EventDraft(verb.i, verb.i, verb.i + 1, verb.lemma_)
        return self._verb(event, verb)

    def _fit(self, before: Parts, parts: Parts, past: Token | None = None, link: str = "") -> str:
        """The text of both parts, shortened at safe places until it fits; "" if that is not enough."""
        first, rest = set(before.kept), set(parts.kept)
        text = self._render(first, rest, past, link)
        for part in before.droppable() + parts.droppable():
            if len(text) <= self.limit:
                break
            if self.needed in part:
                continue
            first -= part
            rest -= part
            text = self._render(first, rest, past, link)
        return text if len(text) <= self.limit else ""

    def _render(self, first: set[int], rest: set[int], past: Token | None = None, link: str = "") -> str:
        groups = [self.chooser.with_inner_punctuation(group) for group in (first, rest) if group]
        return self.wording.text(groups, past, link)

    def _sentence(self, token: Token) -> str:
        """The nearest clause above that can be told, or the sentence cut behind a comma."""
        for above in islice(token.ancestors, _CLIMB):
            if above.pos_ in _CARRYING and tense.of(above) is not Tense.INFINITIVE and self._subject(above):
                text = self._other(above)
                if token.text in text:
                    self.told = above.i
                    return text
        return self.excerpts.around(token, self.limit)


def _tagged_past(verb: Token, first: Token) -> bool:
    """ "Was held for a night and released": told from "held" on, as the form says past or participle."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or first.tag_ != "VBN" or subject_of(verb) is not None:
        return False
    passive = any(child.dep_ == "auxpass" for child in first.lefts)
    return passive and not any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights)


def _told_by_place(verb: Token) -> bool:
    """ "The firm where she worked": the verb needs the place that its relative clause hangs on."""
    where = any(child.tag_ == "WRB" and child.lower_ == "where" for child in verb.lefts)
    return verb.dep_ == "relcl" and where and not any(child.dep_ == "auxpass" for child in verb.lefts)


def _tells_enough(noun: Token, parts: Parts) -> bool:
    """Whether a noun phrase says more than "the first strike": a complement, or many words."""
    return len(parts.kept) > _FEW or any(
        c.i in parts.kept and c.dep_ in ("prep", "acl", "relcl") for c in noun.rights
    )


def _passive(verb: Token, subject: Token) -> str:
    """ "The accord signed by Halden" is told as "the accord was signed by Halden"."""
    relations = {child.dep_ for child in verb.children}
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "acl")
    if verb.dep_ not in ("acl", "advcl") or not participle or relations & {"aux", "auxpass"}:
        return ""
    if _finite(verb):
        return ""
    if verb.lemma_ in _INTRANSITIVE and "agent" not in relations:
        return ""
    plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "them", "we", "us", "both")
    return "were" if plural else "was"


def _to_come(event: EventDraft, verb: Token, parts: Parts) -> bool:
    """Whether a plan is a bare infinitive: "agreed to build and open a school" plans "to open" it."""
    helped = any(child.dep_ in ("aux", "auxpass") and child.i in parts.kept for child in verb.lefts)
    shared = any(verb.doc[index].dep_ == "aux" for index in parts.kept if index < verb.i)
    return event.factuality is Factuality.PLANNED and verb.tag_ == "VB" and not helped and not shared


def _finite(verb: Token) -> bool:
    """Whether a supposed participle is the verb of its sentence: "Halden, who won, promised to go"."""
    noun = verb.head
    aside = any(child.dep_ in ("relcl", "appos") and child.i < verb.i for child in noun.rights)
    return noun.dep_ == "ROOT" and aside and verb.nbor(-1).text == ","


def _bare_participle(verb: Token) -> bool:
    """ "From leaving", "of having hidden it": no clause without the verb above."""
    first = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    return first.tag_ == "VBG" and verb.dep_ in ("pcomp", "advcl", "acl", "xcomp", "conj")


def _date_tokens(doc: Doc, timexes: list[TimexDraft], zones: Zones) -> set[int]:
    """Tokens of the header, the dateline, and dates that stand as adverbials or modifiers; a date as
    subject or object stays."""
    found = {i for span in (zones.header, zones.dateline) if span for i in range(*span)}
    for timex in timexes:
        root = doc[timex.first : timex.last].root
        root = doc[timex.last - 1] if root.dep_ == "det" else root
        if timex.type in (TimexType.DATE, TimexType.TIME):
            adverbial = root.dep_ not in _DATE_MAY_STAY
        else:
            adverbial = timex.relation is not None and any(c.dep_ == "mark" for c in root.head.lefts)
        if root.dep_ in _MODIFIERS and timex.type is TimexType.TIME:
            continue
        if adverbial:
            opening = root.dep_ in _MODIFIERS and doc[timex.first].pos_ == "DET"
            found.update(range(timex.first + opening, timex.last))
            found.update(child.i for child in root.children if child.dep_ == "case")
    return found
