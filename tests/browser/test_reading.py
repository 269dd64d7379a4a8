"""Readers in a browser: zoom, filter, search, evidence, Back, keys, brush; and all of it without script."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import World
from timeline.addresses import event_url

pytestmark = pytest.mark.usefixtures("world")


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def status(page: Page) -> str:
    return " ".join((page.locator("#status").text_content() or "").split())


def marked(page: Page) -> None:
    """Leaves a mark that a page load would wipe out."""
    page.evaluate("document.documentElement.dataset.sameDocument = 'yes'")


def assert_same_document(page: Page) -> None:
    assert page.evaluate("document.documentElement.dataset.sameDocument") == "yes"


def test_zoom_swaps_the_view_and_back_restores_it(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    before = status(reader)
    marked(reader)
    reader.click("#zin")
    expect(reader).to_have_url(re.compile(r"from=2022-1\d&to=2024-0\d|from=2022-\d\d&to=202\d-\d\d"))
    expect(reader.locator("#status")).not_to_have_text(before)
    assert reader.title() == f"{reader.inner_text('h1')} · Dateline"
    assert_same_document(reader)
    zoomed = status(reader)
    reader.go_back()
    expect(reader.locator("#status")).to_have_text(before)
    reader.go_forward()
    expect(reader.locator("#status")).to_have_text(zoomed)
    reader.reload()
    expect(reader.locator("#status")).to_have_text(zoomed)


def test_filter_by_facet_and_take_it_away(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2019&to=2024")
    marked(reader)
    reader.locator("#facets").get_by_role("link", name=re.compile("^Planned")).click()
    expect(reader.locator("#list h3")).to_have_text([re.compile("Talks in the harbour office")])
    assert parameters(reader)["q"] == ["fact:planned"]
    expect(reader.get_by_role("searchbox")).to_have_value("fact:planned")
    reader.get_by_role("link", name="Remove filter How it is reported: Planned").click()
    expect(reader.locator("#list h3")).to_have_count(30)
    assert "q" not in parameters(reader)
    planned = reader.locator("#facets li", has_text="Planned")
    planned.hover()
    planned.get_by_role("link", name="Leave out Planned").click()
    expect(reader.get_by_role("searchbox")).to_have_value("-fact:planned")
    expect(planned.locator("b")).to_have_text("0")
    planned.get_by_role("link", name="Leave out Planned").click()
    expect(reader.get_by_role("searchbox")).to_have_value("")
    assert_same_document(reader)


def test_search_while_typing(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2019&to=2024")
    marked(reader)
    box = reader.get_by_role("searchbox", name="Search events")
    box.press_sequentially("storm", delay=20)
    expect(reader.locator("#list h3")).to_have_text([re.compile("Storm closed the sound")])
    assert parameters(reader) == {"q": ["storm"], "from": ["2019"], "to": ["2024"]}
    expect(box).to_be_focused()
    expect(box).to_have_value("storm")
    assert_same_document(reader)
    reader.go_back()
    expect(reader.locator("#list h3")).to_have_count(30)
    expect(box).to_have_value("")


def test_a_slow_answer_never_overwrites_a_newer_one(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2019&to=2024")
    reader.evaluate(
        """() => {
            const fetched = window.fetch;
            window.fetch = async (...given) => {
                const answer = await fetched(...given);
                if (String(given[0]).includes("q=buoy")) await new Promise((done) => setTimeout(done, 900));
                return answer;
            };
        }"""
    )
    box = reader.get_by_role("searchbox", name="Search events")
    box.fill("buoy")
    reader.wait_for_timeout(350)
    box.fill("storm")
    expect(reader.locator("#list h3")).to_have_text([re.compile("Storm closed the sound")])
    reader.wait_for_timeout(1000)
    expect(reader.locator("#list h3")).to_have_text([re.compile("Storm closed the sound")])
    assert parameters(reader)["q"] == ["storm"]


def test_evidence_leads_to_the_sentence(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2024-03&to=2024-03")
    row = reader.locator("#list li", has_text="Deck crews walked out")
    row.get_by_role("link", name="Evidence").click()
    expect(reader.locator("h1")).to_have_text("Deck crews walked out")
    expect(reader.locator("#evidence")).to_be_in_viewport()
    reader.get_by_role("link", name="In the article").first.click()
    expect(reader.locator("h1")).to_have_text("Crews leave the ferries")
    sentence = reader.locator(".sentence:target")
    expect(sentence).to_contain_text("walked out on Saturday <in protest>")
    expect(sentence).to_be_in_viewport()
    reader.locator(".sentence:target a.trigger").click()
    expect(reader.locator("article.beside:target")).to_contain_text("Deck crews walked out")
    reader.go_back()
    reader.go_back()
    reader.go_back()
    expect(reader.locator("h1")).to_have_text("March 2024")


def test_load_later_adds_rows_and_keeps_the_address(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    address = reader.url
    expect(reader.locator("#list li")).to_have_count(30)
    reader.get_by_role("link", name="Load later events").click()
    expect(reader.locator("#list li")).to_have_count(60)
    reader.get_by_role("link", name="Load later events").click()
    expect(reader.locator("#list li")).to_have_count(80)
    expect(reader.get_by_role("link", name="Load later events")).to_have_count(0)
    assert reader.url == address
    ids = reader.locator("#list li").evaluate_all("rows => rows.map(row => row.id)")
    assert len(set(ids)) == 80


def test_a_bar_of_the_strip_opens_its_time(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?fact=occurred&from=2019&to=2024")
    marked(reader)
    bar = reader.locator("#strip a").first
    name = bar.get_attribute("aria-label") or ""
    bar.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text(name.partition(":")[0])
    assert parameters(reader)["fact"] == ["occurred"]
    assert_same_document(reader)


def test_drawing_on_the_strip_sets_the_range(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/")
    marked(reader)
    box = reader.locator("#strip").bounding_box()
    assert box
    reader.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30)
    reader.mouse.down()
    reader.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 30, steps=4)
    reader.mouse.up()
    expect(reader).to_have_url(re.compile(r"from=202\d-\d\d(-\d\d)?&to=202\d-\d\d"))
    assert_same_document(reader)
    expect(reader.get_by_label("From")).to_have_value(parameters(reader)["from"][0])


def test_keys(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    start = reader.url
    reader.keyboard.press("+")
    expect(reader).not_to_have_url(start)
    reader.keyboard.press("/")
    expect(reader.get_by_role("searchbox")).to_be_focused()
    zoomed = reader.url
    reader.keyboard.type("-")
    expect(reader.get_by_role("searchbox")).to_have_value("-")
    assert parameters(reader)["from"] == parse_qs(urlsplit(zoomed).query)["from"]
    reader.goto(start)
    reader.keyboard.press("j")
    reader.keyboard.press("j")
    second = reader.locator("#list h3 a").nth(1)
    expect(second).to_be_focused()
    title = second.inner_text()
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text(title)


def test_each_drawing_is_one_stop_of_the_tab_key(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2023&to=2024")
    for _ in range(2):
        assert reader.locator("#strip a[tabindex='0']").count() == 1
        assert reader.locator("#lanes a[tabindex='0']").count() == 1
        reader.locator("#strip a").first.focus()
        reader.keyboard.press("]")
        expect(reader.locator("#strip a").nth(1)).to_be_focused()
        reader.keyboard.press("End")
        expect(reader.locator("#strip a").last).to_be_focused()
        reader.keyboard.press("Home")
        before = reader.url
        reader.keyboard.press("ArrowLeft")
        expect(reader).not_to_have_url(before)
    assert reader.locator("#strip a[tabindex='0']").count() == 1


def test_a_menu_closes_by_escape_and_by_a_click_elsewhere(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/")
    menu = reader.locator("#lanes-menu")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    reader.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    reader.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Source").click()
    expect(menu.locator("summary")).to_contain_text("source")
    assert parameters(reader)["lanes"] == ["source"]


def test_a_server_error_leaves_the_page_usable(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2019&to=2024")
    page.route(
        "**/timeline/?*fact:*",
        lambda route: route.fulfill(status=503, body="Busy, try again.", content_type="text/html"),
    )
    page.locator("#facets").get_by_role("link", name=re.compile("^Planned")).click()
    expect(page.locator("#alert")).to_have_text("Busy, try again. Try again")
    expect(page.locator("#list h3")).to_have_count(30)


def test_without_script_everything_has_a_link_or_a_button(
    plain_reader: Page, live_server: LiveServer, world: World
) -> None:
    page = plain_reader
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    page.click("#zin")
    assert "from=2022" in page.url
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    page.get_by_role("link", name="Load later events").click()
    expect(page.locator("#list li")).to_have_count(30)
    page.get_by_role("link", name="Load earlier events").click()
    expect(page.locator("#list li")).to_have_count(30)
    page.goto(f"{live_server.url}/timeline/?from=2019&to=2024")
    page.locator("#facets").get_by_role("link", name=re.compile("^Planned")).click()
    expect(page.locator("#list h3")).to_have_count(1)
    page.get_by_role("searchbox").fill("harbour")
    page.get_by_role("button", name="Search").click()
    assert parameters(page) == {"q": ["harbour"], "from": ["2019"], "to": ["2024"]}
    page.get_by_role("searchbox").fill("harbour fact:planned")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("From").fill("2024-04")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#list h3 a")).to_have_text("Talks in the harbour office")
    page.locator("#list h3 a").click()
    assert page.url.endswith(event_url(world.events["talks"]))
    page.get_by_role("link", name="In the article").click()
    expect(page.locator(".sentence:target")).to_contain_text("Talks are planned for April")
    page.goto(f"{live_server.url}/timeline/")
    page.locator("#lanes-menu summary").click()
    page.get_by_role("link", name="Place").click()
    assert parameters(page)["lanes"] == ["place"]
    page.locator("#strip a").first.focus()
    page.keyboard.press("Enter")
    assert "from" in parameters(page)
