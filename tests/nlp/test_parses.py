"""A parse that is kept gives what parsing anew gives; a damaged one is no loss."""

from pathlib import Path

import pytest

from timeline.nlp import parses, pipeline, version
from timeline.nlp.pipeline import DEFAULT_MODEL

TEXT = "SANDRAY, 8 March 2024 - Orla Quennell, the harbour master, resigned on Friday.\n\nShe hired pilots."


def read(folder: Path) -> object:
    return parses.extract(TEXT, "2024-03-11", DEFAULT_MODEL, folder)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_kept_parse_gives_the_same_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = pipeline.extract(TEXT, "2024-03-11")
    assert read(tmp_path) == fresh
    (file,) = files(tmp_path)
    monkeypatch.setattr(pipeline, "parse", lambda *_: pytest.fail("parsed again"))
    assert read(tmp_path) == fresh
    assert files(tmp_path) == [file]


@pytest.mark.parametrize("damage", [b"", b"\x00" * 50, b"x\x9c" + b"\x01" * 200])
def test_a_damaged_parse_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    fresh = read(tmp_path)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert read(tmp_path) == fresh
    assert file.read_bytes() == whole


def test_another_parser_does_not_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(tmp_path)
    monkeypatch.setattr(version, "of_parse", lambda model: f"another {model}")
    read(tmp_path)
    assert len(files(tmp_path)) == 2


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read(tmp_path / "file") == pipeline.extract(TEXT, "2024-03-11")


def test_the_version_names_rules_and_model() -> None:
    rules, _, model = version.of(DEFAULT_MODEL).partition("+")
    assert rules.startswith(f"{version.VERSION}.")
    assert model.startswith(f"{DEFAULT_MODEL}-3.")
    assert version.of("/some/folder").endswith("+/some/folder")
    assert len(version.of(DEFAULT_MODEL)) <= 80
