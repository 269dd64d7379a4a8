"""States, bodies, titles and nouns: the shipped tables, as look-ups. Pure Python.

The tables are TOML under `resources/en`, compiled by the authors from general knowledge.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.nlp import resources


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for: `sense` is name, people, capital, seat or body."""

    name: str
    sense: str


_STATES = resources.load("countries")
_BODIES = resources.load("organisations")
_TITLES = resources.load("titles")
_NAMES = resources.load("first_names")
_NOUNS = resources.load("nouns")
_OFFICE_TABLE = resources.load("offices")
_OFFICES = _OFFICE_TABLE["classes"]
STATE_OFFICES = frozenset(_OFFICE_TABLE["state"])
_INTERCHANGEABLE = frozenset(_OFFICE_TABLE["interchangeable"])

MALE_TITLES = frozenset(_TITLES["male"])
FEMALE_TITLES = frozenset(_TITLES["female"])
TITLES = MALE_TITLES | FEMALE_TITLES | frozenset(_TITLES["either"])
MALE_NAMES = frozenset(_NAMES["male"])
FEMALE_NAMES = frozenset(_NAMES["female"])
AGENCIES = frozenset(_BODIES["media"]["agencies"])
NOUNS: dict[str, frozenset[str]] = {name: frozenset(nouns) for name, nouns in _NOUNS.items()}
PEOPLE = frozenset(resources.load("people")["nouns"].split())
# what the hot paths ask for together, united once
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
PERSON_WORDS = TITLES | NOUNS["person"]
SURE_PERSONS = NOUNS["person"] - NOUNS["either"]
SURE_ORGANISATIONS = NOUNS["organisation"] - NOUNS["either"]
WORDS: dict[str, frozenset[str]] = {
    name: frozenset(text.split()) for name, text in resources.load("actor_words").items()
}
BODY_HEADS: dict[str, frozenset[str]] = {b["name"]: frozenset(b["heads"]) for b in _BODIES["body"]}


def _nicknames() -> dict[str, frozenset[int]]:
    """Given name -> the groups of short forms it is in."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_NAMES["nicknames"]):
        for name in group:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


NICKNAMES = _nicknames()


def _normal(name: str) -> str:
    """Names of states and bodies compare without leading article, possessive and case."""
    name = " ".join(name.split()).removesuffix("'s").removesuffix("’s").rstrip("'’")
    lowered = name.casefold()
    return lowered[4:] if lowered.startswith("the ") else lowered


def _plural(word: str) -> str:
    if word.endswith(("sh", "ch", "se", "ese")) or word in {"Swiss", "British"}:
        return word
    return word[:-3] + "men" if word.endswith("man") else word + "s"


def _state_index() -> dict[str, Entry]:
    """Every spelling -> its state. A name wins over a people, a people over a capital."""
    found: dict[str, Entry] = {}
    for sense, read in (
        ("name", lambda name, row: [name, *row.get("names", ())]),
        ("people", lambda name, row: [p for word in row["people"] for p in (word, _plural(word))]),
        ("seat", lambda name, row: row.get("seats", ())),
        ("capital", lambda name, row: [*row.get("capital", ()), *row.get("towns", ())]),
    ):
        for name, row in _STATES.items():
            for spelling in read(name, row):
                found.setdefault(_normal(spelling), Entry(name, sense))
    return found


def _body_index() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for body in _BODIES["body"]:
        for spelling in (body["name"], *body["names"]):
            found.setdefault(_normal(spelling), Entry(body["name"], "body"))
    return found


# names of American bodies that other states have for theirs
NATIONAL_NAMES = frozenset({"Congress"})
_STATE_INDEX = _state_index()
_BODY_INDEX = _body_index()
_PEOPLES = {
    _normal(spelling): name
    for name, row in reversed(_STATES.items())
    for word in row["people"]
    for spelling in (word, _plural(word))
}
ROYAL = frozenset(_TITLES["royal"])
KNOWN_PLACES = frozenset(_normal(name) for names in resources.load("regions").values() for name in names)
KNOWN_COMPANIES = frozenset(_normal(name) for name in _BODIES["known"]["companies"])


def _first_words() -> dict[str, int]:
    """First word of every spelling -> how many tokens the longest name that begins so may have."""
    found: dict[str, int] = {}
    for spelling in (*_STATE_INDEX, *_BODY_INDEX):
        parts = re.findall(r"[\w.]+|[^\w\s.]", spelling)
        # a possessive is a token of its own
        found[parts[0]] = max(found.get(parts[0], 0), len(parts) + 1)
    return found


_SEATED = {seat: body["name"] for body in _BODIES["body"] for seat in body.get("seats", ())}
FIRST_WORDS = _first_words() | {seat.casefold(): 2 for seat in _SEATED}
# "US" and "us", "Turkey" and "turkey": single words must be written with a capital
_SHORT = frozenset({"us", "who", "car", "un", "au", "eu", "it", "chad"})


@lru_cache(maxsize=20_000)
def state(name: str) -> Entry | None:
    """The state a name, demonym, capital or seat of government stands for; it must be capitalised."""
    if not name or not name.lstrip("'\"“‘").removeprefix("the ")[:1].isupper():
        return None
    if _normal(name) in _SHORT and not name.removeprefix("the ").replace(".", "").isupper():
        return Entry("Chad", "name") if name == "Chad" else None
    return _STATE_INDEX.get(_normal(name))


@lru_cache(maxsize=20_000)
def people(name: str) -> str | None:
    """The state whose adjective or demonym this is: "Norwegian", "Poles"."""
    if not name[:1].isupper():
        return None
    if _normal(name) in _SHORT and not name.replace(".", "").isupper():
        return None
    return _PEOPLES.get(_normal(name))


@lru_cache(maxsize=20_000)
def body(name: str) -> str | None:
    """The canonical name of an international body."""
    if _normal(name) in {"who", "au", "un", "eu"} and not name.replace(".", "").isupper():
        return None
    entry = _BODY_INDEX.get(_normal(name))
    return entry.name if entry and name.removeprefix("the ")[:1].isupper() else None


def seated_in(town: str) -> str | None:
    """The body that a town stands for when it acts: "Brussels"."""
    return _SEATED.get(town)


def is_place(name: str) -> bool:
    """Whether a name is that of a known region or town (states and capitals: see `state`)."""
    return _normal(name) in KNOWN_PLACES


def is_company(name: str) -> bool:
    return _normal(name) in KNOWN_COMPANIES


def gender_of_title(word: str) -> str:
    if word in MALE_TITLES:
        return "male"
    return "female" if word in FEMALE_TITLES else ""


def gender_of_given(word: str) -> str:
    """The gender a given name mostly goes with, "" if unknown or both."""
    male, female = word in MALE_NAMES, word in FEMALE_NAMES
    if male == female:
        return ""
    return "male" if male else "female"


def gender_of_noun(lemma: str) -> str:
    """ "male" for "king", "female" for "actress", "" for most."""
    if lemma in NOUNS["male"]:
        return "male"
    return "female" if lemma in NOUNS["female"] else ""


def _office_index() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, nouns in _OFFICES.items():
        for noun in nouns:
            found.setdefault(noun, set()).add(name)
    return {noun: frozenset(classes) for noun, classes in found.items()}


_OFFICE_CLASSES = _office_index()


@lru_cache(maxsize=20_000)
def office_classes(office: str) -> frozenset[str]:
    """The classes an office belongs to, by its longest known ending: "deputy mayor"."""
    parts = office.casefold().split()
    for start in range(len(parts)):
        if found := _OFFICE_CLASSES.get(" ".join(parts[start:])):
            return found
    return frozenset()


def same_office(left: str, right: str) -> bool:
    """Whether two office nouns may name one person: "leader" and "prime minister"."""
    if left.casefold().split()[-1:] == right.casefold().split()[-1:]:
        return left == right or not _speciality(left) or not _speciality(right)
    return bool(office_classes(left) & office_classes(right) & _INTERCHANGEABLE)


def _speciality(office: str) -> str:
    """What sets an office apart from its like: "foreign" of "foreign minister"."""
    return " ".join(office.casefold().split()[:-1])


_TOWNS = {_normal(c): row["capital"][0] for row in _STATES.values() for c in row.get("capital", ())}
DEMONYM_NOUNS = frozenset(
    word
    for row in _STATES.values()
    for word in row["people"]
    if not word.endswith(("ish", "ese", "ch", "U.S.", "US"))
)


def town(name: str) -> str:
    """One name for all spellings of a capital or seat; other names as they are."""
    return str(_TOWNS.get(_normal(name), name))


def names_craft(words: tuple[str, ...]) -> bool:
    """Whether a name of several words is a vessel's: "HMS Lantern", "Naval Ship Lantern"."""
    return len(words) > 1 and (words[0] in NOUNS["ship_prefixes"] or "ship" in words[:-1])
