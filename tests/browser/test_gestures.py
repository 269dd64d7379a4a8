"""Gestures and keys of the timeline: brush, axis, wheel, help, menus, waiting, failing."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import make_event

pytestmark = pytest.mark.usefixtures("world")


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def box(page: Page, selector: str) -> tuple[float, float, float]:
    """Left edge, width, and a height near the top of an element."""
    found = page.locator(selector).bounding_box()
    assert found
    return found["x"], found["width"], found["y"] + 12


def drag(page: Page, selector: str, first: float, last: float) -> None:
    left, width, y = box(page, selector)
    page.mouse.move(left + width * first, y)
    page.mouse.down()
    page.mouse.move(left + width * last, y, steps=5)
    page.mouse.up()


def brush(page: Page) -> tuple[float, float]:
    """Left and right end of the window on the strip, as shares of its width."""
    shape = page.locator("#strip .win")
    left = float(shape.get_attribute("x") or 0) / 1000
    return left, left + float(shape.get_attribute("width") or 0) / 1000


def test_the_ends_of_the_window_and_the_window_itself_can_be_dragged(
    reader: Page, live_server: LiveServer
) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2021-01&to=2022-12")
    left, right = brush(reader)
    drag(reader, "#strip", right, right + 0.12)
    expect(reader).to_have_url(re.compile(r"from=2021-01&to=2023-\d\d"))
    left, right = brush(reader)
    middle = (left + right) / 2
    drag(reader, "#strip", middle, middle - 0.1)
    expect(reader).to_have_url(re.compile(r"from=2020-\d\d&to=2022-\d\d|from=2020-\d\d&to=2023-\d\d"))
    expect(reader.get_by_label("From")).to_have_value(parameters(reader)["from"][0])


def test_dragging_the_axis_moves_in_time_and_keeps_the_span(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022-03&to=2022-06")
    drag(reader, "#axis", 0.75, 0.25)
    expect(reader).to_have_url(re.compile("from=2022-05&to=2022-08"))
    expect(reader.locator("h1")).to_have_text("May – August 2022")
    assert reader.locator("#lanes").evaluate("lanes => lanes.style.transform") == ""


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    address = reader.url
    left, width, y = box(reader, "#lanes")
    reader.mouse.move(left + width / 2, y + 40)
    reader.mouse.wheel(0, 300)
    reader.wait_for_function("() => scrollY > 100")
    assert reader.url == address
    reader.evaluate("scrollTo(0, 0)")
    reader.keyboard.down("Control")
    reader.mouse.wheel(0, -250)
    reader.keyboard.up("Control")
    expect(reader).to_have_url(re.compile(r"from=2022-0[345]&to=2022-(0[789]|10)"))
    first = reader.url
    reader.keyboard.down("Control")
    reader.mouse.wheel(0, -250)
    reader.keyboard.up("Control")
    expect(reader).not_to_have_url(first)
    reader.go_back()
    expect(reader).to_have_url(address)
    expect(reader.locator("h1")).to_have_text("2022")


def test_zooming_goes_from_centuries_to_hours(reader: Page, live_server: LiveServer) -> None:
    make_event("Chapel built", "1312")
    make_event("Bell rung", "2022-05-04T14:05:00")
    reader.goto(f"{live_server.url}/timeline/?from=1300&to=2100")
    for start, end in (("2000", "2040"), ("2022-05", "2022-05"), ("2022-05-04", "2022-05-04")):
        reader.get_by_label("From", exact=True).fill(start)
        reader.get_by_label("To", exact=True).fill(end)
        reader.get_by_role("button", name="Apply").click()
        expect(reader).to_have_url(re.compile(f"from={start}&to={end}"))
    reader.click("#zin")
    expect(reader.locator("h1")).to_have_text("4 May 2022, 06:00–18:00")
    expect(reader.locator("#lanes a", has_text="Bell rung")).to_have_attribute(
        "aria-label", re.compile("^4 May 2022, 14:05: Bell rung")
    )
    reader.click("#zin")
    expect(reader.locator("h1")).to_have_text("4 May 2022, 09:00–15:00")


def test_the_keys_of_the_page_are_listed_and_act(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    reader.keyboard.press("?")
    dialog = reader.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Zoom in")
    expect(dialog).not_to_contain_text("Go to the review")
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    for key, menu in (("v", "#view-menu"), ("l", "#lanes-menu")):
        reader.keyboard.press(key)
        expect(reader.locator(f"{menu} ul a").first).to_be_focused()
        reader.keyboard.press("Escape")
        expect(reader.locator(f"{menu} summary")).to_be_focused()
    reader.keyboard.press("]")
    expect(reader.locator("#strip a").first).to_be_focused()
    reader.keyboard.press("]")
    expect(reader.locator("#strip a").nth(1)).to_be_focused()
    reader.keyboard.press("0")
    expect(reader).to_have_url(re.compile("from=2019-01&to=2024-04"))
    reader.keyboard.press("j")
    reader.keyboard.press("e")
    expect(reader).to_have_url(re.compile("#evidence$"))
    reader.keyboard.press("g")
    reader.keyboard.press("t")
    expect(reader).to_have_url(re.compile("/timeline/$"))
    reader.keyboard.press("g")
    reader.keyboard.press("d")
    expect(reader.get_by_label("From")).to_be_focused()
    expect(reader.get_by_label("From")).to_have_value("")


def test_single_keys_can_be_switched_off(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/help/keys/")
    reader.get_by_role("button", name="Switch them off").click()
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    address = reader.url
    reader.keyboard.press("+")
    reader.keyboard.press("?")
    reader.wait_for_timeout(300)
    assert reader.url == address
    expect(reader.get_by_role("dialog")).to_have_count(0)
    reader.locator("#strip a").first.focus()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator("#strip a").nth(1)).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_colours_follow_the_system_until_chosen(
    browser: Browser, live_server: LiveServer, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, color_scheme="light")
    page = context.new_page()
    page.goto(f"{live_server.url}/timeline/?from=2022")
    assert not context.cookies()
    page.get_by_role("button", name="Dark").click()
    expect(page).to_have_url(re.compile("from=2022"))
    expect(page.locator("body")).to_have_css("background-color", "rgb(15, 18, 22)")
    page.get_by_role("button", name="Auto").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(251, 250, 247)")
    context.close()


def test_a_slow_answer_shows_and_can_be_given_up(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    before = page.inner_text("h1")
    held: list[Route] = []
    page.route("**/timeline/?*", lambda route: held.append(route))
    page.click("#zin")
    expect(page.locator("html")).to_have_class("waiting")
    expect(page.locator("#view")).to_have_attribute("aria-busy", "true")
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_class("waiting")
    expect(page.locator("#view")).not_to_have_attribute("aria-busy", "true")
    assert page.inner_text("h1") == before
    assert len(held) == 1


def test_a_server_that_cannot_be_reached_is_told_in_the_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    page.route("**/timeline/?*", lambda route: route.abort())
    page.click("#zin")
    expect(page.locator("#alert")).to_contain_text("can’t be reached")
    expect(page.locator("#list h3")).to_have_count(30)
    page.unroute("**/timeline/?*")
    page.locator("#alert").get_by_role("link", name="Try again").click()
    expect(page.locator("h1")).not_to_have_text("2022 – 2024")


def test_a_broken_server_leaves_the_page_as_it_is(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    whole = "<!doctype html><title>x</title><h1>Something broke on our side</h1>" + "<p>more</p>" * 99
    page.route("**/timeline/?*", lambda route: route.fulfill(status=500, body=whole))
    page.click("#zin")
    expect(page.locator("#alert")).to_contain_text("Something broke on our side. What you see is unchanged.")
    expect(page.locator("h1")).to_have_text("2022 – 2024")
    page.unroute("**/timeline/?*")
    page.click("#zin")
    expect(page.locator("#alert")).to_be_empty()


def test_views_and_the_scale_of_the_strip_are_in_the_address(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    for view, drawn in (("heat", "#lanes .cell"), ("dots", "#lanes .m-occurred"), ("list", "#list h3")):
        reader.locator("#view-menu summary").click()
        reader.locator("#view-menu").get_by_role("link", name=re.compile(f"^{view}", re.IGNORECASE)).click()
        expect(reader.locator("#view-menu summary")).to_contain_text(view)
        expect(reader.locator(drawn).first).to_be_visible()
        assert parameters(reader)["view"] == [view]
    expect(reader.locator("#lanes")).to_have_count(0)
    reader.get_by_role("link", name="heights by square root").click()
    expect(reader.get_by_role("link", name="heights by number")).to_be_visible()
    assert parameters(reader)["scale"] == ["root"]


def test_loading_earlier_joins_what_stands_under_one_heading(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    link = reader.get_by_role("link", name="Load later events").get_attribute("href") or ""
    reader.goto(live_server.url + link)
    reader.get_by_role("link", name="Load earlier events").click()
    expect(reader.locator("#list li")).to_have_count(60)
    headings = reader.locator("#list h2").all_text_contents()
    assert len(headings) == len(set(headings)) == 3
    names = reader.locator("#list h3 a").all_text_contents()
    assert names == [f"Buoy {n} checked" for n in range(60)]


def test_the_link_to_a_view_is_copied(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{live_server.url}/timeline/?from=2022&to=2022")
    page.click("#zin")
    expect(page.locator("h1")).not_to_have_text("2022")
    page.keyboard.press("c")
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_two_tabs_keep_their_own_view(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    for tab, year in ((first, "2022"), (second, "2023")):
        tab.goto(f"{live_server.url}/timeline/?from={year}&to={year}")
    first.click("#zin")
    expect(first.locator("h1")).not_to_have_text("2022")
    heading, address = first.inner_text("h1"), first.url
    second.click("#pright")
    expect(second.locator("h1")).not_to_have_text("2023")
    first.reload()
    expect(first.locator("h1")).to_have_text(heading)
    assert first.url == address
    context.close()


def test_no_request_leaves_the_site(reader: Page, live_server: LiveServer) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{live_server.url}/timeline/?from=2022&to=2024")
    reader.click("#zin")
    reader.keyboard.press("?")
    reader.wait_for_timeout(300)
    assert asked
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
