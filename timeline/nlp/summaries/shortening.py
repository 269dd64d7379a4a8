"""What a clause that is still too long can do without: what an editor strikes out last."""

from collections.abc import Iterator

from spacy.tokens import Doc

from timeline.nlp import resources
from timeline.nlp.summaries.words import Word

_WORDS = resources.load("summaries")
_MEASURES = frozenset(_WORDS["measures"].split())
_TELLING = frozenset(_WORDS["telling"].split())
_BEFORE_OFFICE = ("DT", "JJ", "NN", "NNS")
_LEFT = ("amod", "compound", "nmod")
_VERBS = ("VERB", "AUX")
_COMPLEMENTS = ("dobj", "attr", "acomp", "ccomp", "xcomp", "prep", "oprd")


def spare(doc: Doc, words: list[Word], kept: set[int], needed: frozenset[int]) -> Iterator[set[int]]:
    """Parts of `kept` in the order in which they may go, from the right; none holds a token of `needed`."""
    ordered = sorted(kept, reverse=True)
    for expendable in (_describes_name, _second_verb, _of_what, _to_whom, _by_whom, _plain_adjective):
        for index in ordered:
            if index in kept and expendable(words[index]):
                part = _phrase(doc, words, index, kept)
                if not part & needed:
                    yield part


def _phrase(doc: Doc, words: list[Word], index: int, kept: set[int]) -> set[int]:
    """The kept tokens of a phrase, with the conjunction that joins it."""
    token = doc[index]
    found = kept & {*range(token.left_edge.i, token.right_edge.i + 1)}
    word = words[index]
    if word.dep == "conj":
        found |= {c.i for c in word.head.rights if c.dep == "cc" and c.i < index} & kept
    if _describes_name(word):
        found |= {c.i for c in word.head.lefts if c.i < index and c.tag in _BEFORE_OFFICE} & kept
    return found


def _describes_name(word: Word) -> bool:
    """ "Shipwreck survivor Mira Halden": the name is enough."""
    return word.dep in ("compound", "nmod") and word.tag in ("NN", "NNS") and word.head.pos == "PROPN"


def _second_verb(word: Word) -> bool:
    """ "Agreed to sell the mill and pay its debts": where the first verb shares no object of the second."""
    first = word.head
    if word.dep != "conj" or word.pos not in _VERBS or first.pos not in _VERBS or first.i > word.i:
        return False
    return any(child.dep in _COMPLEMENTS and child.i < word.i for child in first.rights)


def _of_what(word: Word) -> bool:
    """ "An emergency conference of the exporting countries": not for "a large number of them"."""
    noun = word.head
    if word.lower != "of" or noun.pos != "NOUN" or noun.lower in _MEASURES or noun.lemma in _MEASURES:
        return False
    return any(c.dep in _LEFT for c in noun.lefts) and not any(c.tag == "CD" for c in noun.lefts)


def _to_whom(word: Word) -> bool:
    """ "Sold its mills to the unit of Norvell": whom, behind what."""
    if word.dep != "dative" or word.tag not in ("IN", "TO"):
        return False
    return any(c.dep == "dobj" and c.i < word.i for c in word.head.rights)


def _by_whom(word: Word) -> bool:
    """ "Was asked by the government to suspend the ruling": by whom, where more is told behind it."""
    return word.dep == "agent" and any(c.dep in ("xcomp", "dobj", "oprd") for c in word.head.rights)


def _plain_adjective(word: Word) -> bool:
    """An adjective that the noun can spare; not behind "a" or "an", which would have to fit the next word."""
    if word.dep != "amod" or word.tag != "JJ" or word.lower in _TELLING or not word.text.islower():
        return False
    if word.head.pos != "NOUN" or any(c.text == "-" for c in word.head.lefts):
        return False
    return all(c.lower not in ("a", "an") for c in word.head.lefts)
