"""`ingest`: formats, bad input, the account and the exit status; the same whatever the order and database."""

import json
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.process.manage import Installation
from tests.process.stories import RECORDS

HARBOUR = (
    "date 2025-02-21 Ice in Lindal.\n\n"
    "The harbour closed on Monday. Pilots met the mayor, Ilse Brandt, yesterday."
)


def account(output: str) -> dict[str, int]:
    last = output.strip().splitlines()[-1]
    total, _, states = last.partition(" received: ")
    numbers = {word: int(number) for number, word in (part.split() for part in states.split(", "))}
    assert sum(numbers.values()) == int(total)
    return {word: number for word, number in numbers.items() if number}


def test_a_text_file_becomes_dated_events(here: Installation) -> None:
    done = here.run("ingest", here.write("ice.txt", HARBOUR))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert account(done.stderr) == {"done": 1}
    dates = {event["mentions"][0]["trigger"]: event["edtf"] for event in here.exported("events")}
    assert dates["closed"] == "2025-02-17"
    assert dates["met"] == "2025-02-20"
    assert "Ilse Brandt" in {actor["name"] for actor in here.exported("actors")}


def test_records_keep_their_id_and_offsets(here: Installation) -> None:
    text = "  \n  The bridge opened in May 2019.\r\n\n Police arrested two men yesterday. \n"
    path = here.jsonl("a.jsonl", {"id": "x/1", "dct": None, "text": text})
    assert account(here.run("ingest", path).stderr) == {"done": 1}
    mentions = {m["trigger"]: m for event in here.exported("events") for m in event["mentions"]}
    for trigger, mention in mentions.items():
        assert mention["article"] == "x/1"
        assert text[mention["start"] : mention["end"]] == trigger
    assert mentions["opened"]["edtf"] == "2019-05"
    assert mentions["arrested"]["edtf"] is None, "without a publication date, yesterday is no day"


def test_bad_input_is_named_and_the_rest_goes_on(here: Installation) -> None:
    folder = Path(here.write("in/good.txt", HARBOUR)).parent
    here.write("in/empty.txt", "")
    here.write("in/latin.txt", "caf\xe9 closed".encode("latin-1"))
    here.write("in/image.txt", b"\x89PNG\r\n\x1a\n\x00\x00")
    here.write("in/report.docx", b"PK\x03\x04")
    here.write("in/huge.txt", "The pier closed. " * 125_000)
    here.write("in/never.txt", HARBOUR.replace("2025-02-21", "2025-02-31"))
    here.write("in/future.txt", HARBOUR.replace("2025-02-21", "2199-01-01"))
    here.write("in/undated.txt", "The pier closed.")
    here.write("in/nul.txt", HARBOUR.replace("Pilots", "P\x00lots"))
    here.write("in/again.txt", HARBOUR)
    here.write("in/.hidden", "ignored")
    here.write("in/rows.jsonl", '{"id": 1, "dct": "2025-02-21", "text": "The pier opened."}\n{oops\n')
    done = here.run("ingest", str(folder), str(folder / "absent.txt"))
    assert done.returncode == 1
    assert account(done.stderr) == {"done": 3, "duplicate": 1, "rejected": 9, "waiting": 1}
    for words in (
        "empty.txt: rejected. The file is empty",
        "latin.txt: rejected. Not UTF-8 at byte 3.",
        "image.txt: rejected. This is a PNG file",
        "report.docx: rejected.",
        "huge.txt: rejected. The text has 2,125,000 characters",
        "never.txt: rejected. There is no such day as 2025-02-31",
        "future.txt: rejected. The publication date 2199-01-01 has not come yet",
        "rows.jsonl, line 2: rejected. Not JSON",
        "absent.txt: rejected. It can't be opened",
        "undated.txt: waiting. No publication date",
    ):
        assert words in done.stderr
    assert here.exported("articles")


def test_dates_and_sources_from_the_command_line(here: Installation) -> None:
    path = here.write("a.txt", "The pier closed yesterday.")
    assert here.run("ingest", path, "--date", "2025-02-31").returncode == 1
    here.ok("ingest", path, "--date", "2025-02-21", "--source", "Lindal Post")
    (event,) = here.exported("events")
    assert event["edtf"] == "2025-02-20"
    assert here.exported("articles")[0]["source"] == "Lindal Post"


def test_what_to_read_must_be_said(here: Installation) -> None:
    done = here.run("ingest")
    assert done.returncode != 0
    assert "Name a file or folder" in done.stderr


def test_the_same_again_changes_nothing_whatever_the_order(here: Installation, tmp_path: Path) -> None:
    there = Installation(tmp_path / "there")
    here.ok("ingest", here.jsonl("a.jsonl", *RECORDS), "--workers", "1")
    there.ok("ingest", there.jsonl("a.jsonl", *reversed(RECORDS)), "--workers", "3")
    dump = here.dump()
    assert there.dump() == dump
    again = here.run("ingest", here.jsonl("b.jsonl", *RECORDS))
    assert again.returncode == 0
    assert account(again.stderr) == {"duplicate": len(RECORDS)}
    assert here.dump() == dump


def test_the_same_on_both_databases(here: Installation, tmp_path: Path, postgresql_database: str) -> None:
    there = Installation(tmp_path / "there", postgresql_database)
    refused = there.run("ingest", there.jsonl("a.jsonl", *RECORDS))
    assert refused.returncode != 0
    assert "manage.py migrate" in refused.stderr
    there.ok("migrate")
    there.ok("ingest", there.jsonl("a.jsonl", *RECORDS))
    here.ok("ingest", here.jsonl("a.jsonl", *RECORDS))
    assert there.dump() == here.dump()
    assert _told(there) == _told(here)


@pytest.mark.parametrize("database", ["embedded", "server"])
def test_two_runs_at_once_make_one_timeline(
    here: Installation, tmp_path: Path, request: pytest.FixtureRequest, database: str
) -> None:
    url = request.getfixturevalue("postgresql_database") if database == "server" else ""
    both = Installation(tmp_path / "both", url)
    both.ok("migrate")
    path = both.jsonl("a.jsonl", *RECORDS)
    runs = [both.start("ingest", path, "--workers", "2") for _ in range(2)]
    outputs = [run.communicate(timeout=200)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    accounts = [account(output) for output in outputs]
    assert sum(counts.get("done", 0) for counts in accounts) == len(RECORDS)
    assert sum(counts.get("duplicate", 0) for counts in accounts) == len(RECORDS)
    here.ok("ingest", here.jsonl("a.jsonl", *RECORDS))
    assert both.dump() == here.dump()


def test_a_killed_run_is_resumed(here: Installation, tmp_path: Path) -> None:
    undisturbed = Installation(tmp_path / "undisturbed")
    undisturbed.ok("ingest", undisturbed.jsonl("a.jsonl", *RECORDS))
    running = here.start("ingest", here.jsonl("a.jsonl", *RECORDS), "--workers", "1")
    _wait_for_articles(here, 3)
    running.kill()
    running.communicate()
    _expire_leases(here)
    done = here.run("ingest", "--pending")
    assert done.returncode == 0, done.stderr
    assert account(done.stderr) == {"done": len(RECORDS)}
    assert here.dump() == undisturbed.dump()


def test_an_interrupted_run_leaves_its_items_queued(here: Installation) -> None:
    running = here.start("ingest", here.jsonl("a.jsonl", *RECORDS), "--workers", "1")
    _wait_for_articles(here, 2)
    running.send_signal(signal.SIGINT)
    output, _ = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "ingest --pending" in output
    states = {row[0] for row in _rows(here, "SELECT DISTINCT state FROM timeline_ingestitem")}
    assert states <= {"done", "queued"}
    assert account(here.run("ingest", "--pending").stderr) == {"done": len(RECORDS)}


def test_a_broken_installation_is_no_fault_of_the_article(here: Installation) -> None:
    done = here.run("ingest", here.write("a.txt", HARBOUR), DATELINE_SPACY_MODEL="no_such_model")
    assert done.returncode != 0
    assert "no_such_model" in done.stderr
    assert "does not start" in done.stderr
    assert account(here.run("ingest", "--pending").stderr) == {"done": 1}


def test_annotate_leaves_nothing_behind(here: Installation) -> None:
    line = json.dumps({"id": "a", "dct": "2025-02-21", "text": "The pier closed yesterday."})
    (row,) = here.ok("annotate", stdin=line + "\n").splitlines()
    assert json.loads(row)["events"][0]["edtf"] == "2025-02-20"
    assert not (here.folder / "data").exists()


def _told(here: Installation) -> list[list[dict[str, object]]]:
    """The mentions of each exported event; public ids are drawn anew in each database."""
    return sorted((event["mentions"] for event in here.exported("events")), key=json.dumps)


def _database(here: Installation) -> Path:
    return here.folder / "data" / "dateline.sqlite3"


def _rows(here: Installation, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(_database(here), timeout=10) as connection:
        return connection.execute(query).fetchall()


def _wait_for_articles(here: Installation, number: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if _database(here).exists():
            try:
                if len(_rows(here, "SELECT id FROM timeline_article")) >= number:
                    return
            except sqlite3.OperationalError:
                pass  # the tables are being made
        time.sleep(0.02)
    pytest.fail("no articles were stored")


def _expire_leases(here: Installation) -> None:
    """As if half a minute had passed."""
    with sqlite3.connect(_database(here), timeout=10) as connection:
        connection.execute("UPDATE timeline_ingestitem SET lease_until = '2000-01-01 00:00:00'")
