"""The admins' pages in the browser: no accessibility fault, nothing wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_upload_journey import PASSWORD, log_in
from tests.web.stub_reader import StubReader
from timeline import feeds, ingest, items, rereading
from timeline.models import Batch, Feed
from timeline.readers import Record

STORY = " ".join(f"On day {n} crew {n * 7} opened lock {n * 13} near pier {n + 4}." for n in range(24))


@pytest.fixture
def newsroom(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """An admin, two almost equal articles that are outdated, a table that waits, feeds of all kinds."""
    admin = User.objects.create_superuser("ada", password=PASSWORD)
    told = {"one": STORY, "two": STORY + " All was quiet."}
    items.submit("test", [Record(name, text, published="2025-02-21") for name, text in told.items()])
    ingest.work(StubReader())
    ingest.settle_if_due()
    monkeypatch.setattr(rereading, "current", lambda: "2")
    feeds.add("https://post.example/feed", "Lindal Post", 60, True, admin)
    failing, _ = feeds.add(f"https://post.example/{'long-' * 40}", "", 60, True, admin)
    Feed.objects.filter(pk=failing.pk).update(failures=3, result="It failed.", polled_at=timezone.now())
    client = Client()
    client.force_login(admin)
    table = SimpleUploadedFile("wire.csv", f'Day,{"Long" * 30},Words\n2025-02-21,x,"{STORY}"\n'.encode())
    key = "0" * 32
    client.post("/upload/part/", {"key": key, "sending": key, "part": 0, "parts": 1, "files": [table]})
    return live_server.url


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_fault_and_no_sideways_scroll(reader: Page, newsroom: str, width: int, scheme: str) -> None:
    log_in(reader, newsroom)
    reader.set_viewport_size({"width": width, "height": 900})
    reader.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    jobs = [f"/jobs/{pk}/" for pk in Batch.objects.values_list("pk", flat=True)]
    assert len(jobs) == 2
    for path in ("/upload/", "/jobs/", "/feeds/", "/outdated/", *jobs):
        reader.goto(newsroom + path)
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        found = Axe().run(reader)
        assert found.violations_count == 0, (path, found.generate_report())


def test_outdated_articles_from_preview_to_store_without_script(plain_reader: Page, newsroom: str) -> None:
    log_in(plain_reader, newsroom)
    plain_reader.goto(f"{newsroom}/outdated/")
    plain_reader.get_by_role("button", name="Read them again").click()
    expect(plain_reader.locator("[role=status]")).to_contain_text("0 of 2 are read")
    ingest.work(StubReader())
    plain_reader.reload()
    expect(plain_reader.locator("[role=status]")).to_contain_text("2 wait for your decision")
    expect(plain_reader.locator(".would")).to_contain_text("0 of 2 articles change")
    plain_reader.get_by_role("button", name="Store the new readings of 2 articles").click()
    expect(plain_reader.locator(".message")).to_contain_text("2 articles are being updated")
