"""Reads a file in a process of its own, under limits: what crashes it, hangs or eats memory costs itself.

The child gets the file on its standard input, no settings and no secrets, and prints one JSON line for each
article or refusal; what it printed before it died is kept.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from timeline import limits
from timeline.readers.formats import MODULES
from timeline.readers.records import Defaults, Record, Refusal, refuse

EXTENSIONS = frozenset(MODULES)
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
_BEAT_SECONDS = 1.0
_TOO_SLOW = "Reading it took longer than {} seconds; it was stopped. Split it, or send it as plain text."
_FAILED = "Reading it failed or needed too much memory; try it as plain text."


def read(
    name: str, content: bytes, defaults: Defaults, beat: Callable[[], None] = lambda: None
) -> Iterator[Record | Refusal]:
    """What the child found, and a refusal for the rest if it didn't come to its end.

    `beat` is called every second while the child reads; what it raises ends the child.
    """
    heading = json.dumps([name, asdict(defaults)]).encode()
    printed, fault = _run(heading + b"\n" + content, beat)
    for line in printed.splitlines():
        if line.endswith(b"}"):
            row = json.loads(line)
            yield Record(**row) if "text" in row else Refusal(**row)
    if fault:
        yield refuse(name, *fault)


def _run(message: bytes, beat: Callable[[], None]) -> tuple[bytes, tuple[str, str] | None]:
    """What the child printed, and what went wrong."""
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # each thread would count against the memory limit
    child = subprocess.Popen(
        [sys.executable, "-m", "timeline.readers.formats"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment,
    )
    with child:
        try:
            printed = _wait(child, message, beat)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0], ("too_slow", _TOO_SLOW.format(limits.READER_WALL_SECONDS))
        except BaseException:
            child.kill()
            raise
    return printed, ("unreadable", _FAILED) if child.returncode else None


def _wait(child: subprocess.Popen[bytes], message: bytes, beat: Callable[[], None]) -> bytes:
    """Raises TimeoutExpired."""
    ends = time.monotonic() + limits.READER_WALL_SECONDS
    unsent: bytes | None = message
    while True:
        try:
            return child.communicate(unsent, timeout=min(_BEAT_SECONDS, limits.READER_WALL_SECONDS))[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > ends:
                raise
            unsent = None  # the first call goes on sending it
            beat()
