"""Archives that would grow beyond all bounds are refused before anything is unpacked."""

import zipfile
from collections.abc import Iterator

from timeline import limits
from timeline.readers.records import Refused

_PIECE = 64 * 1024
_MB = 2**20


def check_archive(archive: zipfile.ZipFile) -> None:
    """What the directory of the archive claims. Raises Refused."""
    entries = archive.infolist()
    if len(entries) > limits.ARCHIVE_ENTRIES:
        raise Refused("too_many", f"The archive holds more than {limits.ARCHIVE_ENTRIES:,} files; split it.")
    if sum(entry.file_size for entry in entries) > limits.ARCHIVE_BYTES:
        raise Refused(
            "too_large", f"Unpacked, the archive has more than {limits.ARCHIVE_BYTES // _MB} MB; split it."
        )
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > _MB and entry.file_size / packed > limits.ARCHIVE_RATIO:
            raise Refused(
                "too_large", "The archive is packed beyond belief; pack the files anew, without tricks."
            )


def contents(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of an entry, counted while they come, as its directory may lie. Raises Refused."""
    with archive.open(entry) as stream:
        return b"".join(_counted(iter(lambda: stream.read(_PIECE), b""), most))


def _counted(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise Refused("too_large", f"Unpacked, the file has more than {most // _MB} MB; split it.")
        yield piece
