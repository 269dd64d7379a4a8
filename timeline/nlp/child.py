"""The process that reads texts: `python -m timeline.nlp.child MODEL`.

It loads the language model once and forks for each text, so that a text which crashes, hangs or eats
memory takes only its own process with it, and each text is read from the same state. It knows no Django,
no database and no secret. On standard input come requests, on standard output go answers, framed as in
`wire`. A request is JSON {"text", "dct"}; an answer is a status letter:
E and an Extraction as JSON, or F and the reason of failure as "code message".
"""

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

from timeline import limits
from timeline.nlp import pipeline, wire

_WARM_UP = "On Monday the minister said that talks in Geneva had ended in March 2019 after two weeks."
_SIGNALS = {signal.SIGSEGV: "segv", signal.SIGABRT: "segv", signal.SIGBUS: "segv", signal.SIGXCPU: "cpu"}


def main(model: str) -> None:
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    pipeline.extract(_WARM_UP, "2020-01-06", model)
    wire.send(answers, b"R")
    while (request := wire.receive(sys.stdin.buffer)) is not None:
        wire.send(answers, _read_apart(request, model))


def _read_apart(request: bytes, model: str) -> bytes:
    """Read one text in a forked process and return its answer, or how it ended."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _read_and_exit(request, model, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        answer = pipe.read(limits.READ_ANSWER_BYTES + 1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return f"F{_SIGNALS.get(signal.Signals(number), 'oom')} ended by signal {number}".encode()
    return answer or b"Fexception no answer"


def _read_and_exit(request: bytes, model: str, sink: int) -> None:
    """The forked process: it never returns."""
    try:
        record = json.loads(request)
        _limit(wire.allowed_seconds(len(record["text"])))
        answer = b"E" + wire.dumps(pipeline.extract(record["text"], record["dct"], model))
    except MemoryError:
        answer = b"Foom out of memory"
    except BaseException as error:
        answer = f"Fexception {_where(error)}: {error}"[:400].encode(errors="replace")
    with os.fdopen(sink, "wb") as pipe:
        pipe.write(answer)
    os._exit(0)


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.READ_MEMORY_BYTES, limits.READ_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024**2, 64 * 1024**2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1])
