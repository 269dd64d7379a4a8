"""`ingest` names every file it can't read, whatever it is called and wherever it lies."""

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.web.stub_reader import StubReader
from timeline import fetch, ingest, items, limits, readers
from timeline.management.commands.ingest import found
from timeline.models import Article, Batch, IngestItem
from timeline.readers import Defaults, Refusal


def refusals(*paths: Path) -> dict[str, str]:
    return {
        Path(one.name).name: one.message for one in found(list(paths), Defaults()) if isinstance(one, Refusal)
    }


def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text("date 2025-02-21\nThe pier closed.")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text("ignored")
    assert refusals(tmp_path) == {
        "pipe.txt": "This is no file but a pipe, socket or device.",
        "dangling.txt": "It can't be opened: No such file or directory.",
    }


def test_a_device_has_no_end() -> None:
    assert "larger than 25 MB" in refusals(Path("/dev/zero"))["zero"]


def test_the_limit_itself_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    (tmp_path / "fits.txt").write_text("0123456789")
    (tmp_path / "not.txt").write_text("0123456789x")
    assert list(refusals(tmp_path)) == ["not.txt"]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "good.txt").write_text("date 2025-02-21\nThe pier closed.")
    scan = os.scandir

    def denied(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", denied)
    assert refusals(tmp_path) == {"locked": "The folder can't be opened: Permission denied."}


def test_of_a_long_name_the_end_is_kept() -> None:
    (refusal,) = found([Path("/" + "folder/" * 100 + "lost.txt")], Defaults())
    assert len(refusal.name) == 400
    assert refusal.name.endswith("/lost.txt")


@pytest.mark.django_db
def test_names_in_another_encoding(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("")
    with pytest.raises(SystemExit):
        call_command("ingest", os.fsdecode(path))
    assert Batch.objects.get().title.endswith("caf .txt")


@pytest.mark.django_db
def test_more_than_fits_on_a_screen_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.txt").touch()
    with pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path))
    said = capsys.readouterr().err
    assert said.count("The file is empty") == 50
    assert "… and 10 more" in said
    assert "60 received: 0 done, 0 duplicate, 60 rejected" in said


@pytest.mark.django_db
def test_a_database_that_is_away_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> bool:
        raise OperationalError("database is locked")

    monkeypatch.setattr(ingest, "settle_if_due", away)
    with pytest.raises(CommandError, match=r"does not answer \(database is locked\).*--pending"):
        call_command("ingest", "--pending")


@pytest.mark.django_db
class TestFilesThatAWorkerOpens:
    """Formats that need a library are stored as they came, and read outside the request."""

    def submit(self, name: str, content: bytes) -> IngestItem:
        batch = items.submit("test", readers.take(name, content))
        return batch.items.get()

    def test_the_file_waits_whole_and_becomes_its_articles(self) -> None:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as files:
            for n in range(3):
                files.writestr(f"{n}.txt", f"date 2025-02-2{n}\nBridge {n} opened.")
            files.writestr("c.exe", "x")
        item = self.submit("all.zip", archive.getvalue())
        assert bytes(item.raw or b"") == archive.getvalue()
        ingest.work(StubReader())
        rows = list(IngestItem.objects.order_by("ordinal").values_list("ordinal", "name", "state", "raw"))
        assert rows == [
            (0, "all.zip, 0.txt", "done", None),
            (1_000_000_000, "all.zip, 1.txt", "done", None),
            (1_000_000_001, "all.zip, 2.txt", "done", None),
            (1_000_000_002, "all.zip, c.exe", "rejected", None),
        ]
        assert Article.objects.count() == 3

    def test_what_cannot_be_read_says_so(self) -> None:
        self.submit("a.pdf", b"%PDF-1.4 nothing else")
        ingest.work(StubReader())
        item = IngestItem.objects.get()
        assert (item.state, item.code, item.raw) == ("rejected", "malformed", None)

    def test_a_worker_that_lost_its_claim_stores_nothing(self) -> None:
        self.submit("a.zip", b"PK")
        late = items.claim("late")
        assert late is not None
        items.release("late")
        assert items.claim("other") is not None
        with pytest.raises(items.LostClaim):
            ingest.open_file(late)
        assert IngestItem.objects.get().raw is not None

    def test_a_page_is_fetched_by_its_address(
        self, canary: tuple[str, list[str]], settings: Settings
    ) -> None:
        settings.DATELINE_FETCH_PRIVATE = True
        url = f"{canary[0]}/article"
        items.submit("test", [readers.Unread(url, b"", Defaults("2025-02-21"), remote=True)])
        ingest.work(StubReader())
        item = IngestItem.objects.get()
        assert (item.name, item.state) == (url, "done"), item.message
        assert item.article is not None
        assert item.article.url == url

    def test_an_address_that_is_not_fetched_says_why(self, canary: tuple[str, list[str]]) -> None:
        items.submit("test", [readers.Unread(canary[0], b"", Defaults(), remote=True)])
        ingest.work(StubReader())
        item = IngestItem.objects.get()
        assert item.state == "rejected"
        assert item.code in ("address", "private")
        assert canary[1] == []

    def test_a_server_that_does_not_answer_is_asked_again_later(
        self, monkeypatch: pytest.MonkeyPatch, settings: Settings
    ) -> None:
        def silent(*_: object) -> None:
            raise fetch.NotFetched("unreachable", "The server post.example does not answer.")

        monkeypatch.setattr(fetch, "fetch", silent)
        items.submit("test", [readers.Unread("https://post.example/1", b"", Defaults(), remote=True)])
        waits = []
        for _ in limits.FETCH_AGAIN_SECONDS:
            assert ingest.work(StubReader()) == 1
            item = IngestItem.objects.get()
            assert (item.state, item.code, ingest.work(StubReader())) == ("queued", "unreachable", 0)
            assert item.not_before
            waits.append(round((item.not_before - timezone.now()).total_seconds(), -1))
            IngestItem.objects.update(not_before=timezone.now() - timedelta(minutes=5))
        assert waits == list(limits.FETCH_AGAIN_SECONDS)
        ingest.work(StubReader())
        item = IngestItem.objects.get()
        assert (item.state, "does not answer" in item.message) == ("rejected", True)
        assert items.retry(IngestItem.objects.all()) == 1
        assert ingest.work(StubReader()) == 1

    def test_a_page_that_is_not_there_is_refused_at_once_and_may_be_retried(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def missing(*_: object) -> None:
            raise fetch.NotFetched("status", "The server answered 404 instead of the page.")

        monkeypatch.setattr(fetch, "fetch", missing)
        items.submit("test", [readers.Unread("https://post.example/1", b"", Defaults(), remote=True)])
        ingest.work(StubReader())
        assert IngestItem.objects.get().state == "rejected"
        assert items.retry(IngestItem.objects.all()) == 1

    def test_what_a_file_holds_is_given_up_with_its_job(self) -> None:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as files:
            for n in range(2):
                files.writestr(f"{n}.txt", f"date 2025-02-2{n}\nBridge {n} opened.")
        item = self.submit("all.zip", archive.getvalue())
        claim = items.claim("me")
        assert claim
        items.cancel(item.batch)
        ingest.open_file(claim)
        assert set(IngestItem.objects.values_list("state", "code")) == {("rejected", "cancelled")}
        assert items.retry(item.batch.items.all()) == 2
        ingest.work(StubReader())
        assert Article.objects.count() == 2
