"""Packages of other programs, for tests and measurements: `.ci/run` puts them into an ignored folder.

A package whose checksum differs is not used.
"""

import hashlib
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VENDOR = Path(__file__).resolve().parent / "vendor"


@dataclass(frozen=True, slots=True)
class Package:
    """What `npm pack` writes, with its SHA-512."""

    file: str
    sha512: str

    @property
    def path(self) -> Path:
        return VENDOR / self.file

    def files(self) -> dict[str, bytes]:
        """Path in the package ("/js/timeline.js") -> content. Raises ValueError for another package."""
        return _files(self)


@cache
def _files(package: Package) -> dict[str, bytes]:
    if hashlib.sha512(package.path.read_bytes()).hexdigest() != package.sha512:
        raise ValueError(f"{package.path} is not the package that was checked")
    found: dict[str, bytes] = {}
    with tarfile.open(package.path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                found[member.name.removeprefix("package").removeprefix("/dist")] = content.read()
    return found


TIMELINEJS = Package(
    "knight-lab-timelinejs-3.9.11.tgz",
    "fa352e635389fbdcd23b93b701f6122ddd72074bd0926db6cf2204973f01593e"
    "4343d98bd2bb31950901280a8b6d6a498c5b800097aaccb637e7114883a196e2",
)
VIS_TIMELINE = Package(
    "vis-timeline-8.5.3.tgz",
    "a3a070195548f8b11ca033de69358329a6e73489dfdc70c41d6748f1ef08a072"
    "0f0606d32eb7237f43c2ca2b4554fe203c51b6350123cc8408716a8ddd13f241",
)
