"""Events in title-case and capitalised lines, where the tagger takes most words for names."""

from functools import cache

from spacy.tokens import Doc, Span, Token

from timeline.nlp import resources

_LEAST_WORDS = 4
_SHORT = 3
_MISREAD = {"PROPN", "NOUN", "ADJ"}


def titled(doc: Doc) -> frozenset[int]:
    """The tokens of headlines in title case: sentences, or their beginnings, whose longer words
    begin with a capital."""
    found: list[int] = []
    for sentence in doc.sents:
        found += _title_case(sentence)
    return frozenset(found)


def is_verb(token: Token) -> bool:
    """Whether a word of a titled line is a verb form of headlines the tagger missed."""
    if token.pos_ not in _MISREAD or token.is_sent_start:
        return False
    return token.lower_ in _forms() or token.nbor(-1).tag_ == "TO"


def is_occasion(token: Token) -> bool:
    """Whether a capitalised noun names an occasion: "the Harbour Games"."""
    return token.pos_ == "PROPN" and token.text[0].isupper() and token.lower_ in _occasions()


def _title_case(sentence: Span) -> range:
    """The tokens of the sentence up to its first longer word in small letters, if many come before."""
    words = 0
    end = sentence.start
    for token in sentence:
        if len(token) > _SHORT and token.is_alpha:
            if token.shape_[0] == "x":
                break
            words += 1
        end += 1
    return range(sentence.start, end if words >= _LEAST_WORDS else sentence.start)


@cache
def _forms() -> frozenset[str]:
    raw = resources.load("headlines")
    return frozenset(raw["irregular"].split()) | {
        form for base in raw["regular"].split() for form in _inflected(base)
    }


@cache
def _occasions() -> frozenset[str]:
    return frozenset(resources.load("headlines")["occasions"].split())


def _inflected(base: str) -> set[str]:
    """The regular forms of a verb, a doubled consonant included."""
    stem = base.removesuffix("e")
    third = f"{base[:-1]}ies" if base.endswith("y") and base[-2] not in "aeiou" else f"{base}s"
    past = f"{base[:-1]}ied" if third.endswith("ies") else f"{stem}ed"
    sibilant = base.endswith(("s", "sh", "ch", "x", "z"))
    return {
        base,
        f"{base}es" if sibilant else third,
        past,
        f"{stem}ing",
        f"{base}{base[-1]}ed",
        f"{base}{base[-1]}ing",
    }
