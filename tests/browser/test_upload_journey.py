"""An admin uploads an article in the browser and finds its event, with script and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from timeline import ingest
from timeline.extractor import Extractor
from timeline.models import IngestItem

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


def log_in(page: Page, url: str) -> None:
    page.goto(f"{url}/upload/")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("h1")).to_have_text("Upload articles")


def upload(page: Page, url: str, published: str = "2024-03-11") -> None:
    """From the login to the page of the job."""
    log_in(page, url)
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
    expect(reader.locator("#job")).to_contain_text("0 of 1 article is finished")
    read(extractor)
    expect(reader.locator("#job")).to_contain_text("1 of 1 article is finished", timeout=10_000)
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


def drop(page: Page, **files: str) -> None:
    """Drop files as from the desktop."""
    script = """files => { const data = new DataTransfer();
        for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name + ".txt"));
        return data; }"""
    data = page.evaluate_handle(script, files)
    page.dispatch_event(".drop", "drop", {"dataTransfer": data})


@pytest.mark.usefixtures("admin")
def test_dropped_files_are_listed_removed_and_sent_one_by_one(reader: Page, live_server: LiveServer) -> None:
    log_in(reader, live_server.url)
    drop(reader, one="The pier opened.", two="The pier closed.")
    drop(reader, three="The pier opened again.")
    expect(reader.locator("#chosen li")).to_have_count(3)
    expect(reader.locator("#sent")).to_contain_text("3 files")
    reader.get_by_role("button", name="Remove two.txt").click()
    expect(reader.locator("#chosen li bdi")).to_have_text(["one.txt", "three.txt"])
    assert Axe().run(reader).violations_count == 0
    reader.get_by_label("Article text").fill("A pasted text.")
    reader.get_by_role("button", name="Upload").click()
    expect(reader.locator("h1")).to_contain_text("Job", timeout=20_000)
    names = IngestItem.objects.order_by("ordinal").values_list("name", flat=True)
    assert list(names) == ["one.txt", "three.txt", "Pasted text"]


@pytest.mark.usefixtures("admin")
def test_a_file_that_the_server_does_not_answer_for_can_be_sent_again(
    page: Page, live_server: LiveServer
) -> None:
    log_in(page, live_server.url)
    drop(page, one="The pier opened.", two="The pier closed.")
    refused = '{"message": "No room for it."}'
    json = {"content-type": "application/json"}
    page.route(
        "**/upload/part/",
        lambda route: (
            route.fulfill(status=422, body=refused, headers=json)
            if b"The pier closed" in (route.request.post_data_buffer or b"")
            else route.continue_()
        ),
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#sent")).to_contain_text("1 could not be sent", timeout=20_000)
    expect(page.locator("#chosen li.failed")).to_contain_text("No room for it.")
    assert IngestItem.objects.count() == 1
    page.unroute("**/upload/part/")
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("h1")).to_contain_text("Job", timeout=20_000)
    assert IngestItem.objects.count() == 2


@pytest.mark.usefixtures("admin")
def test_without_script_a_table_is_asked_about_and_read(
    plain_reader: Page, live_server: LiveServer, extractor: Extractor, tmp_path: Path
) -> None:
    log_in(plain_reader, live_server.url)
    (tmp_path / "wire.csv").write_text(f'Day,Words\n2024-03-11,"{TEXT}"\n')
    plain_reader.locator("input[type=file]").set_input_files(tmp_path / "wire.csv")
    plain_reader.get_by_role("button", name="Upload").click()
    expect(plain_reader.locator(".mapping")).to_contain_text("Orla Quennell resigned")
    plain_reader.get_by_label("Day").select_option("publication date")
    plain_reader.get_by_label("Words").select_option("the text")
    plain_reader.get_by_role("button", name="Read with these columns").click()
    read(extractor)
    plain_reader.reload()
    open_new_event(plain_reader)


def test_a_reader_is_sent_to_the_login(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/upload/")
    expect(reader.locator("h1")).to_have_text("Log in")
