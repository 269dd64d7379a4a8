"""The sample stories merge as an editor would, and the figures do not fall."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.stories import score, score_merge
from timeline import public_ids, settle, store
from timeline.models import Article
from timeline.nlp import pipeline
from timeline.readers import Record, read

SLACK = 0.5


def _record(path: Path) -> Record:
    (record,) = read(path.name, path.read_bytes())
    assert isinstance(record, Record)
    return record


def _store_all() -> None:
    """What `ingest` does, without the queue."""
    records = [_record(path) for path in sorted(score.SAMPLES.glob("*.txt"))]
    read_texts = pipeline.extract_many((record.text, record.published) for record in records)
    for record, extraction in zip(records, read_texts, strict=True):
        article = Article.objects.create(
            title=record.title,
            text=record.text,
            text_sha256=record.title,
            public_id=public_ids.derive(record.title),
            published=date.fromisoformat(record.published or ""),
        )
        store.store(article, extraction)
    settle.settle()


def test_gold_is_sound() -> None:
    """Places occur once; no telling stands in two events; every name is in an article."""
    events, names = score_merge.read_gold()
    tellings = [telling for event in events for telling in event.tellings]
    assert len(tellings) == len(set(tellings))
    texts = " ".join(path.read_text(encoding="utf-8") for path in score.SAMPLES.glob("*.txt"))
    assert all(name in texts for group in names for name in group)


@pytest.mark.django_db
def test_no_figure_falls() -> None:
    _store_all()
    result = score_merge.score_database()
    floor = tomllib.loads((score.HERE / "floor.toml").read_text(encoding="utf-8"))["merge"]
    fallen = [name for name in score_merge.METRICS if result.figures[name] < floor[name] - SLACK]
    assert not fallen, "\n".join(score_merge.lines(result, errors=True))
