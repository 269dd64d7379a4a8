"""The search syntax: text -> expression tree and problems in words. Pure: no database.

    word  "a phrase"  pre*  -word  a OR b  ( )  field:value  field:"a value"  field:>=value

Whatever can't be read is named in `problems`; the rest of the query still runs.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext

from timeline import limits
from timeline.terms import Factuality, Precision

FIELDS = (
    *("actor", "conf", "date", "fact", "has", "is", "lang", "place", "precision", "pub", "reviewed"),
    *("source", "sources"),
)
_CLOSED = {
    "fact": {*Factuality, "disputed"},
    "precision": {*Precision},
    "is": {"undated"},
    "has": {"conflict"},
    "reviewed": {"yes", "no"},
}
TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<minus>-(?=[\w"(]))
      | (?P<field>[A-Za-z]{2,20}):(?P<op>>=|<=|>|<)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s()"]+))
      | "(?P<phrase>[^"]*)(?P<endquote>"?)
      | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand next to each other; `prefix` when the last one is only a beginning."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """`name:value`, with a comparison for ordered fields ("" means equal)."""

    name: str
    value: str
    op: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


type Node = Words | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Parsed:
    """`node` is None when nothing searchable was left."""

    node: Node | None
    problems: tuple[str, ...]


def parse(text: str) -> Parsed:
    """Read a search; never raises."""
    problems: list[str] = []
    if len(text) > limits.QUERY_CHARACTERS:
        words = gettext("A search may have %(number)s characters; the rest was left out.")
        problems.append(words % {"number": limits.QUERY_CHARACTERS})
        text = text[: limits.QUERY_CHARACTERS]
    if text.count("(") > limits.QUERY_BRACKETS:
        words = gettext("A search may have %(number)s brackets; all of them were left out.")
        problems.append(words % {"number": limits.QUERY_BRACKETS})
        text = text.replace("(", " ").replace(")", " ")
    reader = _Reader([m for m in TOKEN.finditer(text) if m.lastgroup != "space"], problems)
    node = reader.any_of()
    while reader.at < len(reader.tokens):
        problems.append(gettext("There is a ) without its (."))
        reader.at += 1
        rest = reader.any_of()
        node = _joined([part for part in (node, rest) if part])
    return Parsed(node, tuple(dict.fromkeys(problems)))


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens; depth is bounded by the limit of brackets."""

    tokens: list[re.Match[str]]
    problems: list[str]
    at: int = 0

    def peek(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def any_of(self) -> Node | None:
        """all_of OR all_of ..."""
        parts = [self.all_of()]
        while (token := self.peek()) and token["word"] == "OR":
            self.at += 1
            parts.append(self.all_of())
        found = [part for part in parts if part]
        if len(found) < 2:
            return found[0] if found else None
        return Or(tuple(found))

    def all_of(self) -> Node | None:
        parts: list[Node] = []
        while (token := self.peek()) and not token["close"] and token["word"] != "OR":
            part = self.one()
            if part:
                parts.append(part)
        return _joined(parts)

    def one(self) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token["minus"]:
            part = self.one() if self.peek() else None
            return Not(part) if part else None
        if token["open"]:
            return self.group()
        if token["field"]:
            return self.field(token)
        if token["phrase"] is not None:
            if not token["endquote"]:
                words = gettext("A quotation mark is missing its partner: %(phrase)s")
                self.problems.append(words % {"phrase": f'"{token["phrase"]}'})
            return _words(token["phrase"])
        return _words(token["word"].rstrip("*"), prefix=token["word"].endswith("*"))

    def group(self) -> Node | None:
        inside = self.any_of()
        if self.peek():
            self.at += 1
        else:
            self.problems.append(gettext("There is a ( without its )."))
        return inside

    def field(self, token: re.Match[str]) -> Node | None:
        name = token["field"].lower()
        value = (token["quoted"] if token["quoted"] is not None else token["bare"]).strip()
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, 1)
            words = gettext("Unknown field “%(field)s”; known are %(known)s.")
            if near:
                words = gettext("Unknown field “%(field)s”; did you mean “%(near)s”?")
            told = {"field": f"{name}:", "near": f"{near[0]}:" if near else "", "known": ", ".join(FIELDS)}
            self.problems.append(words % told)
            return None
        allowed = _CLOSED.get(name)
        if allowed and value not in allowed:
            words = gettext("“%(field)s” is unknown; use one of %(known)s.")
            told = {"field": f"{name}:{value}", "known": ", ".join(sorted(allowed))}
            self.problems.append(words % told)
            return None
        return Field(name, value, token["op"] or "") if value else None


def _joined(parts: list[Node]) -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return And(tuple(parts))


def _words(text: str, prefix: bool = False) -> Words | None:
    cleaned = " ".join(re.findall(r"\w+", text))
    return Words(cleaned, prefix) if cleaned else None
