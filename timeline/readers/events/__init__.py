"""Files of finished events, made by people with other programs: TimelineJS JSON, and tables (CSV, TSV).

Nothing is guessed in silence: a row that can't be taken as it stands is named, with what to do about it.
"""

from pathlib import PurePath

from timeline import limits
from timeline.readers.events import slides, table
from timeline.readers.events.rows import EventFile, EventRow, Trouble, line_of
from timeline.readers.records import Refused
from timeline.readers.text import decode

EXTENSIONS = (".csv", ".json", ".tsv")

__all__ = ["EXTENSIONS", "EventFile", "EventRow", "Trouble", "line_of", "read"]


def read(name: str, content: bytes) -> EventFile:
    """The events of one file; `name` decides the format. Raises Refused when nothing of it can be read."""
    kind = PurePath(name).suffix.lower()
    if kind not in EXTENSIONS:
        raise Refused("format", f"Events are read from {', '.join(EXTENSIONS)} files, not from “{kind}”.")
    if len(content) > limits.FILE_BYTES:
        raise Refused("too_large", f"The file is larger than {limits.FILE_BYTES // 1024**2} MB; split it.")
    text = decode(content)
    found = slides.read(text) if kind == ".json" else table.read(text)
    if not found.rows and not found.troubles:
        raise Refused("empty", "There is no event in it.")
    return found
