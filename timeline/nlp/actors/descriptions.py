"""Resolves nominals: by role facts first, then by their noun, then by what the text last talked about."""

from collections.abc import Callable

from spacy.tokens import Doc

from timeline.nlp.actors.described_things import FAR, NEAR, NONE, DescribedThings, Resolution, shown
from timeline.nlp.actors.entities import Entity, Fact
from timeline.nlp.actors.gazetteer import (
    NOUNS,
    STATE_OFFICES,
    WORDS,
    gender_of_noun,
    office_classes,
    same_office,
)
from timeline.nlp.actors.mentions import Nominal
from timeline.nlp.actors.recency import Recency
from timeline.nlp.actors.role_facts import RoleFacts
from timeline.terms import ActorKind

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "poss"})
_LEADERS = frozenset({"head_of_state", "head_of_government"})
_OPEN_OFFICES = _LEADERS | {"minister", "foreign_minister", "defence_minister", "finance_minister"}
_REMEMBERED = 20
# what a writer likes to call somebody by in the next sentence
_TAKEN_UP = frozenset({"head_of_town", "head_of_region", "lawmaker", "candidate", "arts", "accused"})
_GOVERNED = NOUNS["state_nouns"] | NOUNS["town_nouns"] | WORDS["companies"] | WORDS["bodies"]
_SPOUSES = {"husband": "wife", "wife": "husband", "boyfriend": "girlfriend", "girlfriend": "boyfriend"}


class Descriptions:
    """Looks up who a description means; knows the entities so far and what was mentioned last."""

    def __init__(
        self,
        doc: Doc,
        entities: list[Entity],
        facts: RoleFacts,
        recency: Recency,
        heads: dict[int, tuple[int, ...]],
    ) -> None:
        """`heads` is what the resolver fills in as it goes: head token of a mention -> its actors."""
        self.doc = doc
        self.entities = entities
        self.facts = facts
        self.recency = recency
        self.heads = heads
        self.things = DescribedThings(doc, entities, recency, heads)
        self._by_head: dict[tuple[str, bool], list[int]] = {}
        self._relations: dict[tuple[tuple[int, ...], str, bool], int] = {}
        self._related_to: dict[tuple[int, str], int] = {}
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
            owner = self.heads.get(nominal.owner, ())
            self._relations[owner, nominal.lemma, nominal.plural] = entity
            if len(owner) == 1 and nominal.lemma in _SPOUSES:
                self._related_to[entity, nominal.lemma] = owner[0]
        self.entities[entity].modifiers |= nominal.modifiers

    def resolve(self, nominal: Nominal) -> Resolution:
        """The actors a description means and why; no actors if it must stand for itself."""
        if said := self.facts.said_of.get(nominal.head):
            return (said[0],), {"code": said[1]}
        if nominal.lemma == "counterpart":
            return self._counterpart(nominal)
        if nominal.plural and nominal.determiner in _DEFINITE and nominal.count >= 2:
            found = self._pair(nominal)
            return found if found[0] else self._same_noun(nominal, self.facts.of(nominal))
        if nominal.plural and office_classes(nominal.lemma) and (found := self._holders(nominal))[0]:
            return found
        if nominal.lemma in WORDS["fighters"] and (found := self._movement(nominal))[0]:
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
        return self.things.resolve(nominal, of)

    def _relation(self, nominal: Nominal) -> Resolution:
        """ "his wife" again: the same relation of the same person."""
        owner = self.heads.get(nominal.owner if nominal.owner is not None else -1, ())
        known = self._relations.get((owner, nominal.lemma, nominal.plural)) if owner else None
        if known is None and not nominal.plural:
            known = self._only_child(nominal)
        if known is None and len(owner) == 1:
            known = self._other_half(nominal, owner[0])
        return ((known,), {"code": "nominal", "noun": nominal.lemma}) if known is not None else NONE

    def _other_half(self, nominal: Nominal, owner: int) -> int | None:
        """ "his wife ... her husband", "Orlo's lawyer ... his client": whom the owner is a relation of."""
        if nominal.lemma == "client":
            facts = self.entities[owner].facts
            return next((f.of for f in facts if "lawyer" in office_classes(f.office)), None)
        return self._related_to.get((owner, _SPOUSES.get(nominal.lemma, "")))

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
        if nominal.lemma in ("national", "old", "latter"):
            person = self._taken_up(nominal)
            return ((person,), {"code": "nominal", "noun": nominal.lemma}) if person is not None else NONE
        if of is None and self._of_another(nominal):
            return NONE
        preceding = bool(nominal.modifiers & WORDS["preceding"])
        former = preceding or bool(nominal.modifiers & WORDS["former"])
        holder = self.holder(nominal.lemma, of, nominal.head, former)
        if preceding and holder is None:
            return NONE
        if holder is None and former:
            holder = self._since_left(nominal, of)
        if holder is not None:
            return (holder,), {"code": "role-fact", "office": nominal.lemma, "of": shown(self.entities, of)}
        open_office = office_classes(nominal.lemma) & _OPEN_OFFICES
        state_office = of is None or bool(self.entities[of].state)
        if open_office and state_office and not former and not nominal.modifiers & WORDS["incoming"]:
            person = self._unlinked(nominal, of)
            if person is not None:
                return (person,), {"code": "nominal", "office": nominal.lemma, "of": shown(self.entities, of)}
        person = self._just_named(nominal, of)
        if person is not None:
            return (person,), {"code": "nominal", "office": nominal.lemma, "of": shown(self.entities, of)}
        return self._man_or_woman(nominal)

    def _taken_up(self, nominal: Nominal) -> int | None:
        """ "The Italian", "the 52-year-old", "the latter": the last person told of, beside it if it acts."""
        subject = self.doc[nominal.head].dep_ in ("nsubj", "nsubjpass")
        here = set() if subject else {a for e in self.recency.back(nominal.head, 0) for a in e.actors}
        if nominal.lemma == "national":
            of_state = self.recency.newest(nominal.head, FAR, lambda i: self._is_of(i, nominal.modifiers))
            if of_state is not None or not subject:
                return of_state
        rank = 0 if nominal.lemma == "latter" else 1
        return self.recency.newest(nominal.head, 2, lambda i: self._is_person(i) and i not in here, rank)

    def _is_of(self, index: int, states: frozenset[str]) -> bool:
        """Whether a person holds an office of one of the states."""
        owners = (fact.of for fact in self.entities[index].facts)
        return self._is_person(index) and any(
            of is not None and self.entities[of].state in states for of in owners
        )

    def _of_another(self, nominal: Nominal) -> bool:
        """ "the president of the college": of something that is no state, town or firm talked of."""
        behind = nominal.head + 1
        if behind >= nominal.last or self.doc[behind].lower_ != "of" or not office_classes(nominal.lemma):
            return False
        owner = next((child for child in self.doc[behind].rights if child.dep_ == "pobj"), None)
        return owner is not None and owner.pos_ == "NOUN" and owner.lemma_.lower() not in _GOVERNED

    def _unlinked(self, nominal: Nominal, of: int | None) -> int | None:
        """Who may hold an office that the text has linked to nobody: of a state, who it was about."""
        if of is None:
            return self.recency.newest(nominal.head, 1, self._without_office, 0)
        if self.doc[nominal.head].dep_ not in ("nsubj", "nsubjpass", "poss"):
            return None
        person = self.recency.newest(nominal.head, NEAR, self._without_office, 2)
        if person is not None:
            return person
        near = {a for e in self.recency.back(nominal.head, 1) for a in e.actors if self._without_office(a)}
        again = [actor for actor in near if len(self.entities[actor].spans) > 1]
        return again[0] if len(near) == 1 and again else None

    def _since_left(self, nominal: Nominal, of: int | None) -> int | None:
        """ "the former mayor" is the mayor of the sentences before, not one of the same sentence."""
        holder = self.holder(nominal.lemma, of, nominal.head) if nominal.determiner == "the" else None
        if holder is None:
            return None
        beside = any(holder in entry.actors for entry in self.recency.back(nominal.head, 0))
        return None if beside else holder

    def _just_named(self, nominal: Nominal, of: int | None) -> int | None:
        """ "Orlo confessed. The founder of Verdant had paid": the one person of the sentence before."""
        classes = office_classes(nominal.lemma)
        firm = of is not None and self.entities[of].kind is ActorKind.ORGANISATION
        told = classes & _TAKEN_UP or (firm and "head_of_company" in classes)
        subject = self.doc[nominal.head].dep_ in ("nsubj", "nsubjpass")
        if not told or not subject or nominal.determiner != "the" or nominal.plural:
            return None
        people = {
            actor
            for entry in self.recency.back(nominal.head, 1)
            for actor in entry.actors
            if self._is_person(actor)
        }
        one = people.pop() if len(people) == 1 else None
        return one if one is not None and self._without_office(one) else None

    def _man_or_woman(self, nominal: Nominal) -> Resolution:
        """ "the woman": the last person of that gender, if the noun says no more than that."""
        gender = gender_of_noun(nominal.lemma)
        plain = nominal.determiner in ("the", "this", "that") and not nominal.modifiers
        if not gender or not plain or office_classes(nominal.lemma):
            return NONE
        if nominal.lemma in NOUNS["relations"] | NOUNS["children"]:
            return NONE  # "the mother" is somebody's mother, not any woman
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

        found = self.recency.newest(before, FAR, holds)
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

    def _movement(self, nominal: Nominal) -> Resolution:
        """ "the rebels" for the Liberation Front just talked of."""
        if nominal.determiner != "the" or nominal.modifiers or nominal.last > nominal.head + 1:
            return NONE

        def fights(index: int) -> bool:
            entity = self.entities[index]
            return entity.kind is ActorKind.ORGANISATION and any(
                set(name.casefold().split()) & WORDS["movements"] for name in entity.names
            )

        best = self.recency.newest(nominal.head, FAR, fights)
        return ((best,), {"code": "nominal", "noun": nominal.lemma}) if best is not None else NONE

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
                place = shown(self.entities, of)
                return (holder,), {"code": "counterpart", "office": fact.office, "of": place}
        return NONE

    def _owner(self, nominal: Nominal) -> int | None:
        if nominal.owner is None:
            return None
        actors = self.heads.get(nominal.owner, ())
        return actors[0] if len(actors) == 1 else None

    # ---- pairs, and the same noun again --------------------------------------------------------

    def _pair(self, nominal: Nominal) -> Resolution:
        """ "the two leaders", "both countries": the most talked-of actors of that kind."""
        if nominal.lemma not in NOUNS["collective_pairs"] or nominal.modifiers & WORDS["contrasting"]:
            return NONE
        fits = self._member_of(nominal)
        found = self.recency.salient(nominal.head, NEAR, fits, self._state_of)[: nominal.count]
        if len(found) < nominal.count:
            found = self.recency.salient(nominal.head, FAR, fits, self._state_of)
        if len(found) != nominal.count:
            return NONE
        return tuple(sorted(found)), {"code": "collective", "noun": nominal.lemma, "count": nominal.count}

    def _both_leaders(self, nominal: Nominal) -> Resolution:
        """ "the leaders", "the companies" without a number: the two just talked of, if there are just two."""
        lemma = nominal.lemma
        if lemma not in WORDS["counterparts"] or not nominal.plural or nominal.determiner != "the":
            return NONE
        if nominal.count or nominal.modifiers or nominal.last > nominal.head + 1:
            return NONE
        fits = self._member_of(nominal)
        found = self.recency.salient(
            nominal.head, 2, lambda i: fits(i) and (lemma != "leader" or bool(self.entities[i].facts))
        )
        return (tuple(sorted(found)), {"code": "collective", "noun": lemma}) if len(found) == 2 else NONE

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
            if self._counts_otherwise(nominal, entity):
                continue
            if definite and nominal.determiner != "both" and nominal.modifiers <= entity.modifiers:
                return (index,), {"code": "nominal", "noun": nominal.lemma}
            if self._same_group(nominal, entity):
                return (index,), {"code": "nominal", "noun": nominal.lemma}
        return NONE

    def _counts_otherwise(self, nominal: Nominal, entity: Entity) -> bool:
        """ "About 500 people marched. The seven people hurt" are others."""
        if not nominal.plural or not nominal.count or not entity.count:
            return False
        return all(c.dep_ != "nummod" or c.lower_ != entity.count for c in self.doc[nominal.head].lefts)

    def _same_group(self, nominal: Nominal, entity: Entity) -> bool:
        bare = not nominal.determiner and not nominal.count
        collective = nominal.plural or nominal.kind is ActorKind.GROUP or nominal.lemma == "police"
        return (
            bare
            and collective
            and nominal.lemma not in WORDS["vague"]
            and nominal.modifiers == entity.modifiers
        )
