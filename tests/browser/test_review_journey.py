"""An editor reviews a long queue without the mouse, takes a verdict back, and corrects an entry."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_upload_journey import PASSWORD
from tests.web.factories import make_article, make_event, tell
from timeline import apps
from timeline.models import Correction, Event, Verdict

EVENTS = 200


@pytest.fixture
def queue(live_server: LiveServer) -> None:
    """Two hundred events, each told by a sentence of its own; an editor."""
    text = "".join(f"Crew {n} checked buoy {n} in the sound.\n" for n in range(EVENTS))
    article = make_article("Buoys", text, source="Sandray Echo")
    for n in range(EVENTS):
        event = make_event(f"Buoy {n} checked", f"2022-{n % 12 + 1:02d}-{n // 12 + 2:02d}")
        tell(event, article, f"Crew {n} checked buoy {n} in the sound.", "checked")
    User.objects.create_user("mira", password=PASSWORD).groups.add(Group.objects.get(name=apps.EDITORS))


def sign_in(page: Page, url: str, then: str) -> None:
    page.goto(f"{url}{then}")
    page.get_by_label("Name").fill("mira")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("h1")).to_have_text("Review")
    page.wait_for_load_state()  # the keys are there once the scripts have run


def press(page: Page, key: str) -> None:
    """Press it and wait for the next page, script and all."""
    page.evaluate("document.body.dataset.left = 'yes'")
    page.keyboard.press(key)
    expect(page.locator("body[data-left]")).to_have_count(0)
    page.wait_for_load_state()


@pytest.mark.usefixtures("queue")
def test_two_hundred_events_are_reviewed_by_keys_alone(reader: Page, live_server: LiveServer) -> None:
    sign_in(reader, live_server.url, "/review/")
    for number in range(EVENTS):
        press(reader, "r" if number % 10 == 9 else "a")
    expect(reader.locator(".empty")).to_contain_text("Nothing to review")
    assert Event.objects.filter(reviewed=True).count() == EVENTS * 9 // 10
    assert Event.objects.filter(hidden=True).count() == EVENTS // 10
    press(reader, "z")
    assert Verdict.objects.exclude(retracted_at=None).count() == 1
    expect(reader.locator("[role=status]")).to_contain_text("1 to go")


@pytest.mark.usefixtures("queue")
def test_keys_do_nothing_while_typing_and_skip_and_correct_work(
    reader: Page, live_server: LiveServer
) -> None:
    sign_in(reader, live_server.url, "/review/")
    first = reader.locator("h2#what").inner_text()
    press(reader, "n")
    expect(reader.locator("h2#what")).not_to_have_text(first)
    press(reader, "e")
    reader.get_by_label("What happened").fill("A star")
    reader.get_by_label("Date").fill("March 2022")
    reader.get_by_label("Why").press_sequentially("earlier")
    reader.get_by_role("button", name="Save").click()
    expect(reader.locator("h1")).to_have_text("History")
    expect(reader.locator("table")).to_contain_text("March 2022")
    assert set(Correction.objects.values_list("note", flat=True)) == {"earlier"}
    assert not Verdict.objects.exists()


@pytest.mark.usefixtures("queue")
def test_without_script_the_buttons_do_it(plain_reader: Page, live_server: LiveServer) -> None:
    sign_in(plain_reader, live_server.url, "/review/")
    plain_reader.get_by_role("button", name="Right as it stands").click()
    plain_reader.get_by_role("button", name="Hide").click()
    plain_reader.get_by_role("button", name="Take back the last verdict").click()
    assert Verdict.objects.filter(retracted_at=None).count() == 1


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_phone(page: Page, live_server: LiveServer, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, live_server.url, "/review/")
    ref = Event.objects.all()[0].public_id
    for path in ("/review/", f"/events/{ref}/edit/", f"/events/{ref}/history/", "/audit/"):
        page.goto(f"{live_server.url}{path}")
        assert Axe().run(page).response["violations"] == []
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1280, "height": 900})
