"""Groups the names of one document into entities: which names are one actor's, and of what kind it is."""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from timeline.nlp import gazetteer, names, places
from timeline.nlp.gazetteer import NOUNS, WORDS
from timeline.nlp.mentions import Name
from timeline.nlp.records import Reason
from timeline.terms import ActorKind, MentionForm

type Words = tuple[str, ...]
type Span = tuple[int, int, int, MentionForm, Reason]

_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]")
_PERSON, _ORGANISATION, _PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


@dataclass(slots=True)
class Fact:
    """An office the text gives an entity; `of` is the index of the entity it is an office of."""

    office: str
    of: int | None
    first: int
    last: int
    former: bool = False
    since: str | None = None


@dataclass(slots=True)
class Entity:
    """An actor under construction. `spans` are (first, last, head, form, reason) of its mentions."""

    kind: ActorKind
    canonical: str = ""
    state: str = ""
    gender: str = ""
    plural: bool = False
    words: Words = ()
    names: Counter[str] = field(default_factory=Counter)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(self, first: int, last: int, head: int, form: MentionForm, reason: Reason) -> None:
        self.spans.append((first, last, head, form, reason))


@dataclass(slots=True)
class NameGroup:
    """All mentions of one spelling (folded words) and the votes on what it is."""

    words: Words
    mentions: list[Name] = field(default_factory=list)
    votes: Counter[ActorKind] = field(default_factory=Counter)
    gender: str = ""
    kind: ActorKind = ActorKind.OTHER
    firm: bool = False
    # whether anything but the recogniser speaks for a person
    human: bool = False


def group(doc: Doc, found: list[Name]) -> list[NameGroup]:
    """Names that are in no table, by spelling, each with its kind; longest spellings first."""
    groups: dict[Words, NameGroup] = {}
    lower = {token.text for token in doc if token.is_lower}
    for name in found:
        if name.sense:
            continue
        entry = groups.setdefault(name.words, NameGroup(name.words))
        entry.mentions.append(name)
        _vote(doc, name, entry)
        if name.label is _PERSON and lower.intersection(name.words):
            entry.votes[_PERSON] -= 2
    for entry in groups.values():
        _decide(entry)
    return sorted(groups.values(), key=lambda g: (-len(g.words), g.mentions[0].first))


def _vote(doc: Doc, name: Name, entry: NameGroup) -> None:
    votes = entry.votes
    if name.label:
        votes[name.label] += 2
    words = name.words
    if name.titles:
        votes[_PERSON] += 6
        entry.human = True
        entry.gender = entry.gender or next(filter(None, map(gazetteer.gender_of_title, name.titles)), "")
    given = words[0] in gazetteer.MALE_NAMES or words[0] in gazetteer.FEMALE_NAMES
    entry.human = entry.human or given
    if len(words) > 1 and given:
        votes[_PERSON] += 3
        entry.gender = entry.gender or gazetteer.gender_of_given(words[0])
    _vote_by_words(name, votes)
    human = votes[_PERSON]
    _vote_by_context(doc, name, votes)
    entry.human = entry.human or votes[_PERSON] > human


def _vote_by_words(name: Name, votes: Counter[ActorKind]) -> None:
    """What the tables and the shape of the name say."""
    words = name.words
    if gazetteer.is_place(name.text):
        votes[_PLACE] += 5
    elif gazetteer.is_company(name.text):
        votes[_ORGANISATION] += 5
    last = words[-1]
    if len(words) > 1 and (last in NOUNS["thing_words"] or words[0] in NOUNS["ship_prefixes"]):
        votes[ActorKind.OTHER] += 8
    if _INITIALS.match(name.text):
        votes[_PERSON] += 4
    if name.text.split()[-1].lower() in NOUNS["company_designators"] and len(words) > 1:
        votes[_ORGANISATION] += 6
    elif last in NOUNS["organisation_words"] and len(words) > 1:
        votes[_ORGANISATION] += 3
    elif last in NOUNS["place_words"] and len(words) > 1:
        votes[_PLACE] += 3
    if name.text[:1].islower() and not name.text.islower():
        votes[ActorKind.OTHER] += 6
    elif len(words) > 1 and last.isdigit():
        votes[ActorKind.OTHER] += 3
    if len(words) == 1 and name.text.isupper() and 2 <= len(name.text) <= 6:
        votes[_ORGANISATION] += 2


def _vote_by_context(doc: Doc, name: Name, votes: Counter[ActorKind]) -> None:
    head: Token = doc[name.head]
    before = doc[name.first - 1] if name.first else None
    if before is not None and before.lower_ in NOUNS["person"] and before.text not in (",",):
        votes[_PERSON] += 4
    if before is not None and before.lower_ == "the":
        votes[_PERSON] -= 2
    if head.dep_ == "nsubj" and (head.head.lemma_ in WORDS["speech"] or places.acts(head)):
        votes[_PERSON] += 1
    if any(c.dep_ == "relcl" and any(w.lower_ in ("who", "whom") for w in c.children) for c in head.rights):
        votes[_PERSON] += 3
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "near", "outside") and len(name.words) < 3:
        votes[_PLACE] += 2


def _decide(entry: NameGroup) -> None:
    if not entry.votes or max(entry.votes.values()) <= 0:
        return
    if len(entry.words) == 1 and not entry.human:
        entry.votes[_PERSON] = min(entry.votes[_PERSON], 1)
        entry.votes[ActorKind.OTHER] += 1
    order = [_PERSON, _ORGANISATION, _PLACE, ActorKind.GROUP, ActorKind.OTHER]
    best = max(order, key=lambda kind: (entry.votes[kind], -order.index(kind)))
    entry.kind = best
    entry.firm = entry.votes[best] >= 4 * max(1, len(entry.mentions)) or (
        best is _PERSON and len(entry.words) > 1
    )


class NameClusters:
    """Entities by name, for one document. `of` maps the first token of a name to its entity."""

    def __init__(self, doc: Doc, found: list[Name]) -> None:
        self.doc = doc
        self.entities: list[Entity] = []
        self.of: dict[int, int] = {}
        self._tables: dict[tuple[str, str], int] = {}
        self._exact: dict[Words, int] = {}
        self._persons: defaultdict[str, list[int]] = defaultdict(list)
        self._first_words: defaultdict[str, list[int]] = defaultdict(list)
        self._acronyms: defaultdict[str, list[int]] = defaultdict(list)
        self._last_words: defaultdict[str, list[int]] = defaultdict(list)
        groups = group(doc, found)
        for entry in groups:
            self._place_group(entry)
        for name in found:
            if name.sense:
                self._place_table_name(name)

    def _new(self, kind: ActorKind, words: Words = (), canonical: str = "", state: str = "") -> int:
        self.entities.append(Entity(kind, canonical=canonical, state=state, words=words))
        return len(self.entities) - 1

    def _link(self, name: Name, index: int, reason: Reason) -> None:
        entity = self.entities[index]
        self.of[name.first] = index
        if not name.adjective:
            entity.names[name.text] += 1
        entity.add(name.first, name.last, name.head, MentionForm.NAME, reason)

    # ---- names in the tables -------------------------------------------------------------------

    def _place_table_name(self, name: Name) -> None:
        """A state and its by-names are one place; a town or house that does not act is its own place."""
        if name.sense == "body":
            index = self._table_entity("body", name.entry, ActorKind.ORGANISATION)
            self._link(name, index, {"code": "alias-table", "name": name.entry})
        elif name.sense == "people":
            self._place_people(name)
        elif name.sense == "name":
            index = self._table_entity("state", name.entry, _PLACE)
            self._link(name, index, {"code": "alias-table", "name": name.entry})
        elif places.stands_for_state(self.doc, name):
            index = self._table_entity("state", name.entry, _PLACE)
            self._link(name, index, {"code": "metonymy", "state": name.entry})
        else:
            key = gazetteer.town(name.text)
            index = self._table_entity("town", key, _PLACE)
            self._link(name, index, {"code": "alias-key", "key": key})

    def _place_people(self, name: Name) -> None:
        """ "Norlander" before a noun and "the Norlanders" are the state, bare "Norlanders" its people."""
        token = self.doc[name.head]
        plural = token.tag_ in ("NNS", "NNPS")
        singular_noun = (
            token.pos_ in ("NOUN", "PROPN") and not plural and name.text in gazetteer.DEMONYM_NOUNS
        )
        if plural and not (name.first and self.doc[name.first - 1].lower_ == "the"):
            index = self._table_entity("people", name.entry, ActorKind.GROUP)
            self.entities[index].plural = True
            self.entities[index].names[name.text] += 1
            self._link(name, index, {"code": "demonym", "state": name.entry})
        elif not (singular_noun and token.dep_ in ("nsubj", "dobj", "pobj", "attr")):
            index = self._table_entity("state", name.entry, _PLACE)
            self._link(name, index, {"code": "demonym", "state": name.entry})

    def _table_entity(self, sort: str, entry: str, kind: ActorKind) -> int:
        if (sort, entry) not in self._tables:
            canonical = entry if sort in ("state", "body", "town") else ""
            index = self._new(kind, names.words(entry), canonical, entry if sort == "state" else "")
            self._tables[sort, entry] = index
        return self._tables[sort, entry]

    def state(self, name: str) -> int | None:
        """The entity of a state that the text names."""
        return self._tables.get(("state", name))

    # ---- other names ---------------------------------------------------------------------------

    def _place_group(self, entry: NameGroup) -> None:
        firm = self._without_designator(entry)
        personal = firm is None and (entry.kind is _PERSON or (not entry.firm and len(entry.words) == 1))
        if personal and self._place_person(entry):
            return
        index = self._exact.get(_thing_key(entry.words), firm)
        reason: Reason = {"code": "alias-key", "key": " ".join(entry.words)}
        if index is None and entry.kind in (_ORGANISATION, ActorKind.OTHER, _PLACE):
            index, reason = self._organisation(entry, reason)
        if index is None:
            index = self._new(entry.kind, entry.words)
            self._register(entry, index)
        for name in entry.mentions:
            self._link(name, index, reason)

    def _without_designator(self, entry: NameGroup) -> int | None:
        """The firm that another mention calls by the same words and "Corp."."""
        for index in self._first_words.get(entry.words[0], ()):
            words = self.entities[index].words
            rest = words[len(entry.words) :]
            if (
                words[: len(entry.words)] == entry.words
                and rest
                and set(rest) <= NOUNS["company_designators"]
            ):
                return index
        return None

    def _register(self, entry: NameGroup, index: int) -> None:
        self._exact[_thing_key(entry.words)] = index
        if entry.kind is _PERSON:
            self.entities[index].gender = entry.gender
            for word in {names.loose(entry.words[-1]), names.loose(entry.words[0])}:
                self._persons[word].append(index)
        else:
            self._first_words[entry.words[0]].append(index)
            for letters in names.acronyms(" ".join(entry.words)):
                self._acronyms[letters].append(index)
            if len(entry.words) > 1:
                self._last_words[entry.words[-1]].append(index)

    def _organisation(self, entry: NameGroup, reason: Reason) -> tuple[int | None, Reason]:
        """A shorter form of a name: without its designator, its leading word, its initials."""
        short = entry.mentions[0].text
        if len(entry.words) == 1 and sum(c.isupper() for c in short) > 1:
            spelled = self._acronyms.get(entry.words[0], [])
            if spelled:
                index = min(spelled, key=lambda i: len(self.entities[i].words))
                return index, {"code": "acronym", "name": next(iter(self.entities[index].names))}
            return None, reason
        if entry.kind is _PLACE:
            return None, reason
        teams = [
            i for i in self._last_words.get(entry.words[-1], ()) if self._is_team(entry, self.entities[i])
        ]
        if len(teams) == 1:
            return teams[0], reason
        longer = [
            i for i in self._first_words.get(entry.words[0], ()) if self._shortens(entry, self.entities[i])
        ]
        return (longer[0], reason) if len(longer) == 1 else (None, reason)

    def _shortens(self, entry: NameGroup, entity: Entity) -> bool:
        """ "Orlo" for "Orlo Shipping Corp."; products and models are not shortened."""
        rest = entity.words[len(entry.words) :]
        if entity.kind is not _ORGANISATION or entity.words[: len(entry.words)] != entry.words:
            return False
        if all(word in NOUNS["company_designators"] for word in rest):
            return True
        business = NOUNS["company_designators"] | NOUNS["organisation_words"] | NOUNS["business_words"]
        return entry.kind is _ORGANISATION and len(rest) <= 2 and all(word in business for word in rest)

    def _is_team(self, entry: NameGroup, entity: Entity) -> bool:
        """ "the Gulls" for "Lakeport Gulls": the place may be left out of a team's name."""
        before = " ".join(entity.words[:-1]).title()
        known = gazetteer.is_place(before) or gazetteer.state(before) is not None
        return len(entry.words) == 1 and entity.kind is not _PERSON and known

    def _place_person(self, entry: NameGroup) -> bool:
        """Link a person's name to the one full name it may shorten, mention by mention if two fit."""
        words = names.person_words(" ".join(entry.words)) if entry.kind is _PERSON else entry.words
        fits = [i for i in self._candidates(words) if self._agrees(entry, words, self.entities[i])]
        surnames = [i for i in fits if names.same_word(words[-1], self.entities[i].words[-1])]
        fits = surnames or fits
        if not fits:
            if entry.kind is not _PERSON:
                return False
            index = self._new(_PERSON, words)
            entry.words = words
            self._register(entry, index)
            fits = [index]
        named = {i: sorted(span[0] for span in self.entities[i].spans) for i in fits}
        for name in entry.mentions:
            index = fits[0]
            if len(fits) > 1:
                index = self._nearest(name, self._of_gender(name, fits), named)
                insort(named[index], name.first)
            self._link(name, index, {"code": "alias-key", "key": " ".join(words)})
            self.entities[index].gender = self.entities[index].gender or entry.gender
        return True

    def _candidates(self, words: Words) -> list[int]:
        found = self._persons.get(names.loose(words[-1]), ())
        if len(words) == 1:
            return list(found)
        return list(dict.fromkeys([*found, *self._persons.get(names.loose(words[0]), ())]))

    def _agrees(self, entry: NameGroup, words: Words, entity: Entity) -> bool:
        told = {g for name in entry.mentions for g in map(gazetteer.gender_of_title, name.titles) if g}
        if entity.gender and told and entity.gender not in told:
            return False
        return names.same_person_name(words, entity.words)

    def _of_gender(self, name: Name, fits: list[int]) -> list[int]:
        """ "Mr Halden" is none of the women."""
        gender = next(filter(None, map(gazetteer.gender_of_title, name.titles)), "")
        agreeing = [i for i in fits if gender and self.entities[i].gender == gender]
        return agreeing or fits

    def _nearest(self, name: Name, fits: list[int], named: dict[int, list[int]]) -> int:
        """Of several people of that name, the one named last before; at the beginning the one named next.

        `named` holds the sorted first tokens of each one's mentions so far."""

        def rank(index: int) -> tuple[bool, int]:
            place = bisect_left(named[index], name.first)
            return (True, named[index][place - 1]) if place else (False, -min(named[index], default=0))

        return max(fits, key=rank)


def _thing_key(words: Words) -> Words:
    return tuple(names.loose(w) for w in (*words[:-1], names.singular(words[-1])))
