"""What was received is stored once and whole, whatever ends in the middle: processes, database, disk.

Each test compares the database in canonical form with that of an undisturbed run.
"""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgresql
from tests.durability import hostile
from tests.durability.driving import ARTICLES, KILLS, LONG, POINTS, drive, driver, found_by
from tests.process.manage import Installation
from tests.process.waiting import wait_until

MET = 60  # articles that are handed in three times


@pytest.fixture(params=["embedded", "server"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An empty installation, on each of the databases."""
    if request.param == "embedded":
        yield Installation(tmp_path / "there")
        return
    started = request.getfixturevalue("server")
    with postgresql.database(started.url) as url:
        yield Installation(tmp_path / "there", url)


def test_a_death_at_any_statement_leaves_nothing_half_written(there: Installation, tmp_path: Path) -> None:
    crashed = drive(there, "crash_points", POINTS)
    assert len(crashed["points"]) >= 10
    assert crashed["faults"] == []
    assert crashed["digest"] == drive(Installation(tmp_path / "peace"), "crash_points", 0)["digest"]


@pytest.mark.parametrize("workers", [1, 2] if LONG else [2])
def test_killed_workers_change_nothing(there: Installation, undisturbed: str, workers: int) -> None:
    found = drive(there, "random_kills", ARTICLES, workers, KILLS, random.randrange(10**6))
    assert found["states"] == {"done": ARTICLES}, found["seed"]
    assert found["again"] <= KILLS, f"seed {found['seed']}: a death costs one reading at most"
    assert found["digest"] == undisturbed, found["seed"]


def test_the_same_texts_handed_in_three_times_at_once(there: Installation, tmp_path: Path) -> None:
    found = drive(there, "random_kills", MET, 4, 0, 1, 3)
    assert found["states"] == {"done": MET, "duplicate": 2 * MET}
    assert found["digest"] == drive(Installation(tmp_path / "peace"), "random_kills", MET, 1, 0)["digest"]


def test_a_full_disk_is_an_interruption(tmp_path: Path, undisturbed: str) -> None:
    found = drive(Installation(tmp_path), "disk_full", ARTICLES)
    assert found["ended"] == 28, "the limit was reached"
    assert 0 < found["stored"] < ARTICLES
    assert (found["soundness"], found["faults"]) == ("ok", [])
    assert found["states"] == {"done": ARTICLES}
    assert found["digest"] == undisturbed


def test_a_backup_made_meanwhile_holds_all_that_was_received(
    there: Installation, tmp_path: Path, undisturbed: str
) -> None:
    with driver(there, "random_kills", ARTICLES, 2, 0) as reading:
        wait_until(lambda: _stored(there) >= ARTICLES // 10, "reading has begun")
        there.ok("backup", str(tmp_path / "kept.zip"))
        assert found_by(reading, there)["digest"] == undisturbed
    restored = Installation(tmp_path / "restored")
    restored.folder.mkdir()
    restored.ok("restore", str(tmp_path / "kept.zip"))
    found = drive(restored, "resume")
    assert ARTICLES // 10 <= found["before"] < ARTICLES, "it was made while articles were read"
    assert found["states"] == {"done": ARTICLES}
    assert found["digest"] == undisturbed


def _stored(here: Installation) -> int:
    """Articles so far; 0 while the tables are being made."""
    counted = here.run(
        "shell", "-v0", "-c", "from timeline.models import Article; print(Article.objects.count())"
    )
    return int(counted.stdout) if counted.returncode == 0 else 0


def test_forty_hostile_files_cost_sixty_good_ones_nothing(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    good = {f"good {n:02}.txt": f"{hostile.DATED}Ada Lund opened bridge {n} on Monday." for n in range(60)}
    bad = hostile.files()
    assert len(bad) == 40
    for name in good:
        here.write(f"pile/{name}", good[name])
    for name in bad:
        here.write(f"pile/{name}", bad[name])
    done = here.run("ingest", str(tmp_path / "pile"), "--workers", "1")
    assert "Traceback" not in done.stderr
    with sqlite3.connect(tmp_path / "data" / "dateline.sqlite3") as connection:
        rows = connection.execute("SELECT name, state, code, message FROM timeline_ingestitem").fetchall()
        texts = [row[0] for row in connection.execute("SELECT text FROM timeline_article")]
    states = {Path(name).name: state for name, state, _, _ in rows}
    assert {states[name] for name in good} == {"done"}
    assert not any("root:" in text for text in texts), "no file of this machine was read in"
    for name in bad:
        outcomes = [row for row in rows if Path(row[0].split(",")[0]).name == name]
        assert outcomes, f"{name} has vanished"
        for _, state, code, message in outcomes:
            assert state in {"done", "duplicate", "rejected", "quarantined", "waiting"}, name
            assert state in {"done", "duplicate"} or (code and message), name
