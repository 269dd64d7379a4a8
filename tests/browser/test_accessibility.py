"""Accessibility rules in both colour schemes, reflow on narrow screens, print, and focus order."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import World, make_actor
from timeline.addresses import actor_url, article_url, event_url

WIDTHS = (1280, 768, 390)
ADMIN = {
    "upload": "/upload/",
    "import": "/upload/events/",
    "jobs": "/jobs/",
    "review": "/review/",
    "audit": "/audit/",
}


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
        "sources": "/sources/",
        "source": "/sources/sandray-echo/",
        "month": "/month/2024-03/",
        "year": "/year/2023/",
        "quality": "/quality/",
        "methods": "/methods/",
        "share": "/share/",
        "embed": "/embed/timeline/",
        "login": "/accounts/login/",
        "about": "/about/",
        "help": "/help/search/",
        "keys": "/help/keys/",
        "missing": "/nowhere/",
    }
    return {name: live_server.url + path for name, path in paths.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_three_widths(
    browser: Browser, addresses: dict[str, str], scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme)
    assert_clean(context.new_page(), addresses, scheme)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_editors(
    browser: Browser, live_server: LiveServer, world: World, scheme: Literal["light", "dark"]
) -> None:
    User.objects.create_superuser("admin", password="a long pass phrase")
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Name").fill("admin")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/timeline/**")
    event = world.events["walkout"].public_id
    own = {"edit": f"/events/{event}/edit/", "history": f"/events/{event}/history/"}
    assert_clean(page, {name: live_server.url + path for name, path in {**ADMIN, **own}.items()}, scheme)
    context.close()


def assert_clean(page: Page, addresses: dict[str, str], scheme: str) -> None:
    for name, address in addresses.items():
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page)
            assert found.violations_count == 0, f"{name} ({scheme}, {width}): {found.generate_report()}"


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
