"""Reads a file in a process of its own, under limits: what crashes it, hangs or eats memory costs itself.

The child gets the file on its standard input, no settings and no secrets, and prints one JSON line for each
article or refusal; what it printed before it died is kept.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from timeline import limits
from timeline.readers.formats import MODULES
from timeline.readers.records import Defaults, Record, Refusal, refuse

EXTENSIONS = frozenset(MODULES)
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    """What the child found, and a refusal for the rest if it didn't come to its end."""
    heading = json.dumps([name, defaults.published, defaults.source]).encode()
    printed, fault = _run(heading + b"\n" + content)
    for line in printed.splitlines():
        if line.endswith(b"}"):
            row = json.loads(line)
            yield Record(**row) if "text" in row else Refusal(**row)
    if fault:
        yield refuse(name, *fault)


def _run(message: bytes) -> tuple[bytes, tuple[str, str] | None]:
    """What the child printed, and what went wrong."""
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # each thread would count against the memory limit
    command = [sys.executable, "-m", "timeline.readers.formats"]
    try:
        ended = subprocess.run(
            command,
            input=message,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.READER_WALL_SECONDS,
            cwd=_ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        seconds = limits.READER_WALL_SECONDS
        return late.stdout or b"", (
            "too_slow",
            f"Reading it took longer than {seconds} seconds; it was stopped.",
        )
    if ended.returncode:
        return ended.stdout, (
            "unreadable",
            "Reading it failed or needed too much memory; try it as plain text.",
        )
    return ended.stdout, None
