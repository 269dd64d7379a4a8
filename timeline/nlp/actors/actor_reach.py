"""Keys of which two tellings must share one, directly or through others, to bear on each other's merging.

Whatever shares none can be merged without a look at the other. Pure Python.
"""

from collections.abc import Iterable

from timeline.nlp.actors import actor_keys, gazetteer, names
from timeline.nlp.actors.actor_keys import Key
from timeline.nlp.actors.actor_tellings import Office, Telling
from timeline.terms import ActorKind


def keys(telling: Telling) -> set[Key]:
    """Names by all their words, those of people by the last one, too; acronyms; offices of people."""
    person = telling.kind is ActorKind.PERSON
    found = {actor_keys.identity(telling)}
    for name in {telling.name, *telling.aliases} if telling.aliases else ():
        found |= of_name(name, person=person)
    if person:
        found |= _offices(telling.roles)
    return {key for key in found if len(key) > 1}


def of_name(name: str, *, person: bool) -> set[Key]:
    """The same for one name, whoever bears it."""
    found = {actor_keys.thing(name)}
    last = names.person_words(name)[-1:]
    if person and last:
        found |= {("last", names.loose(last[0])), ("last", names.surname(last[0]))}
    if not person:
        found |= {actor_keys.table_key(name), ("thing", names.loose(names.acronym(name)))}
    return {key for key in found if len(key) > 1 and key[1]}


def _offices(roles: Iterable[Office]) -> set[Key]:
    """Offices that may be one under another word share a key."""
    return {
        ("office", *actor_keys.owner(role.of), *name)
        for role in roles
        if role.of
        for name in (
            *(("word", word) for word in role.office.casefold().split()[-1:]),
            *(("class", each) for each in gazetteer.office_classes(role.office)),
        )
    }
