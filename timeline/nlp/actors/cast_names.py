"""Chooses the name an actor is shown by."""

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from timeline.nlp.actors import names
from timeline.terms import ActorKind


class Named(Protocol):
    """What has a kind, a name from the tables ("" if none) and counted names from the text."""

    kind: ActorKind
    canonical: str
    names: Counter[str]


def canonical_name(entity: Named) -> str:
    """The table's name for states and bodies, else the fullest good variant the text uses."""
    if entity.canonical:
        return entity.canonical
    if not entity.names:
        return ""
    return best(entity.names, entity.kind)


def best(counts: Mapping[str, int], kind: ActorKind) -> str:
    """The best of several names with their counts: full for people, frequent and well written for all."""

    def rank(name: str) -> tuple[int, int, int, str]:
        parts = names.person_words(name) if kind is ActorKind.PERSON else names.words(name)
        fullness = min(len(parts), 2) if kind is ActorKind.PERSON else 0 if _short(name) else 1
        shouted = name.isupper() and len(name) > 5
        return fullness - 2 * shouted, counts[name], len(parts), name

    return max(counts, key=rank)


def _short(name: str) -> bool:
    return name.isupper() and len(name) <= 6
