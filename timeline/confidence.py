"""How far an entry can be trusted: the share of events checked by hand that were read right in the same way.

`confidence.toml` counts, for every rule that dates events together with how the event is reported, and for
every factuality, how many gold events were right; `tests/stories/calibrate.py` writes it. What was seen
twice says little: each share is drawn towards one half by a right and a wrong example that nobody saw (the
rule of succession).
"""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

BY_PERSON = "added"
_TABLE = Path(__file__).with_name("confidence.toml")


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, tuple[int, int]]]:
    """(right, seen) by rule and value ("scene planned") under "date", by value under "factuality"."""
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


# From these shares on an entry counts as one of high and of medium confidence.
LEVELS = {"high": 0.9, "medium": 0.7, "low": 0.0}


def level(share: float) -> str:
    """The word for a share: a key of LEVELS."""
    return next(name for name, least in LEVELS.items() if share >= least)


def of(tellings: Iterable[tuple[str, str]]) -> float:
    """Of an event: that of its most reliable telling. Each is (rule that dated it, factuality)."""
    return max((_trust(rule, value) for rule, value in tellings), default=0.0)


def _trust(rule: str, value: str) -> float:
    """What a person added is no guess."""
    if rule == BY_PERSON:
        return 1.0
    return _share("date", f"{rule} {value}") * _share("factuality", value)


def _share(kind: str, name: str) -> float:
    right, seen = table()[kind].get(name, (0, 0))
    return round((right + 1) / (seen + 2), 4)
