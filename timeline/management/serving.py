"""What `serve` and `demo` share: the web server and the worker as two child processes that end with us."""

import contextlib
import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from django.conf import settings
from django.core.management.base import CommandError

HOST = "127.0.0.1"
_START_SECONDS = 60
_STOP_SECONDS = 12
_RESTART_SECONDS = 2.0
_PR_SET_PDEATHSIG = 1


def check_port(port: int) -> None:
    """Raises CommandError if another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} can't be used ({error.strerror}). Stop the program that uses it, "
                f"or choose another port: --port {port + 1 if port < 65_535 else 8000}"
            ) from None


def serve(port: int, ready: Callable[[], None]) -> None:
    """Serve the pages and process uploads until Ctrl-C or SIGTERM; calls `ready` once pages are served."""
    check_port(port)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    web = _start(_web_command(port))
    worker = _start(_worker_command())
    try:
        _wait_for_web(web, port)
        ready()
        while web.poll() is None:
            if worker.poll() is not None:
                time.sleep(_RESTART_SECONDS)
                worker = _start(_worker_command())
            time.sleep(0.2)
        raise CommandError("The web server ended by itself; its message stands above.")
    except KeyboardInterrupt:
        pass
    finally:
        _end(web, worker)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _web_command(port: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "newsapp.wsgi:application", "--bind", f"{HOST}:{port}"]
    command += ["--worker-class", "newsapp.server.DrainingWorker", "--workers", "2", "--threads", "4"]
    command += ["--timeout", "60", "--graceful-timeout", "8"]
    command += ["--logger-class", "newsapp.server.ServerLogger", "--log-level", "warning"]
    return [*command, "--no-control-socket"]


def _worker_command() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches us alone, and we end our children in order."""
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, start_new_session=True, preexec_fn=_end_with_parent
    )


def _end_with_parent() -> None:
    """In the child: should we be killed outright, the kernel ends it (Linux only)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_for_web(web: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if web.poll() is not None:
            raise CommandError("The web server did not start; its message stands above.")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise CommandError(f"The web server did not answer within {_START_SECONDS} seconds.")


def _end(*processes: subprocess.Popen[bytes]) -> None:
    """Ask all to end, then wait; whoever is left after that is killed. A second Ctrl-C changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + _STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
