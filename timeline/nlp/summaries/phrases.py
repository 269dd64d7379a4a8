"""Collects the tokens of a phrase from the tree: what must stay, and what may go when it gets long.

Relative clauses, appositions, brackets, date phrases, coordinated clauses and discourse words never enter,
unless the path to the event leads through them; modifiers enter as parts that can be dropped. Collecting
stops after a fixed number of tokens, so a broken parse costs no more than a good one.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc

from timeline.nlp import resources
from timeline.nlp.summaries.words import DIRECTIONS, Word, completes, leftmost

_WORDS = resources.load("summaries")
DISCOURSE = frozenset(_WORDS["discourse"].split())
_EMPTY_HEADS = frozenset(_WORDS["empty_heads"].split())
_FRAMES = frozenset(_WORDS["frames"].split())
_LONGEST_CONTENT = 15
AUXILIARY = frozenset(("aux", "auxpass", "neg"))
OBJECTS = ("dobj", "npadvmod", "attr", "oprd", "dative")
CORE = AUXILIARY | {"prt", "nsubj", "nsubjpass", "expl", "csubj", "dobj", "dative", "attr"}
CORE |= {"acomp", "oprd", "xcomp", "ccomp", "agent", "iobj"}
_CLAUSE_CORE = CORE | {"mark", "npadvmod"}
_NEVER = frozenset(
    ("punct", "cc", "conj", "intj", "parataxis", "dep", "meta", "preconj", "appos", "relcl"),
)
_NOUN_CORE = frozenset(("det", "compound", "nummod", "poss", "case", "quantmod", "nmod", "predet", "neg"))
_NOUN_CORE |= {
    "pobj",
    "amod",
    "pcomp",
    "cc",
    "conj",
    "advmod",
    "npadvmod",
    "prt",
    "aux",
    "xcomp",
    "relcl",
    "acomp",
}
_ASIDE = ("prep", "acl", "npadvmod", "amod")
_VERBS = ("VERB", "AUX")
_COMPLEMENTS = frozenset((*OBJECTS, "prep", "nsubjpass", "ccomp", "xcomp", "acomp"))
_RANKS = {"prep": 4.5, "advcl": 9.0, "acl": 8.0, "advmod": 7.0, "ccomp": 4.5}
_LIST_RANK = 3.0
_REQUIRED, _OUT = 0.0, -1.0
_PAIRING = ("between", "among", "both", "with")
_BUDGET = 160


@dataclass(slots=True)
class Parts:
    """`kept` token indices, and `optional` parts: (rank, indices), the highest rank is dropped first.
    `speech` is what is said, where it stands before the verb of saying."""

    kept: set[int] = field(default_factory=set)
    optional: list[tuple[float, set[int]]] = field(default_factory=list)
    speech: set[int] = field(default_factory=set)

    def droppable(self) -> list[set[int]]:
        """The optional parts in the order in which they go: by rank, then from the right; what is part of
        another goes before it."""
        ordered = sorted(self.optional, key=lambda part: (part[0], max(part[1])), reverse=True)
        inner = sorted((part for _, part in ordered), key=max, reverse=True)
        found: list[set[int]] = []
        for _, part in ordered:
            found += [one for one in inner if len(one) < len(part) - 1 and one < part and one not in found]
            if part not in found:
                found.append(part)
        return found


class Phrases:
    """Collects phrases of one Doc; `dropped` are the tokens of date phrases. `path` leads down to the
    event that is told, `left_out` is the clause that a noun is collected without."""

    def __init__(self, doc: Doc, words: list[Word], dropped: set[int]) -> None:
        self.doc = doc
        self.words = words
        self.dropped = dropped
        self.left_out = -1
        self.path: frozenset[int] = frozenset()
        self.skipped = {word.i for word in words if _left_out(word, doc)} | dropped
        self.ways: dict[int, float] = {}
        self.bound: set[int] = set()

    def collect(self, word: Word, parts: Parts, target: set[int]) -> None:
        """Add `word` and what belongs to it to `target`; a preposition left alone is not added."""
        if len(target) > _BUDGET or word.i in self.dropped:
            return
        relation = word.dep
        if not (word.lefts or word.rights):
            if not (_linking(word) or _hollow(word)) or completes(self.words, word):
                target.add(word.i)
            return
        if relation == "prep" and self._dated(word):
            return
        before = len(target)
        target.add(word.i)
        self._dependents(word, parts, target)
        if _linking(word):
            self._without_loose(word, target, before)
        elif len(target) == before + 1 and _hollow(word):
            target.discard(word.i)

    def _dependents(self, word: Word, parts: Parts, target: set[int]) -> None:
        clausal = (word.pos in _VERBS and word.dep != "prep") or word.dep == "ccomp"
        for child in word.children:
            index = child.i
            if index == self.left_out or index in self.dropped:
                continue
            if self.path and self.leads(child):
                self.collect(child, parts, target)
                continue
            way = self.ways.get(index)
            if way is None:
                way = self.ways[index] = self._way(word, child, clausal)
            if way == _REQUIRED:
                self.collect(child, parts, target)
            elif way != _OUT:
                self._add_optional(child, way, parts, target)
        if clausal and word.rights:
            target |= self.joined_verb(word)
        if word.lower in _FRAMES:
            target |= self._content(word, target)

    def _content(self, noun: Word, target: set[int]) -> set[int]:
        """What a noun such as "event" needs after "that", up to the end of the clause, however it was parsed.

        It stays with the noun: what only holds in that event must not be told without it.
        """
        found: set[int] = set()
        following = self.words[noun.i + 1 : noun.i + 1 + _LONGEST_CONTENT]
        if not following or following[0].lower != "that" or following[0].i in target:
            return found
        for word in following:
            if word.pos in ("PUNCT", "SPACE"):
                break
            found.add(word.i)
        self.bound |= found
        return found - self.dropped

    def _way(self, word: Word, child: Word, clausal: bool) -> float:
        """How a dependent enters: not at all, as a part that must stay, or with the rank at which it goes."""
        relation = child.dep
        if not self._enters(word, child, clausal):
            return _OUT
        if not clausal and child.i > word.i and self._set_off(child):
            return _OUT
        if word.pos in _VERBS and clausal and child.i > word.i and _completes(word, child):
            return _REQUIRED
        if self._required(child, clausal):
            return _LIST_RANK if relation == "conj" and self._may_end_before(child) else _REQUIRED
        return _RANKS.get(relation, _OUT)

    def _set_off(self, child: Word) -> bool:
        """Whether a mark parts what follows a noun from it: "the dam, 12 km upstream", "his fear: a war"."""
        mark = self.words[leftmost(child).i - 1].text
        return mark == ":" or (mark == "," and child.dep in _ASIDE)

    def _add_optional(self, child: Word, rank: float, parts: Parts, target: set[int]) -> None:
        part: set[int] = set()
        if rank == _LIST_RANK:
            self.collect(child, parts, target)
            part = self._with_conjunction(child, target)
        else:
            self.collect(child, parts, part)
            target |= part
        self.offer(part, rank, parts)

    def offer(self, part: set[int], rank: float, parts: Parts) -> None:
        """Let the part be dropped where the title gets too long, unless it holds a condition."""
        if part and not part & self.bound:
            parts.optional.append((rank, part))

    def _without_loose(self, preposition: Word, target: set[int], before: int) -> None:
        """Take back a preposition that has nothing, or nothing but a bare noun, to hold."""
        size = len(target)
        if size == before + 1:
            target.discard(preposition.i)
        elif not any(child.i in target and child.dep != "advmod" for child in preposition.children):
            target -= {preposition.i, *(child.i for child in preposition.children)}
        elif size == before + 2:
            target -= self._left_bare(preposition)

    def _left_bare(self, preposition: Word) -> set[int]:
        """ "In his Friday speech": without its date the noun says nothing, so the phrase goes."""
        for noun in preposition.children:
            if noun.dep == "pobj" and any(child.i in self.dropped for child in noun.lefts):
                return {preposition.i, noun.i}
        return set()

    def is_date(self, word: Word) -> bool:
        """Whether a dependent is a date phrase, which never enters."""
        return word.i in self.dropped or (word.dep == "prep" and self._dated(word))

    def _dated(self, preposition: Word) -> bool:
        """ "In May, when the rain began": without the date its preposition has nothing to hold."""
        held = [child for child in preposition.children if child.dep in ("pobj", "pcomp")]
        return bool(held) and all(noun.i in self.dropped or self._of_date(noun) for noun in held)

    def _of_date(self, noun: Word) -> bool:
        """ "For much of the 1980s", "on the eve of March 4": a phrase of time as a whole."""
        for child in noun.rights:
            if child.lower == "of":
                return any(inner.i in self.dropped for inner in child.rights)
        return False

    def leads(self, word: Word) -> bool:
        """Whether the path leads through this word, or it is the "and" before one it leads through."""
        if not self.path:
            return False
        if word.i in self.path:
            return True
        if word.dep != "cc":
            return False
        return any(c.dep == "conj" and c.i > word.i and c.i in self.path for c in word.head.rights)

    def _enters(self, word: Word, child: Word, clausal: bool) -> bool:
        relation = child.dep
        if relation == "mark":
            return word.dep != "ROOT"
        if child.i not in self.skipped:
            return True
        if relation == "relcl":
            return word.lower in _EMPTY_HEADS
        return relation in ("cc", "conj") and not clausal and child.pos not in _VERBS

    def _required(self, child: Word, clausal: bool) -> bool:
        relation = child.dep
        if child.tag == "WRB":
            return True
        if clausal and (child.head.pos in _VERBS or relation in _CLAUSE_CORE):
            return relation in _CLAUSE_CORE
        if relation in ("acl", "ccomp"):
            return child.head.lower in _FRAMES or child.head.lower in _EMPTY_HEADS
        return relation in _NOUN_CORE or child.lower == "of" or _bound_noun(child)

    def _may_end_before(self, item: Word) -> bool:
        """Whether a list may stop before this item: not "between A and B", nor in a subject."""
        first = item.head
        if first.dep not in ("dobj", "pobj", "attr") or first.head.lower in _PAIRING:
            return False
        hyphened = self.words[self.doc[item.i].left_edge.i - 1].text == "-"
        return not hyphened and not any(child.dep == "preconj" for child in first.lefts)

    def _with_conjunction(self, item: Word, kept: set[int]) -> set[int]:
        """The item of a list with the word that joins it."""
        token = self.doc[item.i]
        joining = {child.i for child in item.head.rights if child.dep == "cc"}
        return kept & {*range(token.left_edge.i, token.right_edge.i + 1), *joining}

    def joined_verb(self, verb: Word) -> set[int]:
        """ "Widen and deepen the canal": a verb without an object shares that of the verb beside it."""
        beside = next((child for child in verb.rights if child.dep == "conj"), None)
        if beside is None or beside.i > verb.i + 4 or beside.tag != verb.tag:
            return set()
        if any(child.dep in _COMPLEMENTS and child.i < beside.i for child in verb.children):
            return set()
        part: set[int] = set()
        self.collect(beside, Parts(), part)
        if not any(child.dep == "dobj" and child.i in part for child in beside.rights):
            return set()
        return part | {c.i for c in verb.children if c.dep in ("cc", "preconj") and c.i < beside.i}


def _left_out(word: Word, doc: Doc) -> bool:
    """Whether what the word heads never enters a clause."""
    if word.dep in _NEVER:
        return True
    if word.lower in DISCOURSE:
        return word.dep != "expl" and not (word.lower == "instead" and word.rights)
    if word.lower == "according" or word.text.isspace():
        return True
    return not word.text.isalpha() and doc[word.i].like_url


def _completes(verb: Word, child: Word) -> bool:
    """ "Broke away", "agree on the plan": what comes right behind a verb without an object is its own."""
    if child.i != verb.i + 1:
        return False
    if child.dep == "advmod":
        return child.lower in DIRECTIONS
    return child.dep == "prep" and not any(c.dep in OBJECTS for c in verb.rights)


def _linking(word: Word) -> bool:
    """A preposition, which is nothing without what it holds."""
    return word.dep in ("prep", "agent", "dative") and word.tag in ("IN", "TO", "VBG", "RP")


def _hollow(word: Word) -> bool:
    """A participle that says nothing without its complement: "the man known", "in the event"."""
    return (word.dep == "acl" and word.tag == "VBN") or (word.tag == "VBG" and word.lower in _FRAMES)


def _bound_noun(preposition: Word) -> bool:
    """ "In line with", "on behalf of": a bare noun between two prepositions needs the second."""
    noun = preposition.head
    bare = preposition.dep == "prep" and noun.dep == "pobj" and noun.tag == "NN" and not noun.lefts
    return bare and preposition.i == noun.i + 1
