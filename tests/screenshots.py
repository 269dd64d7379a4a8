"""A picture of every page at three widths, light and dark, in the ignored folder `screenshots`.

    uv run python -m tests.screenshots --browser /usr/bin/chromium

The sample stories are read into a database of their own (or that of `--data`, which is kept). `index.html` in
the folder shows all pictures; the command fails when a page is too wide or prints to the console.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.others import run_server

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = (1280, 768, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PASSWORD = "only for pictures"
PAGES = {
    "timeline": "/timeline/",
    "timeline-month": "/timeline/?from=2024-02-26&to=2024-04-07",
    "timeline-dots": "/timeline/?view=dots&from=2024-01&to=2024-06",
    "timeline-heat": "/timeline/?view=heat",
    "timeline-list": "/timeline/?view=list",
    "timeline-places": "/timeline/?lanes=place&from=2023&to=2024",
    "timeline-filtered": "/timeline/?q=fact:planned%20-vote",
    "timeline-empty": "/timeline/?q=zzzz%20fact:denied",
    "timeline-error": "/timeline/?q=dat:2024",
    "timeline-undated": "/timeline/?q=is:undated",
    "month": "/month/2024-03/",
    "year": "/year/2023/",
    "actors": "/actors/",
    "articles": "/articles/",
    "sources": "/sources/",
    "quality": "/quality/",
    "methods": "/methods/",
    "about": "/about/",
    "help-search": "/help/search/",
    "help-keys": "/help/keys/",
    "share": "/share/?from=2024",
    "embed": "/embed/timeline/?from=2024",
    "missing": "/nothing/",
    "login": "/accounts/login/",
}
# Found on a page: name -> (page, the link to follow).
FOUND = {
    "event": ("/timeline/", "#list h3 a"),
    "event-disputed": ("/timeline/?q=fact:disputed", "#list h3 a"),
    "actor": ("/actors/?kind=person", ".actors-index a"),
    "article": ("/articles/", "main .index a"),
    "source": ("/sources/", ".ledger th a"),
    "day": ("/month/2024-03/", ".calendar a"),
}
FOR_ADMINS = {
    "review": "/review/",
    "audit": "/audit/",
    "upload": "/upload/",
    "import": "/upload/events/",
    "jobs": "/jobs/",
    "job": "/jobs/1/",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", help="folder of the database; by default one that is thrown away")
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--only", nargs="*", default=[], help="names of pages, or their beginnings")
    parser.add_argument("--browser", help="path of Chromium; by default Playwright's own")
    options = parser.parse_args()
    options.to.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(options.data or folder)
        prepare(data)
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        with run_server(data) as base:
            troubles = list(pictures(browser, base, options.to, options.only))
        browser.close()
    write_index(options.to)
    for trouble in troubles:
        print(trouble)  # noqa: T201 the report is the purpose
    sys.exit(bool(troubles))


def prepare(data: Path) -> None:
    """The sample stories, and an account that may see every page."""
    environment = {**os.environ, "DATELINE_DATA_DIR": str(data), "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    if not (data / "dateline.sqlite3").exists():
        commands = (
            ["demo", "--no-serve"],
            ["createsuperuser", "--noinput", "--username=pictures", "--email="],
        )
        for command in commands:
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)


def pictures(browser: Browser, base: str, folder: Path, only: list[str]) -> Iterator[str]:
    """Makes the pictures; yields what is wrong with a page."""
    addresses = {**PAGES, **_found(browser, base)}
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme)
        yield from _of_pages(context, base, addresses, folder, scheme, only)
        _log_in(context, base)
        yield from _of_pages(context, base, FOR_ADMINS, folder, scheme, only)
        context.close()


def _found(browser: Browser, base: str) -> dict[str, str]:
    page = browser.new_page()
    addresses = {}
    for name, (address, selector) in FOUND.items():
        page.goto(base + address)
        addresses[name] = page.locator(selector).first.get_attribute("href") or address
    page.close()
    return addresses


def _log_in(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Name").fill("pictures")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/timeline/**")
    page.close()


def _of_pages(
    context: BrowserContext, base: str, addresses: dict[str, str], folder: Path, scheme: str, only: list[str]
) -> Iterator[str]:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for name, address in addresses.items():
        if only and not name.startswith(tuple(only)):
            continue
        said.clear()
        for width in WIDTHS:
            yield from _picture(page, base + address, folder / f"{name}_{width}_{scheme}.png", width)
        if said and name != "missing":
            yield f"{name}: {said[0]}"
    page.close()


def _picture(page: Page, address: str, file: Path, width: int) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{file.stem}: {wide} pixels wide"


def write_index(folder: Path) -> None:
    """One page with all pictures, page by page."""
    names = sorted(file.name for file in folder.glob("*.png"))
    shown = "".join(
        f'<figure><img src="{name}" width="420"><figcaption>{name}</figcaption></figure>' for name in names
    )
    style = "<style>body{display:flex;flex-wrap:wrap;align-items:start}</style>"
    (folder / "index.html").write_text(
        f"<!doctype html><title>Screenshots</title>{style}{shown}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
