"""`demo`, `serve` and `worker` as a newcomer runs them; nothing is left behind when they end."""

import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.process.manage import Installation
from tests.process.stories import RECORDS
from tests.process.waiting import alive, children, free_port, wait_until


@contextmanager
def running(here: Installation, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = here.start(*arguments)
    try:
        yield process
    finally:
        below = children(process.pid)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        wait_until(lambda: not alive(below), "all processes end", 15)


class Browser:
    """Follows links and sends forms, as a browser without JavaScript does."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = ""
        self.address = ""

    def get(self, path: str) -> str:
        return self._open(path, None)

    def send(self, path: str, **fields: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token, self.page
        return self._open(path, urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode())

    def _open(self, path: str, data: bytes | None) -> str:
        with self.opener.open(self.root + path, data, timeout=30) as response:
            self.page = response.read().decode()
            self.address = response.url.removeprefix(self.root)
        return self.page

    def answers(self) -> bool:
        try:
            return "Dateline" in self.get("/accounts/login/")
        except (URLError, OSError):
            return False


def test_the_demo_from_nothing_to_an_uploaded_event(here: Installation) -> None:
    port = free_port()
    with running(here, "demo", "--port", str(port)) as process:
        assert process.stdout
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        login = re.search(r"log in as (\S+) with the password (\S+)", said)
        events = re.search(r"(\d+) events are on the timeline", said)
        assert login
        assert events
        assert int(events[1]) >= 250
        browser = Browser(port)
        assert "Log in" in browser.get("/upload/")
        browser.send(browser.address, username=login[1], password=login[2], next="/upload/")
        assert browser.address == "/upload/"
        browser.send(
            "/upload/", key=str(uuid4()), title="Mole opens", published="2025-02-21",
            text="Mayor Ilse Brandt of Lindal opened the new mole on Monday.",
        )  # fmt: skip
        job = browser.address
        assert job.startswith("/jobs/")
        wait_until(lambda: "New on the timeline" in browser.get(job), "the upload is processed")
        event = re.search(r'href="(/events/[^"]+)"[^>]*>([^<]+)', browser.page)
        assert event
        assert "Lindal" in browser.get(event[1])
    second = here.run("demo", "--no-serve")
    assert second.returncode == 0
    assert "Reading" not in second.stderr, "a second start reads nothing again"
    assert login[2] not in second.stdout, "each run has its own password"


def test_a_busy_port_is_explained(here: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        for command in ("serve", "demo"):
            done = here.run(command, "--port", port)
            assert done.returncode == 1
            assert f"Port {port} can't be used" in done.stderr
            assert "--port" in done.stderr


def test_reset_begins_anew_and_spares_a_server(here: Installation) -> None:
    here.ok("ingest", here.jsonl("a.jsonl", RECORDS[0]))
    refused = Installation(here.folder, "postgres://nobody@127.0.0.1:1/x").run(
        "demo", "--reset", "--no-serve"
    )
    assert refused.returncode == 1
    here.ok("demo", "--reset", "--no-serve")
    assert "n01" not in {article["id"] for article in here.exported("articles")}


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running(here: Installation, end: signal.Signals) -> None:
    port = free_port()
    process = here.start("serve", "--port", str(port))
    try:
        wait_until(Browser(port).answers, "pages are served")
        below = children(process.pid)
        assert len(below) >= 3, "web server, its workers, and the background worker"
    finally:
        process.send_signal(end)
        process.communicate(timeout=30)
    wait_until(lambda: not alive(below), "all processes end", 20)


def test_a_worker_that_dies_is_replaced(here: Installation) -> None:
    port = free_port()
    with running(here, "serve", "--port", str(port)) as process:
        wait_until(lambda: workers(process.pid), "the worker starts")
        (first,) = workers(process.pid)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: workers(process.pid) - {first}, "another worker starts")


def test_messages_for_a_collector_are_json_lines(here: Installation) -> None:
    port = free_port()
    process = here.start("serve", "--port", str(port), DATELINE_LOG_FORMAT="json")
    try:
        wait_until(Browser(port).answers, "pages are served")
        for path in ("/no-such-page/", "/timeline/?q=%22", "/no%0D%0Asuch%1B[31mpage/"):
            with contextlib.suppress(HTTPError):
                Browser(port).get(path)
        web = children(process.pid) - workers(process.pid)
        for pid in children(min(web)):
            os.kill(pid, signal.SIGKILL)  # the web server says so
        wait_until(Browser(port).answers, "pages are served again")
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    first, *lines = output.splitlines()
    assert "Ctrl-C" in first
    messages = [json.loads(line) for line in lines]
    assert {"django.request", "gunicorn.error"} <= {message["logger"] for message in messages}
    assert all(message["time"] and message["level"] and message["message"] for message in messages)


def workers(pid: int) -> set[int]:
    def command(child: int) -> str:
        try:
            return Path(f"/proc/{child}/cmdline").read_text()
        except OSError:
            return ""

    return {child for child in children(pid) if command(child).rstrip("\0").endswith("worker")}


class TestWorker:
    def submit(self, here: Installation, number: int = 4) -> None:
        """Queue articles as the upload page does, with nobody there to read them."""
        running = here.start("ingest", here.jsonl("a.jsonl", *RECORDS[:number]), "--workers", "1")
        wait_until(lambda: self.states(here), "the articles are queued")
        running.kill()
        running.communicate()
        self.expire(here)

    def states(self, here: Installation) -> set[str]:
        database = here.folder / "data" / "dateline.sqlite3"
        if not database.exists():
            return set()
        with sqlite3.connect(database, timeout=20) as connection:
            try:
                return {row[0] for row in connection.execute("SELECT state FROM timeline_ingestitem")}
            except sqlite3.OperationalError:
                return set()

    def expire(self, here: Installation) -> None:
        with sqlite3.connect(here.folder / "data" / "dateline.sqlite3", timeout=20) as connection:
            connection.execute("UPDATE timeline_ingestitem SET lease_until = '2000-01-01 00:00:00'")

    def test_it_reads_what_is_queued_and_ends_cleanly(self, here: Installation) -> None:
        self.submit(here)
        worker = here.start("worker")
        try:
            wait_until(lambda: self.states(here) == {"done"}, "all is read")
            wait_until(lambda: here.exported("events"), "all is merged")
        finally:
            worker.send_signal(signal.SIGTERM)
            output, _ = worker.communicate(timeout=20)
        assert worker.returncode == 0, output
        with sqlite3.connect(here.folder / "data" / "dateline.sqlite3") as connection:
            assert connection.execute("SELECT count(*) FROM timeline_worker").fetchone() == (0,)

    def test_what_a_killed_worker_left_is_finished_by_the_next(self, here: Installation) -> None:
        self.submit(here, len(RECORDS))
        first = here.start("worker")
        wait_until(lambda: "done" in self.states(here), "something is read")
        first.kill()
        first.communicate()
        self.expire(here)
        second = here.start("worker")
        try:
            wait_until(lambda: self.states(here) == {"done"}, "all is read")
        finally:
            second.send_signal(signal.SIGTERM)
            second.communicate(timeout=20)
        assert {article["id"] for article in here.exported("articles")} == {str(r["id"]) for r in RECORDS}

    def test_a_crash_of_the_reading_process_spares_the_worker(self, here: Installation) -> None:
        self.submit(here, len(RECORDS))
        worker = here.start("worker")
        try:
            wait_until(lambda: "done" in self.states(here), "reading goes on")
            for child in children(worker.pid):
                os.kill(child, signal.SIGKILL)
            wait_until(lambda: self.states(here) == {"done"}, "all is read")
            assert worker.poll() is None
        finally:
            worker.send_signal(signal.SIGTERM)
            worker.communicate(timeout=20)
