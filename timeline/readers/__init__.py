"""Bytes in, records out: one module for each input format, none of them knows Django.

`read` never raises: what can't be read comes out as a Refusal, so that a bad file never stops the others.
Formats whose libraries a hostile file could crash or starve are read in a process of its own.
"""

from collections.abc import Iterator
from pathlib import PurePath

from timeline import limits
from timeline.readers import isolated
from timeline.readers.plain_formats import PLAIN
from timeline.readers.records import Defaults, Record, Refusal, Unread, refuse

EXTENSIONS = tuple(sorted({*filter(None, PLAIN), *isolated.EXTENSIONS}))

__all__ = ["EXTENSIONS", "Defaults", "Record", "Refusal", "Unread", "read", "take"]


def take(name: str, content: bytes, defaults: Defaults | None = None) -> Iterator[Record | Refusal | Unread]:
    """The articles of one file, in order, or the file itself where `isolated` is to read it.

    `name` is shown to people and decides the format.
    """
    kind = PurePath(name).suffix.lower()
    if kind not in PLAIN and kind not in isolated.EXTENSIONS:
        yield refuse(name, "format", f"Dateline can't read {kind} files yet; it reads {_listed()}.")
    elif len(content) > limits.FILE_BYTES:
        most = limits.FILE_BYTES // (1024 * 1024)
        yield refuse(name, "too_large", f"The file is larger than {most} MB; split it.")
    elif not content:
        yield refuse(name, "empty", "The file is empty.")
    elif kind in PLAIN:
        yield from PLAIN[kind](name, content, defaults or Defaults())
    else:
        yield Unread(name, content, defaults or Defaults())


def read(name: str, content: bytes, defaults: Defaults | None = None) -> Iterator[Record | Refusal]:
    """The articles of one file, in order, whatever its format."""
    for one in take(name, content, defaults):
        if isinstance(one, Unread):
            yield from isolated.read(one.name, one.content, one.defaults)
        else:
            yield one


def _listed() -> str:
    return ", ".join(EXTENSIONS[:-1]) + f" and {EXTENSIONS[-1]}"
