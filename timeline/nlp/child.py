"""The process that reads texts: `python -m timeline.nlp.child MODEL [FOLDER]`, where parses are kept.

It loads the language model once and forks the process that reads, so that a text which crashes, hangs or
eats memory costs a fork and no loading. After a while the reader is replaced anyway: what spaCy learns of
words it never forgets. No process here knows Django, a database or a secret. On standard input come
requests, on standard output go answers, framed as in `wire`. A request is JSON {"text", "dct"}; an answer
is E and an Extraction as JSON, or F and the reason of failure as "code message".
"""

import contextlib
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import IO, NoReturn

from timeline import limits
from timeline.nlp import parses, pipeline, wire

_WARM_UP = "On Monday the minister said that talks in Geneva had ended in March 2019 after two weeks."
_SIGNALS = {signal.SIGSEGV: "segv", signal.SIGABRT: "segv", signal.SIGBUS: "segv", signal.SIGXCPU: "cpu"}


def main(model: str, folder: Path | None) -> None:
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    pipeline.extract(_WARM_UP, "2020-01-06", model)
    wire.send(answers, b"R")
    reader: Reader | None = None
    while (request := wire.receive(sys.stdin.buffer)) is not None:
        reader = reader or Reader(model, folder)
        answer = reader.ask(request)
        if reader.used_up:
            reader.close()
            reader = None
        wire.send(answers, answer)


class Reader:
    """A forked process that reads one text after the other."""

    def __init__(self, model: str, folder: Path | None) -> None:
        self.texts = 0
        self.used_up = False
        requests, answers = os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(requests[1])
            os.close(answers[0])
            _read_texts(model, folder, os.fdopen(requests[0], "rb"), os.fdopen(answers[1], "wb"))
        os.close(requests[0])
        os.close(answers[1])
        self.requests, self.answers = os.fdopen(requests[1], "wb"), os.fdopen(answers[0], "rb")

    def ask(self, request: bytes) -> bytes:
        """The answer to one request, or how the process ended over it."""
        self.texts += 1
        with contextlib.suppress(BrokenPipeError):
            wire.send(self.requests, request)
        answer = wire.receive(self.answers)
        self.used_up = answer is None or answer.startswith(b"Foom") or self.texts >= limits.READS_PER_PROCESS
        return answer if answer is not None else self._ending()

    def close(self) -> None:
        """End the process, if it runs."""
        for stream in (self.requests, self.answers):
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _ending(self) -> bytes:
        _, status = os.waitpid(self.pid, 0)
        if not os.WIFSIGNALED(status):
            return f"Fsegv ended with status {os.waitstatus_to_exitcode(status)}".encode()
        number = os.WTERMSIG(status)
        return f"F{_SIGNALS.get(signal.Signals(number), 'oom')} ended by signal {number}".encode()


def _read_texts(model: str, folder: Path | None, requests: IO[bytes], answers: IO[bytes]) -> NoReturn:
    """The forked process: it never returns."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    resource.setrlimit(resource.RLIMIT_AS, (limits.READ_MEMORY_BYTES, limits.READ_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024**2, 64 * 1024**2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (request := wire.receive(requests)) is not None:
        wire.send(answers, _answer(request, model, folder))
    os._exit(0)


def _answer(request: bytes, model: str, folder: Path | None) -> bytes:
    try:
        record = json.loads(request)
        _limit_cpu(wire.allowed_seconds(len(record["text"])))
        return b"E" + wire.dumps(parses.extract(record["text"], record["dct"], model, folder))
    except MemoryError:
        return b"Foom out of memory"
    except Exception as error:
        return f"Fexception {_where(error)}: {error}"[:400].encode(errors="replace")


def _limit_cpu(seconds: int) -> None:
    """For the next text: the limit counts from the start of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, most))


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
