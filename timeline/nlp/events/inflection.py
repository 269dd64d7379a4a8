"""Simple past of English verbs, for clauses that the text only gives as participles."""

from timeline.nlp import resources

_FORMS = resources.load("past_forms")
_IRREGULAR: dict[str, str] = _FORMS["past"]
_PAST_ONLY = frozenset(_IRREGULAR.values()) - frozenset(_IRREGULAR)
_DOUBLING = frozenset(_FORMS["doubling"]["words"])
_VOWELS = "aeiou"


def past(lemma: str) -> str:
    """The simple past: "walk" -> "walked", "stop" -> "stopped", "hold" -> "held"."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma in _DOUBLING or _short(lemma):
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def is_past(word: str) -> bool:
    """Whether a word can only be a past form: "wept", "rebuilt"; not "cut" or "put"."""
    return word in _PAST_ONLY or (word.endswith("ed") and len(word) > 4)


def _short(lemma: str) -> bool:
    """One syllable that ends in one vowel and one consonant: "stop", "plan"; not "fix", "show"."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxyh" or lemma[-2] not in _VOWELS:
        return False
    return lemma[-3] not in _VOWELS and sum(letter in _VOWELS for letter in lemma) == 1
