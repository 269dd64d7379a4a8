"""Writes one readable clause for each event: AGENT VERB PATIENT (PARTICIPANT) (PLACE), without its date."""

from itertools import islice

from spacy.tokens import Doc

from timeline.nlp import resources
from timeline.nlp.anchors import tense
from timeline.nlp.anchors.anchor_story import REPORTING
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.summaries import date_tokens, shortening, stance, verb_forms
from timeline.nlp.summaries.clause_parts import Chooser
from timeline.nlp.summaries.excerpts import Excerpts
from timeline.nlp.summaries.governors import CARRYING, Governors
from timeline.nlp.summaries.mention_names import joined
from timeline.nlp.summaries.noun_summaries import agent_names, with_participants
from timeline.nlp.summaries.phrases import Parts
from timeline.nlp.summaries.punctuation import Punctuation
from timeline.nlp.summaries.soundness import stands_alone
from timeline.nlp.summaries.wording import Wording, sentence_case
from timeline.nlp.summaries.words import Word, first_helper, gather, object_gap, subject_of
from timeline.nlp.zones import Zones
from timeline.terms import Factuality

_WORDS = resources.load("summaries")
_EMPTY = frozenset(_WORDS["empty_subjects"].split())
_SPENT = frozenset(_WORDS["spent"].split())
LIMIT = 90
_CLIMB = 4
_FEW = 4
_ANAPHORS = ("they", "he", "she", "it")
_ROOM = 40
_CARRIED = ("dobj", "nsubjpass", "nsubj", "attr")
_ORDINALS = frozenset(_WORDS["ordinals"].split())
_STRIPPED = ("det", "acomp")
_KEPT_WORDS = ("no", "each", "every")
_TOLD = (Factuality.OCCURRED, Factuality.ONGOING)
_CONDITIONAL = (Factuality.HYPOTHETICAL, Factuality.PLANNED)
_COMPLEMENTS = ("prep", "dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "dative", "agent")


def summarise(
    doc: Doc, events: list[EventDraft], cast: Cast, timexes: list[TimexDraft], zones: Zones
) -> None:
    """Set the summary of each event."""
    if not events:
        return
    writer = _Writer(doc, events, cast, date_tokens.find(doc, timexes, zones), zones)
    for event in events:
        event.summary = writer.summary(event)


class _Writer:
    """Writes the summaries of one Doc. `needed` is the token of the event that is told; `told` the verb
    of another event whose clause is shown instead, -1 if none is."""

    def __init__(
        self, doc: Doc, events: list[EventDraft], cast: Cast, dropped: set[int], zones: Zones
    ) -> None:
        self.doc = doc
        self.cast = cast
        self.events = {event.head: event for event in events}
        self.words = gather(doc)
        self.chooser = Chooser(doc, self.words, dropped)
        self.punctuation = Punctuation(doc, self.words)
        self.governors = Governors(doc, self.words, self.events)
        self.wording = Wording(doc, cast, self.words, dropped)
        self.excerpts = Excerpts(doc, self.words, self.wording, dropped)
        self.headline = range(*zones.headline) if zones.headline else range(0)
        self.limit = LIMIT
        self.needed = self.told = -1

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
        if self.told < 0:
            return stance.told(event, text, self.cast)
        other = self.events.get(self.told)
        return stance.told(other, text, self.cast) if other else text

    def _text(self, event: EventDraft) -> str:
        word = self.words[event.head]
        self.needed, self.told = event.head, -1
        self.wording.written = {}
        self.chooser.lead(frozenset())
        if event.head in self.headline:
            text = self._headline(event)
        elif word.pos == "ADP":
            text = self._occasion(event, word)
        else:
            text = self._noun(event, word) if event.nominal else self._verb(event, word)
        return sentence_case(text or self._sentence(word))

    def _headline(self, event: EventDraft) -> str:
        """The headline itself: somebody took care over it."""
        span = self.doc[self.headline.start : self.headline.stop]
        self.told = span.root.i if event.nominal and span.root.i != event.head else -1
        words = " ".join(span.text.split())
        return words if len(words) <= self.limit else ""

    def _occasion(self, event: EventDraft, where: Word) -> str:
        """Who is seen where, for a photo caption without a verb."""
        actors = dict.fromkeys(actor for argument in event.arguments for actor in argument.actors)
        names = joined([self.cast.actors[actor].name for actor in actors])
        return f"{names} {self._render(set(), self.chooser.noun_phrase(where).kept)}"

    def _verb(self, event: EventDraft, verb: Word) -> str:
        """The clause that tells the verb; "" if none can be made that stands alone."""
        tops = self.governors.tops(event, verb)
        if tops[0].dep == "acl" and tops[0].tag == "VB":
            above = self._clause_above(verb)
            if above:
                return above
        return next((text for text in (self._from(top, event) for top in tops) if text), "")

    def _from(self, top: Word, event: EventDraft) -> str:
        """The clause that begins with the verb `top`."""
        subject = self.governors.subject(top)
        past = verb_forms.told_in_past(event, top)
        if subject is None or (verb_forms.is_bare_participle(top) and not past):
            return ""
        self.chooser.lead(self._path(top))
        parts = self.chooser.clause(top, event.factuality in _CONDITIONAL)
        helped = any(i < top.i and self.words[i].dep in ("aux", "auxpass") for i in parts.kept)
        self.wording.written = self._forms(top, event, past, parts)
        link = verb_forms.link(event, top, subject, helped)
        if not stands_alone(top, subject, bool(link or past or helped)):
            return ""
        if self._says_too_little(top, subject, parts):
            return ""
        return self._told(top, subject, parts, top.i if past else -1, link)

    def _forms(self, top: Word, event: EventDraft, past: bool, parts: Parts) -> dict[int, str]:
        """What is written for a helper of the verb: nothing for "having", "could" for "to"."""
        helper = first_helper(top)
        if helper is None or top.i != event.head:
            return {}
        if past and verb_forms.is_having(helper):
            parts.kept.discard(helper.i)
        if helper.tag != "TO" or event.factuality is not Factuality.HYPOTHETICAL:
            return {}
        return {helper.i: "could"}

    def _told(self, top: Word, subject: Word, parts: Parts, past: int, link: str) -> str:
        """The clause in words, with its own subject or the one it shares."""
        if subject_of(top) is not None:
            before = self._meant(top, subject, parts) or self._inverted(top, parts)
            text = self._fit(before, parts, past)
            return self._completed(top, text, parts)
        if subject.lower in _EMPTY or subject.lower in _SPENT or subject.i in self.chooser.dropped:
            return ""
        before = self.chooser.noun_phrase(subject, without=top)
        before.kept -= parts.kept
        return self._fit(before, parts, past, link)

    def _meant(self, top: Word, subject: Word, parts: Parts) -> Parts | None:
        """The noun phrase for a pronoun nobody is named for, where grammar says which it stands for."""
        named = self.wording.mentions.stands_for(subject.i)
        if subject.lower not in _ANAPHORS or named or min(parts.kept) < subject.i:
            return None
        noun = self.governors.meant_by(subject, top)
        if noun is None:
            return None
        parts.kept.discard(subject.i)
        return self.chooser.noun_phrase(noun)

    def _path(self, top: Word) -> frozenset[int]:
        """The tokens that lead from the verb to be told down to the event, which must not get lost."""
        path: list[int] = []
        needed = self.words[self.needed]
        for word in (needed, *needed.above(2 * _CLIMB - 1)):
            if word is top:
                return frozenset(path)
            path.append(word.i)
        return frozenset()

    def _says_too_little(self, verb: Word, subject: Word, parts: Parts) -> bool:
        """A bare verb whose complements were left out ("they went"), or that is said of "one"."""
        if subject.i > verb.i and verb.pos == "AUX":
            return True
        if parts.speech or any(c.i in parts.kept and c.dep != "prt" for c in verb.rights):
            return any(c.dep == "attr" and _one_of_what(c, parts) for c in verb.rights)
        if object_gap(self.words, verb):
            return False
        if verb.lemma == "be" and verb.dep != "relcl":
            return True
        lost = any(c.dep in _COMPLEMENTS and not self.chooser.phrases.is_date(c) for c in verb.rights)
        return lost or subject.lower in _EMPTY or _told_by_place(verb)

    def _inverted(self, verb: Word, parts: Parts) -> Parts:
        """Takes the subject out of a clause that would begin with its verb: "then came the evening"."""
        own = subject_of(verb)
        if own is None or own.i < verb.i or min(parts.kept) < verb.i or verb.pos != "VERB":
            return Parts()
        subject = self.chooser.noun_phrase(own).kept & parts.kept
        parts.kept -= subject
        return Parts(subject)

    def _completed(self, verb: Word, text: str, parts: Parts) -> str:
        """Add what stands before the clause: the words said ("Mira Halden said: the port will open"), or
        the noun that a relative clause belongs to ("the company that she built")."""
        whole = text
        if text and object_gap(self.words, verb):
            text, whole = "", self._with_object(verb, parts)
        elif text and parts.speech and verb.lemma in REPORTING and self._said(verb, parts):
            speech = self.punctuation.restored(parts.speech - parts.kept)
            whole = f"{text}: {self.wording.text([speech], known=self.wording.named)}"
            whole = whole if len(whole) <= self.limit else self._with_words(verb, text)
        return whole if len(whole) <= self.limit else text

    def _with_words(self, verb: Word, text: str) -> str:
        """The clause with what is said in short, where there is room for it."""
        spoken = next(child for child in verb.lefts if child.dep == "ccomp")
        room, needed = self.limit, self.needed
        self.limit, self.needed = room - len(text) - 2, spoken.i
        said = self._other(spoken) if self.limit > _ROOM // 2 else ""
        self.limit, self.needed = room, needed
        return f"{text}: {sentence_case(said)}" if said and not said.startswith(text) else text

    def _with_object(self, verb: Word, parts: Parts) -> str:
        noun = self.chooser.noun_phrase(verb.head, without=verb).kept
        first = {index for index in parts.kept if index <= verb.i}
        groups = [self.punctuation.restored(group) for group in (first, noun, parts.kept - first)]
        return self.wording.text([group for group in groups if group])

    def _said(self, verb: Word, parts: Parts) -> bool:
        """Whether what stands before the verb is what its subject says, not a sentence of its own."""
        active = any(child.dep == "nsubj" for child in verb.children)
        return active and all(word.text != ";" for word in self.words[max(parts.speech) : verb.i])

    def _noun(self, event: EventDraft, noun: Word) -> str:
        carrier = noun.head
        light = noun.dep in _CARRIED and carrier.pos in CARRYING and carrier.i not in self.events
        if light and carrier.lemma != "be" and subject_of(carrier) is not None:
            return self._verb(event, carrier)
        parts = self.chooser.noun_phrase(noun)
        parts.kept -= {c.i for c in noun.lefts if c.dep in _STRIPPED and c.lower not in _KEPT_WORDS}
        parts.kept -= {
            c.i for c in noun.lefts if c.tag == "PRP$" and not self.wording.mentions.stands_for(c.i)
        }
        bare = not any(c.dep == "poss" for c in noun.lefts)
        phrase = self._fit(Parts(), parts)
        if parts.kept and min(parts.kept) in self.wording.dated:
            phrase = phrase.removeprefix("the ")
        text = with_participants(event, phrase, bare, self.cast, self.limit)
        if _tells_enough(noun, parts) or " of " in text or " with " in text:
            return text
        return self._context(noun) or self._excerpt(event, noun, text) or text

    def _excerpt(self, event: EventDraft, noun: Word, phrase: str) -> str:
        """The sentence of a noun that says too little alone; an unfinished one only for a single word."""
        if event.factuality not in _TOLD or noun.i in self.chooser.dropped:
            return ""
        around = self.excerpts.around(noun, self.limit)
        whole = noun.text in around and (" " not in phrase or not around.endswith("…"))
        return around if whole else ""

    def _context(self, noun: Word) -> str:
        """The clause around a noun that says too little alone ("the conversion")."""
        own = (child for child in noun.rights if child.dep == "relcl" and subject_of(child) is None)
        for verb in (*islice(own, 1), *noun.above(_CLIMB)):
            if verb.pos in CARRYING and self.governors.subject(verb) is not None:
                text = self._other(verb)
                if noun.text in text:
                    self.told = verb.i
                    return text
        return ""

    def _other(self, verb: Word) -> str:
        """The clause of a verb, be it an event or not."""
        event = self.events.get(verb.i) or EventDraft(verb.i, verb.i, verb.i + 1, verb.lemma)
        return self._verb(event, verb)

    def _fit(self, before: Parts, parts: Parts, past: int = -1, link: str = "") -> str:
        """The text of both parts, shortened at safe places until it fits; "" if that is not enough."""
        first, rest = set(before.kept), set(parts.kept)
        text = self._render(first, rest, past, link)
        if len(text) <= self.limit:
            return text
        for part in before.droppable() + parts.droppable():
            if self.needed in part:
                continue
            first -= part
            rest -= part
            text = self._render(first, rest, past, link)
            if len(text) <= self.limit:
                return text
        return self._struck(first, rest, past, link)

    def _struck(self, first: set[int], rest: set[int], past: int, link: str) -> str:
        """The text without what it can spare at last; "" if that is not enough."""
        needed = self.chooser.phrases.path | {self.needed}
        for part in shortening.spare(self.doc, self.words, first | rest, needed):
            first -= part
            rest -= part
            text = self._render(first, rest, past, link)
            if len(text) <= self.limit:
                return text
        return ""

    def _render(self, first: set[int], rest: set[int], past: int = -1, link: str = "") -> str:
        groups = [self.punctuation.restored(group) for group in (first, rest) if group]
        return self.wording.text(groups, past, link)

    def _sentence(self, word: Word) -> str:
        """The nearest clause above that can be told, or the sentence cut at a safe place."""
        above = self._clause_above(word)
        if above:
            return above
        text = self.excerpts.around(word, self.limit)
        event = self.events.get(word.i)
        chopped = text.endswith("…") or text.lower().startswith(word.lower)
        return (self._by_agent(event, word) or text) if event and chopped else text

    def _by_agent(self, event: EventDraft, verb: Word) -> str:
        """The clause with the names of those who are known to do it, for a verb far from its subject."""
        names = agent_names(event, self.cast)
        link = verb_forms.after_names(event, verb, len(names))
        if not names or link is None:
            return ""
        self.chooser.lead(frozenset())
        parts = self.chooser.clause(verb)
        parts.kept -= {i for i in parts.kept if i < verb.i and self.words[i].tag != "MD"}
        who = joined(names)
        room, self.limit = self.limit, self.limit - len(who) - len(link) - 2
        self.wording.known = {actor for argument in event.arguments for actor in argument.actors}
        text = self._fit(Parts(), parts, verb.i if verb.tag == "VBG" else -1)
        self.limit, self.wording.known = room, set()
        return f"{who} {link} {text}".replace("  ", " ") if " " in text else ""

    def _clause_above(self, word: Word) -> str:
        """The nearest clause above that can be told and holds the word; "" if there is none."""
        for above in word.above(_CLIMB):
            if above.pos not in CARRYING or self.governors.subject(above) is None:
                continue
            if tense.of(self.doc[above.i]) is not Tense.INFINITIVE:
                text = self._other(above)
                if word.text in text:
                    self.told = above.i
                    return text
        return ""


def _told_by_place(verb: Word) -> bool:
    """ "The firm where she worked": the verb needs the place that its relative clause hangs on."""
    if verb.dep != "relcl" or any(child.dep == "auxpass" for child in verb.lefts):
        return False
    return any(child.tag == "WRB" and child.lower == "where" for child in verb.lefts)


def _one_of_what(noun: Word, parts: Parts) -> bool:
    """ "Became the fifth coach (dismissed this year)": a place in a row without what stands in it."""
    ranked = any(c.dep == "amod" and (c.tag == "JJS" or c.lower in _ORDINALS) for c in noun.lefts)
    lost = any(c.dep in ("acl", "relcl") and c.i not in parts.kept for c in noun.rights)
    return (ranked and lost) or (noun.lower in _ORDINALS and not any(c.i in parts.kept for c in noun.rights))


def _tells_enough(noun: Word, parts: Parts) -> bool:
    """Whether a noun phrase says more than "the first strike": a complement, or many words."""
    complement = any(c.i in parts.kept and c.dep in ("prep", "acl", "relcl") for c in noun.rights)
    return complement or len(parts.kept) > _FEW
