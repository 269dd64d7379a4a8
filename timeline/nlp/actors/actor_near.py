"""Pairs of actors that almost were one, and why they might be. Pure Python; people decide.

Actors are compared within blocks of one key each. Actors of which one article names both stay apart:
its readers see that it means two.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from timeline.nlp.actors import actor_keys, names
from timeline.nlp.actors.actor_keys import Key
from timeline.nlp.actors.actor_tellings import Telling
from timeline.terms import ActorKind

# A name that so many bear says nothing.
CROWD = 30
# Shorter words differ by one letter too easily.
_LONG_SURNAME = 5
_LONG_NAME = 8
_PERSON = ActorKind.PERSON
_BODIES = {ActorKind.ORGANISATION, ActorKind.OTHER}
_SURNAME, _GIVEN, _SPELLING, _SHORT, _ACRONYM, _KIND = 0.5, 0.55, 0.6, 0.4, 0.5, 0.45


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an actor is compared by: `people` holds the words of people's names, `things` those of others."""

    kind: ActorKind
    people: frozenset[tuple[str, ...]]
    things: frozenset[tuple[str, ...]]
    acronyms: frozenset[str]
    genders: frozenset[str]
    articles: frozenset[str]


def sketch(kind: ActorKind, tellings: Iterable[Telling]) -> Sketch:
    """Actors without a name, and those whom the tables know by all their names, have nothing to compare."""
    every = list(tellings)
    named = [telling for telling in every if telling.aliases]
    called = {telling.name for telling in named if not actor_keys.table_key(telling.name)}
    person = kind is _PERSON
    return Sketch(
        kind=kind,
        people=frozenset(names.person_words(name) for name in called if person) - {()},
        things=frozenset(actor_keys.thing(name)[1:] for name in called if not person) - {()},
        acronyms=frozenset(names.acronym(name) for name in called if not person) - {""},
        genders=frozenset(telling.gender for telling in named if telling.gender),
        articles=frozenset(telling.article for telling in every),
    )


def keys(one: Sketch) -> set[Key]:
    """The blocks in which an actor is compared."""
    found: set[Key] = set()
    for words in one.people:
        found.add(("surname", names.surname(words[-1])))
        found.add(("name", *map(names.loose, words)))
        if len(words) > 1 and len(last := names.loose(words[-1])) >= _LONG_SURNAME:
            found.update(("given", names.loose(words[0]), *half) for half in _halves(last))
    for words in one.things:
        found.add(("name", *words))
        if len(whole := "".join(words)) >= _LONG_NAME:
            found.update(("spelling", *half) for half in _halves(whole))
        found.update(("name", *_beginning(words, length)) for length in range(1, len(words)))
    found.update(("name", names.loose(acronym)) for acronym in one.acronyms)
    return found


def pairs(key: Key, block: Collection[tuple[int, Sketch]]) -> Iterator[tuple[int, int, float, str]]:
    """(left, right, score from 0 to 1, code) for actors of one block, by the numbers they come with."""
    if len(block) > CROWD:
        return
    for (left, one), (right, two) in combinations(sorted(block, key=lambda entry: entry[0]), 2):
        if one.articles.isdisjoint(two.articles):
            score, code = _compare(key, one, two)
            if score:
                yield left, right, score, code


def _compare(key: Key, one: Sketch, two: Sketch) -> tuple[float, str]:
    if key[0] in ("surname", "given"):
        return _people(key, one, two) if len(one.genders | two.genders) < 2 else (0.0, "")
    if key[0] == "spelling":
        near = _of_one_kind(one, two) and _near_names(one, two)
        return (_SPELLING, "spelling") if near else (0.0, "")
    words = key[1:]
    if (one.kind is _PERSON) != (two.kind is _PERSON):
        both = words in _keys_of(one) and words in _keys_of(two)
        return (_KIND, "kind") if both else (0.0, "")
    if words in one.things or words in two.things:
        if len(words) == 1 and (words[0] in map(names.loose, one.acronyms | two.acronyms)):
            return _ACRONYM, "acronym"
        bodies = {one.kind, two.kind} <= _BODIES
        return (_SHORT, "short") if bodies and one.things.isdisjoint(two.things) else (0.0, "")
    return 0.0, ""


def _beginning(words: tuple[str, ...], length: int) -> tuple[str, ...]:
    """As the key of a name of so many words would be."""
    return (*words[: length - 1], names.singular(words[length - 1]))


def _of_one_kind(one: Sketch, two: Sketch) -> bool:
    """A people and its country differ by a letter, too."""
    return one.kind is two.kind or ActorKind.OTHER in (one.kind, two.kind)


def _keys_of(one: Sketch) -> set[tuple[str, ...]]:
    return {tuple(map(names.loose, words)) for words in one.people} | one.things


def _people(key: Key, one: Sketch, two: Sketch) -> tuple[float, str]:
    full = [{words for words in each.people if len(words) > 1} for each in (one, two)]
    if key[0] == "given":
        near = any(names.same_given(a[0], b[0]) and _one_off(a[-1], b[-1]) for a in full[0] for b in full[1])
        return (_SPELLING, "spelling") if near else (0.0, "")
    if bool(full[0]) != bool(full[1]):
        return _SURNAME, "surname"
    near = any(
        names.surname(a[-1]) == names.surname(b[-1]) == key[1]
        and (names.same_given(a[0], b[0]) or _one_off(a[0], b[0]))
        for a in full[0]
        for b in full[1]
    )
    return (_GIVEN, "given-name") if near else (0.0, "")


def _near_names(one: Sketch, two: Sketch) -> bool:
    return one.things.isdisjoint(two.things) and any(
        _one_off("".join(a), "".join(b)) for a in one.things for b in two.things
    )


def _halves(word: str) -> set[tuple[str, str]]:
    """Beginnings and ends: of two words that differ by one letter, one half is the same."""
    lengths = {len(word) // 2, (len(word) - 1) // 2}
    return {half for length in lengths for half in (("^", word[:length]), ("$", word[len(word) - length :]))}


def _one_off(left: str, right: str) -> bool:
    """Whether one letter more, less or other makes one key of the other; numbers must be equal."""
    one, two = names.loose(left), names.loose(right)
    if [c for c in left if c.isdigit()] != [c for c in right if c.isdigit()]:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    return one[start + (len(one) >= len(two)) :] == two[start + (len(two) >= len(one)) :]
