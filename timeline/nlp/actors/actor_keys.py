"""Identity keys of an actor: equal keys mean the same actor, whichever article tells of it."""

from timeline.nlp.actors import gazetteer, names
from timeline.nlp.actors.actor_tellings import Telling
from timeline.nlp.actors.gazetteer import NOUNS
from timeline.terms import ActorKind

type Key = tuple[str, ...]

_THINGS = frozenset({ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.OTHER, ActorKind.GROUP})


def identity(telling: Telling) -> Key:
    """The key of a telling's own full name; () for a description that names nobody."""
    if not telling.aliases:
        return _description(telling)
    if telling.kind in _THINGS and (table := table_key(telling.name)):
        return table
    if telling.kind is ActorKind.PERSON:
        return person(telling.name)
    return thing(telling.name)


def table_key(name: str) -> Key:
    """The key of a state, people, town or body that the tables know, else ()."""
    if body := gazetteer.body(name):
        return ("body", body)
    entry = gazetteer.state(name)
    if entry is None:
        return ()
    if entry.sense in ("name", "people"):
        return ("state" if entry.sense == "name" else "people", entry.name)
    return ("town", gazetteer.town(name))


def person(name: str) -> Key:
    """Given name and surname, or the surname alone; middle names do not count."""
    parts = names.person_words(name)
    if not parts:
        return ()
    if len(parts) == 1:
        return ("person", names.surname(parts[0]))
    return ("person", names.loose(parts[0]), names.surname(parts[-1]))


def owner(of: str) -> Key:
    """The key of the state or body that an office belongs to."""
    return table_key(of) or thing(of)


def last_word(name: str) -> str:
    """By what a person's full name is found from a part of it; "" for none."""
    parts = names.person_words(name)
    return names.loose(parts[-1]) if parts else ""


def thing(name: str) -> Key:
    """All words of a name but company designators at its end."""
    words = list(names.words(name))
    while len(words) > 1 and words[-1] in NOUNS["company_designators"]:
        words.pop()
    if words:
        words[-1] = names.singular(words[-1])
    return ("thing", *(names.loose(w) for w in words)) if words else ()


def _description(telling: Telling) -> Key:
    """A description is the same everywhere only if a name in it says whose: "the Norland coastguard"."""
    if telling.kind in (ActorKind.PERSON, ActorKind.GROUP):
        return ()
    first, *rest = telling.name.split() or [""]
    bearer = first.removesuffix("'s").removesuffix("’s")
    if rest and bearer != first and table_key(bearer):
        return thing(" ".join([bearer, *rest]))
    owned = any(word[:1].isupper() for word in rest) and first.casefold() == "the"
    return thing(telling.name) if owned else ()
