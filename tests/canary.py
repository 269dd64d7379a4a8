"""A web server on this machine that remembers what it was asked for."""

import gzip
import http.server
import threading
import time
from collections.abc import Iterator

import pytest

ARTICLE = b"""<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>
<p>The bridge over the sound of Lindal opened, the harbour office said
in a statement that was read out to all who had come to see it at last.</p>
</article></body></html>"""


class Canary(http.server.BaseHTTPRequestHandler):
    """Answers by path, and remembers that it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        kind, _, number = self.path.strip("/").partition("-")
        if kind == "hop":
            self.send_response(302)
            self.send_header("Location", f"/hop-{int(number) - 1}" if int(number) > 1 else "/page")
            self.end_headers()
            return
        self.send_response(404 if kind == "missing" else 200)
        self.send_header("Content-Type", "image/png" if kind == "image" else "text/html; charset=utf-8")
        if kind == "bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.answer(kind)

    def answer(self, kind: str) -> None:
        try:
            if kind == "bomb":
                self.wfile.write(gzip.compress(b"0" * 50_000_000))
            elif kind == "drip":
                for _ in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            else:
                self.wfile.write(ARTICLE if kind == "article" else b"<p>The bridge opened.</p>")
        except ConnectionError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """(address, what was asked for) of a server on this machine."""
    asked: list[str] = []
    handler = type("Handler", (Canary,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()
