"""One match of the time grammar, with what the builders ask of it."""

import re
from collections.abc import Container
from dataclasses import dataclass

from timeline.nlp.timexes.time_atoms import CLASSES, Atoms, context
from timeline.nlp.timexes.time_readings import Reading


@dataclass(slots=True)
class Found:
    """Atoms [first, last] and their reading."""

    first: int
    last: int
    reading: Reading


# a reading for the whole match, readings for its parts, [] to refuse the words altogether, or None to let
# a later pattern try
type Built = Reading | list[Found] | None


def century_year(number: int, width: int) -> int:
    """A two-digit year: up to 40 is of this century."""
    return number if width > 2 else number + (2000 if number <= 40 else 1900)


def number_words(values: list[float]) -> float | None:
    """The number that "two hundred fifty", "twenty-five" or "three million" spells."""
    total, current = 0.0, 0.0
    for value in values:
        if value in (1000, 1_000_000):
            total, current = total + (current or 1) * value, 0.0
        elif value == 100:
            current = (current or 1) * 100
        elif current and current % 100 and not (current % 100 >= 20 and value < 10 and current % 10 == 0):
            return None
        else:
            current += value
    return total + current


@dataclass(slots=True)
class Hit:
    """A match over atom symbols; groups are asked for by name."""

    atoms: Atoms
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def stop(self) -> int:
        return self.match.end()

    def has(self, group: str) -> bool:
        return self.match.re.groupindex.get(group) is not None and bool(self.match[group])

    def first(self, group: str) -> int:
        return self.match.start(group)

    def value_at(self, index: int) -> int | str | None:
        return self.atoms.values[index]

    def value(self, group: str) -> int | str | None:
        return self.atoms.values[self.first(group)]

    def values(self, group: str) -> list[float]:
        inside = range(self.match.start(group), self.match.end(group))
        return [float(v) for i in inside if isinstance(v := self.atoms.values[i], int | float)]

    def integer(self, group: str) -> int:
        value = self.value(group)
        return int(float(value)) if value is not None else 0

    def year(self, *groups: str) -> int | None:
        return next((self.integer(group) for group in groups if self.has(group)), None)

    def raw(self, group: str) -> str:
        return self.atoms.raw(self.first(group))

    def raw_of(self, group: str, name: str) -> str | None:
        """The atom of a class inside a group, without what stands around it: EST in "(EST)"."""
        if not self.has(group):
            return None
        inside = range(self.match.start(group), self.match.end(group))
        return next((self.atoms.raw(i) for i in inside if self.atoms.name(i) == name), None)

    def lower(self, group: str) -> str:
        return self.raw(group).lower()

    def width(self, group: str) -> int:
        return len(self.raw(group))

    def name(self, group: str) -> str:
        return self.atoms.name(self.first(group))

    def glued(self) -> bool:
        """No blanks anywhere inside."""
        return all(self.atoms.touch(i) for i in range(self.start + 1, self.stop))

    def joined(self, group: str) -> bool:
        """A hyphen before the group: "three-week"."""
        index = self.first(group)
        return self.atoms.name(index - 1) == "dash"

    def joined_next(self) -> bool:
        """A hyphen and a word follow without blanks: "the week-long"."""
        return (
            self.next_is("dash")
            and self.stop + 1 < len(self.atoms.symbols)
            and self.atoms.touch(self.stop)
            and self.atoms.touch(self.stop + 1)
        )

    def next_is(self, *names: str) -> bool:
        return self.stop < len(self.atoms.symbols) and self.atoms.name(self.stop) in names

    def is_of_event(self) -> bool:
        """Whether "of" and something that is no date follow: the week of the talks, the year of fighting."""
        after = self.stop + 1
        if not self.next_is("of") or after + 1 >= len(self.atoms.symbols):
            return False
        after += self.atoms.name(after) in ("the", "a")
        return self.atoms.name(after) == "" and self.atoms.raw(after)[0].islower()

    def has_day_after(self) -> bool:
        """On Friday, Friday: what tells 14.30, the hour, from 14.30, the price."""
        day = self.stop + self.next_is("on")
        return day < len(self.atoms.symbols) and self.atoms.name(day) in ("weekday", "deictic")

    def dates_next(self) -> bool:
        """Whether a month or year comes after the next atom."""
        after = self.stop + 1
        return after < len(self.atoms.symbols) and self.atoms.name(after) in ("month", "year4", "decade")

    def before(self, *names: str) -> bool:
        return self.start > 0 and self.atoms.name(self.start - 1) in names

    def previous_word(self) -> str:
        return self.atoms.raw(self.start - 1).lower() if self.start else ""

    def previous_words(self, count: int) -> list[str]:
        return [self.atoms.raw(i).lower() for i in range(max(self.start - count, 0), self.start)]

    def next_word(self) -> str:
        return self.atoms.raw(self.stop).lower() if self.stop < len(self.atoms.symbols) else ""

    def after_words(self, words: Container[str]) -> bool:
        return self.previous_word() in words

    def followed_by_word(self) -> bool:
        return self.next_word().isalpha() and not self.next_is("of", "and", "to", "or", "in", "at", "from")

    def match_starts_with(self, name: str) -> bool:
        return self.atoms.name(self.start) == name

    def mod(self) -> str | None:
        """START, MID or END when the modifier says so; "earlier this year" is its START."""
        if not self.has("mod"):
            return None
        for index in range(self.match.start("mod"), self.match.end("mod")):
            match self.atoms.name(index), self.atoms.values[index]:
                case (("early" | "part_of" | "edge"), str(mod)):
                    return mod
                case "earlier", direction:
                    return "START" if direction == -1 else "END"
                case ("latter", _) | ("rel", "last"):
                    return "END"
                case "ordinal", 1:
                    return "START"
        return None

    def rel(self) -> str | None:
        return str(self.value("rel")) if self.has("rel") else None

    def approx(self) -> str | None:
        if not self.has("approx"):
            return None
        if self.name("approx") == "at":
            return str(self.atoms.values[self.first("approx") + 1])
        return str(self.value("approx"))

    def number(self, group: str) -> float | None:
        """A written number; None for a vague quantity."""
        index = self.first(group)
        name = self.atoms.name(index)
        if name in ("word", "ordinal", "digit_ordinal"):
            words = [
                float(v)
                for i in range(index, self.match.end(group))
                if CLASSES.get(self.atoms.symbols[i]) in ("word", "ordinal", "digit_ordinal")
                and (v := self.atoms.values[i]) is not None
            ]
            number = number_words(words)
        elif name in ("vague", "a"):
            return self._vague(group)
        else:
            value = self.atoms.values[index]
            number = float(value) if value is not None else None
        return number + self._half(group) if number is not None else None

    def _half(self, group: str) -> float:
        for index in range(self.match.start(group) + 1, self.match.end(group)):
            if self.atoms.name(index) == "fraction":
                return float(self.atoms.values[index] or 0)
            if self.atoms.name(index) == "half":
                return 0.5
        return 0.0

    def _vague(self, group: str) -> float | None:
        for index in range(self.match.start(group), self.match.end(group)):
            if self.atoms.name(index) == "vague":
                return float(self.atoms.values[index] or 0) or None
        return 1.0

    def vague_number(self) -> float | None:
        """Two for "a couple of", None for "few" and "several"."""
        return self._vague("vague") if self.has("vague") else None

    def amount(self) -> tuple[float | None, bool]:
        """The number of units and whether it is vague; (None, False) when none is said."""
        if self.has("low"):
            return self.number("low"), False
        if self.has("vague"):
            number = self._vague("vague")
            return number, number is None
        if self.has("half") or self.has("half2"):
            return 0.5, False
        if self.has("quarterof"):
            return 0.25, False
        return (1.0, False) if self.has("amount") or self._article() else (None, False)

    def _article(self) -> bool:
        return any(self.atoms.name(i) == "a" for i in range(self.start, min(self.start + 3, self.stop)))

    def bare_article(self) -> bool:
        return not any(self.has(group) for group in ("low", "vague", "half", "half2", "quarterof"))

    def is_rate(self) -> bool:
        """80 km an hour, 5% a year, $3 a day: the words before are an amount."""
        return self.previous_word() in context()["rate_leads"] or self.before(
            "percent", "number", "day", "three", "money", "times"
        )

    def is_age(self) -> bool:
        """The 52-year-old; three years old; aged 17 years."""
        if self.has("long"):
            index = self.match.end("long") - 1
            return self.atoms.raw(index).lower() == "old"
        # "the mayor, of 56 years, ..."
        apposed = self.previous_words(2) == [",", "of"] and self.next_is("comma") and self.has("low")
        return apposed or self.after_words(("aged", "age"))

    def looks_like_clock(self) -> bool:
        return (
            self.previous_word() in context()["clock_leads"]
            or self.next_is("weekday", "on")
            or self.before("comma", "weekday")
        )

    def apostrophe_is_quote(self) -> bool:
        """In "the class of '08" an abbreviated year, in "'08 was ...'" perhaps too; a closing quote never."""
        return self.atoms.touch(self.start) and self.atoms.raw(self.start - 1)[-1:].isalnum()

    def at_end_of_phrase(self) -> bool:
        """Nothing follows that a preposition could govern."""
        return self.next_is("comma", "dot", "gap", "and", "close") or self.stop >= len(self.atoms.symbols)

    def without_that(self, reading: Reading) -> Reading | list[Found]:
        """In "said that last week" the conjunction is no part of the expression."""
        if (
            self.has("det")
            and self.lower("det") == "that"
            and reading.rel in ("last", "next", "past", "coming", "this")
        ):
            return [Found(self.first("det") + 1, self.stop - 1, reading)]
        return reading

    def found(self, first: int, last: int, reading: Reading) -> Found:
        return Found(first, last, reading)

    def upto(self, group: str) -> list[Found]:
        """The half without its "of": what follows is read by itself and composed later."""
        number = 2 if self.value("n") in (2, "last") else 1
        return [Found(self.start, self.first(group) - 1, Reading("half", number=number))]
