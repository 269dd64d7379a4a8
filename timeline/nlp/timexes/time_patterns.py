"""Compiles the time grammar (resources/en/time_grammar.toml) into regular expressions over atom symbols.

The whole grammar is one alternation, so that a text is scanned once; repetitions never nest, and an atom
is one character, so matching stays linear.
"""

import re
import tomllib
from functools import lru_cache

from timeline.nlp.timexes.time_atoms import RESOURCES, SYMBOLS

_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")
_CLASS = re.compile(r"\{([a-z][a-z0-9_|]*)\}")
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_DEPTH = 5


@lru_cache(maxsize=1)
def grammar() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """Each pattern compiled with its groups, in order of precedence, and all of them as one alternation
    whose `lastgroup` names the winner."""
    source = tomllib.loads((RESOURCES / "time_grammar.toml").read_text("utf-8"))
    expanded = {name: _expand(text, source["phrases"]) for name, text in source["patterns"].items()}
    joined = "|".join(f"(?P<{name}>{_GROUP_NAME.sub('(?:', text)})" for name, text in expanded.items())
    return {name: re.compile(text) for name, text in expanded.items()}, re.compile(joined)


def _expand(pattern: str, phrases: dict[str, str]) -> str:
    """Insert the phrases (phrases may hold phrases), then the symbols of the word classes."""
    for _ in range(_DEPTH):
        pattern = _PLACEHOLDER.sub(lambda match: phrases[match[1]], pattern)
    return _CLASS.sub(_symbols, "".join(pattern.split()))


def _symbols(match: re.Match[str]) -> str:
    symbols = "".join(SYMBOLS[name] for name in match[1].split("|"))
    return symbols if len(symbols) == 1 else f"[{symbols}]"
