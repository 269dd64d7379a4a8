"""A new admin uploads a pile of files of all kinds, hostile ones among them; each is accounted for."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_upload_journey import PASSWORD
from tests.unit.test_reader_formats import GERMAN, PAGE, RUSSIAN, packed, pdf, word
from tests.web.stub_reader import StubReader
from timeline import ingest
from timeline.models import Article, IngestItem

GOOD, HOSTILE = 45, 15


def good(number: int) -> tuple[str, bytes]:
    """An article of its own in one of nine formats; those that state no date get the form's."""
    told = f"Bridge {number} of Lindal opened on Friday, the harbour office said in a statement on Monday."
    makers: dict[str, str | bytes] = {
        "txt": f"date 2025-02-21\n{told}",
        "md": f"---\ndate: 2025-02-21\n---\n# Bridge *{number}*\n\n{told}",
        "jsonl": f'{{"id": "{number}", "dct": "2025-02-21", "text": "{told}"}}',
        "csv": f'text,date\n"{told}",2025-02-21\n',
        "html": PAGE.replace("A crane fell into the harbour", told),
        "eml": f"Subject: Bridge {number}\nDate: Fri, 21 Feb 2025 10:00:00 +0000\n\n{told}\n",
        "docx": word(f"Bridge {number}", told),
        "pdf": pdf(told),
        "zip": packed(a__txt=f"date 2025-02-21\nIn an archive: {told}"),
    }
    ending = list(makers)[number % len(makers)]
    content = makers[ending]
    return f"good {number:02}.{ending}", content.encode() if isinstance(content, str) else content


def hostile() -> dict[str, bytes]:
    deep = io.BytesIO()
    with zipfile.ZipFile(deep, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", packed(a__txt="x"))
    return {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "latin.txt": "caf\xe9 opened".encode("latin-1"),
        "binary.txt": bytes(range(256)) * 40,
        "program.exe": b"MZ\x90\x00",
        "no-pdf.pdf": b"\x00\x01\x02",
        "pictures.pdf": pdf(""),
        "bomb.zip": packed(a__txt="0" * 20_000_000),
        "bomb.docx": packed(a__xml="0" * 20_000_000),
        "nested.zip": deep.getvalue(),
        "broken.jsonl": b'{"text": "x", ',
        "day.txt": b"date 2025-02-30\nThe bridge opened.",
        "german.txt": f"date 2025-02-21\n{GERMAN}".encode(),
        "russian.txt": f"date 2025-02-21\n{RUSSIAN}".encode(),
        "none.html": b"<html><body></body></html>",
    }


def test_every_file_ends_in_a_state_with_its_reason(
    reader: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    files = dict(good(n) for n in range(GOOD)) | hostile()
    assert len(files) == GOOD + HOSTILE
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    User.objects.create_superuser("ada", password=PASSWORD)
    reader.goto(f"{live_server.url}/upload/")
    reader.get_by_label("Name").fill("ada")
    reader.get_by_label("Password").fill(PASSWORD)
    reader.get_by_role("button", name="Log in").click()
    reader.locator("input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    reader.get_by_label("Publication date").fill("2025-02-21")
    reader.get_by_role("button", name="Upload").click()
    expect(reader.locator("h1")).to_contain_text("Job", timeout=60_000)  # a request for each file
    job = reader.url
    tables = [name for name in files if name.endswith(".csv")]
    expect(reader.locator(".mapping")).to_have_count(len(tables))
    reader.get_by_role("button", name="Read with these columns").click()
    expect(reader.locator(".mapping")).to_have_count(0)
    reader.goto("about:blank")  # leaving the page is safe
    ingest.work(StubReader())
    ingest.settle_if_due()
    reader.goto(job)
    expect(reader.locator("[role=status]")).to_have_text(
        f"{len(files)} of {len(files)} articles are finished."
    )
    states = dict(IngestItem.objects.values_list("name", "state"))
    assert Counter(states.values()) == {"done": GOOD, "rejected": HOSTILE}
    assert all(state == "done" for name, state in states.items() if name.startswith("good"))
    assert Article.objects.count() == GOOD
    account = [int(line.split()[0]) for line in reader.locator(".account li").all_inner_texts()]
    assert sum(account) == len(files)
    for item in IngestItem.objects.filter(state="rejected"):
        assert re.search(r"[;.,] \w", item.message), f"{item.name}: what is to be done? {item.message}"
        expect(reader.locator(f"#item-{item.pk}")).to_contain_text(item.message)
