"""The docs have a heading for each command, option, setting and term, and their links lead somewhere."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from django.core.management import load_command_class

from timeline import terms

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(
    path.stem for path in (ROOT / "timeline/management/commands").glob("*.py") if path.stem != "__init__"
)
ENUMS = [
    value
    for value in vars(terms).values()
    if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
# Given by Django to every command, and explained in its own documentation.
DJANGO_OPTIONS = {
    "--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color",
    "--force-color", "--skip-checks",
}  # fmt: skip
_READ = re.compile(r"""env(?:\.\w+\(|iron\.get\(|iron\[)\s*["']([A-Z][A-Z_]+)["']""")


def sections(page: str) -> dict[str, list[str]]:
    """Second-level headings of a page of docs/, each with the third-level headings under it."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines():
        mark, _, title = line.partition(" ")
        if mark == "##":
            found[title.strip("`")] = []
        elif mark == "###":
            found[list(found)[-1]].append(title.strip("`"))
    return found


def settings_read() -> set[str]:
    """Environment variables that the code asks for."""
    files = [ROOT / "manage.py", *(ROOT / "newsapp").rglob("*.py"), *(ROOT / "timeline").rglob("*.py")]
    names = {name for file in files for name in _READ.findall(file.read_text(encoding="utf-8"))}
    return {name for name in names if name.startswith("DATELINE_") or name == "DATABASE_URL"}


def options(command: str) -> Iterator[str]:
    parser: ArgumentParser = load_command_class("timeline", command).create_parser("manage.py", command)
    for action in parser._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_and_option_has_its_heading(command: str) -> None:
    documented = sections("commands.md")
    assert command in documented
    headings = {heading.split(" ")[0] for heading in documented[command]}
    assert set(options(command)) - DJANGO_OPTIONS == headings


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(sections("commands.md")) == set(COMMANDS)


def test_each_setting_has_its_heading() -> None:
    assert set(sections("settings.md")) == settings_read()


@pytest.mark.parametrize("vocabulary", ENUMS, ids=lambda enum: enum.__name__)
def test_each_term_has_its_heading(vocabulary: type[StrEnum]) -> None:
    assert set(vocabulary) == set(sections("glossary.md")[vocabulary.__name__])


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file), target


def _anchors(file: Path) -> set[str]:
    """Heading anchors as repository hosts make them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_architecture_names_files_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = (ROOT, ROOT / "timeline", ROOT / "timeline/nlp", ROOT / "docs")
    named = set(re.findall(r"`([\w/.]+\.(?:py|toml|md|css))`|`(\w[\w/]*/)`", text))
    paths = [file or folder for file, folder in named]
    assert len(paths) > 30
    assert [path for path in paths if not any((folder / path).exists() for folder in folders)] == []
