"""The tokens of a Doc with what the summaries ask of each gathered once, as plain attributes.

Writing one clause asks the relations of a word many times over; a spaCy token computes its answer anew
each time.
"""

from collections.abc import Iterator

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, ORTH, POS, TAG
from spacy.tokens import Doc

from timeline.nlp import resources

_WORDS = resources.load("summaries")
_DIRECTIONS = frozenset(_WORDS["directions"].split())
_CIRCUMSTANCES = frozenset(_WORDS["circumstances"].split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVES = ("WP", "WDT", "WRB")
_NO_ENDING = ("just", "about", "only", "even", "the", "a", "an")
_HELD = ("prt", "nsubj", "dobj", "pobj", "attr", "advmod")
_COMPLEMENTS = frozenset(
    ("dobj", "npadvmod", "attr", "oprd", "dative", "acomp", "ccomp", "xcomp", "prt", "nsubjpass", "auxpass")
) | {"agent"}
_REACH = 160


# the dependents of a word without any; most words have none on one side
_NONE: list["Word"] = []


class Word:
    """A token with its dependents in text order: those before it, those behind it."""

    __slots__ = ("dep", "head", "i", "lefts", "lemma", "lower", "pos", "rights", "tag", "text")

    def __init__(self, i: int, text: str, lower: str, dep: str, tag: str, pos: str, lemma: str) -> None:
        self.i = i
        self.text = text
        self.lower = lower
        self.dep = dep
        self.tag = tag
        self.pos = pos
        self.lemma = lemma
        self.head = self
        self.lefts = _NONE
        self.rights = _NONE

    @property
    def children(self) -> list["Word"]:
        if not self.lefts or not self.rights:
            return self.lefts or self.rights
        return self.lefts + self.rights

    def above(self, most: int) -> Iterator["Word"]:
        """The words it hangs on, the nearest first, at most so many."""
        word = self
        for _ in range(most):
            if word.head is word:
                return
            word = word.head
            yield word


def gather(doc: Doc) -> list[Word]:
    """The words of a Doc, at the index of their token."""
    strings = doc.vocab.strings
    rows: list[list[int]] = doc.to_array([ORTH, LOWER, DEP, TAG, POS, LEMMA]).tolist()
    names = {code: strings[code] for code in {code for row in rows for code in row}}
    words = [Word(index, *[names[code] for code in row]) for index, row in enumerate(rows)]
    heads = doc.to_array([HEAD]).astype("int64").ravel().tolist()
    for word, offset in zip(words, heads, strict=True):
        if offset:
            word.head = head = words[word.i + offset]
            if offset < 0:
                head.rights = _with(head.rights, word)
            else:
                head.lefts = _with(head.lefts, word)
    return words


def _with(dependents: list[Word], word: Word) -> list[Word]:
    if not dependents:
        return [word]
    dependents.append(word)
    return dependents


def subject_of(verb: Word) -> Word | None:
    """The verb's own subject, not a relative pronoun."""
    for child in verb.children:
        if child.dep in _SUBJECTS and child.tag not in _RELATIVES:
            return child
    return None


def first_helper(verb: Word) -> Word | None:
    """The first auxiliary of a verb."""
    for child in verb.lefts:
        if child.dep in ("aux", "auxpass"):
            return child
    return None


def leftmost(word: Word) -> Word:
    """The first word of what the word heads."""
    while word.lefts:
        word = word.lefts[0]
    return word


def object_gap(words: list[Word], verb: Word) -> bool:
    """Whether the noun before a relative clause is its verb's object: "the company (that) she built"."""
    if verb.dep != "relcl" or not verb.lefts:
        return False
    if any(child.dep == "dobj" and child.tag in ("WP", "WDT") for child in verb.lefts):
        return True
    if verb.head.lower in _CIRCUMSTANCES or any(c.dep in _COMPLEMENTS or _hanging(c) for c in verb.children):
        return False
    between = words[verb.head.i + 1 : min(verb.i, verb.head.i + _REACH)]
    return not any(word.tag in _RELATIVES or word.tag == "WP$" for word in between)


def _hanging(child: Word) -> bool:
    """A conjunction, or a preposition that has lost its object: "the bank she works for"."""
    return child.dep == "mark" or (child.dep == "prep" and not child.lefts and not child.rights)


def completes(words: list[Word], word: Word) -> bool:
    """Whether a word behind a verb makes one verb with it: "ran aground", "was paid for"."""
    if word.dep == "advmod":
        return word.lower in _DIRECTIONS
    if word.dep != "prep" or word.tag not in ("IN", "RP") or word.lefts or word.rights:
        return False
    if word.head.pos != "VERB" or word.head.dep == "relcl" or word.i + 1 >= len(words):
        return False
    follower = words[word.i + 1]
    return follower.pos in ("PUNCT", "CCONJ", "SCONJ") or follower.dep == "mark"


def is_loose(words: list[Word], word: Word) -> bool:
    """Whether a word cannot end a clause: an article, a conjunction, a preposition without its noun."""
    if word.lower in _NO_ENDING:
        return True
    if word.head.i == word.i - 1 and completes(words, word):
        return False
    if word.pos != "SCONJ" and word.dep in _HELD:
        return False
    return word.pos in ("ADP", "SCONJ", "DET", "CCONJ") or word.tag == "TO" or word.dep == "mark"
