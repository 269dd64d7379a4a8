"""Word lists of the argument linker, from resources/en/arguments.toml."""

from dataclasses import dataclass, fields
from functools import cache

from timeline.nlp import resources


@dataclass(frozen=True, slots=True)
class ArgumentWords:
    """Lemmas, and prepositions in lower case, by the role their arguments take; `facing` maps a preposition
    to the verbs after which it names a party."""

    facing: dict[str, frozenset[str]]
    patient_subject: frozenset[str]
    experienced: frozenset[str]
    mutual: frozenset[str]
    addressed: frozenset[str]
    intransitive: frozenset[str]
    control: frozenset[str]
    subject_control: frozenset[str]
    directive: frozenset[str]
    appealing: frozenset[str]
    giving: frozenset[str]
    imposing: frozenset[str]
    meant_for: frozenset[str]
    quantity: frozenset[str]
    motion: frozenset[str]
    patient_possessor: frozenset[str]
    agent_of: frozenset[str]
    located: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    crossing: frozenset[str]
    happening: frozenset[str]
    settling: frozenset[str]
    journeys: frozenset[str]


@cache
def words() -> ArgumentWords:
    raw = resources.load("arguments")
    facing = {preposition: frozenset(verbs.split()) for preposition, verbs in raw["facing"].items()}
    lists = [frozenset(raw[field.name].split()) for field in fields(ArgumentWords)[1:]]
    return ArgumentWords(facing, *lists)
