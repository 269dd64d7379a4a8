"""The reading pages in a browser: accessible at three widths in both schemes, and whole without script."""

from datetime import date as Date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import World, make_actor, make_article, tell
from timeline.addresses import actor_url, article_url, event_url
from timeline.models import EventRedirect

WIDTHS = (1280, 768, 390)


@pytest.fixture
def addresses(world: World, live_server: LiveServer) -> dict[str, str]:
    text = "The pier in the sound with its very long and winding name was painted."
    article = make_article("Pier painted", text, Date(2024, 1, 9), source="Sandray Echo")
    tell(world.events["pier"], article, text, "painted")
    EventRedirect.objects.create(public_id="0abcd00000", event=world.events["walkout"], name="Walkout at sea")
    first = world.articles["first"]
    paths = {
        "day": "/day/2024-03-09/",
        "month": "/month/2024-03/",
        "year": "/year/2022/",
        "empty month": "/month/1999-01/",
        "sources": "/sources/",
        "source": "/sources/sandray-echo/",
        "quality": "/quality/",
        "methods": "/methods/",
        "share": "/share/?q=harbour",
        "embed": "/embed/timeline/?q=harbour",
        "event": event_url(world.events["walkout"]),
        "undated event": event_url(world.events["denial"]),
        "article": article_url(first.public_id, first.title),
        "actor": actor_url(make_actor("Sandray Line")),
        "actors": "/actors/",
        "no actors": "/actors/?letter=q",
        "articles": "/articles/?from=soon",
        "missing": "/events/zzzzzzzzzz-walkout/",
    }
    return {name: live_server.url + path for name, path in paths.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, addresses: dict[str, str], width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name} ({width}, {scheme}): {found.generate_report()}"
    context.close()


def test_small_targets_are_large_enough(page: Page, addresses: dict[str, str]) -> None:
    for name in ("month", "sources", "source", "share", "event", "article", "actors", "articles"):
        page.goto(addresses[name])
        small = page.evaluate(
            """() => [...document.querySelectorAll("main :is(button, summary, label),"
                    + "main :is(.tools, .turn, .calendar, .letters, .meta, .fc) a")]
                .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
                .filter(([, box]) => box.height > 0 && (box.height < 23.5 || box.width < 23.5))
                .map(([html]) => html)"""
        )
        assert small == [], name


def test_a_day_leads_to_its_neighbours_its_month_and_the_evidence(
    plain_reader: Page, addresses: dict[str, str]
) -> None:
    page = plain_reader
    page.goto(addresses["month"])
    page.get_by_role("link", name="9 March 2024: 1 event").click()
    expect(page.locator("h1")).to_have_text("9 March 2024")
    page.get_by_role("link", name="2 November 2023").click()
    expect(page.locator("h1")).to_have_text("2 November 2023")
    page.get_by_role("link", name="2023", exact=True).click()
    expect(page.locator("h1")).to_have_text("2023")
    page.go_back()
    page.locator("h3 a").first.click()
    expect(page.locator("h1")).to_have_text("Storm closed the sound")
    page.locator(".dateline a").click()
    expect(page.locator("h1")).to_have_text("2 November 2023")


def test_an_event_is_cited_and_taken_along_without_script(
    plain_reader: Page, addresses: dict[str, str]
) -> None:
    page = plain_reader
    page.goto(addresses["event"])
    expect(page.locator(".citation")).to_contain_text("“Deck crews walked out” (9 March 2024")
    page.get_by_text("Show BibTeX and RIS").click()
    expect(page.get_by_role("group", name="BibTeX")).to_contain_text("@misc{dateline-")
    with page.expect_download() as download:
        page.get_by_role("link", name="iCalendar").click()
    assert download.value.suggested_filename.endswith(".ics")


def test_a_word_and_its_card_light_up_together(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["article"])
    word, card = reader.locator(".para a.trigger").first, reader.locator(".beside").first
    word.hover()
    expect(card).to_have_class("beside paired")
    card.locator("a").first.focus()
    expect(word).to_have_class("trigger t-occurred paired")
    reader.locator("h1").hover()
    expect(reader.locator(".paired")).to_have_count(0)


def test_kinds_of_marks_can_be_switched_off(plain_reader: Page, addresses: dict[str, str]) -> None:
    page = plain_reader
    page.goto(addresses["article"])
    expect(page.locator(".beside").first).to_be_visible()
    page.get_by_label("what happened").uncheck()
    expect(page.locator(".beside").first).to_be_hidden()
    dated = page.locator(".para span.date").first
    expect(dated).to_have_css("text-decoration-line", "underline")
    page.get_by_label("when").uncheck()
    expect(dated).to_have_css("text-decoration-line", "none")


def test_a_view_in_a_frame_of_this_site_is_shown_and_opens_the_site(
    reader: Page, addresses: dict[str, str], live_server: LiveServer
) -> None:
    reader.goto(addresses["embed"])
    expect(reader.get_by_role("navigation")).to_have_count(0)
    with reader.expect_popup() as popup:
        reader.get_by_role("link", name="Open this view on Dateline").click()
    expect(popup.value.locator("h1")).to_be_visible()
    assert popup.value.url == f"{live_server.url}/timeline/?q=harbour"


def test_evidence_prints_with_its_whole_address(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["event"])
    page.emulate_media(media="print")
    expect(page.locator(".printed").first).to_be_visible()
    expect(page.locator(".printed").first).to_contain_text("http://")
    for gone in (".bar", ".cite .meta", "aside", ".foot"):
        expect(page.locator(gone).first).to_be_hidden()
