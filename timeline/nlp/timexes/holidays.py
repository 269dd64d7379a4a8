"""Days with a name, computed for any year. Lists: resources/en/time_holidays.toml."""

import re
import tomllib
from functools import lru_cache
from typing import TypedDict, cast

from timeline.dates import DateInterval, days_in_month, to_days
from timeline.nlp.timexes.calendar_rules import days_interval, weekday_of
from timeline.nlp.timexes.time_atoms import RESOURCES


class Rule(TypedDict, total=False):
    """How a day is computed; exactly one of fixed, easter and nth is given."""

    fixed: list[int]
    until: list[int]
    easter: list[int]
    nth: list[int]
    needs: list[str]


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    return cast("dict[str, Rule]", tomllib.loads((RESOURCES / "time_holidays.toml").read_text("utf-8")))


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """All names, longest first, capitalised as in running text."""
    names = sorted(rules(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(_spellings(name) for name in names) + r")\b")


def _spellings(name: str) -> str:
    first, *rest = name.split()
    words = [word if word == "of" else f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in rest]
    return " ".join([first.capitalize(), *words]).replace("St ", r"St\.? ").replace("'", "['’]")


def named(text: str) -> str:
    """The key of a name as matched."""
    return text.lower().replace("’", "'").replace("st. ", "st ")


def known_in(name: str, text: str) -> bool:
    """Whether the text names the country on which the date of the day depends, if it depends on one."""
    needs = rules()[name].get("needs")
    return needs is None or any(word in text for word in needs)


def easter(year: int) -> int:
    """Easter Sunday, Gregorian (Meeus, Jones, Butcher), in days since 1970-01-01."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return to_days(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> int:
    """The nth such weekday of a month; negative counts from its end."""
    if nth > 0:
        first = to_days(year, month)
        return first + (weekday - weekday_of(first)) % 7 + 7 * (nth - 1)
    last = to_days(year, month, days_in_month(year, month))
    return last - (weekday_of(last) - weekday) % 7 + 7 * (nth + 1)


def days(name: str, year: int) -> tuple[int, int]:
    """First and last day, in days since 1970-01-01; a turn of the year begins in the year asked for."""
    rule = rules()[name]
    if "until" in rule:
        return to_days(year, *rule["fixed"]), to_days(year + 1, *rule["until"])
    if "fixed" in rule:
        found = to_days(year, *rule["fixed"])
    elif "easter" in rule:
        found = easter(year) + rule["easter"][0]
    else:
        found = nth_weekday(year, *rule["nth"])
    return found, found


def interval(name: str, year: int) -> DateInterval:
    return days_interval(*days(name, year))
