"""Word lists of the argument linker, from resources/en/arguments.toml."""

from dataclasses import dataclass, fields
from functools import cache

from timeline.nlp import resources


@dataclass(frozen=True, slots=True)
class ArgumentWords:
    """Lemmas (prepositions in lower case for the last two) by the role their arguments take."""

    patient_subject: frozenset[str]
    experienced: frozenset[str]
    mutual: frozenset[str]
    addressed: frozenset[str]
    control: frozenset[str]
    subject_control: frozenset[str]
    directive: frozenset[str]
    quantity: frozenset[str]
    motion: frozenset[str]
    patient_possessor: frozenset[str]
    agent_of: frozenset[str]
    located: frozenset[str]
    locative: frozenset[str]
    directional: frozenset[str]
    crossing: frozenset[str]


@cache
def words() -> ArgumentWords:
    raw = resources.load("arguments")
    return ArgumentWords(*(frozenset(raw[field.name].split()) for field in fields(ArgumentWords)))
