"""Tense of a verb group, read from the tags of its head and its auxiliaries."""

from enum import StrEnum

from spacy.tokens import Token

_AUXILIARY = {"aux", "auxpass"}


class Tense(StrEnum):
    """How a verb stands in time; NONE is for nouns and what has no finite form."""

    PAST = "past"
    PRESENT = "present"
    PRESENT_PERFECT = "present perfect"
    PLUPERFECT = "pluperfect"
    PROGRESSIVE = "present progressive"
    FUTURE = "future"
    MODAL = "modal"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    NONE = "none"


_FUTURE = {"will", "wo", "shall", "'ll", "’ll"}


def of(token: Token) -> Tense:
    """The tense of the verb group that `token` heads; a coordinated verb shares auxiliaries before it."""
    auxiliaries = _auxiliaries(token)
    for auxiliary in auxiliaries:
        if auxiliary.tag_ == "MD":
            return Tense.FUTURE if auxiliary.lower_ in _FUTURE else Tense.MODAL
    if any(child.tag_ == "TO" for child in auxiliaries):
        return Tense.INFINITIVE
    finite = next((aux for aux in auxiliaries if aux.tag_ in _FINITE), None)
    return _compound(token, finite) if finite is not None else _BARE.get(token.tag_, Tense.NONE)


_FINITE = {"VBD", "VBZ", "VBP"}
_BARE = {
    "VBD": Tense.PAST,
    "VBZ": Tense.PRESENT,
    "VBP": Tense.PRESENT,
    "VBN": Tense.PARTICIPLE,
    "VBG": Tense.GERUND,
    "VB": Tense.INFINITIVE,
}


# "had landed and driven": with which verbs before it a verb shares their auxiliaries
_SHARING = {"VBN": ("VBN", "VBD"), "VBG": ("VBG",), "VB": ("VB",)}


def _auxiliaries(token: Token) -> list[Token]:
    own = [child for child in token.lefts if child.dep_ in _AUXILIARY]
    if own or token.dep_ != "conj" or token.head.tag_ not in _SHARING.get(token.tag_, ()):
        return own
    return [child for child in token.head.lefts if child.dep_ in _AUXILIARY]


def _compound(token: Token, finite: Token) -> Tense:
    """Finite auxiliary and participle: has signed, had signed, was signed, is signing."""
    past = finite.tag_ == "VBD"
    if finite.lemma_ == "have" and token.tag_ in ("VBN", "VBD"):
        return Tense.PLUPERFECT if past else Tense.PRESENT_PERFECT
    if past:
        return Tense.PAST
    return Tense.PROGRESSIVE if token.tag_ == "VBG" else Tense.PRESENT
