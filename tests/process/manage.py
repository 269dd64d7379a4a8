"""Runs the commands as a person would: real processes, an own data folder, the real language model."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 240


def _hear_interrupts() -> None:
    """A shell starts background jobs deaf to Ctrl-C, and children inherit that: a terminal's job is not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Installation:
    """A data folder, and perhaps a database elsewhere."""

    folder: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # the latter is set by the browser tests
            kept.pop(name, None)
        named = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return {**kept, **named, "DATELINE_DATA_DIR": str(self.folder / "data"), "COLUMNS": "200"}

    def run(self, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=_hear_interrupts,
        )

    def ok(self, *arguments: str, stdin: str = "") -> str:
        done = self.run(*arguments, stdin=stdin)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def exported(self, what: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ok("export", "--format", "jsonl", what).splitlines()]

    def dump(self) -> str:
        return self.ok("canonical_dump")

    def write(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def jsonl(self, name: str, *records: dict[str, object]) -> str:
        return self.write(name, "".join(json.dumps(record) + "\n" for record in records))
