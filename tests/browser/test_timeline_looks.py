"""The timeline in every view, scheme and width: accessibility, reflow, calm loading, other modes, print."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import make_event

VIEWS = {
    "lanes": "?from=2023&to=2024",
    "dots": "?from=2022&to=2024&view=dots",
    "heat": "?view=heat",
    "list": "?view=list&q=-fact:occurred",
    "sources": "?lanes=source&scale=root",
    "hours": "?from=2024-03-09T06&to=2024-03-09T18",
    "undated": "?is=undated",
    "nothing": "?from=1800&to=1801&q=fact:planned",
    "unreadable": "?q=dat:2024&colour=red",
}

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def dates() -> None:
    """One event for each way to draw a date."""
    for edtf in ("2023-05~", "2023-06?", "2023-07%", "[2023-08-02,2023-08-05]", "../2023-02", "2023-09-04~"):
        make_event(f"Crane moved {edtf}", edtf, "claimed")
    make_event("Bell rung", "2023-10-04T14:05:00")


@pytest.mark.usefixtures("dates")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 390])
def test_axe_finds_nothing(browser: Browser, live_server: LiveServer, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    usual = (width, scheme) == (1280, "light")
    for name, query in VIEWS.items():
        if not usual and name not in ("lanes", "heat", "unreadable"):
            continue
        page.goto(f"{live_server.url}/timeline/{query}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    context.close()


def test_axe_finds_nothing_in_open_menus_and_the_help(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2023&to=2024")
    for menu in ("#view-menu", "#lanes-menu", "#share-menu", "#export-menu"):
        page.locator(f"{menu} summary").click()
        assert Axe().run(page).violations_count == 0, menu
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert Axe().run(page).violations_count == 0


@pytest.mark.usefixtures("dates")
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    for name, query in VIEWS.items():
        page.goto(f"{live_server.url}/timeline/{query}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    context.close()


@pytest.mark.usefixtures("dates")
def test_every_way_to_draw_a_date_has_a_shape_of_its_own(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2023&to=2023&lanes=none")
    shapes = {
        "about May 2023": ".span.about:not(.unsure)",
        ": Crane moved 2023-06?": ".span.month.unsure",
        "July 2023?": ".span.about.unsure",
        "2 August 2023 or 5 August 2023": ".either >> nth=1",
        "until February 2023": ".span.until",
        "about 4 September 2023": ".span.about",
        "4 October 2023, 14:05": "line.cap",
    }
    for words, shape in shapes.items():
        link = page.locator(f'#lanes a[aria-label*="{words}"]').first
        assert link.locator(shape).count() == 1, words
    for mark in page.locator("#lanes a[aria-label*='Crane moved']").all():
        expect(mark.locator("use[href='#m-claimed']")).to_have_count(1)
        assert "claimed" in (mark.get_attribute("aria-label") or "")


def test_nothing_moves_after_the_page_is_drawn(page: Page, live_server: LiveServer) -> None:
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    for query in ("", "?from=2023&to=2024"):
        page.goto(f"{live_server.url}/timeline/{query}")
        page.wait_for_timeout(500)
        assert page.evaluate("window.shifted") < 0.05


def test_marks_show_in_forced_colours_and_nothing_moves_when_asked_not_to(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{live_server.url}/timeline/?from=2023&to=2024")
    fill = page.locator("#strip .n").first.evaluate("bar => getComputedStyle(bar).fill")
    assert fill == page.evaluate(
        "() => { document.body.style.color = 'CanvasText'; return getComputedStyle(document.body).color; }"
    )
    page.evaluate("document.documentElement.classList.add('waiting')")
    assert page.evaluate("getComputedStyle(document.documentElement, '::before').animationName") == "none"
    context.close()


def test_the_printed_page_says_what_it_shows_and_where_the_evidence_is(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2024-03&to=2024-03")
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text("/timeline/?from=2024-03&to=2024-03")
    expect(page.locator(".printed")).to_contain_text("2 events")
    expect(page.locator("#lanes")).to_be_visible()
    expect(page.locator(".key").first).to_be_visible()
    printed = page.locator("#list .source").first.evaluate("a => getComputedStyle(a, '::after').content")
    assert re.search(r"/events/.+#evidence", printed)


def test_the_first_page_is_small(page: Page, live_server: LiveServer) -> None:
    for query in VIEWS.values():
        answer = page.goto(f"{live_server.url}/timeline/{query}")
        assert answer
        assert len(gzip.compress(answer.body())) <= 40_000


@pytest.mark.parametrize("view", ["lanes", "dots", "heat", "list"])
def test_each_view_works_without_script(plain_reader: Page, live_server: LiveServer, view: str) -> None:
    page = plain_reader
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    page.locator("#view-menu summary").click()
    page.locator("#view-menu").get_by_role("link", name=re.compile(f"^{view}", re.IGNORECASE)).click()
    expect(page.locator("#view-menu summary")).to_contain_text(view)
    expect(page.locator("#list h3")).to_have_count(30)
    expect(page.locator("#copy")).to_be_hidden()
    page.locator("#facets").get_by_role("link", name=re.compile("^Day")).click()
    expect(page.get_by_role("searchbox")).to_have_value("precision:day")
    page.click("#zin")
    expect(page.locator("h1")).to_have_text("April – September 2022")
    expect(page.get_by_role("searchbox")).to_have_value("precision:day")
