"""Word lists of the argument linker, from resources/en/arguments.toml."""

from dataclasses import dataclass, fields
from functools import cache

from timeline.nlp import resources


@dataclass(frozen=True, slots=True)
class ArgumentWords:
    """Lemmas, and prepositions in lower case, by the role their arguments take; `facing` maps a preposition
    to the verbs after which it names a party."""

    patient_subject: frozenset[str]
    experienced: frozenset[str]
    mutual: frozenset[str]
    addressed: frozenset[str]
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
    facing: dict[str, frozenset[str]]


@cache
def words() -> ArgumentWords:
    raw = resources.load("arguments")
    lists = [field.name for field in fields(ArgumentWords) if field.name != "facing"]
    facing = {preposition: frozenset(verbs.split()) for preposition, verbs in raw["facing"].items()}
    return ArgumentWords(*(frozenset(raw[name].split()) for name in lists), facing=facing)
