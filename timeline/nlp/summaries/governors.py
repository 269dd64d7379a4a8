"""Finds the verb that a clause must begin with to make sense alone, and who does what it says."""

from spacy.tokens import Doc

from timeline.nlp import resources
from timeline.nlp.anchors import tense
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import EventDraft
from timeline.nlp.events.subjects import coordinated_with
from timeline.nlp.summaries.soundness import agree, many
from timeline.nlp.summaries.words import Word, first_helper, subject_of
from timeline.terms import Factuality

_SPENT = frozenset(resources.load("summaries")["spent"].split())
CARRYING = ("VERB", "AUX")
_SEQUENCE = ("by", "after", "before", "since", "on", "upon", "while", "when", "without", "in", "for")
_BLAMING = frozenset(resources.load("summaries")["blaming"].split())
_FOR = ("of", "for", "from", "with")
_PLEDGING = ("threaten", "offer")
_SHARING = 4
_OUTER = 3
_HARMING = frozenset(("kill", "injure", "wound", "maim", "destroy", "damage", "hurt", "cripple", "devastate"))
_CAUSING = _HARMING | {"leave", "cause", "prompt", "trigger", "spark", "raise", "force"}
_SUFFERING = ("receive", "suffer", "sustain", "take", "undergo", "collapse", "crash", "sink")
_WITHIN = ("of", "in", "at", "on", "near", "outside", "against")


class Governors:
    """Answers for one Doc; `events` are found by their head."""

    def __init__(self, doc: Doc, words: list[Word], events: dict[int, EventDraft]) -> None:
        self.doc = doc
        self.events = events
        self.words = words

    def subject(self, verb: Word) -> Word | None:
        """Who does it: the own subject, or the one the construction implies."""
        for _ in range(_SHARING):
            own = subject_of(verb)
            if own is not None:
                return own
            if verb.dep == "acl" and verb.head.lower == "order" and verb.head.head.lower == "in":
                verb = verb.head.head.head
                continue
            if verb.dep in ("relcl", "acl"):
                if verb.tag == "VBG" and verb.head.lower in _SPENT:
                    return None
                return _introduced(verb.head if verb.dep == "acl" else self._antecedent(verb))
            if _follows_harm(verb):
                return None
            taker = _object_before(verb) or self._blame(verb)
            if taker is not None:
                return taker
            parent = self._sharing(verb)
            if parent is None or parent is verb or parent.pos not in CARRYING:
                return None
            verb = parent
        return None

    def _antecedent(self, verb: Word) -> Word:
        """The noun that a relative clause speaks of: one of its verb's number, and an event where it tells
        harm: "a ruling by one of its judges that bars it", "the crash of a bus that killed ten"."""
        noun = verb.head
        for _ in range(_OUTER):
            if agree(first_helper(verb) or verb, noun) and not self._harmed_by(verb, noun):
                return noun
            outer = noun.head.head
            if noun.dep != "pobj" or noun.head.dep != "prep" or outer.pos not in ("NOUN", "NUM"):
                break
            noun = outer
        return noun if agree(first_helper(verb) or verb, noun) else verb.head

    def _harmed_by(self, verb: Word, noun: Word) -> bool:
        """Whether not the noun did harm but the event it belongs to."""
        if verb.lemma not in _HARMING or noun.i in self.events or noun.dep != "pobj" or noun.pos != "NOUN":
            return False
        return noun.head.lower in _WITHIN and noun.head.head.i in self.events

    def meant_by(self, pronoun: Word, verb: Word) -> Word | None:
        """The noun that a pronoun stands for by grammar: "shops warned that they could run out"."""
        if (
            verb.dep != "ccomp"
            or verb.head.pos not in CARRYING
            or pronoun.i > verb.i
            or verb.head.i > pronoun.i
        ):
            return None
        noun = subject_of(verb.head)
        if noun is None or noun.pos != "NOUN" or noun.i > verb.head.i:
            return None
        return noun if many(noun) == (pronoun.lower == "they") else None

    def _sharing(self, verb: Word) -> Word | None:
        """The verb whose subject is also that of this one."""
        if verb.dep == "pcomp":
            return verb.head.head
        if verb.dep == "conj":
            return self.words[coordinated_with(self.doc[verb.i]).i]
        return verb.head if verb.dep in ("xcomp", "advcl") else None

    def tops(self, event: EventDraft, verb: Word) -> list[Word]:
        """The verbs to begin with, the best first: "had to use a net to hold him" is told from "had" on."""
        found = [self._above(event, verb)]
        while found[-1] is not verb and len(found) < _SHARING and self._leans(found[-1]):
            found.append(found[-1].head)
        return found[::-1]

    def _leans(self, verb: Word) -> bool:
        """Whether a verb that another is told from is an infinitive that hangs on a verb itself."""
        if verb.dep not in ("xcomp", "advcl") or verb.head.pos not in CARRYING or verb.head is verb:
            return False
        return self._infinitive(verb)

    def _above(self, event: EventDraft, verb: Word) -> Word:
        parent = verb.head
        if self._possible(event, verb) or self._blamed(event, verb):
            return verb
        if self._governed(event, verb) or _tagged_past(verb, parent):
            return parent
        if verb.dep == "pcomp" and parent.lower not in _SEQUENCE and parent.head.pos in CARRYING:
            return parent.head
        if verb.dep not in ("xcomp", "advcl") or parent.pos not in CARRYING or parent is verb:
            return verb
        if verb.dep == "advcl" and not self._infinitive(verb):
            return verb
        return verb if self._planned(event, verb) else parent

    def _infinitive(self, verb: Word) -> bool:
        return tense.of(self.doc[verb.i]) is Tense.INFINITIVE and subject_of(verb) is None

    def _possible(self, event: EventDraft, verb: Word) -> bool:
        """Whether another may do it, and the asking has an entry: "asked the court to close it"."""
        if event.factuality is not Factuality.HYPOTHETICAL or verb.dep not in ("xcomp", "ccomp"):
            return False
        helper = first_helper(verb)
        above = self.events.get(verb.head.i)
        if helper is None or helper.tag != "TO" or above is None or not above.timeline:
            return False
        taker = subject_of(verb) or _object_before(verb)
        taker = taker or (subject_of(verb.head) if verb.head.lemma in _PLEDGING else None)
        return taker is not None and taker.pos != "PRON"

    def _blamed(self, event: EventDraft, verb: Word) -> bool:
        """Whether the clause only names what somebody is accused of: "accused Brist of hiding it"."""
        if event.factuality is not Factuality.CLAIMED or self._blame(verb) is None:
            return False
        above = self.events.get(verb.head.head.i)
        return above is not None and above.timeline

    def _blame(self, verb: Word) -> Word | None:
        """Who is said to have done it: the object of "accused", "fined" or "thanked"."""
        above = verb.head.head
        if verb.dep != "pcomp" or verb.head.lower not in _FOR or _lemma(above) not in _BLAMING:
            return None
        passive = next((child for child in above.lefts if child.dep == "nsubjpass"), None)
        return passive or next((c for c in above.rights if c.dep == "dobj" and c.i < verb.head.i), None)

    def _planned(self, event: EventDraft, verb: Word) -> bool:
        """Whether somebody named is to do it: "Norvell to sell the mill"."""
        if event.factuality is not Factuality.PLANNED or verb.dep != "xcomp":
            return False
        subject = self.subject(verb)
        return subject is not None and subject.pos != "PRON"

    def _governed(self, event: EventDraft, verb: Word) -> bool:
        """Whether an infinitive with a subject of its own says too much alone: "helps the firm pay debts"."""
        if verb.dep != "ccomp" or verb.head.pos not in CARRYING or self.subject(verb.head) is None:
            return False
        helper = first_helper(verb)
        if helper is None:
            return verb.tag in ("VB", "VBG", "VBN")
        if helper.tag != "TO":
            return helper.tag == "VB"
        own = subject_of(verb)
        return own is None or own.pos == "PRON" or event.factuality is not Factuality.PLANNED


def _lemma(verb: Word) -> str:
    """The dictionary form, also of "fined", which the lemmatizer takes for a form of "fin"."""
    return verb.lower[:-1] if verb.lower == f"{verb.lemma}ed" and verb.lower[:-1] in _BLAMING else verb.lemma


def _follows_harm(verb: Word) -> bool:
    """ "The ship took a hit, killing ten": what was hit killed nobody."""
    above = verb.head
    if verb.dep != "advcl" or verb.tag != "VBG" or verb.i < above.i or verb.lemma not in _CAUSING:
        return False
    return above.lemma in _SUFFERING or any(child.dep == "auxpass" for child in above.lefts)


def _introduced(noun: Word) -> Word:
    """ "Mira Halden, a lawyer who won the case": the one the noun describes."""
    return noun.head if noun.dep == "appos" and noun.head.pos == "PROPN" and noun.pos == "NOUN" else noun


def _object_before(verb: Word) -> Word | None:
    """Whom the verb above makes do it: "forced Kravets to resign"."""
    if verb.dep != "xcomp":
        return None
    return next((child for child in verb.head.children if child.dep == "dobj" and child.i < verb.i), None)


def _tagged_past(verb: Word, first: Word) -> bool:
    """ "Was held for a night and released": told from "held" on, as the form says past or participle."""
    if verb.dep != "conj" or verb.tag != "VBD" or first.tag != "VBN" or subject_of(verb) is not None:
        return False
    passive = any(child.dep == "auxpass" for child in first.lefts)
    return passive and not any(child.dep in ("dobj", "ccomp", "xcomp") for child in verb.rights)
