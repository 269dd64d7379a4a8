"""Pages and workers while the database restarts, and pages while the web server is asked to end."""

import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests import postgresql
from tests.durability.driving import ARTICLES, driver, found_by
from tests.process.manage import ROOT, Installation
from tests.process.waiting import free_port, wait_until


class Reader(threading.Thread):
    """Opens the timeline again and again; keeps what came back, and when."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.address = f"http://127.0.0.1:{port}/timeline/"
        self.answers: list[tuple[float, int]] = []
        self.faults: list[str] = []
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.wait(0.05):
            try:
                with urllib.request.urlopen(self.address, timeout=20) as response:
                    status, wait = response.status, ""
            except urllib.error.HTTPError as error:
                status, wait = error.code, error.headers.get("Retry-After", "")
            except OSError as error:
                self.faults.append(repr(error))
                continue
            if status != 200 and not (status == 503 and wait):
                self.faults.append(f"{status}, Retry-After {wait!r}")
            self.answers.append((time.monotonic(), status))

    def first_page_after(self, moment: float) -> float:
        """Seconds until a page came again."""
        wait_until(lambda: any(t > moment and status == 200 for t, status in self.answers), "a page", 20)
        return min(t for t, status in self.answers if t > moment and status == 200) - moment


@contextmanager
def reader(here: Installation) -> Iterator[Reader]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "newsapp.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--threads", "4", "--log-level", "error", "--no-control-socket"]
    web = subprocess.Popen(command, cwd=ROOT, env=here.environment)
    thread = Reader(port)
    try:
        wait_until(lambda: _answers(port), "pages are served")
        thread.start()
        yield thread
    finally:
        thread.enough.set()
        thread.join(timeout=30)
        web.terminate()
        web.wait(timeout=20)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return True
    except OSError:
        return False


def test_restarts_of_the_database_are_waited_out(
    server: postgresql.Server, tmp_path: Path, undisturbed: str
) -> None:
    with postgresql.database(server.url) as url:
        here = Installation(tmp_path, url)
        here.ok("migrate")
        with reader(here) as pages, driver(here, "random_kills", ARTICLES, 2, 0) as process:
            for number, how in enumerate([signal.SIGINT, signal.SIGQUIT, signal.SIGINT], 1):
                wait_until(lambda n=number: _done(url) >= n * ARTICLES // 5, "reading goes on")  # type: ignore[misc]
                _restart(server, how, url, pages)
            found = found_by(process, here)
        assert pages.faults == []
        assert 503 in {status for _, status in pages.answers}
    assert found["states"] == {"done": ARTICLES}
    assert found["ends"] == [0, 0], "the workers live on"
    assert found["digest"] == undisturbed


def _restart(server: postgresql.Server, how: signal.Signals, url: str, pages: Reader) -> None:
    server.stop(how)
    time.sleep(0.5)
    server.start()
    back, done = time.monotonic(), _done(url)
    assert pages.first_page_after(back) <= 2
    wait_until(lambda: _done(url) > done, "reading goes on after the restart", 15)


def _done(url: str) -> int:
    """Items that have ended; 0 while there is no table yet."""
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM timeline_ingestitem WHERE state = 'done'")
            return int(cursor.fetchone()[0])
    except psycopg2.errors.UndefinedTable:
        return 0
    finally:
        connection.close()


CLIENTS = 16


class Client(threading.Thread):
    """Asks for pages, a connection each, until nobody listens any more."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.pages = 0
        self.fault = ""

    def run(self) -> None:
        while not self.fault:
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{self.port}/timeline/", timeout=20
                ) as response:
                    self.pages += len(response.read()) > 1_000
            except urllib.error.HTTPError as error:
                self.fault = str(error.code)
            except urllib.error.URLError as error:
                if isinstance(error.reason, ConnectionRefusedError):
                    return
                self.fault = repr(error.reason)
            except OSError as error:
                self.fault = repr(error)


def test_a_stop_lets_each_reader_finish(tmp_path: Path) -> None:
    here, port = Installation(tmp_path), free_port()
    process = here.start("serve", "--port", str(port))
    clients = [Client(port) for _ in range(CLIENTS)]
    try:
        wait_until(lambda: _answers(port), "pages are served")
        for client in clients:
            client.start()
        wait_until(lambda: all(client.pages for client in clients), "each has read a page")
    finally:
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert time.monotonic() - asked <= 10
    for client in clients:
        client.join(timeout=20)
    assert [client.fault for client in clients if client.fault] == []
    assert process.returncode == 0, output
