"""A folder whose files are taken in as they appear.

A file is taken once it has stopped changing from one look to the next, so that one being copied isn't cut
off. When it is safely stored it is moved to the folder `taken` in it; nothing is deleted. Should the process
die between the two, the file is taken again, and its articles are known by their text. Looking also works on
network drives, which don't tell of changes.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from timeline import items, limits, readers
from timeline.models import Batch
from timeline.readers import Record, Refusal, Unread
from timeline.readers.records import Defaults

log = logging.getLogger(__name__)

TAKEN = "taken"
# What browsers and copying programs call a file that isn't whole yet.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")

type Sign = tuple[int, int]


@dataclass
class Folder:
    """What was seen in the folder at the last look: path, size and time of change."""

    path: Path
    defaults: Defaults = field(default_factory=Defaults)
    _seen: dict[Path, Sign] = field(default_factory=dict)
    # What could not be moved away, as it was when it was taken.
    _stuck: dict[Path, Sign] = field(default_factory=dict)

    def take(self) -> Batch | None:
        """Look once; the job made of the files that didn't change since the look before, if there are any."""
        found = {path: sign for path in self._files() if (sign := _sign(path)) is not None}
        ready = (path for path, sign in sorted(found.items()) if self._seen.get(path) == sign)
        still = [path for path in ready if self._stuck.get(path) != found[path]]
        self._seen = found
        contents = {path: content for path, content in _contents(still) if _sign(path) == found[path]}
        if not contents:
            return None
        digest = hashlib.sha256()
        for path, content in contents.items():
            digest.update(
                f"{path.relative_to(self.path)}\x1f{len(content)}\x1f".encode(errors="replace") + content
            )
        batch = items.submit(
            self._title(list(contents)), self._found(contents), key=f"watch-{digest.hexdigest()[:50]}"
        )
        for path in contents:
            self._move(path, found[path])
        return batch

    def _files(self) -> Iterator[Path]:
        """All but hidden, unfinished and taken ones."""
        try:
            for place, folders, names in self.path.walk():
                folders[:] = [name for name in folders if not name.startswith(".") and name != TAKEN]
                for name in names:
                    if not name.startswith(".") and not name.lower().endswith(_UNFINISHED):
                        yield place / name
        except OSError as error:
            log.warning("the watched folder can't be read: %s", error)

    def _title(self, files: list[Path]) -> str:
        first = str(files[0].relative_to(self.path))
        return first if len(files) == 1 else f"{first} and {len(files) - 1} more"

    def _found(self, contents: dict[Path, bytes]) -> Iterator[Record | Refusal | Unread]:
        for path, content in contents.items():
            yield from readers.take(str(path.relative_to(self.path)), content, self.defaults)

    def _move(self, path: Path, sign: Sign) -> None:
        """To the same place below `taken`, under another name where that one is in use.

        What was written anew meanwhile stays, to be taken again.
        """
        if _sign(path) != sign:
            return
        target = self.path / TAKEN / path.relative_to(self.path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            number = 2
            while target.exists():
                target = target.with_name(f"{path.stem}-{number}{path.suffix}")
                number += 1
            path.rename(target)
            del self._seen[path]
        except OSError as error:
            log.warning("%s is stored, but can't be moved to %s: %s", path, target.parent, error)
            self._stuck[path] = sign


def _sign(path: Path) -> Sign | None:
    """Size and time of change; None for what is no file, or gone."""
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if path.is_file() and not path.is_symlink() else None


def _contents(files: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """The bytes of as many files as one look takes; of each at most one byte more than is allowed."""
    size = 0
    for path in files[: limits.WATCHED_FILES]:
        try:
            with path.open("rb") as stream:
                content = stream.read(limits.FILE_BYTES + 1)
        except OSError as error:
            log.warning("%s can't be read: %s", path, error)
            continue
        yield path, content
        size += len(content)
        if size > limits.WATCHED_BYTES:
            return
