"""Taking in a file of finished events, with JavaScript on and off."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.factories import World
from timeline import ingest

TABLE = "date;title;actors\n2025-02-20;Crews walk out;Harbour Union (agent)\n03/04/2025;Talks;\n"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_file_of_events_becomes_a_timeline(
    browser: Browser, live_server: LiveServer, world: World, script: bool
) -> None:
    User.objects.create_superuser("admin", password="a long pass phrase")
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "warning" else None)
    page.goto(f"{live_server.url}/upload/events/")
    page.get_by_label("Name").fill("admin")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    file: Any = {"name": "harbour.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_role("alert").filter(has_text="Row 3:")).to_contain_text("two ways")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("Leave rows with troubles out").check()
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("1 event was taken in")).to_be_visible()
    ingest.settle_if_due()
    page.goto(f"{live_server.url}/timeline/?q=crews+walk")
    page.get_by_role("link", name="Crews walk out").last.click()
    expect(page.get_by_text("Added by an editor")).to_be_visible()
    expect(page.locator("blockquote").first).to_contain_text("20 February 2025: Crews walk out.")
    assert troubles == []
    context.close()
