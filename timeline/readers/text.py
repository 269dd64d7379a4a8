"""Plain text: the article as it is, with an optional `date` line or a front matter block on top."""

import codecs
import re
from collections.abc import Iterator

from timeline.readers.records import Defaults, Record, Refusal, Refused, make, refuse

FIELDS = {"title", "date", "source", "url", "author", "language", "id", "updated"}
_DATE_LINE = re.compile(r"\ufeff?\s{0,20}date:?[ \t]{1,8}(\d{4}-\d{1,2}-\d{1,2})", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z]{2,20})[ \t]{0,8}:[ \t]{0,8}(.*)")
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "zip or Office",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        yield article(name, decode(content), defaults)
    except Refused as error:
        yield refuse(name, error.code, str(error))


def article(name: str, text: str, defaults: Defaults) -> Record:
    """Raises Refused."""
    fields, rest = fields_of(text)
    return make(name, rest, fields, defaults)


def fields_of(text: str) -> tuple[dict[str, str], str]:
    """What a text says about itself, and the text of the article.

    Front matter is no part of the article; a `date` line is.
    """
    fields, rest = front_matter(text)
    if fields:
        return fields, rest
    dated = _DATE_LINE.match(text)
    return ({"date": dated[1]} if dated else {}), text


def decode(content: bytes) -> str:
    """UTF-8, or UTF-16 with a byte order mark; a guess would damage names in silence. Raises Refused."""
    if not content.strip():
        raise Refused("empty", "The file is empty; check it and send it again.")
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            raise Refused(
                "not_text", f"This is a {kind} file, not plain text; end its name as such files do."
            )
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding",
            f"Not {'UTF-16' if wide else 'UTF-8'} at byte {error.start}. Save it as UTF-8 and retry.",
        ) from None


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields on top and the text below; no fields when the text doesn't begin with such a block.

    The block is fenced by `---` lines, or ends with the first blank line.
    """
    lines = text.split("\n")
    fenced = lines[0].strip() == "---"
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:] if fenced else lines, start=int(fenced)):
        closing = line.strip() == ("---" if fenced else "")
        match = None if closing else _FIELD.fullmatch(line.rstrip("\r"))
        if match and match[1].lower() in FIELDS:
            fields[match[1].lower()] = _bare(match[2].strip())
        elif closing and fields:
            return fields, "\n".join(lines[number + 1 :]).lstrip("\r\n")
        else:
            return {}, text
    return {}, text


def _bare(value: str) -> str:
    """Without the quotes around all of it; those around its last words ("says 'no'") belong to it."""
    quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    return value[1:-1] if quoted else value
