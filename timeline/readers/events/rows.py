"""What a file of events holds: rows, and the troubles with those that can't be taken as they are."""

from dataclasses import dataclass

from timeline.dates import DateInterval
from timeline.readers.clean import clean_line
from timeline.readers.records import Refused
from timeline.terms import ActorKind, Factuality, Role

TITLE_CHARACTERS = 300
TEXT_CHARACTERS = 4_000
MOST_PARTS = 20
# The words that pages use, for tables that people fill in by them.
_FACTUALITY_WORDS = {
    "reported": Factuality.OCCURRED,
    "happened": Factuality.OCCURRED,
    "possible": Factuality.HYPOTHETICAL,
    "canceled": Factuality.CANCELLED,
}
_END = (".", "!", "?", "…", "”", "’", ":")

type Part = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. `place` in the file is said by `where` ("row 7"); `parts` are (role, kind or "", name)."""

    where: str
    title: str
    edtf: str = ""
    date_words: str = ""
    factuality: str = Factuality.OCCURRED.value
    place: str = ""
    parts: tuple[Part, ...] = ()
    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that was not taken: which one, and what to do about it."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class EventFile:
    """The rows in the order of the file, what was wrong with others, and a title if the file has one."""

    rows: tuple[EventRow, ...]
    troubles: tuple[Trouble, ...]
    title: str = ""


def line_of(row: EventRow) -> tuple[str, int, int]:
    """The row as a line of an article, and where its title stands in it."""
    words = row.date_words or (DateInterval.parse(row.edtf).words() if row.edtf else "")
    before = f"{words}: " if words else ""
    start, end = len(before), len(before) + len(row.title)
    names = ", ".join(dict.fromkeys(name for _role, _kind, name in row.parts))
    where = f"Where: {row.place}" if row.place else ""
    more = [row.text, f"Who: {names}" if names else "", where, f"Source: {row.source}" if row.source else ""]
    line = _ended(before + row.title)
    for part in more:
        line += f" {_ended(part)}" if part else ""
    return line, start, end


def _ended(text: str) -> str:
    return text if text.endswith(_END) else f"{text}."


# ---- cells ----


def title(value: str) -> str:
    """Raises Refused."""
    found = clean_line(value)
    if not found:
        raise Refused("no_title", "It doesn’t say what happened; give it a title.")
    if len(found) > TITLE_CHARACTERS:
        raise Refused(
            "long_title",
            f"The title has {len(found)} characters; shorten it to {TITLE_CHARACTERS} and put the rest "
            "into the text.",
        )
    return found


def prose(value: str) -> str:
    found = clean_line(value)
    return found if len(found) <= TEXT_CHARACTERS else found[:TEXT_CHARACTERS].rstrip() + "…"


def factuality(value: str) -> str:
    """A value of Factuality by its name or by the word on pages; none given, it is told as fact."""
    key = clean_line(value).lower()
    if not key:
        return Factuality.OCCURRED.value
    if key in _FACTUALITY_WORDS:
        return _FACTUALITY_WORDS[key].value
    if key in {known.value for known in Factuality}:
        return key
    raise Refused(
        "bad_factuality",
        f"“{key[:40]}” is no way in which events are reported; write one of "
        f"{', '.join(known.value for known in Factuality)}.",
    )


def parts(cell: str) -> tuple[Part, ...]:
    """“Harbour Union (agent); Port Authority (patient)”: who takes part, with roles as exports write them."""
    found: dict[Part, None] = {}
    for piece in cell.replace("\n", ";").split(";"):
        name = clean_line(piece)
        inside = name[name.rfind("(") + 1 : -1].strip().lower() if name.endswith(")") else ""
        role = inside if inside in set(Role) else ""
        if role:
            name = name[: name.rfind("(")].strip()
        if name:
            found[role or Role.PARTICIPANT.value, "", name[:300]] = None
    return _few(tuple(found))


def listed_parts(value: object) -> tuple[Part, ...]:
    """The same from a list of {"name", "role", "kind"}, as our own exports write it."""
    found: dict[Part, None] = {}
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and isinstance(one.get("name"), str) and clean_line(one["name"]):
            role, kind = str(one.get("role")), str(one.get("kind"))
            role = role if role in set(Role) else Role.PARTICIPANT.value
            kind = kind if kind in set(ActorKind) else ""
            found[role, kind, clean_line(one["name"])[:300]] = None
    return _few(tuple(found))


def _few(found: tuple[Part, ...]) -> tuple[Part, ...]:
    if len(found) > MOST_PARTS:
        raise Refused("many_parts", f"{len(found)} actors take part; at most {MOST_PARTS} are taken.")
    return found
