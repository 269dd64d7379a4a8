"""Accessibility rules in both colour schemes, reflow on narrow screens, print, and focus order."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import World, make_actor
from timeline.addresses import actor_url, article_url, event_url

MAIN = ("timeline", "lanes", "heat", "event", "article", "actor")


@pytest.fixture
def addresses(world: World, live_server: LiveServer) -> dict[str, str]:
    first = world.articles["first"]
    paths = {
        "timeline": "/timeline/",
        "lanes": "/timeline/?from=2023&to=2024&fact=-ongoing",
        "heat": "/timeline/?view=heat",
        "undated": "/timeline/?is=undated",
        "nothing": "/timeline/?from=1800&to=1801",
        "event": event_url(world.events["walkout"]),
        "article": article_url(first.public_id, first.title),
        "actor": actor_url(make_actor("Sandray Line")),
        "actors": "/actors/",
        "articles": "/articles/",
        "about": "/about/",
        "help": "/help/search/",
        "missing": "/nowhere/",
    }
    return {name: live_server.url + path for name, path in paths.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, addresses: dict[str, str], scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, address in addresses.items():
        if scheme == "dark" and name not in MAIN:
            continue
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name} ({scheme}): {found.generate_report()}"
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways(browser: Browser, addresses: dict[str, str], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_text_spacing_clips_nothing(page: Page, addresses: dict[str, str]) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for name in ("timeline", "event", "article"):
        page.goto(addresses[name])
        page.evaluate(
            """() => {
                const sheet = new CSSStyleSheet();
                const wide = "line-height: 1.5 !important; letter-spacing: .12em !important;";
                sheet.replaceSync(`* { ${wide} word-spacing: .16em !important }`);
                document.adoptedStyleSheets.push(sheet);
            }"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name


def test_the_skip_link_is_first_and_leads_to_the_list(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["timeline"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to event list")
    page.keyboard.press("Enter")
    assert page.url.endswith("#list")


def test_small_targets_are_large_enough(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["lanes"])
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                ".tools a, .chips a, .fc a, .meta a, #lanes a .hit, button, summary")]
            .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && (box.height < 23.5 || box.width < 23.5))
            .map(([html]) => html)"""
    )
    assert small == []


def test_print_leaves_the_tools_out(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["timeline"])
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".bar", ".tools", "#facets", ".range"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("#list h3").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
