"""Word lists of the event stages: what English words say about happening, from the TOML resources."""

from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from timeline.nlp import resources


@dataclass(frozen=True, slots=True)
class NounWords:
    """Eventive nouns by how much context they need; see event_nouns.toml."""

    strong: frozenset[str]
    likely: frozenset[str]
    weak: frozenset[str]
    state: frozenset[str]
    reporting: frozenset[str]
    stop: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    legal: frozenset[str]
    accusing: frozenset[str]
    missions: frozenset[str]
    mutual: frozenset[str]
    suffixes: tuple[str, ...]
    adjectives: frozenset[str]
    prepositions: frozenset[str]
    subjects_of: frozenset[str]
    objects_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbWords:
    """Verb classes; `light` and `support` map a verb to the nouns it carries, {"*"}
    for every event noun."""

    reporting: frozenset[str]
    speech_act: frozenset[str]
    speech_with_object: frozenset[str]
    aspectual: frozenset[str]
    terminating: frozenset[str]
    renewing: frozenset[str]
    occurring: frozenset[str]
    perception: frozenset[str]
    intention: frozenset[str]
    state: frozenset[str]
    light: dict[str, frozenset[str]]
    support: dict[str, frozenset[str]]
    particles: frozenset[str]
    lemmas: dict[str, str]
    adjectival: frozenset[str]
    time_adverbs: frozenset[str]
    predicates: frozenset[str]
    prepositions: frozenset[str]


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def nouns() -> NounWords:
    raw = resources.load("event_nouns")
    stop = word_set(raw["stop"])
    strong = word_set(raw["strong"]) - stop
    likely = word_set(raw["likely"]) - stop - strong
    return NounWords(
        strong=strong,
        likely=likely,
        weak=word_set(raw["weak"]) - stop - strong - likely,
        state=word_set(raw["state"]) - strong - likely - word_set(raw["weak"]),
        reporting=word_set(raw["reporting"]),
        stop=stop,
        bodies=word_set(raw["bodies"]),
        people=word_set(raw["people"]),
        legal=word_set(raw["legal"]),
        accusing=word_set(raw["accusing"]),
        missions=word_set(raw["missions"]),
        mutual=word_set(raw["mutual"]),
        suffixes=tuple(raw["suffixes"]),
        adjectives=word_set(raw["context"]["adjectives"]),
        prepositions=word_set(raw["context"]["prepositions"]),
        subjects_of=word_set(raw["context"]["subjects_of"]),
        objects_of=word_set(raw["context"]["objects_of"]),
    )


@cache
def verbs() -> VerbWords:
    raw = resources.load("verbs")
    return VerbWords(
        reporting=word_set(raw["reporting"]),
        speech_act=word_set(raw["speech_act"]),
        speech_with_object=word_set(raw["speech_with_object"]),
        aspectual=word_set(raw["aspectual"]),
        terminating=word_set(raw["terminating"]),
        renewing=word_set(raw["renewing"]),
        occurring=word_set(raw["occurring"]),
        perception=word_set(raw["perception"]),
        intention=word_set(raw["intention"]),
        state=word_set(raw["state"]),
        light={verb: word_set(objects) for verb, objects in raw["light"].items()},
        support={verb: word_set(objects) for verb, objects in raw["support"].items()},
        lemmas=dict(raw["lemmas"]),
        particles=word_set(raw["particles"]["words"]),
        time_adverbs=word_set(raw["adjectival"]["time_adverbs"]),
        predicates=word_set(raw["adjectival"]["predicates"]),
        adjectival=word_set(raw["adjectival"]["words"]),
        prepositions=word_set(raw["adjectival"]["prepositions"]),
    )


def verb_lemma(token: Token) -> str:
    """The verb's lemma in lower case, repaired where the lemmatiser is known to err."""
    return _repaired(token.lemma_)


@lru_cache(maxsize=20_000)
def _repaired(lemma: str) -> str:
    lower = lemma.lower()
    return verbs().lemmas.get(lower, lower)
