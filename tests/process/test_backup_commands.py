"""A backup is written while the installation stands, and makes either database what it was."""

import zipfile
from pathlib import Path

import pytest

from tests.process.manage import Installation

ARTICLE = """---
title: Bridge
date: 2025-02-21
---
Mayor Ana Brist resigned on Friday. The bridge opened in May 2024.
"""
DECIDE = """
from django.contrib.auth.models import User
from timeline import decide
from timeline.models import Event
event = Event.objects.exclude(edtf="").order_by("public_id").first()
user = User.objects.create_user("mira", password="a long pass phrase")
decide.correct(event, {"title": "Put right by hand"}, "why", user)
decide.judge(event, True, "", user)
"""
PASSWORD = """
from django.contrib.auth.models import User
print(User.objects.get(username="mira").check_password("a long pass phrase"))
"""


@pytest.fixture
def kept(here: Installation, tmp_path: Path) -> Path:
    """The backup of an installation with an article, an editor and two decisions."""
    (tmp_path / "bridge.txt").write_text(ARTICLE)
    here.ok("ingest", str(tmp_path / "bridge.txt"))
    here.ok("shell", "--no-imports", "-c", DECIDE)
    here.ok("backup", str(tmp_path / "kept.zip"))
    return tmp_path / "kept.zip"


def test_it_goes_to_postgresql_and_back(
    here: Installation, kept: Path, tmp_path: Path, postgresql_database: str
) -> None:
    before = here.ok("canonical_dump")
    assert "Put right by hand" in before
    there = Installation(tmp_path / "there", postgresql_database)
    there.folder.mkdir()
    there.ok("migrate")
    there.ok("restore", str(kept))
    assert there.ok("canonical_dump") == before
    there.ok("backup", str(tmp_path / "again.zip"))
    back = Installation(tmp_path / "back")
    back.folder.mkdir()
    back.ok("restore", str(tmp_path / "again.zip"))
    assert back.ok("canonical_dump") == before
    assert back.ok("shell", "--no-imports", "-c", PASSWORD).strip() == "True"
    # What was restored goes on working: the same article again changes nothing.
    assert "1 duplicate" in back.run("ingest", str(tmp_path / "bridge.txt")).stderr


def test_nothing_is_overwritten(here: Installation, kept: Path) -> None:
    again = here.run("backup", str(kept))
    assert (again.returncode, "exists already" in again.stderr) == (1, True)
    full = here.run("restore", str(kept))
    assert (full.returncode, "isn't empty" in full.stderr) == (1, True)


def test_a_damaged_backup_is_refused(kept: Path, tmp_path: Path) -> None:
    there = Installation(tmp_path / "there")
    there.folder.mkdir()
    with zipfile.ZipFile(kept) as archive:
        data, manifest = archive.read("data.jsonl"), archive.read("manifest.json")
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("data.jsonl", data.replace(b"Brist", b"Crist"))
        archive.writestr("manifest.json", manifest)
    bad = there.run("restore", str(tmp_path / "bad.zip"))
    assert (bad.returncode, "is damaged" in bad.stderr) == (1, True)
    (tmp_path / "none.zip").write_text("no archive")
    none = there.run("restore", str(tmp_path / "none.zip"))
    assert (none.returncode, "no backup of Dateline" in none.stderr) == (1, True)
    assert "Brist" not in there.ok("canonical_dump")
