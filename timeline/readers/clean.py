"""Text as it is stored: what no database or page can hold is replaced one for one, so offsets stay true."""

import re
import unicodedata

_SPACED = dict.fromkeys(map(ord, "\r\v\f"), " ")
_CONTROL = [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
_REPLACED = dict.fromkeys([*_CONTROL, *range(0xD800, 0xE000)], "\ufffd")
_TABLE = {**_REPLACED, **_SPACED, 0x85: " "}
_DAMAGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Marks that reorder their neighbours: kept in a text, never in a name or a title.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def clean_text(text: str) -> str:
    """The text with forbidden code points replaced; never changes the length, never normalises."""
    return text.translate(_TABLE)


def damage(text: str) -> int:
    """How many code points no text has: NUL, other controls, lone surrogates."""
    return len(_DAMAGE.findall(text))


def clean_line(text: str) -> str:
    """A name or title: one line, composed form, single blanks, no marks that reorder their neighbours."""
    plain = unicodedata.normalize("NFC", clean_text(text).translate(_REORDERING))
    return " ".join(plain.replace("\ufffd", " ").split())
