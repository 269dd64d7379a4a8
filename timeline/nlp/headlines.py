"""Events in title-case and capitalised lines, where the tagger takes most words for names."""

from functools import cache

from spacy.tokens import Doc, Span, Token

from timeline.nlp import resources

_LEAST_WORDS = 4
_SHORT = 3
_SMALL_SHARE = 0.25
_SMALL_WORDS = 5
_MISREAD = {"PROPN", "NOUN", "ADJ"}


def titled(doc: Doc) -> frozenset[int]:
    """The tokens of sentences whose longer words nearly all begin with a capital."""
    return frozenset(token.i for sentence in doc.sents if _in_title_case(sentence) for token in sentence)


def is_verb(token: Token) -> bool:
    """Whether a word of a titled line is a verb form of headlines the tagger missed."""
    return token.pos_ in _MISREAD and token.lower_ in _forms() and not token.is_sent_start


def is_occasion(token: Token) -> bool:
    """Whether a capitalised noun names an occasion: "the Harbour Games"."""
    return token.pos_ == "PROPN" and token.text[0].isupper() and token.lower_ in _occasions()


def _in_title_case(sentence: Span) -> bool:
    """Judged on the longer words; gives up once too many are in small letters."""
    words = small = 0
    for token in sentence:
        if len(token) > _SHORT and token.is_alpha:
            words += 1
            small += token.shape_[0] == "x"
            if small > _SMALL_WORDS:
                return False
    return words >= _LEAST_WORDS and small <= _SMALL_SHARE * words


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
