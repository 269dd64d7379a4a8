"""Bytes in, records out: one module for each input format, none of them knows Django.

`read` never raises: what can't be read comes out as a Refusal, so that a bad file never stops the others.
Formats whose libraries a hostile file could crash or starve are read in a process of its own.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from timeline import limits
from timeline.readers import isolated, table
from timeline.readers.plain_formats import PLAIN
from timeline.readers.records import Defaults, Record, Refusal, Refused, Unread, refuse

EXTENSIONS = tuple(sorted({*filter(None, PLAIN), *isolated.EXTENSIONS}))

__all__ = ["EXTENSIONS", "Defaults", "Record", "Refusal", "Unread", "read", "take", "too_large"]


def take(
    name: str, content: bytes, defaults: Defaults | None = None, *, ask: bool = False
) -> Iterator[Record | Refusal | Unread]:
    """The articles of one file, in order, or the file itself where `isolated` is to read it.

    `name` is shown to people and decides the format. With `ask`, a table is handed out unread, too: somebody
    is to confirm its columns first.
    """
    kind = PurePath(name).suffix.lower()
    if kind not in PLAIN and kind not in isolated.EXTENSIONS:
        yield refuse(name, "format", f"Dateline can't read {kind} files yet; it reads {_listed()}.")
    elif len(content) > limits.FILE_BYTES:
        yield too_large(name)
    elif not content:
        yield refuse(name, "empty", "The file is empty; check it and send it again.")
    elif ask and kind in table.ENDINGS:
        yield _asked(name, content, defaults or Defaults())
    elif kind in PLAIN:
        yield from PLAIN[kind](name, content, defaults or Defaults())
    else:
        yield Unread(name, content, defaults or Defaults())


def read(
    name: str,
    content: bytes,
    defaults: Defaults | None = None,
    beat: Callable[[], None] = lambda: None,
) -> Iterator[Record | Refusal]:
    """The articles of one file, in order, whatever its format; for `beat` see `isolated.read`."""
    for one in take(name, content, defaults):
        if isinstance(one, Unread):
            yield from isolated.read(one.name, one.content, one.defaults, beat)
        else:
            yield one


def too_large(name: str) -> Refusal:
    most = limits.FILE_BYTES // (1024 * 1024)
    return refuse(name, "too_large", f"The file is larger than {most} MB; split it.")


def _asked(name: str, content: bytes, defaults: Defaults) -> Refusal | Unread:
    try:
        return Unread(name, content, defaults, preview=table.preview(content))
    except Refused as error:
        return refuse(name, error.code, str(error))


def _listed() -> str:
    return ", ".join(EXTENSIONS[:-1]) + f" and {EXTENSIONS[-1]}"
