"""Starts the scripts of this folder as processes and reads what they print.

With DATELINE_LONG=1 the long forms run: more articles, more deaths.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.process.manage import ROOT, Installation

LONG = os.environ.get("DATELINE_LONG") == "1"
ARTICLES = 400 if LONG else 200
KILLS = 20 if LONG else 8
POINTS = 60 if LONG else 16
PATIENCE = 1_200 if LONG else 200


@contextmanager
def driver(here: Installation, name: str, *arguments: int) -> Iterator[subprocess.Popen[str]]:
    """The script as a process; it and what it forked are gone at the end."""
    command = [sys.executable, "-m", f"tests.durability.{name}", *map(str, arguments)]
    # Not a pipe: nobody reads it meanwhile, and a full pipe would stop the workers.
    with open(_log(here), "w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=here.environment, stdout=subprocess.PIPE, stderr=log, text=True,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def found_by(process: subprocess.Popen[str], here: Installation) -> dict[str, Any]:
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, _log(here).read_text()[-4_000:]
    found: dict[str, Any] = json.loads(output)
    return found


def drive(here: Installation, name: str, *arguments: int) -> dict[str, Any]:
    """Run the script to its end; what it printed."""
    with driver(here, name, *arguments) as process:
        return found_by(process, here)


def _log(here: Installation) -> Path:
    here.folder.mkdir(parents=True, exist_ok=True)
    return here.folder / "driver.log"
