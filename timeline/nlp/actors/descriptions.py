"""Resolves nominals: by role facts first, then by their noun, then by what the text last talked about."""

from collections.abc import Callable

from spacy.tokens import Doc

from timeline.nlp.actors import gazetteer
from timeline.nlp.actors.gazetteer import (
    BODY_HEADS,
    NOUNS,
    STATE_OFFICES,
    WORDS,
    gender_of_noun,
    office_classes,
    same_office,
)
from timeline.nlp.actors.mentions import Nominal
from timeline.nlp.actors.name_clusters import Entity, Fact
from timeline.nlp.actors.recency import Recency
from timeline.nlp.actors.role_facts import RoleFacts
from timeline.nlp.records import Reason
from timeline.terms import ActorKind

type Resolution = tuple[tuple[int, ...], Reason]

NONE: Resolution = ((), {})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "poss"})
_LEADERS = frozenset({"head_of_state", "head_of_government"})
_OPEN_OFFICES = _LEADERS | {"minister", "foreign_minister", "defence_minister", "finance_minister"}
_NEAR, _FAR = 3, 12
_REMEMBERED = 20


class Descriptions:
    """Looks up who a description means; knows the entities so far and what was mentioned last."""

    def __init__(self, doc: Doc, entities: list[Entity], facts: RoleFacts, recency: Recency) -> None:
        self.doc = doc
        self.entities = entities
        self.facts = facts
        self.recency = recency
        self.heads: dict[int, tuple[int, ...]] = {}
        self._by_head: dict[tuple[str, bool], list[int]] = {}
        self._relations: dict[tuple[tuple[int, ...], str, bool], int] = {}
        self._officials: dict[int, list[int]] = {}
        for index, entity in enumerate(entities):
            for fact in entity.facts:
                if fact.of is not None:
                    self._officials.setdefault(fact.of, []).append(index)

    def remember(self, nominal: Nominal, entity: int) -> None:
        """A description that stands for `entity`, so that its noun may come back."""
        known = self._by_head.setdefault((nominal.lemma, nominal.plural), [])
        if known[-1:] != [entity]:
            known.append(entity)
        if nominal.owner is not None:
            self._relations[self.heads.get(nominal.owner, ()), nominal.lemma, nominal.plural] = entity
        self.entities[entity].modifiers |= nominal.modifiers

    def resolve(self, nominal: Nominal) -> Resolution:
        """The actors a description means and why; no actors if it must stand for itself."""
        if said := self.facts.said_of.get(nominal.head):
            return (said[0],), {"code": said[1]}
        if nominal.lemma == "counterpart":
            return self._counterpart(nominal)
        if nominal.plural and nominal.determiner in _DEFINITE and nominal.count >= 2:
            return self._pair(nominal)
        if nominal.plural and office_classes(nominal.lemma) and (found := self._holders(nominal))[0]:
            return found
        of = self.facts.of(nominal)
        if of is None and (both := self._both_leaders(nominal))[0]:
            return both
        if nominal.owner is not None and of is None and nominal.lemma in NOUNS["relations"]:
            return self._relation(nominal)
        if not nominal.plural and (nominal.determiner in _DEFINITE or of is not None):
            found = self._singular(nominal, of)
            if found[0]:
                return found
        return self._same_noun(nominal, of)

    def _singular(self, nominal: Nominal, of: int | None) -> Resolution:
        if nominal.kind is ActorKind.PERSON:
            return self._person(nominal, of)
        if nominal.kind is ActorKind.PLACE:
            return self._place(nominal, of)
        if nominal.kind is ActorKind.ORGANISATION:
            return self._organisation(nominal, of)
        found = self._named_so(nominal, of)
        if found[0] or of is not None or nominal.lemma not in NOUNS["product"] or nominal.modifiers:
            return found
        best = self.recency.newest(nominal.head, 2, self._may_be_product)
        return ((best,), {"code": "nominal", "noun": nominal.lemma}) if best is not None else NONE

    def _relation(self, nominal: Nominal) -> Resolution:
        """ "his wife" again: the same relation of the same person."""
        owner = self.heads.get(nominal.owner if nominal.owner is not None else -1, ())
        known = self._relations.get((owner, nominal.lemma, nominal.plural)) if owner else None
        if known is None and not nominal.plural:
            known = self._only_child(nominal)
        return ((known,), {"code": "nominal", "noun": nominal.lemma}) if known is not None else NONE

    def _only_child(self, nominal: Nominal) -> int | None:
        """ "their daughter" is the one person whom the text has called somebody's child."""
        if nominal.lemma not in NOUNS["children"] or nominal.modifiers:
            return None
        gender = gender_of_noun(nominal.lemma)
        found = set()
        for noun in NOUNS["children"]:
            found |= {
                i for i in self._by_head.get((noun, False), [])[-_REMEMBERED:] if self.entities[i].names
            }
        fits = [i for i in found if not gender or self.entities[i].gender in ("", gender)]
        return fits[0] if len(found) == 1 and fits else None

    # ---- people --------------------------------------------------------------------------------

    def _person(self, nominal: Nominal, of: int | None) -> Resolution:
        if nominal.lemma in WORDS["vague"]:
            return self._man_or_woman(nominal)
        former = bool(nominal.modifiers & WORDS["former"])
        holder = self.holder(nominal.lemma, of, nominal.head, former)
        if holder is not None:
            return (holder,), {"code": "role-fact", "office": nominal.lemma, "of": self._name(of)}
        open_office = office_classes(nominal.lemma) & _OPEN_OFFICES
        state_office = of is None or bool(self.entities[of].state)
        if open_office and state_office and not former and not nominal.modifiers & WORDS["incoming"]:
            reach = _NEAR if of is not None else 1
            # of a state that has not been linked to anybody: only who the text was about
            rank = 2 if of is not None else 0
            person = self.recency.newest(nominal.head, reach, self._without_office, rank)
            if person is not None:
                return (person,), {"code": "nominal", "office": nominal.lemma, "of": self._name(of)}
        return self._man_or_woman(nominal)

    def _man_or_woman(self, nominal: Nominal) -> Resolution:
        """ "the woman": the last person of that gender, if the noun says no more than that."""
        gender = gender_of_noun(nominal.lemma)
        plain = nominal.determiner in ("the", "this", "that") and not nominal.modifiers
        if not gender or not plain or office_classes(nominal.lemma):
            return NONE
        person = self.recency.newest(
            nominal.head, 2, lambda i: self._is_person(i) and self.entities[i].gender == gender
        )
        return ((person,), {"code": "nominal", "noun": nominal.lemma}) if person is not None else NONE

    def holder(self, office: str, of: int | None, before: int, former: bool = False) -> int | None:
        """The person with such an office (of such a state), named last; None if nobody has it."""

        def holds(index: int) -> bool:
            entity = self.entities[index]
            return entity.kind is ActorKind.PERSON and any(
                same_office(office, f.office) and self._of_the_same(office, of, f) and f.former == former
                for f in entity.facts
            )

        found = self.recency.newest(before, _FAR, holds)
        if found is None and of is not None:
            fitting = [i for i in self._officials.get(of, [])[:_REMEMBERED] if holds(i)]
            found = fitting[0] if len(set(fitting)) == 1 else None
        return found

    def _holders(self, nominal: Nominal) -> Resolution:
        """ "the leaders of Norland and Vesland": who has the office in each, if known."""
        owners = self.facts.owners(nominal)
        found = [self.holder(nominal.lemma, owner, nominal.head) for owner in owners]
        people = [person for person in found if person is not None]
        if len(owners) < 2 or len(people) < len(owners):
            return NONE
        return tuple(people), {"code": "role-fact", "office": nominal.lemma, "count": len(people)}

    def _of_the_same(self, office: str, of: int | None, fact: Fact) -> bool:
        """Whether a fact is about an office of `of`; a trade need not be anybody's."""
        if of is None or fact.of == of:
            return True
        # a prosecutor is nobody's lawyer for being a lawyer
        if self._is_person(of):
            return False
        return fact.of is None and not office_classes(office) & STATE_OFFICES

    def _without_office(self, index: int) -> bool:
        return self._is_person(index) and not self.entities[index].facts and bool(self.entities[index].names)

    def _is_person(self, index: int) -> bool:
        return self.entities[index].kind is ActorKind.PERSON

    def _counterpart(self, nominal: Nominal) -> Resolution:
        of = self.facts.of(nominal)
        owner = self._owner(nominal)
        if of is None or owner is None:
            return NONE
        for fact in self.entities[owner].facts:
            leads = office_classes(fact.office) & _LEADERS
            holder = self.holder("leader" if leads else fact.office, of, nominal.head)
            if holder is not None and holder != owner:
                return (holder,), {"code": "counterpart", "office": fact.office, "of": self._name(of)}
        return NONE

    def _owner(self, nominal: Nominal) -> int | None:
        if nominal.owner is None:
            return None
        actors = self.actors_at(nominal.owner)
        return actors[0] if len(actors) == 1 else None

    def actors_at(self, token: int) -> tuple[int, ...]:
        """Who a token has been resolved to; the resolver fills this in."""
        return self.heads.get(token, ())

    # ---- places and organisations --------------------------------------------------------------

    def _place(self, nominal: Nominal, of: int | None) -> Resolution:
        if nominal.owner is None and (found := self._named_so(nominal, of))[0]:
            return found
        if nominal.owner is not None or of is not None or nominal.modifiers & WORDS["contrasting"]:
            return NONE
        wants_state = nominal.lemma in NOUNS["state_nouns"]
        if not wants_state and nominal.lemma not in NOUNS["town_nouns"]:
            return NONE

        def fits(index: int) -> bool:
            entity = self.entities[index]
            if entity.kind is not ActorKind.PLACE or (not entity.names and not entity.state):
                return False
            return bool(entity.state) == wants_state or nominal.lemma in entity.heads

        salient = self.recency.salient(nominal.head, _NEAR, fits)
        if not salient:
            return NONE
        return (salient[0],), {"code": "nominal", "noun": nominal.lemma}

    def _organisation(self, nominal: Nominal, of: int | None) -> Resolution:
        if nominal.lemma in ("government", "administration", "regime"):
            return self._government(nominal, of)
        if nominal.owner is not None and of is None:
            return NONE

        found = self._named_so(nominal, of)
        generic = nominal.lemma in WORDS["companies"] | {"organization", "organisation"}
        # "the software giant" is a by-name; "the new company" is another one
        plain = not nominal.modifiers or nominal.lemma == "giant"
        if not found[0] and of is None and generic and plain:
            beside = self._same_clause(nominal)
            salient = self.recency.salient(
                nominal.head, _NEAR, lambda i: i not in beside and self._may_be_company(i)
            )
            if salient:
                return (salient[0],), {"code": "nominal", "noun": nominal.lemma}
        return found

    def _same_clause(self, nominal: Nominal) -> set[int]:
        """The subjects of the verb above: "Orlo has invested in the company" speaks of two."""
        node = self.doc[nominal.head]
        if node.dep_ not in ("dobj", "pobj", "dative"):
            return set()
        for _ in range(3):
            if node.pos_ in ("VERB", "AUX"):
                break
            node = node.head
        return {a for c in node.lefts if c.dep_ in ("nsubj", "nsubjpass") for a in self.heads.get(c.i, ())}

    def _named_so(self, nominal: Nominal, of: int | None) -> Resolution:
        """ "the union" for "the Harbour Union", "the Norlander navy" for "Norlander Navy"."""
        state = self.entities[of].state if of is not None else ""

        def fits(index: int) -> bool:
            entity = self.entities[index]
            if of is not None and (
                not state or not entity.words or gazetteer.people(entity.words[0].title()) != state
            ):
                return False
            return nominal.lemma in self._heads(entity)

        best = self.recency.newest(nominal.head, _FAR, fits, -1)
        return ((best,), {"code": "nominal", "noun": nominal.lemma}) if best is not None else NONE

    def _heads(self, entity: Entity) -> set[str]:
        """Nouns that may refer back to a named thing: told, in the table, the last of its name."""
        if entity.kind is ActorKind.PERSON or not entity.names:
            return set()
        last = {name.split()[-1].casefold() for name in entity.names if " " in name}
        if last & NOUNS["regulators"]:
            last |= {"regulator", "watchdog"}
        return entity.heads | BODY_HEADS.get(entity.canonical, frozenset()) | last

    def _may_be_product(self, index: int) -> bool:
        return self.entities[index].kind is ActorKind.OTHER and bool(self.entities[index].names)

    def _may_be_company(self, index: int) -> bool:
        entity = self.entities[index]
        if entity.kind is not ActorKind.ORGANISATION or not entity.names or entity.canonical:
            return False
        return not entity.words or entity.words[-1] not in NOUNS["no_firms"]

    def _government(self, nominal: Nominal, of: int | None) -> Resolution:
        if of is not None:
            if self.entities[of].state:
                return (of,), {"code": "metonymy", "state": self._name(of)}
            return NONE
        if nominal.owner is not None:
            owners = self.actors_at(nominal.owner)
            if len(owners) == 1 and self.entities[owners[0]].state:
                return owners, {"code": "metonymy", "state": self._name(owners[0])}
            return NONE
        if nominal.modifiers:
            return NONE
        states = self.recency.salient(nominal.head, _NEAR, lambda i: bool(self.entities[i].state))
        if len(states) != 1:
            return NONE
        return (states[0],), {"code": "metonymy", "state": self._name(states[0])}

    # ---- pairs, and the same noun again --------------------------------------------------------

    def _pair(self, nominal: Nominal) -> Resolution:
        """ "the two leaders", "both countries": the most talked-of actors of that kind."""
        if nominal.lemma not in NOUNS["collective_pairs"] or nominal.modifiers & WORDS["contrasting"]:
            return NONE
        fits = self._member_of(nominal)
        found = self.recency.salient(nominal.head, _NEAR, fits, self._state_of)[: nominal.count]
        if len(found) < nominal.count:
            found = self.recency.salient(nominal.head, _FAR, fits, self._state_of)
        if len(found) != nominal.count:
            return NONE
        return tuple(sorted(found)), {"code": "collective", "noun": nominal.lemma, "count": nominal.count}

    def _both_leaders(self, nominal: Nominal) -> Resolution:
        """ "the leaders" without a number: the two holders of an office just talked of, if just two."""
        if nominal.lemma != "leader" or not nominal.plural or nominal.determiner != "the":
            return NONE
        if nominal.count or nominal.modifiers or nominal.last > nominal.head + 1:
            return NONE
        fits = self._member_of(nominal)
        found = self.recency.salient(nominal.head, 2, lambda i: fits(i) and bool(self.entities[i].facts))
        return (tuple(sorted(found)), {"code": "collective", "noun": "leader"}) if len(found) == 2 else NONE

    def _state_of(self, index: int) -> int | None:
        """The state that a person is an official of."""
        owners = (fact.of for fact in self.entities[index].facts if not fact.former)
        return next((of for of in owners if of is not None and self.entities[of].state), None)

    def _member_of(self, nominal: Nominal) -> Callable[[int], bool]:
        lemma = nominal.lemma
        classes = office_classes(lemma) & _OPEN_OFFICES

        def fits(index: int) -> bool:
            entity = self.entities[index]
            if lemma in NOUNS["state_nouns"] or lemma in ("neighbour", "neighbor", "ally", "army"):
                return bool(entity.state)
            if lemma in NOUNS["person"]:
                offices = [f.office for f in entity.facts if office_classes(f.office)]
                suits = not classes or not offices or any(same_office(lemma, office) for office in offices)
                return entity.kind is ActorKind.PERSON and bool(entity.names) and suits
            if lemma in NOUNS["organisation"]:
                return entity.kind is ActorKind.ORGANISATION and bool(entity.names)
            return False

        return fits

    def _same_noun(self, nominal: Nominal, of: int | None) -> Resolution:
        """The same noun again: "a driver ... the driver"; bare plurals only with the same modifiers."""
        known = self._by_head.get((nominal.lemma, nominal.plural), ())
        definite = nominal.determiner in _DEFINITE
        if not known or nominal.owner is not None or nominal.modifiers & WORDS["contrasting"]:
            return NONE
        for index in known[: -_REMEMBERED - 1 : -1]:
            entity = self.entities[index]
            if of is not None and of not in {f.of for f in entity.facts}:
                continue
            if definite and nominal.determiner != "both" and nominal.modifiers <= entity.modifiers:
                return (index,), {"code": "nominal", "noun": nominal.lemma}
            if self._same_group(nominal, entity):
                return (index,), {"code": "nominal", "noun": nominal.lemma}
        return NONE

    def _same_group(self, nominal: Nominal, entity: Entity) -> bool:
        bare = not nominal.determiner and not nominal.count
        collective = nominal.plural or nominal.kind is ActorKind.GROUP or nominal.lemma == "police"
        return (
            bare
            and collective
            and nominal.lemma not in WORDS["vague"]
            and nominal.modifiers == entity.modifiers
        )

    def _name(self, index: int | None) -> str | None:
        if index is None:
            return None
        entity = self.entities[index]
        return entity.canonical or next(iter(entity.names), None)
