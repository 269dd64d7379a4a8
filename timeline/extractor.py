"""The storing side of the reading process: sends a text, waits with a limit, starts anew what died."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

from django.conf import settings

from timeline.nlp import wire
from timeline.nlp.records import Extraction

# The model is loaded from disk, on a busy machine perhaps next to several others.
START_SECONDS = 120
BEAT_SECONDS = 1
# Handed to the reading process; nothing else of the environment is (no database address, no key).
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "HOME", "VIRTUAL_ENV", "PYTHONHASHSEED", "TMPDIR")


class ReadingFailed(Exception):
    """The text could not be read; `code` is one of segv, oom, cpu, wall, exception."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ReaderUnavailable(Exception):
    """The reading process does not start: the installation is broken, not the text."""


class Extractor:
    """One reading process, started when first needed. A context manager; `close` ends the process."""

    def __init__(self, model: str | None = None) -> None:
        self.model = model or settings.DATELINE_SPACY_MODEL
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def extract(self, text: str, dct: str | None, beat: Callable[[], None] = lambda: None) -> Extraction:
        """Read one text. Calls `beat` every second while waiting; raises ReadingFailed, or ReaderUnavailable
        when there is no process to ask."""
        process = self._started(beat)
        request = json.dumps({"text": text, "dct": dct}).encode("ascii")
        seconds = wire.allowed_seconds(len(text)) + 5
        try:
            wire.send(_pipe(process.stdin), request)
            answer = self._answer(process, seconds, beat)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise ReadingFailed("segv", f"the reading process has gone: {error}") from error
            raise
        return _understood(answer)

    def close(self) -> None:
        """End the reading process and what it forked."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            _pipe(stream).close()

    def _started(self, beat: Callable[[], None]) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._process = _start(self.model)
        try:
            self._answer(self._process, START_SECONDS, beat)
        except BaseException as error:
            self.close()
            if isinstance(error, ReadingFailed):
                raise ReaderUnavailable(
                    f"The language pipeline “{self.model}” does not start ({error}); see above."
                ) from error
            raise
        return self._process

    def _answer(self, process: subprocess.Popen[bytes], seconds: float, beat: Callable[[], None]) -> bytes:
        """The next message, or ReadingFailed: `wall` when time is up, `segv` when the process died."""
        stream = _pipe(process.stdout)
        deadline = time.monotonic() + seconds
        while not select.select([stream], [], [], BEAT_SECONDS)[0]:
            if time.monotonic() > deadline:
                raise ReadingFailed("wall", f"not read within {seconds:.0f} seconds")
            beat()
        message = wire.receive(stream)
        if message is None:
            raise ReadingFailed("segv", "the reading process died")
        return message


def _start(model: str) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "timeline.nlp.child", model, *_kept_parses()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env={**environment, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        start_new_session=True,
    )


def _kept_parses() -> list[str]:
    return [str(settings.DATA_DIR / "parses")] if settings.DATELINE_KEEP_PARSES else []


def _understood(answer: bytes) -> Extraction:
    if answer.startswith(b"E"):
        try:
            return wire.loads(answer[1:])
        except wire.WireError as error:
            raise ReadingFailed("exception", f"unusable answer: {error}") from error
    code, _, message = answer[1:].decode(errors="replace").partition(" ")
    raise ReadingFailed(code, message)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the reading process was started without pipes")
    return stream
