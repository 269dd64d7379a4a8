"""A private PostgreSQL server for one test session: own folder, loopback, free port, gone at the end."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2

USER = "dateline"
_START_SECONDS = 60
# Nothing here has to survive a power cut.
_FAST = {"fsync": "off", "full_page_writes": "off", "max_connections": "40"}


def find(program: str) -> str | None:
    """The newest installed server's program; Debian keeps them out of PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    return str(installed[0]) if installed else shutil.which(program)


@dataclass
class Server:
    """A server that can be stopped and started again at the same address."""

    home: Path
    owner: str | None
    port: int
    url: str
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers."""
        with open(self.home / "log", "ab") as log:
            self.process = subprocess.Popen(
                _command(self.home, self.port), stdout=log, stderr=log, user=self.owner, cwd=self.home
            )
        _wait_for(self.url)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT is PostgreSQL's "fast": connections end in order. SIGQUIT is "immediate": like a crash."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
            self.process = None


@contextlib.contextmanager
def restartable() -> Iterator[Server]:
    """Start a server of one's own; `url` is the address of its maintenance database."""
    home = Path(tempfile.mkdtemp(prefix="dateline-postgresql-"))
    owner = _unprivileged(home)
    try:
        password, port = _create(home, owner), _free_port()
        server = Server(home, owner, port, f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres")
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the address of its maintenance database."""
    with restartable() as started:
        yield started.url


@contextlib.contextmanager
def database(server_url: str) -> Iterator[str]:
    """An empty database of its own on the server; yields its address."""
    name = f"test_{secrets.token_hex(6)}"
    _execute(server_url, f"CREATE DATABASE {name}")
    try:
        yield server_url.rsplit("/", 1)[0] + f"/{name}"
    finally:
        _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def _unprivileged(home: Path) -> str | None:
    """PostgreSQL refuses to run as root: its folder then belongs to another user. None: it is ours."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = "postgres" if "postgres" in names else "nobody"
    shutil.chown(home, owner)
    return owner


def _create(home: Path, owner: str | None) -> str:
    password = secrets.token_hex(12)
    password_file = home / "password"
    password_file.write_text(password, encoding="ascii")
    if owner:
        shutil.chown(password_file, owner)
    command = [find("initdb") or "initdb", "--pgdata", str(home / "data"), "--username", USER]
    command += [
        "--auth=scram-sha-256",
        f"--pwfile={password_file}",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(command, check=True, capture_output=True, user=owner, cwd=home)
    return password


def _command(home: Path, port: int) -> list[str]:
    command = [find("postgres") or "postgres", "-D", str(home / "data"), "-p", str(port)]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={home}"]
    for name, value in _FAST.items():
        command += ["-c", f"{name}={value}"]
    return command


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg2.connect(url).close()
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
