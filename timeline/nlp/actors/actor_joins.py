"""The joins behind the merge of actors: a union-find that respects what people decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.nlp.actors import actor_keys, listed_actors, names
from timeline.nlp.actors.actor_keys import Key
from timeline.nlp.actors.actor_tellings import Office, Reference, Telling, TellingKey
from timeline.nlp.actors.gazetteer import same_office
from timeline.nlp.records import Reason
from timeline.terms import ActorKind

_PERSON = ActorKind.PERSON
_TERM_YEARS = 5


@dataclass(slots=True)
class _Profile:
    """What a cluster of people is known by: the words of its names, genders, articles."""

    names: set[tuple[str, ...]]
    genders: set[str]
    articles: set[str]

    def may_be(self, other: _Profile) -> bool:
        """Whether all these names may shorten (or spell out) full ones of the other, of no other gender."""
        if len(self.genders | other.genders) > 1:
            return False
        full = [words for words in other.names if len(words) > 1]
        return bool(full) and all(any(names.same_person_name(mine, f) for f in full) for mine in self.names)

    def merged(self, other: _Profile) -> _Profile:
        return _Profile(
            self.names | other.names, self.genders | other.genders, self.articles | other.articles
        )


class Joiner:
    """Joins tellings, the surest links first. Every step is one pass over an index of keys.

    `tellings` must be sorted; members are numbered by their place in it.
    """

    def __init__(self, tellings: Sequence[Telling], cannot: Iterable[tuple[TellingKey, TellingKey]]) -> None:
        self.tellings = tellings
        self.reasons: dict[int, Reason] = {}
        self._parent = list(range(len(tellings)))
        self._members = [[i] for i in range(len(tellings))]
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        self._reference: dict[int, str] = {}
        self.number = {telling.key: i for i, telling in enumerate(tellings)}
        for left, right in cannot:
            if left in self.number and right in self.number and left != right:
                self._apart[self.number[left]].add(self.number[right])
                self._apart[self.number[right]].add(self.number[left])

    # ---- union-find ----------------------------------------------------------------------------

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def members(self, root: int) -> list[int]:
        return self._members[root]

    def roots(self) -> list[int]:
        return [i for i, parent in enumerate(self._parent) if i == parent]

    def join(self, left: int, right: int, reason: Reason) -> bool:
        """Join two clusters unless somebody decided otherwise; the reason goes to `right`'s telling."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return True
        if any(self.root(i) == b for i in self._apart[a]):
            return False
        listed = self._reference.get(a), self._reference.get(b)
        if None not in listed and listed[0] != listed[1]:
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members[b]
        self._members[b] = []
        self._apart[a] |= self._apart.pop(b, set())
        if reference := self._reference.pop(b, None):
            self._reference[a] = reference
        self.reasons.setdefault(right if right not in self.reasons else left, reason)
        return True

    def reference(self, index: int) -> str:
        """The id of the listed actor that a cluster is, "" if none."""
        return self._reference.get(self.root(index), "")

    # ---- the steps -----------------------------------------------------------------------------

    def listed(self, references: Sequence[Reference]) -> None:
        """All tellings that a listed actor's names fit are that actor; two listed actors stay two."""
        for reference, group in listed_actors.matches(self.tellings, references):
            reason: Reason = {"code": "listed", "id": reference.id}
            first = group[0]
            if self._reference.setdefault(self.root(first), reference.id) != reference.id:
                continue
            self.reasons.setdefault(first, reason)
            for other in group[1:]:
                self.join(first, other, reason)
                self._reference.setdefault(self.root(other), reference.id)

    def same_names(self) -> None:
        """Tellings with one identity key; people known by surname only if genders agree."""
        index: defaultdict[Key, list[int]] = defaultdict(list)
        for i, telling in enumerate(self.tellings):
            if key := actor_keys.identity(telling):
                index[key].append(i)
        surnames = self._full_names_by_surname()
        for key, group in index.items():
            if key[0] == "person" and len(key) == 2 and len(surnames.get(key[1], ())) > 1:
                continue
            for part in self._by_gender(group) if key[0] == "person" and not in_full(key) else [group]:
                for i in part[1:]:
                    self.join(part[0], i, reason(key))

    def misread_kinds(self) -> None:
        """A name read as a person here and as a thing there: the same several words are one actor,
        a single word only if nothing in the article speaks of a person."""
        things: dict[Key, int] = {}
        for i, telling in enumerate(self.tellings):
            key = actor_keys.identity(telling)
            if key and key[0] == "thing":
                things.setdefault(key[1:], i)
        for i, telling in enumerate(self.tellings):
            if telling.kind is not _PERSON or not telling.aliases:
                continue
            key = actor_keys.thing(telling.name)[1:]
            plain = not telling.gender and not telling.roles
            if key in things and (len(key) > 1 or plain):
                self.join(things[key], i, {"code": "alias-key", "key": " ".join(key)})

    def short_names(self) -> None:
        """Surnames, initials, short forms and acronyms join the full name they fit if there is just one."""
        persons: defaultdict[str, set[int]] = defaultdict(set)
        shorts: defaultdict[Key, set[int]] = defaultdict(set)
        for i, telling in enumerate(self.tellings):
            root = self.root(i)
            for alias in telling.aliases:
                if telling.kind is _PERSON:
                    if len(names.person_words(telling.name)) > 1:
                        persons[actor_keys.last_word(alias)].add(root)
                else:
                    shorts[actor_keys.thing(alias)].add(root)
                    if acronym := names.acronym(alias):
                        shorts["thing", names.loose(acronym)].add(root)
        profiles = {root: self._profile(root) for root in self.roots()}
        for root in sorted(profiles):
            telling = self.tellings[root]
            if telling.aliases and telling.kind is _PERSON:
                self._short_person(root, persons, profiles)
            elif telling.aliases:
                self._short_thing(root, shorts)

    def described(self) -> None:
        """A description with an office of a state: the one person whom another article gives that office."""
        holders: defaultdict[Key, list[tuple[int, Office]]] = defaultdict(list)
        for i, telling in enumerate(self.tellings):
            if telling.aliases and telling.kind is _PERSON:
                for role in telling.roles:
                    if role.of:
                        holders[actor_keys.owner(role.of)].append((i, role))
        for i, telling in enumerate(self.tellings):
            if telling.aliases or telling.kind is not _PERSON:
                continue
            for role in telling.roles:
                self._holder(i, role, holders.get(actor_keys.owner(role.of), []))

    # ---- details -------------------------------------------------------------------------------

    def _full_names_by_surname(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for telling in self.tellings:
            key = actor_keys.person(telling.name) if telling.aliases and telling.kind is _PERSON else ()
            if len(key) == 3 and len(key[1]) > 1:
                found[key[2]].add(key[1])
        return found

    def _by_gender(self, group: list[int]) -> list[list[int]]:
        """Men apart from women; who is neither goes with the more numerous."""
        male = [i for i in group if self.tellings[i].gender == "male"]
        female = [i for i in group if self.tellings[i].gender == "female"]
        rest = [i for i in group if self.tellings[i].gender not in ("male", "female")]
        if len(female) > len(male):
            male, female = female, male
        return [part for part in (sorted(male + rest), female) if part]

    def _profile(self, root: int) -> _Profile:
        members = [self.tellings[m] for m in self.members(root)]
        return _Profile(
            {names.person_words(t.name) for t in members},
            _gender(members),
            {t.article for t in members},
        )

    def _short_person(self, start: int, persons: dict[str, set[int]], profiles: dict[int, _Profile]) -> None:
        here = self.root(start)
        mine = profiles[here]
        ends = {names.loose(words[-1]) for words in mine.names if words}
        found = {self.root(r) for end in ends for r in persons.get(end, ())} - {here}
        fits = [r for r in sorted(found) if mine.may_be(profiles[r])]
        if len(fits) != 1 or mine.articles & profiles[fits[0]].articles:
            return
        words = " ".join(min(mine.names))
        if self.join(fits[0], here, {"code": "alias-key", "key": words}):
            profiles[self.root(here)] = mine.merged(profiles[fits[0]])

    def _short_thing(self, start: int, shorts: dict[Key, set[int]]) -> None:
        index = self.root(start)
        telling = self.tellings[start]
        key = actor_keys.thing(telling.name)
        if actor_keys.table_key(telling.name):
            return
        others = {self.root(r) for r in shorts.get(key, ())} - {index}
        others = {r for r in others if self.tellings[r].kind is not _PERSON}
        if len(others) == 1:
            self.join(others.pop(), index, {"code": "alias-key", "key": " ".join(key[1:])})

    def _holder(self, index: int, role: Office, known: list[tuple[int, Office]]) -> None:
        telling = self.tellings[index]
        if not role.of:
            return
        fits: defaultdict[int, list[str]] = defaultdict(list)
        for i, fact in known:
            other = self.tellings[i]
            if (
                same_office(role.office, fact.office)
                and bool(role.valid_to) == bool(fact.valid_to)
                and _same_time(telling.published, other.published, fact)
                and other.article != telling.article
            ):
                fits[self.root(i)].append(other.published)
        holder = _in_office(fits, telling.published)
        if holder is not None:
            self.join(holder, index, {"code": "role-fact", "office": role.office, "of": role.of})


def reason(key: Key) -> Reason:
    """Why tellings of one identity key are one actor."""
    if key[0] in ("state", "people", "town", "body"):
        return {"code": "alias-table", "name": key[1]}
    return {"code": "alias-key", "key": " ".join(key[1:])}


def _same_time(told: str, known: str, fact: Office) -> bool:
    """Whether a description published on `told` can mean who held the office when `known` was published."""
    if fact.valid_from and told and told[: len(fact.valid_from)] < fact.valid_from:
        return False
    if not told or not known:
        return True
    return abs(int(told[:4]) - int(known[:4])) <= _TERM_YEARS


def _in_office(told: dict[int, list[str]], day: str) -> int | None:
    """Of several holders one after the other, whom articles last called so by `day`; None if that is open.

    `told` holds when each was called so. Holders whom articles name in turns held it at one time.
    """
    if len(told) < 2:
        return next(iter(told), None)
    if not day or not all(all(days) for days in told.values()):
        return None
    ranked = sorted(told, key=lambda root: min(told[root]))
    if any(max(told[left]) >= min(told[right]) for left, right in pairwise(ranked)):
        return None
    return max((root for root in ranked if min(told[root]) <= day), key=ranked.index, default=ranked[0])


def in_full(key: Key) -> bool:
    """A surname with a given name written out: one misread pronoun does not make two people of it."""
    return len(key) == 3 and len(key[1]) > 1


def _gender(members: list[Telling]) -> set[str]:
    """The gender most tellings speak of; none where they balance."""
    counts = Counter(telling.gender for telling in members if telling.gender)
    most = max(counts.values(), default=0)
    found = {gender for gender, count in counts.items() if count == most}
    return found if len(found) == 1 else set()
