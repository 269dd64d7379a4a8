"""The web process on PostgreSQL: slow statements are cut off and answered in words."""

import subprocess
import sys
from pathlib import Path

from tests.process.manage import ROOT, Installation

SLOW = """
import newsapp.wsgi
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from timeline.views import home

def slow(*args):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")

home.context = slow
client = Client(raise_request_exception=False)
response = client.get("/timeline/", headers={"host": "localhost"})
print(response.status_code, response.text)
with connection.cursor() as cursor:
    cursor.execute("SHOW idle_in_transaction_session_timeout")
    print(cursor.fetchone()[0])
"""


def test_a_slow_page_is_cut_off(tmp_path: Path, postgresql_database: str) -> None:
    there = Installation(tmp_path, postgresql_database)
    there.ok("migrate")
    done = subprocess.run(
        [sys.executable, "-c", SLOW],
        cwd=ROOT,
        env={**there.environment, "DJANGO_SETTINGS_MODULE": "newsapp.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    first, second = done.stdout.splitlines()
    assert first.startswith("503 This question took too long"), done.stderr
    assert second == "30s"


def test_commands_may_take_their_time(tmp_path: Path, postgresql_database: str) -> None:
    there = Installation(tmp_path, postgresql_database)
    shown = there.ok(
        "shell", "-v0", "-c",
        "from django.db import connection; c = connection.cursor(); c.execute('SHOW statement_timeout');"
        "print(c.fetchone()[0])",
    )  # fmt: skip
    assert shown.strip() == "0"


def test_an_sqlite_file_elsewhere(tmp_path: Path) -> None:
    there = Installation(tmp_path, f"sqlite:///{tmp_path}/elsewhere/news.sqlite3")
    there.ok("ingest", there.write("a.txt", "date 2025-02-21\n\nThe pier closed on Monday."))
    assert (tmp_path / "elsewhere" / "news.sqlite3").exists()
    assert [event["edtf"] for event in there.exported("events")] == ["2025-02-17"]
