"""Whether a text is English. Others are named, so that their refusal says what is wrong."""

import re
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]{1,30}")
_SAMPLE_CHARACTERS = 6_000
_FEWEST_WORDS = 25
# The commonest words of English: together a third of any English text, and next to nothing of any other.
_COMMON_WORDS = "the of to and in a is that for on was with as by at from it has be had are he his this"
_COMMON = frozenset(_COMMON_WORDS.split())
_ENGLISH_SHARE = 0.16
_SURE = 0.95
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def foreign(text: str) -> str | None:
    """The name of the language if the text is surely not English; None for English and when in doubt."""
    words = _WORD.findall(text[:_SAMPLE_CHARACTERS].lower())
    letters = sum(map(len, words))
    if len(words) < _FEWEST_WORDS and letters < 4 * _FEWEST_WORDS:
        return None
    if sum(word in _COMMON for word in words) >= _ENGLISH_SHARE * len(words):
        return None
    code, probability = _identifier().classify(text[:_SAMPLE_CHARACTERS])
    if code == "en" or (probability < _SURE and _is_latin(words, letters)):
        return None
    return _NAMES.get(code, f"another language ({code})")


def _is_latin(words: list[str], letters: int) -> bool:
    """Whether most letters are of the script that English is written in."""
    return 2 * sum(letter < "\u0250" for word in words for letter in word) > letters


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Loaded only when a text doesn't look English: it takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
