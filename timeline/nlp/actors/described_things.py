"""Resolves descriptions of places, organisations and products: "the union", "that country"."""

from spacy.tokens import Doc

from timeline.nlp.actors import gazetteer
from timeline.nlp.actors.entities import Entity
from timeline.nlp.actors.gazetteer import BODY_HEADS, NOUNS, WORDS
from timeline.nlp.actors.mentions import Nominal
from timeline.nlp.actors.recency import Recency
from timeline.nlp.records import Reason
from timeline.terms import ActorKind

type Resolution = tuple[tuple[int, ...], Reason]

NONE: Resolution = ((), {})
# "the new company" is another one
_OTHERS = WORDS["contrasting"] | WORDS["incoming"] | WORDS["former"]
# how many sentences back descriptions look
NEAR, FAR = 3, 12


def shown(entities: list[Entity], index: int | None) -> str | None:
    """The name of an entity in a reason."""
    if index is None:
        return None
    return entities[index].canonical or next(iter(entities[index].names), None)


def _may_be_town(entity: Entity) -> bool:
    """No river, no continent, no "West"."""
    last = entity.words[-1] if entity.words else ""
    return last not in WORDS["regions"] and (last in NOUNS["town_nouns"] or last not in NOUNS["place_words"])


def is_craft(entity: Entity) -> bool:
    """Whether it is a vessel or an aircraft, by its name or by what it was called."""
    return entity.kind is ActorKind.OTHER and (
        gazetteer.names_craft(entity.words) or not entity.heads.isdisjoint(NOUNS["craft"])
    )


class DescribedThings:
    """Looks up which thing a description means; `heads` leads from resolved tokens to actors."""

    def __init__(
        self, doc: Doc, entities: list[Entity], recency: Recency, heads: dict[int, tuple[int, ...]]
    ) -> None:
        self.doc = doc
        self.entities = entities
        self.recency = recency
        self.heads = heads

    def resolve(self, nominal: Nominal, of: int | None) -> Resolution:
        """The place, organisation or product meant, `of` being what the description is "of"."""
        if nominal.kind is ActorKind.PLACE:
            return self._place(nominal, of)
        if nominal.kind is ActorKind.ORGANISATION:
            return self._organisation(nominal, of)
        found = self._named_so(nominal, of)
        if found[0] or of is not None or nominal.modifiers:
            return found
        if nominal.lemma not in NOUNS["product"] | NOUNS["craft"]:
            return found
        craft = nominal.lemma in NOUNS["craft"]
        best = self.recency.newest(nominal.head, NEAR, self._is_craft) if craft else None
        if best is None:
            best = self.recency.newest(nominal.head, 2, self._may_be_product)
        return ((best,), {"code": "nominal", "noun": nominal.lemma}) if best is not None else NONE

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
            if not wants_state and not _may_be_town(entity):
                return False
            return bool(entity.state) == wants_state or nominal.lemma in entity.heads

        salient = self.recency.salient(nominal.head, NEAR, fits)
        if not salient:
            return NONE
        return (salient[0],), {"code": "nominal", "noun": nominal.lemma}

    def _organisation(self, nominal: Nominal, of: int | None) -> Resolution:
        if nominal.lemma in ("government", "administration", "regime"):
            return self._government(nominal, of)
        if nominal.owner is not None and of is None:
            return self._employer(nominal)

        found = self._named_so(nominal, of)
        generic = nominal.lemma in WORDS["companies"] | {"organization", "organisation"}
        told = of is not None or (nominal.last > nominal.head + 1 and nominal.lemma not in WORDS["makers"])
        if found[0] or told or not generic or nominal.modifiers & _OTHERS:
            return found
        beside = self._same_clause(nominal)
        salient = self.recency.salient(
            nominal.head, NEAR, lambda i: i not in beside and self._may_be_company(i)
        )
        # "the software giant" is a by-name; "the flour maker" is one if just one firm is talked of
        if salient and (self._plain(nominal) or (len(salient) == 1 and nominal.determiner == "the")):
            return (salient[0],), {"code": "nominal", "noun": nominal.lemma}
        return NONE

    def _employer(self, nominal: Nominal) -> Resolution:
        """ "his company" is the one he is the founder or head of, if just one is told."""
        owners = self.heads.get(nominal.owner if nominal.owner is not None else -1, ())
        if len(owners) != 1 or nominal.plural or nominal.modifiers & _OTHERS:
            return NONE
        bodies = {fact.of for fact in self.entities[owners[0]].facts if fact.of is not None}
        generic = nominal.lemma in WORDS["companies"]
        fits = [
            body
            for body in bodies
            if nominal.lemma in self._heads(self.entities[body]) or (generic and self._may_be_company(body))
        ]
        return ((fits[0],), {"code": "nominal", "noun": nominal.lemma}) if len(fits) == 1 else NONE

    def _plain(self, nominal: Nominal) -> bool:
        """Whether nothing but a seat or a listing is told: "the Brist-based company"."""
        return nominal.modifiers <= WORDS["seated"] or nominal.lemma == "giant"

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

        best = self.recency.newest(nominal.head, FAR, fits, -1)
        return ((best,), {"code": "nominal", "noun": nominal.lemma}) if best is not None else NONE

    def _heads(self, entity: Entity) -> set[str]:
        """Nouns that may refer back to a named thing: told, in the table, the last of its name."""
        if entity.kind is ActorKind.PERSON or not entity.names:
            return set()
        last = {name.split()[-1].casefold() for name in entity.names if " " in name}
        for link in (" of ", " for "):
            last |= {n.casefold().partition(link)[0].split()[-1] for n in entity.names if link in n}
        if last & WORDS["union_members"]:
            last |= {"union"}
        if last & NOUNS["regulators"]:
            last |= {"regulator", "watchdog", "agency"}
        return entity.heads | BODY_HEADS.get(entity.canonical, frozenset()) | last

    def _may_be_product(self, index: int) -> bool:
        return self.entities[index].kind is ActorKind.OTHER and bool(self.entities[index].names)

    def _is_craft(self, index: int) -> bool:
        return is_craft(self.entities[index])

    def _may_be_company(self, index: int) -> bool:
        entity = self.entities[index]
        if entity.kind is not ActorKind.ORGANISATION or not entity.names or entity.canonical:
            return False
        last = entity.words[-1] if entity.words else ""
        return last not in NOUNS["no_firms"] and last not in WORDS["union_members"]

    def _government(self, nominal: Nominal, of: int | None) -> Resolution:
        if of is not None:
            if self.entities[of].state:
                return (of,), {"code": "metonymy", "state": shown(self.entities, of)}
            return NONE
        if nominal.owner is not None:
            owners = self.heads.get(nominal.owner, ())
            if len(owners) == 1 and self.entities[owners[0]].state:
                return owners, {"code": "metonymy", "state": shown(self.entities, owners[0])}
            return NONE
        if nominal.modifiers:
            return NONE
        states = self.recency.salient(nominal.head, NEAR, lambda i: bool(self.entities[i].state))
        if len(states) != 1:
            return NONE
        return (states[0],), {"code": "metonymy", "state": shown(self.entities, states[0])}
