"""How long the first view takes beside vis-timeline 8 and TimelineJS 3, on the same generated events.

    uv run python -m tests.bench.others --data /tmp/bench-others --browser /usr/bin/chromium

Each is opened in Chromium, in turn, several times; the time ends with the second animation frame after its
drawing stands. Ours comes out of the database through `manage.py serve`; the others get their events as a
finished file from a server that does nothing else. Their packages lie in `tests/vendor` (see `.ci/run`).
"""

import argparse
import gzip
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.vendored import TIMELINEJS, VIS_TIMELINE, Package

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_MS = 240_000
WARM = 8
READY = """() => new Promise((resolve) => {
    const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    const wait = () => (window.ready?.() ? drawn() : setTimeout(wait, 5));
    wait();
})"""
OURS = "() => { window.ready = () => document.readyState !== 'loading' && document.querySelector('#lanes'); }"
VIS_PAGE = """<!doctype html><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="vis.css">
<div id="t"></div><script src="vis.js"></script><script>
let done = false;
window.ready = () => done;
fetch("/items.json").then((answer) => answer.json()).then((items) => {
    const shown = new vis.Timeline(document.getElementById("t"), new vis.DataSet(items), OPTIONS);
    shown.on("changed", () => { done = true; });
});
</script>"""
TIMELINEJS_PAGE = """<!doctype html><meta charset="utf-8"><title>t</title>
<link rel="stylesheet" href="/css/timeline.css"><div id="t" style="height: 800px"></div>
<script src="/js/timeline.js"></script><script>
window.ready = () => document.querySelectorAll(".tl-timemarker").length > 0 && shown.ready;
const shown = new TL.Timeline("t", "/slides.json", {});
</script>"""

type Site = dict[str, tuple[str, bytes]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", required=True, type=Path, help="folder for the databases")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--browser", help="path of Chromium; by default Playwright's own")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for size in options.sizes:
            report(size, measured(browser, size, options.data / str(size), options.rounds))
        browser.close()
    print(f"scripts, gzip: {shipped()}")  # noqa: T201 the report is the purpose


def report(size: int, times: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(found) for name, found in times.items()}
    ours = medians["dateline"]
    for name, median in medians.items():
        share = "" if name == "dateline" else f"   ours / its {ours / median:5.2f}"
        print(f"{size:>7,} events  {name:24} {median:8.0f} ms{share}")  # noqa: T201


def measured(browser: Browser, size: int, data: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds to the first view, one list for each; one round in turn after the other."""
    with served(data, size) as base:
        slides = _get(f"{base}/export/timeline.tljs.json?lanes=none")
        items = _items(_get(f"{base}/export/timeline.jsonl"))
        files = {"/items.json": ("application/json", items), "/slides.json": ("application/json", slides)}
        with static(files | _libraries()) as other:
            pages = {
                "dateline": f"{base}/timeline/",
                "vis-timeline": f"{other}/boxes.html",
                "vis-timeline, clustered": f"{other}/clusters.html",
                "TimelineJS": f"{other}/slides.html",
            }
            for _ in range(WARM):  # each process of the server has its first connection and its arrays
                _get(pages["dateline"])
            times: dict[str, list[float]] = {name: [] for name in pages}
            for _ in range(rounds):
                for name, address in pages.items():
                    times[name].append(_first_view(browser, address))
    return times


def _first_view(browser: Browser, address: str) -> float:
    """Milliseconds from the beginning of the navigation, with an empty cache."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    if "/timeline/" in address:
        page.add_init_script(f"({OURS})()")
    page.goto(address, wait_until="commit")
    found = float(page.evaluate(READY))
    page.close()
    return found


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=120) as answer:
        content: bytes = answer.read()
    return content


def _items(lines: bytes) -> bytes:
    """The dated events as vis-timeline takes them: a start, an end where the date is longer than a day."""
    found = []
    for line in lines.splitlines():
        record: dict[str, Any] = json.loads(line)
        first, last = record["earliest"] or record["latest"], record["latest"] or record["earliest"]
        if first:
            item = {"id": record["id"], "content": record["summary"], "start": first}
            found.append(item if first == last else {**item, "end": f"{last}T23:59:59"})
    return json.dumps(found).encode()


def _libraries() -> Site:
    vis, slides = VIS_TIMELINE.files(), TIMELINEJS.files()
    site = {
        "/vis.js": ("text/javascript", vis["/standalone/umd/vis-timeline-graph2d.min.js"]),
        "/vis.css": ("text/css", vis["/styles/vis-timeline-graph2d.min.css"]),
        "/boxes.html": ("text/html", VIS_PAGE.replace("OPTIONS", "{}").encode()),
        "/clusters.html": ("text/html", VIS_PAGE.replace("OPTIONS", "{cluster: true}").encode()),
        "/slides.html": ("text/html", TIMELINEJS_PAGE.encode()),
    }
    for name, content in slides.items():
        if name.startswith(("/css", "/js")):
            site[name] = ("text/css" if name.endswith(".css") else "text/javascript", content)
    return site


def shipped() -> str:
    """Script of each, compressed as a server would send it."""
    own = [ROOT / f"static/{name}" for name in ("vendor/htmx-4.0.1/htmx.min.js", "dateline.js", "keys.js")]
    sizes = {
        "dateline": sum(len(gzip.compress(file.read_bytes())) for file in own),
        "vis-timeline": len(
            gzip.compress(_script(VIS_TIMELINE, "/standalone/umd/vis-timeline-graph2d.min.js"))
        ),
        "TimelineJS": len(gzip.compress(_script(TIMELINEJS, "/js/timeline.js"))),
    }
    return ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in sizes.items())


def _script(package: Package, name: str) -> bytes:
    return package.files()[name]


@contextmanager
def static(site: Site) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = site.get(self.path.partition("?")[0], ("", b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def served(data: Path, size: int) -> Iterator[str]:
    """`manage.py serve` over a database with that many events, filled first if it is empty."""
    data.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DATELINE_DATA_DIR": str(data)}
    if not (data / "dateline.sqlite3").exists():
        for command in (["manage.py", "migrate", "-v0"], ["-m", "tests.bench.generate", str(size)]):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    with run_server(data) as base:
        yield base


@contextmanager
def run_server(data: Path) -> Iterator[str]:
    """`manage.py serve` over the database in the folder, on any free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    environment = {**os.environ, "DATELINE_DATA_DIR": str(data)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(base: str) -> None:
    for _ in range(600):
        try:
            _get(f"{base}/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server doesn't answer")


if __name__ == "__main__":
    main()
