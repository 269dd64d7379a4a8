"""Leads that describe somebody before the name: "A clerk was jailed on Friday. Ana Orlo, 41, stole"."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from timeline.nlp.actors.entities import Entity
from timeline.nlp.actors.gazetteer import WORDS, gender_of_noun, office_classes
from timeline.nlp.actors.mentions import Name, Nominal
from timeline.nlp.actors.name_kinds import has_age
from timeline.nlp.actors.recency import Recency
from timeline.terms import ActorKind, MentionForm

_DASHES = ("_", "-", "--", "–", "—", ")")
_SUBJECTS = ("nsubj", "nsubjpass")
# how many sentences after the description the name may come
_REACH = 2
# how far into a text its lead may reach, in tokens
_LEAD = 80


@dataclass(slots=True)
class _Unnamed:
    entity: int
    sentence: int
    subject: bool
    # whether it is said to say something
    speaks: bool
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
        opens = nominal.determiner in ("a", "an") or self._leads(nominal, head)
        if nominal.kind is not ActorKind.PERSON or nominal.plural or not opens:
            return
        if head.dep_ not in (*_SUBJECTS, "dobj"):
            return
        sentence, subject = self.recency.sentence[nominal.head], head.dep_ in _SUBJECTS
        if self._open is not None and self._open.sentence == sentence and self._open.subject:
            return
        inside = self.doc[nominal.first : nominal.last]
        nouns = frozenset(token.lemma_ for token in inside if token.pos_ == "NOUN" and token != head)
        self._open = _Unnamed(entity, sentence, subject, subject and _speaks(head), nouns)

    def _leads(self, nominal: Nominal, head: Token) -> bool:
        """ "The woman who shot two guards will face trial": the first person of a text, told of at length."""
        if nominal.determiner != "the" or head.dep_ not in _SUBJECTS or nominal.head > _LEAD:
            return False
        token = self.doc[nominal.head]
        if any(entity.kind is ActorKind.PERSON and entity.names for entity in self._before(nominal.first)):
            return False
        return bool(nominal.modifiers) or any(token.rights)

    def _before(self, token: int) -> list[Entity]:
        """The actors named before a token near the beginning of the text."""
        return [entity for entity in self.entities if any(span[0] < token for span in entity.spans)]

    def named(self, name: Name, entity: int) -> int | None:
        """The described entity that this first mention of a person's name belongs to, None if none does."""
        pending = self._open
        if pending is None or self.entities[entity].kind is not ActorKind.PERSON:
            return None
        distance = self.recency.sentence[name.head] - pending.sentence
        if distance > _REACH:
            self._open = None
        if (
            self._first_token(entity) != name.first
            or not 0 < distance <= _REACH
            or not self._fits(name, entity, pending)
        ):
            return None
        if not pending.subject:
            told = has_age(self.doc, name) and not _speaks(self.doc[name.head])
        else:
            told = has_age(self.doc, name) or self._takes_over(name, entity, distance, pending)
        if told:
            self._open = None
        return pending.entity if told else None

    def _is_described(self, name: Name, entity: int, described: int) -> bool:
        """Whether a title or an apposition calls the name what the other was called: "Gen. Orlo"."""
        nouns = self.entities[described].heads
        classes = {office for noun in nouns for office in office_classes(noun)}
        told = [fact.office for fact in self.entities[entity].facts]
        told += [child.lemma_ for child in self.doc[name.head].rights if child.dep_ == "appos"]
        return any(word in nouns or office_classes(word) & classes for word in told)

    def _first_token(self, entity: int) -> int:
        if entity not in self._firsts:
            named = (span[0] for span in self.entities[entity].spans if span[3] is MentionForm.NAME)
            self._firsts[entity] = min(named, default=-1)
        return self._firsts[entity]

    def _fits(self, name: Name, entity: int, pending: _Unnamed) -> bool:
        person, other = self.entities[entity], self.entities[pending.entity]
        noun = next(iter(other.heads), "")
        gender = gender_of_noun(noun) or other.gender
        if len(name.words) < 2 or gender not in ("", person.gender or gender):
            return False
        classes = office_classes(noun)
        if noun in WORDS["vague"] and has_age(self.doc, name):
            return True
        return all(classes & office_classes(fact.office) for fact in person.facts)

    def _takes_over(self, name: Name, entity: int, distance: int, pending: _Unnamed) -> bool:
        """The subject of the very next sentence, with a clause of their own behind the name, or with what was
        told of the one described: "the leader of a team ... Orlo led his team"."""
        head = self.doc[name.head]
        if distance > 1 or head.dep_ not in _SUBJECTS:
            return False
        if _speaks(head):
            return pending.speaks and self._is_described(name, entity, pending.entity)
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
