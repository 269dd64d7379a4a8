"""ZIP archives of files in the other formats. Nothing is unpacked to disk; an archive in one is refused."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from timeline import limits
from timeline.readers import formats
from timeline.readers.formats.sizes import check_archive, contents
from timeline.readers.plain_formats import PLAIN
from timeline.readers.records import Defaults, Record, Refusal, Refused, refuse


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive)
            entries = [entry for entry in archive.infolist() if _is_file(entry)]
            if not entries:
                yield refuse(name, "empty", "The archive holds no files; pack the articles themselves.")
            for entry in entries:
                yield from _entry(f"{name}, {entry.filename}", archive, entry, defaults)
    except Refused as error:
        yield refuse(name, error.code, str(error))
    except (zipfile.BadZipFile, ValueError):
        yield refuse(name, "malformed", "This is no ZIP archive, or it is damaged; pack it again.")


def _is_file(entry: zipfile.ZipInfo) -> bool:
    parts = PurePath(entry.filename).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not entry.is_dir() and not hidden


def _entry(
    name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, defaults: Defaults
) -> Iterator[Record | Refusal]:
    ending = PurePath(entry.filename).suffix.lower()
    if ending == ".zip":
        yield refuse(name, "nested", "An archive within an archive isn't opened; send it by itself.")
    elif ending not in PLAIN and ending not in formats.MODULES:
        yield refuse(
            name, "format", f"Dateline can't read {ending or 'such'} files; save it as text, PDF or HTML."
        )
    elif entry.flag_bits & 1:
        yield refuse(name, "encrypted", "This file needs a password; pack it without one.")
    else:
        try:
            content = contents(archive, entry, limits.FILE_BYTES)
        except Refused as error:
            yield refuse(name, error.code, str(error))
        except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError):
            yield refuse(name, "malformed", "This file of the archive is damaged; pack it again.")
        else:
            read_it = PLAIN.get(ending) or formats.reader(ending)
            yield from read_it(name, content, defaults)
