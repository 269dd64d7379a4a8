"""Which tellings are actors that somebody has listed by name. Pure Python, like the merge it serves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.nlp.actors import actor_keys, names
from timeline.nlp.actors.actor_keys import Key
from timeline.nlp.actors.actor_tellings import Reference, Telling
from timeline.terms import ActorKind

_PERSON = ActorKind.PERSON


def matches(
    tellings: Sequence[Telling], references: Sequence[Reference]
) -> Iterator[tuple[Reference, list[int]]]:
    """Each listed actor that is told of, with the numbers of its tellings.

    A name decides by all its words, spelled any way; one that several listed actors bear decides nothing.
    """
    bearers: defaultdict[Key, set[int]] = defaultdict(set)
    for number, reference in enumerate(references):
        for name in reference.names:
            for key in _keys(name):
                bearers[key].add(number)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings if references else ()):
        fits = _listed(telling, references, bearers)
        if fits is not None:
            found[fits].append(index)
    for number in sorted(found):
        yield references[number], found[number]


def _listed(telling: Telling, references: Sequence[Reference], bearers: dict[Key, set[int]]) -> int | None:
    """By the name an article calls the actor, else by another of its names; a person's surname is none."""
    if not telling.aliases:
        return None
    others = [a for a in telling.aliases if telling.kind is not _PERSON or len(names.words(a)) > 1]
    for name in (telling.name, *others):
        numbers = {n for key in _keys(name) for n in bearers.get(key, ())}
        fits = [n for n in sorted(numbers) if _agree(telling, references[n], name)]
        if len(fits) == 1:
            return fits[0]
    return None


def _agree(telling: Telling, reference: Reference, name: str) -> bool:
    """Whether the kinds are compatible: readers mistake one thing for another, a person's name seldom."""
    if (telling.kind is _PERSON) == (reference.kind is _PERSON):
        return True
    if telling.kind is _PERSON and (telling.gender or telling.roles):
        return False
    return len(names.words(name)) > 1 or ActorKind.OTHER in (telling.kind, reference.kind)


def _keys(name: str) -> set[Key]:
    """All words in one spelling, and the table's own key."""
    found: set[Key] = {("words", *names.keys(name)), actor_keys.thing(name), actor_keys.table_key(name)}
    return {key for key in found if len(key) > 1}
