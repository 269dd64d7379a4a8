"""Chooses the tokens of a clause or noun phrase: what must stay and what may go when it gets long.

A clause is collected from the dependency tree. Relative clauses, appositions, brackets, date phrases,
coordinated clauses and discourse words never enter; modifiers enter as parts that can be dropped.
Collecting stops after a fixed number of tokens, so a broken parse costs no more than a good one.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.nlp import resources

_WORDS = resources.load("summaries")
_DISCOURSE = frozenset(_WORDS["discourse"].split())
_EMPTY_HEADS = frozenset(_WORDS["empty_heads"].split())
_CORE = {"aux", "auxpass", "neg", "prt", "nsubj", "nsubjpass", "expl", "csubj", "dobj", "dative", "attr"}
_CORE |= {"acomp", "oprd", "xcomp", "ccomp", "agent", "iobj"}
_NEVER = {"punct", "cc", "conj", "mark", "intj", "parataxis", "dep", "meta", "preconj", "appos", "relcl"}
_NOUN_CORE = {"det", "compound", "nummod", "poss", "case", "quantmod", "nmod", "predet", "neg", "pobj"}
_NOUN_CORE |= {"amod", "pcomp", "cc", "conj", "advmod", "npadvmod", "prt", "aux", "xcomp"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_BUDGET = 160


@dataclass(slots=True)
class Parts:
    """`kept` token indices, and `optional` parts: (rank, indices), the highest rank is dropped first."""

    kept: set[int] = field(default_factory=set)
    optional: list[tuple[float, set[int]]] = field(default_factory=list)

    def droppable(self) -> list[set[int]]:
        """The optional parts in the order in which they go: by rank, then from the right."""
        ordered = sorted(self.optional, key=lambda part: (part[0], max(part[1])), reverse=True)
        return [part for _, part in ordered]


class Chooser:
    """Collects parts of one Doc; `dropped` are the tokens of date phrases."""

    def __init__(self, doc: Doc, dropped: set[int]) -> None:
        self.doc = doc
        self.dropped = dropped

    def clause(self, verb: Token, conditional: bool = False) -> Parts:
        """The verb with its own arguments; `conditional` keeps an if-clause."""
        parts = Parts({verb.i})
        has_object = any(
            child.dep_ in ("dobj", "attr", "acomp", "oprd", "nsubjpass") for child in verb.children
        )
        first_preposition = True
        for child in verb.children:
            if self._skipped(child):
                continue
            if child.dep_ in _CORE or child.dep_ == "npadvmod":
                self._phrase(child, parts, parts.kept)
            elif child.dep_ == "prep":
                required = not has_object and first_preposition and child.i > verb.i
                first_preposition = first_preposition and child.i < verb.i
                self._attach(child, parts, required, 5.0 if child.i < verb.i else 4.0)
            elif child.dep_ == "advmod" and _tells_how(child, verb):
                self._attach(child, parts, False, 6.0)
            elif child.dep_ == "advcl" and conditional and _conditional(child):
                self._attach(child, parts, False, 3.0)
        return parts

    def noun_phrase(self, noun: Token) -> Parts:
        """The noun with its modifiers and complements."""
        parts = Parts()
        self._phrase(noun, parts, parts.kept)
        return parts

    def _attach(self, token: Token, parts: Parts, required: bool, rank: float) -> None:
        if required:
            self._phrase(token, parts, parts.kept)
            return
        part: set[int] = set()
        self._phrase(token, parts, part)
        if part:
            parts.kept |= part
            parts.optional.append((rank, part))

    def _phrase(self, token: Token, parts: Parts, target: set[int]) -> None:
        """Add `token` and what belongs to it to `target`."""
        if len(target) > _BUDGET or token.i in self.dropped:
            return
        if token.pos_ == "ADP" and token.dep_ in ("prep", "agent", "dative") and self._hollow(token):
            return
        target.add(token.i)
        clausal = token.pos_ in ("VERB", "AUX")
        for child in token.children:
            if self._enters(token, child, clausal):
                self._child(child, clausal, parts, target)

    def _enters(self, token: Token, child: Token, clausal: bool) -> bool:
        if not self._skipped(child):
            return True
        listed = child.dep_ in ("cc", "conj") and not clausal
        return listed or (child.dep_ == "relcl" and token.lower_ in _EMPTY_HEADS)

    def _child(self, child: Token, clausal: bool, parts: Parts, target: set[int]) -> None:
        if child.i in self.dropped:
            return
        if self._required(child, clausal):
            self._phrase(child, parts, target)
        elif child.dep_ in ("prep", "acl", "advcl", "advmod", "ccomp"):
            part: set[int] = set()
            self._phrase(child, parts, part)
            target |= part
            if part:
                rank = {"advcl": 9.0, "acl": 8.0, "advmod": 7.0}.get(child.dep_, 4.5)
                parts.optional.append((rank, part))

    def _required(self, child: Token, clausal: bool) -> bool:
        if clausal:
            return child.dep_ in _CORE or child.dep_ in ("mark", "npadvmod")
        return child.dep_ in _NOUN_CORE or child.lower_ == "of" or child.dep_ == "relcl"

    def _skipped(self, child: Token) -> bool:
        return child.dep_ in _NEVER or child.is_space or child.i in self.dropped or child.lower_ in _DISCOURSE

    def _hollow(self, preposition: Token) -> bool:
        """A preposition whose only object is a date phrase."""
        objects = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp", "prep")]
        return bool(objects) and all(child.i in self.dropped for child in objects)

    def with_inner_punctuation(self, kept: set[int]) -> list[int]:
        """The tokens in order, with the commas and hyphens that stand between two kept ones."""
        ordered = sorted(kept)
        if not ordered:
            return []
        found = []
        for index, following in zip(ordered, [*ordered[1:], None], strict=True):
            found.append(index)
            if following == index + 2 and self.doc[index + 1].text in (",", "-", "–", "/", "%", "'", "’"):
                found.append(index + 1)
        return found


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject."""
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _tells_how(adverb: Token, verb: Token) -> bool:
    return adverb.i > verb.i and adverb.tag_ not in ("WRB",) and not any(adverb.children)


def _conditional(clause: Token) -> bool:
    return any(child.lower_ in ("if", "unless") for child in clause.lefts)
