"""Groups the names of one document into entities: which names are one actor's."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict

from spacy.tokens import Doc

from timeline.nlp.actors import gazetteer, names, places, renamings
from timeline.nlp.actors.entities import Entity, Words
from timeline.nlp.actors.gazetteer import NOUNS, WORDS
from timeline.nlp.actors.mentions import Name
from timeline.nlp.actors.name_kinds import NameGroup, by_title, group, has_officers
from timeline.nlp.records import Reason
from timeline.terms import ActorKind, MentionForm

_PERSON, _ORGANISATION, _PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE

# how many tokens apart a short and a full name stand that cannot be one person's
_BESIDE = 5


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
        self._alone = {entry.words[0] for entry in groups if len(entry.words) == 1}
        for entry in groups:
            self._place_group(entry)
        self._derive_demonyms(groups)
        for name in found:
            if name.sense:
                self._place_table_name(name)
        for now, other in renamings.find(doc, found):
            self._rename(now, other)

    def _new(self, kind: ActorKind, words: Words = (), canonical: str = "", state: str = "") -> int:
        self.entities.append(Entity(kind, canonical=canonical, state=state, words=words))
        return len(self.entities) - 1

    def _link(self, name: Name, index: int, reason: Reason) -> None:
        entity = self.entities[index]
        self.of[name.first] = index
        if not name.adjective:
            entity.names[name.text] += 1
        entity.add(name.first, name.last, name.head, MentionForm.NAME, reason)

    def _rename(self, now: Name, other: Name) -> None:
        """The actor of the other name is the one that is called `now` since."""
        kept, gone = self.of.get(now.first), self.of.get(other.first)
        if kept is None or gone is None or now.adjective or other.adjective:
            return
        entity, former = self.entities[kept], self.entities[gone]
        kinds = {entity.kind, former.kind}
        if kept == gone or former.canonical or (len(kinds) > 1 and _PERSON in kinds):
            return
        if _ORGANISATION in kinds:
            entity.kind = _ORGANISATION
        entity.called = entity.canonical or max(entity.names, key=len)
        self.unite(kept, gone)

    def unite(self, kept: int, gone: int) -> None:
        """Make two entities one; the other is left without mentions and names."""
        entity, other = self.entities[kept], self.entities[gone]
        for span in other.spans:
            entity.spans.append(span)
            if self.of.get(span[0]) == gone:
                self.of[span[0]] = kept
        entity.names += other.names
        entity.gender = entity.gender or other.gender
        entity.facts += other.facts
        entity.heads |= other.heads
        other.spans, other.names, other.facts = [], Counter(), []

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
            if name.sense == "body_seat":
                index = self._table_entity("body", name.entry, ActorKind.ORGANISATION)
                self._link(name, index, {"code": "metonymy", "state": name.entry})
                return
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

    def _derive_demonyms(self, groups: list[NameGroup]) -> None:
        """ "Norlander" beside "Norland": a people named after a country that no table knows."""
        for entry in groups:
            index = self._country_of(entry.words) if len(entry.words) == 1 else None
            if index is None or self.of.get(entry.mentions[0].first) == index:
                continue
            country = self.entities[index]
            country.kind, country.state = _PLACE, next(iter(country.names))
            for name in entry.mentions:
                old = self.entities[self.of[name.first]]
                old.spans = [span for span in old.spans if span[0] != name.first]
                self.of[name.first] = index
                reason: Reason = {"code": "demonym", "state": country.state}
                country.add(name.first, name.last, name.head, MentionForm.NAME, reason)

    def _country_of(self, words: Words) -> int | None:
        for ending in WORDS["demonym_endings"]:
            stem = words[0].removesuffix(ending)
            if len(stem) < 4 or stem == words[0]:
                continue
            for tail in ("", "a", "e", "ia", "land", "y"):
                index = self._exact.get((names.loose(stem + tail),))
                if index is not None and self.entities[index].kind is not _PERSON:
                    return index
        return None

    def state(self, name: str) -> int | None:
        """The entity of a state that the text names."""
        return self._tables.get(("state", name))

    # ---- other names ---------------------------------------------------------------------------

    def _place_group(self, entry: NameGroup) -> None:
        firm = self._without_designator(entry)
        personal = firm is None and (
            entry.kind is _PERSON
            or (not entry.firm and len(entry.words) == 1)
            or self._ends_full_name(names.person_words(" ".join(entry.words)))
        )
        personal = personal or (firm is None and self._told_surname(entry))
        if personal and all(self._place_person(part) for part in by_title(entry)):
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

    def _ends_full_name(self, words: Words) -> bool:
        """ "Ruiz de Orlo" after "Ana Ruiz de Orlo", whatever the recogniser takes it for."""
        return any(
            names.is_surname_of(words, self.entities[i].words)
            for i in self._persons.get(names.loose(words[-1]), ())
        )

    def _told_surname(self, entry: NameGroup) -> bool:
        """A word that is the surname of somebody named in full, and that nothing is "in" or "at"."""
        if (
            len(entry.words) > 1
            or gazetteer.is_place(entry.mentions[0].text)
            or entry.votes[_ORGANISATION] > 3
        ):
            return False
        same = [self.entities[i] for i in self._persons.get(names.loose(entry.words[0]), ())]
        if not any(len(person.words) > 1 and person.words[-1] == entry.words[0] for person in same):
            return False
        return not any(places.locates(self.doc[name.head]) for name in entry.mentions)

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
        # a kind that the recogniser alone gave may be wrong
        if entry.kind is _PLACE and entry.votes[_PLACE] > 2 * len(entry.mentions):
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
        rest = rest[: _before_designators(rest)]
        if not rest:
            return True
        business = NOUNS["company_designators"] | NOUNS["organisation_words"] | NOUNS["business_words"]
        if len(rest) > 2 or gazetteer.is_place(entry.mentions[0].text):
            return False
        return all(word in business for word in rest) or not {*rest} & NOUNS["institutions"]

    def _is_team(self, entry: NameGroup, entity: Entity) -> bool:
        """ "the Gulls" for "Lakeport Gulls": the place may be left out of a team's name."""
        before = " ".join(entity.words[:-1]).title()
        known = gazetteer.is_place(before) or gazetteer.state(before) is not None
        return len(entry.words) == 1 and entity.kind is not _PERSON and known

    def _place_person(self, entry: NameGroup) -> bool:
        """Link a person's name to the one full name it may shorten, mention by mention if two fit."""
        personal = entry.kind is _PERSON or len(entry.words) > 1
        words = names.person_words(" ".join(entry.words)) if personal else entry.words
        fits = [i for i in self._candidates(words) if self._agrees(entry, words, self.entities[i])]
        surnames = [i for i in fits if names.same_word(words[-1], self.entities[i].words[-1])]
        fits = self._not_on_first_terms(words, surnames or fits)
        if not fits:
            if entry.kind is not _PERSON:
                return False
            index = self._new(_PERSON, words)
            entry.words = words
            self._register(entry, index)
            fits = [index]
        short = sorted(name.first for name in entry.mentions)
        named = {i: _taking_over(sorted(span[0] for span in self.entities[i].spans), short) for i in fits}
        introduced = min((first for spans in named.values() for first in spans[:1]), default=0)
        firm = self._firm_of_that_name(words)
        for name in entry.mentions:
            index = fits[0]
            if firm is not None and not name.titles and self._means_firm(name, introduced):
                self._link(name, firm, {"code": "alias-key", "key": " ".join(words)})
                continue
            if len(fits) > 1:
                index = self._nearest(name, self._of_gender(name, fits), named)
                insort(named[index], name.first)
            self._link(name, index, {"code": "alias-key", "key": " ".join(words)})
            self.entities[index].gender = self.entities[index].gender or entry.gender
        return True

    def _not_on_first_terms(self, words: Words, fits: list[int]) -> list[int]:
        """Of several people of a surname those whom the text does not call by the given name alone."""
        if len(words) > 1 or len(fits) < 2:
            return fits
        others = [i for i in fits if self.entities[i].words[0] not in self._alone]
        return others or fits

    def _firm_of_that_name(self, words: Words) -> int | None:
        """ "Orlo" may be "Orlo Shipping" as well as Ana Orlo."""
        firms = [
            i
            for i in self._first_words.get(words[0], ())
            if len(words) == 1 and self.entities[i].kind is _ORGANISATION and len(self.entities[i].words) > 1
        ]
        return firms[0] if len(firms) == 1 else None

    def _means_firm(self, name: Name, introduced: int) -> bool:
        """A surname that is also a firm's is the firm's until the person has been introduced."""
        return name.first < introduced or has_officers(self.doc[name.head])

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


def _before_designators(words: Words) -> int:
    """How many words are left without "Co. Ltd." at the end."""
    end = len(words)
    while end and words[end - 1] in NOUNS["company_designators"]:
        end -= 1
    return end


def _taking_over(full: list[int], short: list[int]) -> list[int]:
    """The mentions by full name that the short name may take up: "Orlo's cousin Orlo Brist" leaves
    the short name, which the writer uses beside it, with its first bearer."""

    def beside(token: int) -> bool:
        place = bisect_left(short, token)
        return place > 0 and token - short[place - 1] <= _BESIDE

    return [token for token in full if not beside(token)]


def _thing_key(words: Words) -> Words:
    return tuple(names.loose(w) for w in (*words[:-1], names.singular(words[-1])))
