"""Bytes in, records out: one module for each input format, none of them knows Django.

`read` never raises: what can't be read comes out as a Refusal, so that a bad file never stops the others.
"""

from collections.abc import Iterator
from pathlib import PurePath

from timeline import limits
from timeline.readers import jsonl, text
from timeline.readers.records import Defaults, Record, Refusal, refuse

FORMATS = {".txt": text.read, ".text": text.read, ".md": text.read, "": text.read, ".jsonl": jsonl.read}
EXTENSIONS = tuple(sorted(extension for extension in FORMATS if extension))

__all__ = ["EXTENSIONS", "Defaults", "Record", "Refusal", "read"]


def read(name: str, content: bytes, defaults: Defaults | None = None) -> Iterator[Record | Refusal]:
    """The articles of one file, in order. `name` is shown to people and decides the format."""
    reader = FORMATS.get(PurePath(name).suffix.lower())
    if reader is None:
        kind = PurePath(name).suffix
        yield refuse(name, "format", f"Dateline can't read {kind} files yet; it reads {_listed()}.")
    elif len(content) > limits.FILE_BYTES:
        most = limits.FILE_BYTES // (1024 * 1024)
        yield refuse(name, "too_large", f"The file is larger than {most} MB; split it.")
    else:
        yield from reader(name, content, defaults or Defaults())


def _listed() -> str:
    return ", ".join(EXTENSIONS[:-1]) + f" and {EXTENSIONS[-1]}"
