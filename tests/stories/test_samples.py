"""The shipped sample stories are what the demo and the documentation promise."""

import re
from datetime import date
from pathlib import Path

import pytest

from timeline.readers import Record, read

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "timeline" / "samples").glob("*.txt"))


def record(path: Path) -> Record:
    """The article as `ingest` reads it."""
    (found,) = read(path.name, path.read_bytes())
    assert isinstance(found, Record), found
    return found


def test_there_are_enough() -> None:
    assert len(SAMPLES) >= 24
    assert len({record(path).source for path in SAMPLES}) >= 5


def test_nothing_else_lies_in_the_folder() -> None:
    """`demo` reads every file of it."""
    folder = SAMPLES[0].parent
    assert sorted(folder.iterdir()) == SAMPLES


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_front_matter_and_length(path: Path) -> None:
    article = record(path)
    assert article.title
    assert article.source
    assert article.published == path.stem[:10]
    assert not article.note
    assert article.url.startswith("https://example.org/") or not article.url
    assert 150 <= len(article.text.split()) <= 500


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_dateline_agrees_with_the_publication_date(path: Path) -> None:
    article = record(path)
    assert article.published
    published = date.fromisoformat(article.published)
    for month, day in re.findall(r"^[A-Z ]{4,}, .{0,30}?(\w+)\.? (\d+) \(\w+\) -", article.text):
        assert published.strftime("%B").startswith(month)
        assert published.day == int(day)


def test_texts_differ() -> None:
    texts = [record(path).text for path in SAMPLES]
    assert len(set(texts)) == len(texts)
