"""An admin uploads an article in the browser and finds its event, with script and without."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from timeline import ingest
from timeline.extractor import Extractor

PASSWORD = "a long pass phrase"
TEXT = "Harbour master Orla Quennell resigned on Friday. The council of Sandray will name a successor in May."


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    """The real reading process: what is uploaded is read, not played."""
    reading = Extractor()
    yield reading
    reading.close()


@pytest.fixture
def admin(live_server: LiveServer) -> User:
    return User.objects.create_superuser("ada", password=PASSWORD)


def upload(page: Page, url: str, published: str = "2024-03-11") -> None:
    """From the login to the page of the job."""
    page.goto(f"{url}/upload/")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("h1")).to_have_text("Upload articles")
    page.get_by_label("Article text").fill(TEXT)
    page.get_by_label("Source").fill("Sandray Echo")
    if published:
        page.get_by_label("Publication date").fill(published)
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("h1")).to_contain_text("Job")


def read(extractor: Extractor) -> None:
    ingest.work(extractor)
    ingest.settle_if_due()


def open_new_event(page: Page) -> None:
    page.locator("ul.new a", has_text="Quennell").first.click()
    expect(page.locator(".dateline")).to_have_text("8 March 2024")
    expect(page.locator(".evidence")).to_contain_text("resigned on Friday")


@pytest.mark.usefixtures("admin")
def test_the_job_is_followed_live_to_the_new_event(
    reader: Page, live_server: LiveServer, extractor: Extractor
) -> None:
    upload(reader, live_server.url)
    # A routed request waits for this thread, so that no poll meets the write to the shared memory database.
    reader.route("**/jobs/**", lambda route: route.continue_())
    expect(reader.locator("#job")).to_contain_text("0 of 1 articles are finished")
    read(extractor)
    expect(reader.locator("#job")).to_contain_text("1 of 1 articles are finished", timeout=10_000)
    assert Axe().run(reader).violations_count == 0
    open_new_event(reader)


@pytest.mark.usefixtures("admin")
def test_without_script_a_date_is_asked_for_and_given(
    plain_reader: Page, live_server: LiveServer, extractor: Extractor
) -> None:
    upload(plain_reader, live_server.url, published="")
    plain_reader.get_by_label("Publication date of").fill("2024-03-11")
    plain_reader.get_by_role("button", name="Give dates").click()
    read(extractor)
    plain_reader.reload()
    open_new_event(plain_reader)
    plain_reader.goto(f"{live_server.url}/timeline/?q=Quennell")
    expect(plain_reader.locator("#list h3").first).to_contain_text("Quennell")


def test_a_reader_is_sent_to_the_login(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/upload/")
    expect(reader.locator("h1")).to_have_text("Log in")
