"""A word with its direct dependents read once, and what coordinated verbs share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

_AUXILIARY = {"aux", "auxpass"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_SHARING = {"VB", "VBN", "VBG"}
_PRESENT = {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "has", "have", "'ve", "’ve"}
# Coordinations longer than this are lists that no parser gets right.
_MAX_CONJUNCTS = 20
_MANY = 64


class Part(NamedTuple):
    """A dependent: its relation, its text in lower case, and itself."""

    role: str
    word: str
    token: Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A word and its direct dependents in text order."""

    token: Token
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, token: Token) -> "Clause":
        return cls(token, tuple([Part(child.dep_, child.lower_, child) for child in dependents(token)]))

    @property
    def auxiliaries(self) -> list[Token]:
        """The verb's auxiliaries, or those of the verb it is coordinated with: "will meet and sign"."""
        clause: Clause | None = self
        for _ in range(_MAX_CONJUNCTS):
            if clause is None:
                break
            own = [part.token for part in clause.parts if part.role in _AUXILIARY]
            if own:
                return own
            clause = clause.partner
        return []

    @property
    def partner(self) -> "Clause | None":
        """The verb before in a coordination that shares subject and auxiliaries."""
        token = self.token
        if token.dep_ != "conj" or token.tag_ not in _SHARING or token.head.tag_ != token.tag_:
            return None
        return None if any(part.role in _SUBJECTS for part in self.parts) else Clause.of(token.head)

    @property
    def is_present(self) -> bool:
        """Whether the clause is told in the present, the present perfect included."""
        helpers = self.auxiliaries
        return helpers[0].lower_ in _PRESENT if helpers else self.token.tag_ in {"VBZ", "VBP"}

    def find(self, roles: set[str], words: set[str] | frozenset[str]) -> Token | None:
        """The first dependent in one of these relations that is one of these words."""
        for role, word, token in self.parts:
            if role in roles and word in words:
                return token
        return None


def dependents(token: Token) -> Iterable[Token]:
    """The direct dependents in text order; of the thousands a runaway parse hangs on one word only
    the near ones, to keep the cost linear."""
    if token.n_lefts + token.n_rights < _MANY:
        children: Iterable[Token] = token.children
        return children
    near = token.doc[max(token.i - _MANY, 0) : token.i + _MANY]
    return [other for other in near if other.head.i == token.i and other.i != token.i]


def first_conjunct(token: Token) -> Token:
    """The word that heads the coordination the token is part of, itself if there is none."""
    for _ in range(_MAX_CONJUNCTS):
        if token.dep_ != "conj" or token.head.i == token.i:
            return token
        token = token.head
    return token


def is_present(token: Token) -> bool:
    return Clause.of(token).is_present
