"""A watched folder: whole files are taken in and moved aside, half-written ones left until they are whole."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.web.stub_reader import StubReader
from timeline import ingest, items, tasks, worker
from timeline.models import Article, Batch, IngestItem
from timeline.watched import Folder

pytestmark = pytest.mark.django_db

TEXT = "date 2025-02-21\nBridge {} of Lindal opened."


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def names(path: Path) -> list[str]:
    return sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file())


def write(path: Path, content: str, age: int = 0) -> None:
    """`age` in seconds: a later change must show even where the clock of the file system is coarse."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))


def test_whole_files_are_taken_and_moved(folder: Folder) -> None:
    write(folder.path / "a.txt", TEXT.format(1))
    write(folder.path / "deep/b.txt", TEXT.format(2))
    assert folder.take() is None, "they may still be growing"
    batch = folder.take()
    assert batch
    assert sorted(batch.items.values_list("name", flat=True)) == ["a.txt", "deep/b.txt"]
    assert names(folder.path) == ["taken/a.txt", "taken/deep/b.txt"]
    ingest.work(StubReader())
    assert Article.objects.count() == 2
    assert folder.take() is folder.take() is None


def test_a_file_that_grows_is_left_until_it_is_whole(folder: Folder) -> None:
    file = folder.path / "a.txt"
    for length in (5, 20, 40):
        write(file, TEXT.format("one")[:length], age=100 - length)
        assert folder.take() is None
    assert folder.take()
    item = IngestItem.objects.get()
    assert "Bridge one" in item.payload


@pytest.mark.parametrize(
    "name", [".hidden.txt", "a.txt.part", "a.crdownload", "a.TMP", "a.txt~", "taken/a.txt"]
)
def test_what_is_not_meant_is_left_alone(folder: Folder, name: str) -> None:
    write(folder.path / name, TEXT.format(1))
    assert folder.take() is folder.take() is None
    assert names(folder.path) == [name]


def test_links_are_not_followed(folder: Folder, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    write(outside, TEXT.format(1))
    (folder.path / "a.txt").symlink_to(outside)
    assert folder.take() is folder.take() is None


def test_bad_files_are_accounted_for(folder: Folder) -> None:
    write(folder.path / "film.mov", "x")
    write(folder.path / "empty.txt", "")
    folder.take()
    batch = folder.take()
    assert batch
    assert items.account([batch])["rejected"] == 2
    assert names(folder.path) == ["taken/empty.txt", "taken/film.mov"]


def test_a_name_that_is_in_use_is_changed(folder: Folder) -> None:
    for number in range(3):
        write(folder.path / "a.txt", TEXT.format(number))
        folder.take()
        assert folder.take()
    assert names(folder.path) == ["taken/a-2.txt", "taken/a-3.txt", "taken/a.txt"]


def test_a_crash_before_moving_takes_nothing_twice(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder.path / "a.txt", TEXT.format(1))
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "_move", lambda *_: None)
        folder.take()
        first = folder.take()
    again = Folder(folder.path)
    again.take()
    assert again.take() == first
    assert (Batch.objects.count(), IngestItem.objects.count()) == (1, 1)


def test_what_cannot_be_moved_is_taken_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "rename", read_only)
    write(folder.path / "a.txt", TEXT.format(1))
    folder.take()
    assert folder.take()
    assert folder.take() is folder.take() is None


def test_the_command_takes_what_is_there(folder: Folder) -> None:
    write(folder.path / "a.txt", "Bridge 1 of Lindal opened.")
    out = StringIO()
    call_command("watch", folder.path, once=True, seconds=0.01, date="2025-02-21", source="Post", stdout=out)
    assert "1 received" in out.getvalue()
    ingest.work(StubReader())
    assert str(Article.objects.get().published) == "2025-02-21"
    for wrong in ({"folder": folder.path / "none"}, {"folder": folder.path, "date": "2025-02-30"}):
        with pytest.raises(CommandError):
            call_command("watch", wrong["folder"], once=True, date=wrong.get("date"))


def test_the_worker_watches_the_folder_of_the_setting(
    folder: Folder, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATELINE_WATCH_FOLDER = str(folder.path)  # type: ignore[attr-defined]
    monkeypatch.setattr(worker, "WATCH_SECONDS", 0)
    monkeypatch.setattr(tasks, "extractor", StubReader)
    write(folder.path / "a.txt", TEXT.format(1))
    loop = worker.Loop()
    assert [loop._watch(), loop._watch(), loop._watch()] == [False, True, False]
    assert names(folder.path) == ["taken/a.txt"]
