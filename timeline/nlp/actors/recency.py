"""What the text has just talked about: the bounded memory that pronouns and descriptions search."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from timeline.terms import ActorKind

WINDOW = 60
# how much a mention adds to what is talked of, by its grammatical rank
_SHARES = {2: 2.0, -1: 0.3}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Recent:
    """A mention passed by the reader; `actors` is empty for a thing that is no actor."""

    token: int
    sentence: int
    actors: tuple[int, ...]
    kind: ActorKind | None
    plural: bool
    rank: int


class Recency:
    """Mentions in text order; every search looks at no more than WINDOW of them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            self.sentence[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        self._seen: list[Recent] = []

    def note(self, token: int, actors: tuple[int, ...], kind: ActorKind | None, plural: bool) -> None:
        rank = grammatical_rank(self.doc[token])
        self._seen.append(Recent(token, self.sentence[token], actors, kind, plural, rank))

    def replace(self, old: int, new: int) -> None:
        """Two actors turned out to be one."""
        for place in range(max(len(self._seen) - WINDOW, 0), len(self._seen)):
            entry = self._seen[place]
            if old in entry.actors:
                actors = tuple(dict.fromkeys(new if actor == old else actor for actor in entry.actors))
                self._seen[place] = replace(entry, actors=actors)

    def back(self, before: int, sentences: int) -> Iterator[Recent]:
        """Newest first, from the given token back over so many sentences."""
        oldest = self.sentence[before] - sentences
        for entry in reversed(self._seen[-WINDOW:]):
            if entry.sentence < oldest:
                return
            if entry.token < before:
                yield entry

    def newest(self, before: int, sentences: int, fits: Callable[[int], bool], rank: int = 0) -> int | None:
        """The actor mentioned last that fits, of this grammatical rank or above it.

        Modifiers ("Norlander troops") are not looked back to unless `rank` is -1.
        """
        for entry in self.back(before, sentences):
            if entry.rank < rank:
                continue
            for actor in reversed(entry.actors):
                if fits(actor):
                    return actor
        return None

    def salient(
        self,
        before: int,
        sentences: int,
        fits: Callable[[int], bool],
        implied: Callable[[int], int | None] = lambda actor: None,
    ) -> list[int]:
        """Actors that fit, the most talked of first: subjects and late sentences weigh more.

        `implied` names an actor that another brings to mind, such as the state of its president.
        """
        weight: dict[int, float] = {}
        here = self.sentence[before]
        for age, entry in enumerate(self.back(before, sentences)):
            for actor in entry.actors:
                share = _SHARES.get(entry.rank, 1.0) / (1 + here - entry.sentence) ** 2
                other = implied(actor)
                if other is not None and fits(other):
                    weight[other] = weight.get(other, 0.0) + share / 2
                if actor in weight or fits(actor):
                    weight[actor] = weight.get(actor, 0.002 * (WINDOW - age)) + share
        return sorted(weight, key=lambda actor: -weight[actor])


def grammatical_rank(token: Token) -> int:
    """2 for a subject, 1 for an object, -1 for a modifier, 0 for the rest; conjuncts count as their first."""
    for _ in range(4):
        if token.dep_ != "conj":
            break
        token = token.head
    if token.dep_ in _SUBJECTS:
        return 2
    if token.dep_ in ("amod", "compound", "nmod"):
        return -1
    return 1 if token.dep_ in ("dobj", "dative", "agent") else 0
