"""Chooses the tokens of a clause or noun phrase: what must stay and what may go when it gets long.

A clause is collected from the dependency tree. Relative clauses, appositions, brackets, date phrases,
coordinated clauses and discourse words never enter; modifiers enter as parts that can be dropped.
Collecting stops after a fixed number of tokens, so a broken parse costs no more than a good one.
"""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.nlp import resources

_WORDS = resources.load("summaries")
DISCOURSE = frozenset(_WORDS["discourse"].split())
_EMPTY_HEADS = frozenset(_WORDS["empty_heads"].split())
_FRAMES = frozenset(_WORDS["frames"].split())
_AUXILIARY = {"aux", "auxpass", "neg"}
_CORE = {*_AUXILIARY, "prt", "nsubj", "nsubjpass", "expl", "csubj", "dobj", "dative", "attr"}
_CORE |= {"acomp", "oprd", "xcomp", "ccomp", "agent", "iobj"}
_NEVER = {"punct", "cc", "conj", "intj", "parataxis", "dep", "meta", "preconj", "appos", "relcl"}
_NOUN_CORE = {"det", "compound", "nummod", "poss", "case", "quantmod", "nmod", "predet", "neg", "pobj"}
_NOUN_CORE |= {"amod", "pcomp", "cc", "conj", "advmod", "npadvmod", "prt", "aux", "xcomp"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVES = ("WP", "WDT", "WRB")
_RANKS = {"advcl": 9.0, "acl": 8.0, "advmod": 7.0}
_INNER = (",", "-", "–", "/", "%", "'", "’")
_BREAKS = (",", "-", "--", "–", "—")
_PAIRING = ("between", "among", "both", "with")
_OBJECTS = ("dobj", "npadvmod", "attr", "oprd", "dative")
_DIRECTIONS = frozenset(_WORDS["directions"].split())
_CIRCUMSTANCES = frozenset(_WORDS["circumstances"].split())
_COMPLEMENTS = (*_OBJECTS, "acomp", "ccomp", "xcomp", "prt", "nsubjpass", "auxpass", "agent")
_LIMITING = frozenset(_WORDS["limiting"].split())
_BUDGET = 160


@dataclass(slots=True)
class Parts:
    """`kept` token indices, and `optional` parts: (rank, indices), the highest rank is dropped first.
    `speech` is what is said, where it stands before the verb of saying."""

    kept: set[int] = field(default_factory=set)
    optional: list[tuple[float, set[int]]] = field(default_factory=list)
    speech: set[int] = field(default_factory=set)

    def droppable(self) -> list[set[int]]:
        """The optional parts in the order in which they go: by rank, then from the right."""
        ordered = sorted(self.optional, key=lambda part: (part[0], max(part[1])), reverse=True)
        return [part for _, part in ordered]


class Chooser:
    """Collects parts of one Doc; `dropped` are the tokens of date phrases."""

    def __init__(self, doc: Doc, dropped: set[int]) -> None:
        self.doc = doc
        self.dropped = dropped
        self.left_out = -1
        self.path: frozenset[int] = frozenset()
        texts = [token.text for token in doc]
        self.inner = {index for index, text in enumerate(texts) if text in _INNER}
        self.hyphens = {
            i for i in self.inner if texts[i] == "-" and 0 < i < len(texts) - 1 and _bound(doc, i)
        }
        self.skipped = {token.i for token in doc if _left_out(token)} | dropped

    def clause(self, verb: Token, conditional: bool = False) -> Parts:
        """The verb with its own arguments, and what `path` leads through; `conditional`: if-clauses too."""
        parts = Parts({verb.i, *self._shared_auxiliaries(verb)})
        needed = not any(child.dep_ in ("dobj", "attr", "acomp", "nsubjpass") for child in verb.children)
        for child in verb.children:
            if child.i in self.path or self._joins(child):
                self._phrase(child, parts, parts.kept)
            elif child.i in self.skipped or self._added(child, verb):
                continue
            elif child.dep_ == "prep" and child.i > verb.i and not _completing(child, verb):
                aside = self.doc[child.i - 1].text == ","
                self._attach(child, parts, needed or child.lower_ == "as", 8.0 if aside else 4.0)
                needed = False
            elif child.dep_ == "advcl" and conditional and _conditional(child):
                self._attach(child, parts, False, 3.0)
            else:
                self._argument(child, verb, parts)
        parts.kept |= self._joined_verb(verb)
        if not any(child.i in parts.kept and child.dep_ != "prt" for child in verb.rights):
            self._circumstance(verb, parts)
        for index in self.path:
            parts.kept |= self._closing(self.doc[index])
        return parts

    def _argument(self, child: Token, verb: Token, parts: Parts) -> None:
        """Add an argument or an adverb of the verb."""
        if verb.dep_ == "relcl" and child.tag_ in ("WP", "WDT"):
            return
        if child.dep_ == "ccomp" and child.i < verb.i:
            self._phrase(child, parts, parts.speech)
        elif child.dep_ in _CORE or child.dep_ == "npadvmod":
            self._phrase(child, parts, parts.kept)
        elif _completing(child, verb):
            parts.kept.add(child.i)
        elif child.dep_ == "advmod" and child.lower_ in _LIMITING:
            self._phrase(child, parts, parts.kept)
        elif child.dep_ == "advmod" and self._tells_how(child, verb):
            self._attach(child, parts, False, 6.0)

    def _circumstance(self, verb: Token, parts: Parts) -> None:
        """The clause that says when or why, for a verb with nothing else behind it ("it came after ...")."""
        for child in verb.rights:
            if child.dep_ == "advcl" and any(mark.dep_ == "mark" for mark in child.lefts):
                self._attach(child, parts, False, 9.0)
                return

    def _closing(self, clause: Token) -> set[int]:
        """The comma behind an inserted clause that one opens: "the hall, where she spoke, was full"."""
        first, last = clause.left_edge.i - 1, clause.right_edge.i + 1
        if clause.dep_ not in ("relcl", "appos", "acl", "advcl") or first < 0 or last >= len(self.doc):
            return set()
        return {last} if self.doc[first].text == "," == self.doc[last].text else set()

    def _joined_verb(self, verb: Token) -> set[int]:
        """ "Widen and deepen the canal": a verb without an object shares that of the verb beside it."""
        beside = next((child for child in verb.rights if child.dep_ == "conj"), None)
        if beside is None or beside.i > verb.i + 4 or beside.tag_ != verb.tag_:
            return set()
        complements = (*_OBJECTS, "prep", "nsubjpass", "ccomp", "xcomp", "acomp")
        if any(child.dep_ in complements and child.i < beside.i for child in verb.children):
            return set()
        part: set[int] = set()
        self._phrase(beside, Parts(), part)
        if not any(child.dep_ == "dobj" and child.i in part for child in beside.rights):
            return set()
        joining = {c.i for c in verb.children if c.dep_ in ("cc", "preconj") and c.i < beside.i}
        return part | joining

    def _added(self, child: Token, verb: Token) -> bool:
        """ "Fined it ten million, a second penalty": what follows the object behind a comma is no object."""
        if child.dep_ not in _OBJECTS or child.i < verb.i:
            return False
        first = child.left_edge.i
        return self.doc[first - 1].text in _BREAKS and any(c.i < first for c in verb.rights if not c.is_punct)

    def _shared_auxiliaries(self, verb: Token) -> set[int]:
        """ "Could arm and push": the second verb shares what stands before the first."""
        first = verb.head
        if verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN", "VBG") or verb.tag_ != first.tag_:
            return set()
        if any(child.dep_ in ("aux", "auxpass", *_SUBJECTS) for child in verb.children):
            return set()
        return {child.i for child in first.lefts if child.dep_ in _AUXILIARY}

    def noun_phrase(self, noun: Token, without: Token | None = None) -> Parts:
        """The noun with its modifiers and complements, but for the clause `without`."""
        parts = Parts()
        self.left_out = -1 if without is None else without.i
        self._phrase(noun, parts, parts.kept)
        return parts

    def _attach(self, token: Token, parts: Parts, required: bool, rank: float) -> None:
        part: set[int] = set()
        aside = not required and self.doc[token.i - 1].text == ","
        self._phrase(token, Parts() if aside else parts, part)
        if aside and self._unfinished(token, part):
            return
        parts.kept |= part
        if part and not required:
            parts.optional.append((rank, part))

    def _unfinished(self, preposition: Token, part: set[int]) -> bool:
        """ "To the point that ...": the noun has lost the clause that says what it means."""
        nouns = [child for child in preposition.rights if child.i in part]
        return any(c.dep_ in ("relcl", "acl", "ccomp") and c.i not in part for n in nouns for c in n.rights)

    def _phrase(self, token: Token, parts: Parts, target: set[int]) -> None:
        """Add `token` and what belongs to it to `target`; a preposition left alone is not added."""
        if len(target) > _BUDGET or token.i in self.dropped or self._dated(token):
            return
        before = len(target)
        target.add(token.i)
        if token.n_lefts or token.n_rights:
            clausal = token.pos_ in ("VERB", "AUX") and token.dep_ != "prep"
            for child in token.children:
                if self._enters(token, child, clausal):
                    self._child(child, clausal, parts, target)
            if clausal and token.n_rights:
                target |= self._joined_verb(token)
        relation, tag = token.dep_, token.tag_
        linking = relation in ("prep", "agent", "dative") and tag in ("IN", "TO", "VBG", "RP")
        hollow = (relation == "acl" and tag == "VBN") or (tag == "VBG" and token.lower_ in _FRAMES)
        if len(target) == before + 1 and (linking or hollow):
            target.discard(token.i)
        elif linking and not any(c.i in target and c.dep_ != "advmod" for c in token.children):
            target -= {token.i, *(child.i for child in token.children)}
        elif linking and len(target) == before + 2:
            target -= self._left_bare(token)

    def is_date(self, token: Token) -> bool:
        """Whether a dependent is a date phrase, which never enters."""
        return token.i in self.dropped or self._dated(token)

    def _dated(self, preposition: Token) -> bool:
        """ "In May, when the rain began": without the date its preposition has nothing to hold."""
        if preposition.dep_ != "prep":
            return False
        held = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
        return bool(held) and all(noun.i in self.dropped or self._of_date(noun) for noun in held)

    def _of_date(self, noun: Token) -> bool:
        """ "For much of the 1980s", "on the eve of March 4": a phrase of time as a whole."""
        inner = next((child for child in noun.rights if child.lower_ == "of"), None)
        return inner is not None and any(child.i in self.dropped for child in inner.rights)

    def _left_bare(self, preposition: Token) -> set[int]:
        """ "In his Friday speech": without its date the noun says nothing, so the phrase goes."""
        for noun in preposition.children:
            if noun.dep_ == "pobj" and any(child.i in self.dropped for child in noun.lefts):
                return {preposition.i, noun.i}
        return set()

    def _enters(self, token: Token, child: Token, clausal: bool) -> bool:
        if child.i == self.left_out:
            return False
        if child.i in self.path or self._joins(child):
            return True
        relation = child.dep_
        if relation == "mark":
            return token.dep_ != "ROOT"
        if child.i not in self.skipped:
            return True
        listed = relation in ("cc", "conj") and not clausal and child.pos_ not in ("VERB", "AUX")
        return listed or (relation == "relcl" and token.lower_ in _EMPTY_HEADS)

    def _joins(self, word: Token) -> bool:
        """Whether this is the "and" before a coordinated word that the path leads to."""
        if word.dep_ != "cc" or not self.path:
            return False
        return any(c.dep_ == "conj" and c.i > word.i and c.i in self.path for c in word.head.rights)

    def _child(self, child: Token, clausal: bool, parts: Parts, target: set[int]) -> None:
        relation = child.dep_
        aside = relation in ("prep", "acl") and not clausal and self.doc[child.i - 1].text == ","
        needed = child.i in self.path or self._joins(child)
        if child.i in self.dropped or (aside and not needed):
            return
        if needed or self._required(child, clausal):
            self._phrase(child, parts, target)
            if relation == "conj" and not needed and self._may_end_before(child):
                parts.optional.append((3.0, self._with_conjunction(child, target)))
        elif relation in ("prep", "acl", "advcl", "advmod", "ccomp"):
            part: set[int] = set()
            self._phrase(child, parts, part)
            target |= part
            if part:
                parts.optional.append((_RANKS.get(relation, 4.5), part))

    def _may_end_before(self, item: Token) -> bool:
        """Whether a list may stop before this item: not "between A and B", nor in a subject."""
        first = item.head
        listed = first.dep_ in ("dobj", "pobj", "attr") and self.doc[item.left_edge.i - 1].text != "-"
        return (
            listed and first.head.lower_ not in _PAIRING and not any(c.dep_ == "preconj" for c in first.lefts)
        )

    def _with_conjunction(self, item: Token, kept: set[int]) -> set[int]:
        """The item of a list with the word and the comma that join it."""
        return {index for index in range(item.head.i + 1, item.right_edge.i + 1) if index in kept} & {
            *range(item.left_edge.i, item.right_edge.i + 1),
            *(c.i for c in item.head.rights if c.dep_ == "cc"),
        }

    def _required(self, child: Token, clausal: bool) -> bool:
        relation = child.dep_
        if child.tag_ == "WRB":
            return True
        if clausal:
            return relation in _CORE or relation in ("mark", "npadvmod")
        if relation in ("acl", "ccomp"):
            return child.head.lower_ in _FRAMES or child.head.lower_ in _EMPTY_HEADS
        return relation in _NOUN_CORE or relation == "relcl" or child.lower_ == "of" or _bound_noun(child)

    def _tells_how(self, adverb: Token, verb: Token) -> bool:
        """An adverb behind the verb, unless it belongs to a date ("late on Sunday")."""
        follower = adverb.i + 2
        dated = adverb.i + 1 in self.dropped or (follower < len(self.doc) and follower in self.dropped)
        plain = all(child.dep_ == "prep" for child in adverb.children)
        return adverb.i > verb.i and adverb.tag_ != "WRB" and not dated and plain

    def with_inner_punctuation(self, kept: set[int]) -> list[int]:
        """The tokens in order, with the commas and hyphens that stand between two kept ones."""
        ordered = self._without_loose_ends(sorted(kept | self._hyphened(kept)))
        found = []
        for index in ordered:
            found.append(index)
            if index + 1 in self.inner and index + 1 not in kept and index + 2 in kept:
                found.append(index + 1)
        return found

    def _hyphened(self, kept: set[int]) -> set[int]:
        """The rest of words whose first part is kept: "re-designs"."""
        if not self.hyphens:
            return set()
        found: set[int] = set()
        for index in kept:
            hyphen = index + 1
            while hyphen in self.hyphens:
                found.update((hyphen, hyphen + 1))
                hyphen += 2
        return found

    def _without_loose_ends(self, ordered: list[int]) -> list[int]:
        """No preposition, conjunction or article at the end, no relative word at the start."""
        last = len(ordered)
        if last > 1 and self.doc[ordered[0]].tag_ in ("WRB", "WDT"):
            return self._without_loose_ends(ordered[1:])
        while last > 1 and is_loose(self.doc[ordered[last - 1]]):
            last -= 1
        return ordered[:last]


def _bound(doc: Doc, hyphen: int) -> bool:
    """Whether no blank stands around this hyphen."""
    return not doc[hyphen - 1].whitespace_ and not doc[hyphen].whitespace_


def _left_out(token: Token) -> bool:
    """Whether what the token heads never enters a clause."""
    if token.dep_ in _NEVER or token.is_space or token.like_url:
        return True
    word = token.lower_
    if word == "instead" and token.n_rights:
        return False
    return word == "according" or (word in DISCOURSE and token.dep_ != "expl")


def _completing(child: Token, verb: Token) -> bool:
    """Whether the word right behind the verb belongs to it: "ran aground", "fell ill"."""
    return child.i == verb.i + 1 and (_completes(child) or child.tag_ == "JJ") and child.dep_ not in _CORE


def _completes(token: Token) -> bool:
    """Whether a word behind a verb makes one verb with it: "ran aground", "was paid for"."""
    if token.dep_ == "advmod":
        return token.lower_ in _DIRECTIONS
    stranded = token.dep_ == "prep" and token.tag_ in ("IN", "RP") and not any(token.children)
    if (
        not stranded
        or token.head.pos_ != "VERB"
        or token.head.dep_ == "relcl"
        or token.i + 1 >= len(token.doc)
    ):
        return False
    follower = token.nbor()
    return follower.pos_ in ("PUNCT", "CCONJ", "SCONJ") or follower.dep_ == "mark"


def is_loose(token: Token) -> bool:
    """Whether a word cannot end a clause: an article, a conjunction, a preposition without its noun."""
    if token.lower_ in ("just", "about", "only", "even", "the", "a", "an"):
        return True
    if token.head.i == token.i - 1 and _completes(token):
        return False
    if token.pos_ != "SCONJ" and token.dep_ in ("prt", "nsubj", "dobj", "pobj", "attr", "advmod"):
        return False
    return token.pos_ in ("ADP", "SCONJ", "DET", "CCONJ") or token.tag_ == "TO" or token.dep_ == "mark"


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, not a relative pronoun."""
    subjects = (child for child in verb.children if child.dep_ in _SUBJECTS)
    return next((child for child in subjects if child.tag_ not in _RELATIVES), None)


def object_gap(verb: Token) -> bool:
    """Whether the noun before a relative clause is its verb's object: "the company (that) she built"."""
    if verb.dep_ != "relcl":
        return False
    if any(child.dep_ == "dobj" and child.tag_ in ("WP", "WDT") for child in verb.lefts):
        return True
    between = verb.doc[verb.head.i + 1 : min(verb.i, verb.head.i + _BUDGET)]
    complete = any(child.dep_ in _COMPLEMENTS or _hanging(child) for child in verb.children)
    complete = complete or any(token.tag_ in _RELATIVES or token.tag_ == "WP$" for token in between)
    return not complete and verb.head.lower_ not in _CIRCUMSTANCES and any(verb.lefts)


def _hanging(child: Token) -> bool:
    """A conjunction, or a preposition that has lost its object: "the bank she works for"."""
    return child.dep_ == "mark" or (child.dep_ == "prep" and not any(child.children))


def _bound_noun(preposition: Token) -> bool:
    """ "In line with", "on behalf of": a bare noun between two prepositions needs the second."""
    noun = preposition.head
    bare = preposition.dep_ == "prep" and noun.dep_ == "pobj" and noun.tag_ == "NN" and not noun.n_lefts
    return bare and preposition.i == noun.i + 1


def _conditional(clause: Token) -> bool:
    return any(child.lower_ in ("if", "unless") for child in clause.lefts)
