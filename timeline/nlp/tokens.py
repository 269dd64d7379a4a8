"""A parsed text as plain Python objects, for the stages that read it.

spaCy makes a new object for each token, child and head that is asked for, and looks each string up anew. The
stages ask for millions of them. Here every token of a text is made once, with what is asked most as plain
attributes. Names and meanings are those of spaCy's `Doc`, `Token` and `Span`; what is missing here isn't
asked by any stage. `plain` therefore claims to return spaCy's type, and the stages work on either.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import count, repeat
from typing import Any, cast

from spacy import tokens as spacy_tokens
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens.morphanalysis import MorphAnalysis

_NAMED = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)
_IOB = ("", "I", "O", "B")
_BLANK = ("", " ")
_STARTS = {0: None, 1: True}
# offsets to the head come as unsigned numbers of 64 bits
_HALF, _WHOLE = 2**63, 2**64
_PLAIN = (str, int, type(None), MorphAnalysis)
_TREE = ("dep_", "head", "lefts", "rights", "is_sent_start")
_WORD = ("doc", "i", "text", "lower_", "lemma_", "pos_", "tag_", "ent_type_", "ent_iob_", "whitespace_")
# the dependents of a token without any; most have none on one side
_NONE: list["Token"] = []


def plain(doc: spacy_tokens.Doc) -> spacy_tokens.Doc:
    """The parsed text as plain objects."""
    return cast(spacy_tokens.Doc, Doc(doc))


def words(doc: spacy_tokens.Doc) -> list["Token"]:
    """The tokens of a text, which may be plain already."""
    given: object = doc
    return (given if isinstance(given, Doc) else Doc(doc)).tokens


class Token:
    """A token with its dependents in text order: those before it, those behind it.

    `dep`, `lemma`, `lower`, `pos` and `tag` are the strings too.
    """

    dep: str
    lemma: str
    lower: str
    pos: str
    tag: str
    __slots__ = (*_WORD, *_TREE)

    def __init__(
        self,
        doc: "Doc",
        i: int,
        text: str,
        lower: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        entity: str,
        iob: str,
        blank: str,
        start: bool | None,
    ) -> None:
        self.doc = doc
        self.i = i
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = entity
        self.ent_iob_ = iob
        self.whitespace_ = blank
        self.is_sent_start = start
        self.head = self
        self.lefts = _NONE
        self.rights = _NONE

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Any:
        """What is asked rarely, unless it would lead back to spaCy's own tokens."""
        value = getattr(self.doc.parsed[self.i], name)
        if not isinstance(value, _PLAIN):
            raise AttributeError(f"no attribute {name!r} of a token is provided")
        return value

    @property
    def children(self) -> list["Token"]:
        if not self.lefts or not self.rights:
            return self.lefts or self.rights
        return self.lefts + self.rights

    @property
    def n_lefts(self) -> int:
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        return len(self.rights)

    @property
    def left_edge(self) -> "Token":
        return self.doc.tokens[self.doc.parsed[self.i].left_edge.i]

    @property
    def right_edge(self) -> "Token":
        return self.doc.tokens[self.doc.parsed[self.i].right_edge.i]

    @property
    def sent(self) -> "Span":
        return self.doc.sentence(self.i)

    @property
    def ancestors(self) -> Iterator["Token"]:
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def above(self, most: int) -> Iterator["Token"]:
        """The tokens it hangs on, the nearest first, at most so many."""
        token = self
        for _ in range(most):
            if token.head is token:
                return
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator["Token"]:
        return (self.doc.tokens[token.i] for token in self.doc.parsed[self.i].subtree)

    def nbor(self, step: int = 1) -> "Token":
        """The token so many places further on; raises IndexError at the ends."""
        if self.i + step < 0:
            raise IndexError("no token before the first")
        return self.doc.tokens[self.i + step]


for _name in ("dep", "lemma", "lower", "pos", "tag"):
    setattr(Token, _name, getattr(Token, f"{_name}_"))


class Span:
    """Tokens [start, end) of a text."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, at: int) -> Token:
        return self.doc.tokens[self.start : self.end][at]

    @property
    def text(self) -> str:
        words = self.doc.tokens[self.start : self.end]
        if len(words) < 2:
            return words[0].text if words else ""
        return "".join([word.text + word.whitespace_ for word in words[:-1]]) + words[-1].text

    @property
    def start_char(self) -> int:
        return int(self.doc.tokens[self.start].idx)

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return int(last.idx) + len(last.text)

    @property
    def root(self) -> Token:
        if self._root is None:
            self._root = self.doc.tokens[self.doc.parsed[self.start : self.end].root.i]
        return self._root

    @property
    def sent(self) -> "Span":
        return self.doc.sentence(self.start)


class Doc:
    """The tokens of `parsed`, which spaCy read."""

    __slots__ = ("_ents", "_starts", "_text", "parsed", "sents", "tokens", "user_data", "vocab")

    def __init__(self, parsed: spacy_tokens.Doc) -> None:
        self.parsed = parsed
        self.vocab = parsed.vocab
        self.user_data = parsed.user_data
        self.tokens = _tokens(self, parsed)
        self._starts = [token.i for token in self.tokens if not token.i or token.is_sent_start]
        ends = [*self._starts[1:], len(self.tokens)]
        self.sents = [Span(self, *bounds) for bounds in zip(self._starts, ends, strict=False)]
        self._text = ""
        self._ents: tuple[Span, ...] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, at: int | slice) -> Any:
        if at.__class__ is slice:
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    @property
    def text(self) -> str:
        if not self._text:
            self._text = "".join([token.text + token.whitespace_ for token in self.tokens])
        return self._text

    @property
    def ents(self) -> tuple[Span, ...]:
        if self._ents is None:
            self._ents = tuple([Span(self, e.start, e.end, e.label_) for e in self.parsed.ents])
        return self._ents

    def sentence(self, index: int) -> Span:
        """The sentence of the token at `index`."""
        return self.sents[bisect_right(self._starts, index) - 1]

    def to_array(self, attributes: Any) -> Any:
        return self.parsed.to_array(attributes)


def _tokens(doc: Doc, parsed: spacy_tokens.Doc) -> list[Token]:
    columns = parsed.to_array([*_NAMED, ENT_IOB, SPACY, SENT_START, HEAD]).T.tolist()
    strings = parsed.vocab.strings
    names = {code: strings[code] for column in columns[: len(_NAMED)] for code in set(column)}
    named = [[names[code] for code in column] for column in columns[: len(_NAMED)]]
    iobs, blanks, starts, heads = columns[len(_NAMED) :]
    tokens = list(
        map(
            Token,
            repeat(doc),
            count(),
            *named,
            [_IOB[code] for code in iobs],
            [_BLANK[code] for code in blanks],
            [_STARTS.get(code, False) for code in starts],
        )
    )
    for token, offset in zip(tokens, heads, strict=True):
        if offset:
            _hang(token, tokens[token.i + (offset if offset < _HALF else offset - _WHOLE)])
    return tokens


def _hang(token: Token, head: Token) -> None:
    token.head = head
    if head.i < token.i:
        if head.rights:
            head.rights.append(token)
        else:
            head.rights = [token]
    elif head.lefts:
        head.lefts.append(token)
    else:
        head.lefts = [token]
