"""Word lists of the factuality judge, from resources/en/factuality.toml."""

from dataclasses import dataclass
from functools import cache

from timeline.nlp import resources

type Effects = dict[str, str]

# Their lists write a verb with its particle as one word: "call-off".
_WITH_PARTICLE = {"cancelled", "excluded"}


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """`embedding`, `nouns`, `adjectives`, `modifiers`, `adverbs` and `auxiliaries` map a word to
    its effect (a value of Factuality, or "rejected", "transparent"); the rest are plain sets."""

    embedding: Effects
    nouns: Effects
    adjectives: Effects
    modifiers: Effects
    adverbs: Effects
    auxiliaries: Effects
    dismissing: frozenset[str]
    done_if_past: frozenset[str]
    speech: frozenset[str]
    firm: frozenset[str]
    conditional: frozenset[str]
    negators: frozenset[str]
    negative_subjects: frozenset[str]
    harmless: frozenset[str]
    unchecked: frozenset[str]
    future: frozenset[str]
    habitual: frozenset[str]
    that_clause: frozenset[str]
    presupposing: frozenset[str]
    within: frozenset[str]
    resulting: frozenset[str]
    independent: frozenset[str]
    attempts: frozenset[str]


@cache
def words() -> FactualityWords:
    raw = resources.load("factuality")
    marks = {name: frozenset(text.split()) for name, text in raw["marks"].items()}
    return FactualityWords(
        embedding=_effects(raw["embedding"], leave=("dismissing", "done_if_past")),
        nouns=_effects(raw["nouns"], leave=("speech",)),
        adjectives=_effects(raw["adjectives"]),
        modifiers=_effects(raw["modifiers"]),
        adverbs=_effects(raw["adverbs"]),
        auxiliaries=_effects(raw["auxiliaries"], leave=("firm_when_negated",)),
        dismissing=frozenset(raw["embedding"]["dismissing"].split()),
        done_if_past=frozenset(raw["embedding"]["done_if_past"].split()),
        speech=frozenset(raw["nouns"]["speech"].split()),
        firm=frozenset(raw["auxiliaries"]["firm_when_negated"].split()),
        conditional=marks["conditional"],
        negators=marks["negators"],
        negative_subjects=marks["negative_subjects"],
        harmless=marks["harmless_after_negator"],
        unchecked=marks["unchecked"],
        future=marks["future_words"],
        habitual=marks["habitual"],
        that_clause=frozenset(raw["scope"]["that_clause"].split()),
        presupposing=frozenset(raw["scope"]["presupposing"].split()),
        within=frozenset(raw["scope"]["within"].split()),
        resulting=frozenset(raw["scope"]["resulting"].split()),
        attempts=frozenset(raw["scope"]["attempts"].split()),
        independent=frozenset(raw["scope"]["independent"].split()),
    )


def _effects(table: dict[str, str], leave: tuple[str, ...] = ()) -> Effects:
    """Word to effect; a word listed twice keeps the effect listed first."""
    found: Effects = {}
    for effect, listed in table.items():
        if effect not in leave:
            for word in listed.split():
                found.setdefault(word.replace("-", " ") if effect in _WITH_PARTICLE else word, effect)
    return found
