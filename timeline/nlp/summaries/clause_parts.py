"""Chooses the tokens of a clause or noun phrase: what must stay and what may go when it gets long."""

from spacy.tokens import Doc, Token

from timeline.nlp import resources
from timeline.nlp.summaries.phrases import AUXILIARY, CORE, OBJECTS, Parts, Phrases
from timeline.nlp.summaries.words import Word, completes

_LIMITING = frozenset(resources.load("summaries")["limiting"].split())
_SATISFIED = ("dobj", "attr", "acomp", "nsubjpass", "ccomp", "xcomp", "oprd")
_OWN = ("aux", "auxpass", "nsubj", "nsubjpass", "csubj", "expl")
_BREAKS = (",", "-", "--", "–", "—")
_INSERTED = ("relcl", "appos", "acl", "advcl")
_RELATIVE = ("last", "this", "next")
_UNFOLDING = ("relcl", "acl", "ccomp")


class Chooser:
    """Collects parts of one Doc; `dropped` are the tokens of date phrases."""

    def __init__(self, doc: Doc, words: list[Word], dropped: set[int]) -> None:
        self.doc = doc
        self.dropped = dropped
        self.words = words
        self.phrases = Phrases(doc, words, dropped)

    def lead(self, path: frozenset[int]) -> None:
        """Let what comes next contain these tokens, which lead down to the event."""
        self.phrases.path = path

    def clause(self, verb: Word, conditional: bool = False) -> Parts:
        """The verb with its own arguments, and what the path leads through; `conditional`: if-clauses too."""
        parts = Parts({verb.i, *self._shared_auxiliaries(verb)})
        needed = not any(child.dep in _SATISFIED for child in verb.children)
        for child in verb.children:
            if self.phrases.leads(child):
                self.phrases.collect(child, parts, parts.kept)
            elif child.i in self.phrases.skipped or self._added(child, verb):
                continue
            elif child.dep == "prep" and child.i > verb.i and not self._completing(child, verb):
                aside = self.words[child.i - 1].text == ","
                self._attach(child, parts, needed or child.lower == "as", 8.0 if aside else 4.0)
                needed = False
            elif child.dep == "advcl" and conditional and _conditional(child):
                self._attach(child, parts, False, 3.0)
            else:
                self._argument(child, verb, parts)
        self._complete(verb, parts)
        return parts

    def _complete(self, verb: Word, parts: Parts) -> None:
        """Add what the verb shares with the one beside it, a circumstance, and commas of insertions."""
        if verb.rights:
            parts.kept |= self.phrases.joined_verb(verb)
        if not any(child.i in parts.kept and child.dep != "prt" for child in verb.rights):
            self._circumstance(verb, parts)
        for index in self.phrases.path:
            if self.words[index].dep in _INSERTED:
                parts.kept |= self._closing(self.doc[index])

    def _argument(self, child: Word, verb: Word, parts: Parts) -> None:
        """Add an argument or an adverb of the verb."""
        relation = child.dep
        if verb.dep == "relcl" and child.tag in ("WP", "WDT"):
            return
        if relation == "ccomp" and child.i < verb.i:
            self.phrases.collect(child, parts, parts.speech)
        elif self._explains(child, verb) or _true_then(child):
            return
        elif relation in CORE or relation == "npadvmod":
            self.phrases.collect(child, parts, parts.kept)
        elif self._completing(child, verb):
            parts.kept.add(child.i)
        elif relation == "advmod" and child.lower in _LIMITING:
            self.phrases.collect(child, parts, parts.kept)
        elif relation == "advmod" and self._tells_how(child, verb):
            self._attach(child, parts, False, 6.0)

    def _explains(self, clause: Word, verb: Word) -> bool:
        """ "Told them his fear: the war goes on": what follows the object behind a colon."""
        if clause.dep != "ccomp" or clause.i < verb.i:
            return False
        first = self.doc[clause.i].left_edge.i
        return self.words[first - 1].text == ":" and any(c.dep == "dobj" and c.i < first for c in verb.rights)

    def _completing(self, child: Word, verb: Word) -> bool:
        """Whether the word right behind the verb belongs to it: "ran aground", "fell ill"."""
        if child.i != verb.i + 1 or child.dep in CORE:
            return False
        return child.tag == "JJ" or completes(self.words, child)

    def _circumstance(self, verb: Word, parts: Parts) -> None:
        """The clause that says when or why, for a verb with nothing else behind it ("it came after ...")."""
        for child in verb.rights:
            if child.dep == "advcl" and any(mark.dep == "mark" for mark in child.lefts):
                self._attach(child, parts, False, 9.0)
                return

    def _closing(self, clause: Token) -> set[int]:
        """The comma behind an inserted clause that one opens: "the hall, where she spoke, was full"."""
        first, last = clause.left_edge.i - 1, clause.right_edge.i + 1
        if first < 0 or last >= len(self.words):
            return set()
        return {last} if self.words[first].text == "," == self.words[last].text else set()

    def _added(self, child: Word, verb: Word) -> bool:
        """ "Fined it ten million, a second penalty": what follows the object behind a comma is no object."""
        if child.dep not in OBJECTS or child.i < verb.i:
            return False
        first = self.doc[child.i].left_edge.i
        if self.words[first - 1].text not in _BREAKS:
            return False
        return any(c.i < first and not self.doc[c.i].is_punct for c in verb.rights)

    def _shared_auxiliaries(self, verb: Word) -> set[int]:
        """ "Could arm and push": the second verb shares what stands before the first."""
        first = verb.head
        if verb.dep != "conj" or verb.tag not in ("VB", "VBN", "VBG") or verb.tag != first.tag:
            return set()
        if any(child.dep in _OWN for child in verb.children):
            return set()
        return {child.i for child in first.lefts if child.dep in AUXILIARY}

    def noun_phrase(self, noun: Word, without: Word | None = None) -> Parts:
        """The noun with its modifiers and complements, but for the clause `without`."""
        parts = Parts()
        self.phrases.left_out = -1 if without is None else without.i
        self.phrases.collect(noun, parts, parts.kept)
        return parts

    def _attach(self, word: Word, parts: Parts, required: bool, rank: float) -> None:
        part: set[int] = set()
        aside = not required and self.words[word.i - 1].text == ","
        self.phrases.collect(word, Parts() if aside else parts, part)
        if aside and _unfinished(word, part):
            return
        parts.kept |= part
        if not required:
            self.phrases.offer(part, rank, parts)

    def _tells_how(self, adverb: Word, verb: Word) -> bool:
        """An adverb behind the verb, unless it belongs to a date ("late on Sunday")."""
        if adverb.i < verb.i or adverb.tag == "WRB":
            return False
        if adverb.i + 1 in self.dropped or adverb.i + 2 in self.dropped:
            return False
        return all(child.dep == "prep" for child in adverb.children)


def _true_then(phrase: Word) -> bool:
    """ "Last season", "this term": true on the day of publication only."""
    return phrase.dep == "npadvmod" and any(child.lower in _RELATIVE for child in phrase.lefts)


def _unfinished(preposition: Word, part: set[int]) -> bool:
    """ "To the point that ...": the noun has lost the clause that says what it means."""
    nouns = [child for child in preposition.rights if child.i in part]
    return any(c.dep in _UNFOLDING and c.i not in part for noun in nouns for c in noun.rights)


def _conditional(clause: Word) -> bool:
    return any(child.lower in ("if", "unless") for child in clause.lefts)
