"""A search as a list of clauses that all must hold: what a click on a filter adds or takes away (pure).

The text stays what the reader sees and may edit; nothing here changes what a search means.
"""

import re
from dataclasses import dataclass

from timeline.search.syntax import FIELDS, TOKEN

_BARE = re.compile(r"[^\s()\"<>=-][^\s()\"]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a search: `name` is its field ("" for words); `value` what the field is compared with."""

    text: str
    name: str = ""
    value: str = ""
    excluded: bool = False


def written(name: str, value: str, excluded: bool = False) -> str:
    """`name:value` as a reader would type it, quoted where needed, with "-" to leave it out."""
    value = value.replace('"', " ")
    shown = value if _BARE.fullmatch(value) else f'"{value}"'
    return f"{'-' if excluded else ''}{name}:{shown}"


def clauses(text: str) -> list[Clause]:
    """The clauses from left to right; words that stand together are one. A search with OR is one whole."""
    found: list[Clause] = []
    for part in _parts(text):
        clause = _clause(part)
        if found and not clause.name and not found[-1].name:
            clause = Clause(f"{found.pop().text} {clause.text}")
        found.append(clause)
    return found


def with_clause(text: str, clause: str) -> str:
    """The search narrowed by one more clause."""
    whole = text.strip()
    if len(_parts(whole)) == 1 and re.search(r"\sOR\s", whole) and not whole.startswith("("):
        whole = f"({whole})"
    return f"{whole} {clause}".strip()


def without(text: str, *unwanted: str) -> str:
    """The search without the clauses that read so."""
    return " ".join(clause.text for clause in clauses(text) if clause.text not in unwanted)


def _clause(part: str) -> Clause:
    excluded = part.startswith("-")
    match = TOKEN.fullmatch(part.removeprefix("-"))
    name = (match["field"] or "").lower() if match else ""
    if match is None or name not in FIELDS:
        return Clause(part)
    value = match["quoted"] if match["quoted"] is not None else match["bare"]
    return Clause(part, name, f"{match['op'] or ''}{value}", excluded)


def _parts(text: str) -> list[str]:
    """Cut at blanks outside quotation marks and brackets; one part where an OR joins them."""
    parts, depth, start = [], 0, -1
    for match in TOKEN.finditer(text):
        if match["open"] or match["close"]:
            depth = max(0, depth + (1 if match["open"] else -1))
        if match["word"] == "OR" and not depth:
            return [" ".join(text.split())]
        if not match["space"]:
            start = match.start() if start < 0 else start
        elif start >= 0 and not depth:
            parts.append(text[start : match.start()])
            start = -1
    return [*parts, text[start:].rstrip()] if start >= 0 else parts
