"""How long a zoom step takes from the click to the drawn graphic, in a browser slowed four times.

    DATELINE_DATA_DIR=/tmp/bench uv run manage.py serve --port 8000 &
    uv run python -m tests.bench.zoom --base http://127.0.0.1:8000

The database is that of `tests.bench.timeline_page`. A step ends with the second animation frame after
the new heading and the new graphic are in the page: the first frame in which a reader can see them.
"""

import argparse
import statistics
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

WALKS = {
    "home": ("/timeline/", ["#zin", "#zin", "#zin", "#zin", "#zout", "#pleft", "#pright"]),
    "marks": ("/timeline/?from=2024-03&to=2024-05", ["#zin", "#zin", "#pright", "#pleft", "#zout"]),
    "filtered": ("/timeline/?fact=planned&from=2010&to=2020", ["#zin", "#zin", "#zout", "#pleft"]),
}
CLICK = """selector => new Promise((resolve, reject) => {
    const one = (selector) => document.querySelector(selector);
    const drawn = () => one("h1").textContent + one("#lanes")?.ariaLabel;
    const before = drawn();
    const started = performance.now();
    const watch = new MutationObserver(() => {
        if (drawn() === before) return;
        watch.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)));
    });
    watch.observe(one("main"), {childList: true, subtree: true, characterData: true, attributes: true});
    setTimeout(() => reject(new Error("nothing changed after " + selector)), 20000);
    one(selector).click();
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--slower", type=int, default=4, help="how many times slower the processor is")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--browser", help="path of Chromium; by default Playwright's own")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        every: list[float] = []
        for name in WALKS:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": options.slower})
            times = [ms for _ in range(options.rounds) for ms in walk(page, options.base, name)]
            page.close()
            every += times
            print(line(name, times))  # noqa: T201 the report is the purpose
        print(line("all", every))  # noqa: T201
        browser.close()


def walk(page: Page, base: str, name: str) -> Iterator[float]:
    """Milliseconds of each step of a walk; the first load is not counted."""
    address, steps = WALKS[name]
    page.goto(base + address)
    page.wait_for_load_state("networkidle")
    for step in steps:
        yield page.evaluate(CLICK, step)
        page.wait_for_timeout(300)


def line(name: str, times: list[float]) -> str:
    middle, slowest = statistics.median(times), max(times)
    return f"{name:10} median {middle:5.0f} ms   slowest {slowest:5.0f} ms   {len(times)} steps"


if __name__ == "__main__":
    main()
