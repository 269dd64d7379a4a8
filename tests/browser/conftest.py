"""A real browser on the system's Chromium, a page that tolerates no console error, and a small world."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from tests.require import require
from tests.web.factories import World, join, make_actor, make_article, make_event, make_world, tell

# Playwright's synchronous interface keeps an event loop in this thread, at which Django would balk.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    require(CHROMIUM, "Chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """The invented port, and enough checked buoys in 2022 for a second page of the list."""
    world = make_world()
    text = "".join(f"Crew {n} checked buoy {n} in the sound.\n" for n in range(80))
    article = make_article("Eighty buoys", text, source="Sandray Echo")
    crews = [make_actor(f"Crew of boat {n}", "group") for n in range(4)]
    for n in range(80):
        event = make_event(
            f"Buoy {n} checked", f"2022-{n // 20 + 3:02d}-{n % 20 + 2:02d}", search_text="buoy"
        )
        join(event, crews[n % 4])
        tell(event, article, f"Crew {n} checked buoy {n} in the sound.", "checked")
    return world


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    """A page in which anything written to the console as a warning or an error fails the test."""
    troubles: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            troubles.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    assert troubles == []


@pytest.fixture
def plain_reader(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
