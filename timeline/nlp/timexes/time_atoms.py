"""Cuts a text into atoms (words, numbers, signs) and gives each one symbol of the time grammar.

spaCy's tokens do not serve here: they keep "post-1959" whole, cut "2024-03-04" in five and differ on
"Sept.27". The symbols form a string as long as the text has atoms, on which compiled patterns run.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from timeline.dates import days_in_month

RESOURCES = Path(__file__).parent.parent / "resources" / "en"
OTHER = "·"
_CAPITALISED = {"month", "weekday", "weekdays"}
# spelt alike, also lower case: other words ("may", "march", "mar") or names
_AMBIGUOUS_LOWER = {"may", "march", "mar", "sun", "sat", "mon", "wed", "dec", "jan", "jun", "fri", "august"}

# plain words first: most are, and they need no look at the rest
_ATOM = re.compile(
    r"""(?P<plain>[a-z]{3,}+(?![^\W\d_])(?:['’]s\b)?)
    |(?P<gap>\n[^\S\n]*\n\s*)
    |(?P<era>\bB\.\ ?C\.(?:\ ?E\.)?|\bBCE?\b|\bA\.\ ?D\.|\bAD\b|\bC\.E\.|(?<=\d\ )CE\b)
    |(?P<meridiem>\b[aApP]\.\ ?[mM]\b\.?|(?<=\d)\ ?[aApP][mM]\b)
    |(?P<apostrophe>['’‘]\d\d(?:s\b)?(?!\w))
    |(?P<number>(?:\d{1,2}:\ \d\d(?=\ ?[aApP]\.?\ ?[mM]\b)|\d{1,4}[./]\d{1,2}[./]\d{1,4}|9/11|[13]/[24]
        |\d+(?:[.,:]\d+)*)(?:st\b|nd\b|rd\b|th\b|['’]?s\b)?)
    |(?P<short>\b(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)
    |(?P<name>o['’]clock\b|[^\W\d_]+(?:['’]s\b)?)
    |(?P<sign>[^\w\s])""",
    re.VERBOSE,
)
_SIGNS = {
    ",": "comma",
    ".": "dot",
    "-": "dash",
    "–": "dash",
    "—": "longdash",
    "/": "slash",
    "(": "open",
    ")": "close",
    "&": "and",
    "'": "quote",
    "’": "quote",
    "$": "money",
    "£": "money",
    "€": "money",
    "#": "money",
    "%": "percent",
}
_NUMBER_CLASSES = [
    "day",
    "year4",
    "three",
    "number",
    "digit_ordinal",
    "decade",
    "short_year",
    "clock",
    "fraction",
    "date",
]
_OTHER_CLASSES = ["gap", "era_bc", "era_ad", "meridiem", "apostrophe_s", "named"]


@lru_cache(maxsize=1)
def lexicon() -> dict[str, dict[str, int | str]]:
    """The word classes of time.toml: class -> word -> value."""
    return tomllib.loads((RESOURCES / "time.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def context() -> dict[str, frozenset[str]]:
    """The word lists of time_context.toml."""
    source = tomllib.loads((RESOURCES / "time_context.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in source.items()}


def _alphabet() -> dict[str, str]:
    names = [*lexicon(), *dict.fromkeys(_SIGNS.values()), *_NUMBER_CLASSES, *_OTHER_CLASSES]
    return {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}


SYMBOLS = _alphabet()
CLASSES = {symbol: name for name, symbol in SYMBOLS.items()}


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, int | str]]:
    return {
        word: (SYMBOLS[name], value)
        for name, entries in reversed(lexicon().items())
        for word, value in entries.items()
    }


@dataclass(slots=True)
class Atoms:
    """Parallel over atoms: `symbols` is a string, one character an atom; offsets are code points."""

    text: str
    symbols: str
    values: list[int | str | None]
    starts: list[int]
    ends: list[int]

    def name(self, index: int) -> str:
        return CLASSES.get(self.symbols[index], "")

    def raw(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def touch(self, index: int) -> bool:
        """Whether no blank stands between this atom and the one before."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


type Entry = tuple[str, int | str | None]


def split(text: str) -> Atoms:
    """The atoms of a text; each form is looked at once."""
    matches = list(_ATOM.finditer(text))
    raws = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    forms = dict(zip(reversed(raws), reversed(matches), strict=True))
    known = {raw: _classified(raw, match.lastgroup or "") for raw, match in forms.items()}
    lengths = {raw: len(raw) - possessive for raw, (_, possessive) in known.items()}
    entries = [known[raw][0] for raw in raws]
    symbols = "".join([symbol for symbol, _ in entries])
    ends = [start + lengths[raw] for start, raw in zip(starts, raws, strict=True)]
    return Atoms(text, symbols, [value for _, value in entries], starts, ends)


@lru_cache(maxsize=20_000)
def _classified(raw: str, group: str) -> tuple[Entry, int]:
    """The class and value of an atom, and the length of its possessive ending."""
    entry = _classify(raw, group)
    possessive = raw.endswith(("'s", "’s")) and entry[0] != SYMBOLS["decade"]
    return entry, 2 if possessive else 0


def _classify(raw: str, group: str) -> Entry:
    match group:
        case "name" | "plain":
            return _word(raw)
        case "short":
            return _word(raw[:-1])
        case "sign":
            return SYMBOLS.get(_SIGNS.get(raw, ""), OTHER), None
        case "number":
            return _number(raw)
        case "apostrophe":
            digits = int(raw[1:3])
            return (SYMBOLS["decade"], digits) if raw.endswith("s") else (SYMBOLS["short_year"], digits)
        case "meridiem":
            return SYMBOLS["meridiem"], raw.strip()[0].lower()
        case "era":
            return SYMBOLS["era_bc" if raw.startswith("B") else "era_ad"], None
    return SYMBOLS["gap"], None


def _word(raw: str) -> Entry:
    lower = raw.lower()
    if lower.endswith(("'s", "’s")):
        symbol, value = _words().get(lower[:-2], (OTHER, None))
        return (symbol, value) if symbol != OTHER else (OTHER, None)
    symbol, value = _words().get(lower, (OTHER, None))
    if raw[0].islower() and CLASSES.get(symbol) in _CAPITALISED and lower in _AMBIGUOUS_LOWER:
        return OTHER, None
    return symbol, value


_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d\d)|(\d{4})([./])(\d{1,2})\6(\d{1,2})")


def _number(raw: str) -> Entry:
    if raw.isdigit():
        return _integer(raw)
    if raw.endswith(("st", "nd", "rd", "th")):
        digits = raw[:-2]
        return (SYMBOLS["digit_ordinal"], int(digits)) if digits.isdigit() else (OTHER, None)
    if raw.endswith("s"):
        return _decade(raw[:-1].rstrip("'’"))
    if match := _CLOCK.fullmatch(raw.replace(" ", "")):
        return SYMBOLS["clock"], f"{int(match[1]):02d}:{match[2]}"
    if _NUMERIC_DATE.fullmatch(raw):
        return SYMBOLS["date"], raw
    if raw == "9/11":
        return SYMBOLS["named"], raw
    if raw in ("1/2", "1/4", "3/4"):
        return SYMBOLS["fraction"], {"1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}[raw]
    number = raw.replace(",", "")
    return SYMBOLS["number"], number if number.replace(".", "", 1).isdigit() else None


def _integer(raw: str) -> Entry:
    number = int(raw) if len(raw) < 12 else 0
    if len(raw) <= 2 and 1 <= number <= 31:
        return SYMBOLS["day"], number
    if len(raw) == 4 and 1000 <= number <= 2199:
        return SYMBOLS["year4"], number
    if len(raw) == 3 and raw[0] != "0":
        return SYMBOLS["three"], number
    return SYMBOLS["number"], number


def _decade(digits: str) -> Entry:
    if digits.isdigit() and digits.endswith("0") and len(digits) in (2, 3, 4):
        return SYMBOLS["decade"], int(digits)
    return _integer(digits) if len(digits) == 4 and digits.isdigit() else (OTHER, None)


def real_day(year: int | None, month: int, day: int) -> bool:
    """Whether the month has that day (29 February counts when no year is known)."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(2000 if year is None else year, month)
