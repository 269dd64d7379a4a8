"""Texts are read in a process of their own; what happens to it happens to one text."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.waiting import children, wait_until
from timeline.extractor import Extractor, ReaderUnavailable, ReadingFailed
from timeline.nlp import pipeline, wire

TEXT = "Mayor Ilse Brandt opened the new mole on Monday. Police arrested two men yesterday."


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    with Extractor() as extractor:
        extractor.extract(TEXT, "2025-02-21")
        yield extractor


def loader(extractor: Extractor) -> int:
    assert extractor._process
    return extractor._process.pid


def reader(extractor: Extractor) -> int:
    (pid,) = children(loader(extractor))
    return pid


def test_it_reads_what_the_core_reads(extractor: Extractor) -> None:
    assert extractor.extract(TEXT, "2025-02-21") == pipeline.extract(TEXT, "2025-02-21")


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGSEGV, "segv"), (signal.SIGKILL, "oom"), (signal.SIGXCPU, "cpu"), (signal.SIGABRT, "segv")],
)
def test_a_crash_costs_one_text_and_no_loading(
    extractor: Extractor, number: signal.Signals, code: str
) -> None:
    before = loader(extractor)
    os.kill(reader(extractor), number)
    with pytest.raises(ReadingFailed) as failure:
        extractor.extract(TEXT, "2025-02-21")
    assert failure.value.code == code
    assert extractor.extract(TEXT, "2025-02-21").events
    assert loader(extractor) == before


def test_the_loading_process_may_die_too(extractor: Extractor) -> None:
    os.kill(loader(extractor), signal.SIGKILL)
    wait_until(lambda: extractor._process and extractor._process.poll() is not None, "it is gone")
    assert extractor.extract(TEXT, "2025-02-21").events


def test_what_takes_too_long_is_ended(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "allowed_seconds", lambda characters: -4)
    stuck = reader(extractor)
    os.kill(stuck, signal.SIGSTOP)
    with pytest.raises(ReadingFailed) as failure:
        extractor.extract(TEXT, "2025-02-21")
    assert failure.value.code == "wall"
    wait_until(lambda: not Path(f"/proc/{stuck}/fd").exists() or _ended(stuck), "the stuck process ends")


def _ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def test_waiting_can_be_interrupted(extractor: Extractor) -> None:
    class Enough(Exception):
        pass

    def beat() -> None:
        raise Enough

    os.kill(reader(extractor), signal.SIGSTOP)
    with pytest.raises(Enough):
        extractor.extract(TEXT, "2025-02-21", beat)
    assert extractor.extract(TEXT, "2025-02-21").events


def test_a_hostile_text_is_read_or_refused(extractor: Extractor) -> None:
    for text in ("(" * 20_000, "\n" * 20_000, "☃" * 5_000, "a" * 50_000, "٣" * 3_000, "\ufffd \u202e x"):
        assert extractor.extract(text, "2025-02-21").pipeline


def test_it_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SECRET_KEY", "not for you")
    monkeypatch.setenv("DATABASE_URL", "postgres://not-for-you@127.0.0.1/x")
    with Extractor() as extractor:
        extractor.extract(TEXT, None)
        environment = Path(f"/proc/{reader(extractor)}/environ").read_text()
    assert "PATH=" in environment
    assert "not for you" not in environment
    assert "not-for-you" not in environment


def test_nothing_is_left_running() -> None:
    with Extractor() as extractor:
        extractor.extract(TEXT, None)
        pids = children(loader(extractor)) | {loader(extractor)}
    wait_until(lambda: all(_ended(pid) for pid in pids), "all processes end", 10)


def test_a_model_that_is_not_there() -> None:
    with Extractor("no_such_model") as extractor, pytest.raises(ReaderUnavailable):
        extractor.extract(TEXT, None)
