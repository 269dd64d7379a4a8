"""The real TimelineJS 3 loads what is exported for it: every event, its date, its group.

The package lies in an ignored folder, where `.ci/run` puts it by `npm pack`.
"""

from django.test import Client
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.require import require
from tests.vendored import TIMELINEJS
from tests.web.factories import World, make_event

SITE = "http://paper.test/"
HTML = """<!doctype html><title>t</title><link rel="stylesheet" href="/css/timeline.css">
<div id="t"></div><script src="/js/timeline.js"></script>"""
LOADED = """() => tl.config.events.map(
    (e) => [e.text.headline, e.display_date, e.group ?? "", e.start_date.data.year])"""


def test_timelinejs_loads_the_export(page: Page, world: World, live_server: LiveServer) -> None:
    require(TIMELINEJS.path.exists(), "TimelineJS (tests/vendor)")
    served = TIMELINEJS.files()
    make_event("First harbour wall", "-0051", actors=("Harbour Office",))
    exported = b"".join(Client().get("/export/timeline.tljs.json?q=-buoy"))
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))

    def serve(route: Route) -> None:
        name = "/" + route.request.url.removeprefix(SITE).partition("?")[0]
        if name == "/":
            route.fulfill(content_type="text/html", body=HTML)
        elif name == "/data.json":
            route.fulfill(content_type="application/json", body=exported)
        elif name in served and name.startswith(("/js", "/css")):
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
