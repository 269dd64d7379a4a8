"""Chooses the name an actor is shown by."""

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from timeline.nlp.actors import names
from timeline.terms import ActorKind

_LONGEST = 6


class Named(Protocol):
    """What has a kind, a name from the tables and one it is called now ("" if none), and counted names."""

    kind: ActorKind
    canonical: str
    called: str
    names: Counter[str]


def canonical_name(entity: Named) -> str:
    """The table's name for states and bodies, else the fullest good variant the text uses."""
    if entity.called or entity.canonical:
        return entity.called or entity.canonical
    if not entity.names:
        return ""
    return best(entity.names, entity.kind)


def best(counts: Mapping[str, int], kind: ActorKind) -> str:
    """The best of several names with their counts: the fullest, of equally full ones the most frequent.

    A person's is full with given name and surname. What else is named is full under the longest name that
    goes on from its commonest ("Orlo" -> "Orlo Foods AS"); an acronym is always short.
    """

    def rank(name: str) -> tuple[int, int, int, str]:
        parts = names.person_words(name) if kind is ActorKind.PERSON else names.words(name)
        fullness = min(len(parts), 2) if kind is ActorKind.PERSON else 0 if _short(name) else 1
        shouted = name.isupper() and len(name) > 5
        return fullness - 2 * shouted, counts[name], len(parts), name

    common = max(counts, key=rank)
    return common if kind is ActorKind.PERSON else fullest(counts, common)


def fullest(counts: Mapping[str, int], common: str) -> str:
    """The longest of the names that contain all words of the commonest one, of no more than six words."""
    words = names.words(common)
    longer = [name for name in counts if len(words) < len(names.words(name)) <= _LONGEST]
    longer = [n for n in longer if set(words) <= set(names.words(n)) and not n.isupper()]
    return max(longer, key=lambda n: (len(names.words(n)), counts[n], n), default=common)


def _short(name: str) -> bool:
    return name.isupper() and len(name) <= 6
