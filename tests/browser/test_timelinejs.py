"""The real TimelineJS 3 loads what is exported for it: every event, its date, its group.

The package lies in an ignored folder, where `.ci/run` puts it by `npm pack`.
"""

import hashlib
import tarfile
from pathlib import Path

from django.test import Client
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.require import require
from tests.web.factories import World, make_event

PACKAGE = Path(__file__).resolve().parents[1] / "vendor/knight-lab-timelinejs-3.9.11.tgz"
SHA512 = (
    "fa352e635389fbdcd23b93b701f6122ddd72074bd0926db6cf2204973f01593e"
    "4343d98bd2bb31950901280a8b6d6a498c5b800097aaccb637e7114883a196e2"
)
SITE = "http://paper.test/"
HTML = """<!doctype html><title>t</title><link rel="stylesheet" href="/css/timeline.css">
<div id="t"></div><script src="/js/timeline.js"></script>"""
LOADED = """() => tl.config.events.map(
    (e) => [e.text.headline, e.display_date, e.group ?? "", e.start_date.data.year])"""


def test_timelinejs_loads_the_export(page: Page, world: World, live_server: LiveServer) -> None:
    require(PACKAGE.exists(), "TimelineJS (tests/vendor)")
    assert hashlib.sha512(PACKAGE.read_bytes()).hexdigest() == SHA512
    make_event("First harbour wall", "-0051", actors=("Harbour Office",))
    exported = b"".join(Client().get("/export/timeline.tljs.json?q=-buoy"))
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    with tarfile.open(PACKAGE) as package:
        files = {m.name.removeprefix("package/dist"): package.extractfile(m) for m in package if m.isfile()}
        served = {
            name: file.read() for name, file in files.items() if file and name.startswith(("/js", "/css"))
        }

    def serve(route: Route) -> None:
        name = "/" + route.request.url.removeprefix(SITE).partition("?")[0]
        if name == "/":
            route.fulfill(content_type="text/html", body=HTML)
        elif name == "/data.json":
            route.fulfill(content_type="application/json", body=exported)
        elif name in served:
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            route.fulfill(content_type=kind, body=served[name])
        else:
            route.fulfill(status=404)

    page.route("**/*", serve)
    page.goto(SITE)
    page.evaluate("url => { window.tl = new TL.Timeline('t', url, {}) }", f"{SITE}data.json")
    page.wait_for_function("window.tl.config && document.querySelectorAll('.tl-slide').length > 1")
    loaded = {headline: rest for headline, *rest in page.evaluate(LOADED)}
    assert loaded["Deck crews walked out"] == ["9 March 2024", "Sandray Line", 2024]
    assert loaded["Survey of the seabed"] == ["about June 2023", "", 2023]
    assert loaded["First harbour wall"][:2] == ["52 BC", "Harbour Office"]
    assert len(loaded) == 7
    assert page.locator(".tl-slide").count() == 8
    assert troubles == []
