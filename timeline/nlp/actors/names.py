"""Name keys: spellings of one name share a key, whoever transliterated it. Pure Python.

`key` folds what transliteration leaves open (accents, y/i/j, kh/h, w/v, tz/ts, double letters, -ski/-skyy);
`loose` folds g and h as well, as Slavic names need. Keys compare whole words; nothing here measures likeness.
"""

import re
import unicodedata
from functools import lru_cache

from timeline.nlp.actors.gazetteer import NICKNAMES, ROYAL, TITLES, WORDS, gender_of_title

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
)
_MARKS = str.maketrans("", "", "'’ʼ`´‘.ʹ′")
_REWRITES = tuple(
    (re.compile(pattern), by)
    for pattern, by in [
        # "Achmed", "Akhmed"
        (r"(?<=[aeiou])ch(?=[bdfgkmnprstv])", "h"),
        (r"kh", "h"),
        (r"zh", "z"),
        (r"shch|sch|sh|sz", "s"),
        (r"tsch|tch|ch", "c"),
        (r"tz|ts|cz", "c"),
        (r"ph", "f"),
        (r"off$", "ov"),
        (r"th", "t"),
        (r"sen$", "son"),
        (r"w", "v"),
        (r"q", "k"),
        (r"x", "ks"),
        (r"ou|ue", "u"),
        (r"oe", "o"),
        (r"ae", "a"),
        (r"[yj]", "i"),
        (r"^ie", "e"),
        (r"^iu", "u"),
        (r"([^\d])\1+", r"\1"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
    ]
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "mp", "qc", "kc"})
_WORD = re.compile(r"[^\s\-–,()\"“”]+")


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case without accents, apostrophes and points: "O’Néill" -> "oneill"."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_MARKS)


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """The transliteration key of one word; "" for a word without letters."""
    folded = fold(word)
    for pattern, by in _REWRITES:
        folded = pattern.sub(by, folded)
    return folded


@lru_cache(maxsize=50_000)
def loose(word: str) -> str:
    """Like `key`, with g and h alike: "Luhansk" and "Lugansk". Only words of six letters or more."""
    found = key(word)
    return found.replace("g", "h") if len(found) >= 6 else found


@lru_cache(maxsize=50_000)
def surname(word: str) -> str:
    """Like `loose`, without what the ear drops at the end of surnames of six letters or more: -d, -t, -e."""
    found = loose(word)
    if len(found) < 6:
        return found
    found = found.removesuffix("e")
    return f"{found[:-1].removesuffix('d')}t" if found[-1] in "dt" else found


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name without possessive, leading article and generational suffix."""
    name = re.sub(r"['’]s?$", "", name.strip())
    found = [fold(w) for w in _WORD.findall(name)]
    found = [w for w in found if w]
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found.pop()
    return tuple(found)


def keys(name: str) -> tuple[str, ...]:
    """The transliteration keys of a name's words."""
    return tuple(loose(w) for w in words(name))


def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles and particles: "Sen. Ana van Orlo" -> ana, orlo."""
    found = list(words(name))
    while len(found) > 1 and found[0] in TITLES:
        if len(found) == 2 and found[0] in ROYAL:
            break
        found.pop(0)
    bare = [w for w in found if w not in WORDS["particles"]]
    return tuple(bare or found)


def title_gender(name: str) -> str:
    """ "male" or "female" when a leading title tells, else ""."""
    for word in words(name):
        if word not in TITLES:
            return ""
        if gender := gender_of_title(word):
            return gender
    return ""


def same_given(left: str, right: str) -> bool:
    """Whether two given names may be one: same key, initial, or a known short form."""
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    # a final -i or -y comes and goes with the transliteration
    if loose(left).rstrip("i") == loose(right).rstrip("i") != "":
        return True
    return bool(NICKNAMES.get(left, frozenset()) & NICKNAMES.get(right, frozenset()))


def same_word(left: str, right: str) -> bool:
    return left == right or loose(left) == loose(right)


def same_person_name(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two names (of `person_words`) may be one person's, by their words alone.

    A single word must be the surname or, of a name in another order, the first word. Longer names
    share the surname and agree in the given name; further words (middle names) may be missing.
    """
    if len(short) > len(full):
        short, full = full, short
    if not short:
        return False
    if len(short) == 1:
        return same_word(short[0], full[-1]) or (len(short[0]) > 1 and same_word(short[0], full[0]))
    if same_word(short[-1], full[-1]):
        return same_given(short[0], full[0]) or is_surname_of(short, full)
    inside = len(full) > 2 and same_word(short[-1], full[-2])
    return inside and same_given(short[0], full[0])


def is_surname_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is a surname of two parts: "Lindholm-Sato" of "Freya Lindholm-Sato"."""
    return 1 < len(short) < len(full) and all(map(same_word, short, full[-len(short) :]))


def is_acronym_of(short: str, name: str) -> bool:
    """Whether `short` spells the initials of a name, little words counted or not: "OHS"."""
    letters = re.sub(r"[^A-Za-z0-9]", "", short).casefold()
    return sum(c.isupper() for c in short) > 1 and letters in acronyms(name)


def acronyms(name: str) -> set[str]:
    """The initials of a name of several words, with and without its little words."""
    every = words(name)
    if len(every) < 2:
        return set()
    strong = [w for w in every if w not in WORDS["little"]]
    return {"".join(w[0] for w in every), "".join(w[0] for w in strong)}


def acronym(name: str) -> str:
    """The initials of a name of three words or more, little words left out: "OHS"; else ""."""
    strong = [w for w in words(name) if w not in WORDS["little"]]
    return "".join(w[0] for w in strong) if len(strong) > 2 else ""


def singular(word: str) -> str:
    """Without the plural ending; both sides of a comparison go through it, so a wrong cut does no harm."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
