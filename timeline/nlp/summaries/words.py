"""What the summaries ask of the words of a text: subjects, helping verbs, gaps, loose ends."""

from timeline.nlp import resources, tokens

_WORDS = resources.load("summaries")
DIRECTIONS = frozenset(_WORDS["directions"].split())
_CIRCUMSTANCES = frozenset(_WORDS["circumstances"].split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVES = ("WP", "WDT", "WRB")
_NO_ENDING = ("just", "about", "only", "even", "the", "a", "an")
_HELD = ("prt", "nsubj", "dobj", "pobj", "attr", "advmod")
_COMPLEMENTS = frozenset(
    ("dobj", "npadvmod", "attr", "oprd", "dative", "acomp", "ccomp", "xcomp", "prt", "nsubjpass", "auxpass")
) | {"agent"}
_REACH = 160


Word = tokens.Token
gather = tokens.words


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
        return word.lower in DIRECTIONS
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
    if word.pos == "ADP" and any(child.dep == "pobj" for child in word.lefts):
        return False
    if word.pos != "SCONJ" and word.dep in _HELD:
        return False
    return word.pos in ("ADP", "SCONJ", "DET", "CCONJ") or word.tag == "TO" or word.dep == "mark"
