"""`ingest` names every file it can't read, whatever it is called and wherever it lies."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from timeline import ingest, limits
from timeline.management.commands.ingest import found
from timeline.models import Batch
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
