"""Leads that describe somebody before the name: "A clerk was jailed on Friday. Ana Orlo, 41, stole"."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from timeline.nlp.actors.entities import Entity
from timeline.nlp.actors.gazetteer import WORDS, gender_of_noun, office_classes
from timeline.nlp.actors.mentions import Name, Nominal
from timeline.nlp.actors.name_kinds import has_age
from timeline.nlp.actors.recency import Recency
from timeline.terms import ActorKind

_DASHES = ("_", "-", "--", "–", "—", ")")
_SUBJECTS = ("nsubj", "nsubjpass")
# how many sentences after the description the name may come
_REACH = 2


@dataclass(slots=True)
class _Unnamed:
    entity: int
    sentence: int
    subject: bool
    nouns: frozenset[str]


class Introductions:
    """Keeps who was last described as "a ..." and tells whether a name that follows is theirs."""

    def __init__(self, doc: Doc, entities: list[Entity], recency: Recency) -> None:
        self.doc = doc
        self.entities = entities
        self.recency = recency
        self._open: _Unnamed | None = None
        self._firsts: dict[int, int] = {}

    def described(self, nominal: Nominal, entity: int) -> None:
        """A new person without a name; the subject of its sentence may get one soon."""
        head = _behind_dateline(self.doc[nominal.head])
        indefinite = nominal.determiner in ("a", "an") and not nominal.plural
        if nominal.kind is not ActorKind.PERSON or not indefinite or head.dep_ not in (*_SUBJECTS, "dobj"):
            return
        sentence, subject = self.recency.sentence[nominal.head], head.dep_ in _SUBJECTS
        if self._open is not None and self._open.sentence == sentence and self._open.subject:
            return
        inside = self.doc[nominal.first : nominal.last]
        nouns = frozenset(token.lemma_ for token in inside if token.pos_ == "NOUN" and token != head)
        self._open = _Unnamed(entity, sentence, subject, nouns)

    def named(self, name: Name, entity: int) -> int | None:
        """The described entity that this first mention of a person's name belongs to, None if none does."""
        pending = self._open
        if pending is None or self.entities[entity].kind is not ActorKind.PERSON:
            return None
        self._open = None
        distance = self.recency.sentence[name.head] - pending.sentence
        if (
            self._first_token(entity) != name.first
            or not 0 < distance <= _REACH
            or not self._fits(name, entity, pending)
        ):
            return None
        if not pending.subject:
            told = has_age(self.doc, name) and not _speaks(self.doc[name.head])
        else:
            told = has_age(self.doc, name) or self._takes_over(name, distance, pending)
        return pending.entity if told else None

    def _first_token(self, entity: int) -> int:
        if entity not in self._firsts:
            self._firsts[entity] = min(span[0] for span in self.entities[entity].spans)
        return self._firsts[entity]

    def _fits(self, name: Name, entity: int, pending: _Unnamed) -> bool:
        person, other = self.entities[entity], self.entities[pending.entity]
        noun = next(iter(other.heads), "")
        gender = gender_of_noun(noun) or other.gender
        if len(name.words) < 2 or gender not in ("", person.gender or gender):
            return False
        return all(office_classes(noun) & office_classes(fact.office) for fact in person.facts)

    def _takes_over(self, name: Name, distance: int, pending: _Unnamed) -> bool:
        """The subject of the very next sentence, with a clause of their own behind the name, or with what was
        told of the one described: "the leader of a team ... Orlo led his team"."""
        head = self.doc[name.head]
        if distance > 1 or head.dep_ not in _SUBJECTS or _speaks(head):
            return False
        if any(child.dep_ in ("relcl", "acl") for child in head.rights):
            return True
        objects = (child for child in head.head.rights if child.dep_ == "dobj")
        return any(
            thing.lemma_ in pending.nouns and any(c.lower_ in ("his", "her") for c in thing.lefts)
            for thing in objects
        )


def _behind_dateline(head: Token) -> Token:
    """The subject that the parser made an apposition of the town: "LAKEPORT (NPA) - A docker fled"."""
    town = head.head
    if head.dep_ != "appos" or town.dep_ not in _SUBJECTS or not town.is_sent_start:
        return head
    between = head.doc[town.i + 1 : head.i]
    return town if any(token.text in _DASHES for token in between) else head


def _speaks(subject: Token) -> bool:
    return subject.head.lemma_ in WORDS["speech"]
