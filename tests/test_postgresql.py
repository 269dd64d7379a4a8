"""Every test that touches the database passes on PostgreSQL, too."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_database_tests_pass_on_postgresql(postgresql_server: str) -> None:
    folders = [str(ROOT / "tests" / name) for name in ("unit", "web")]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *folders],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": postgresql_server, "DATELINE_TESTS_ON": "postgresql"},
        capture_output=True,
        text=True,
        check=False,
    )
    passed = re.search(r"(\d+) passed", run.stdout)
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-4_000:]
    assert passed
    assert int(passed[1]) > 50, "the database tests were not found"
    assert "skipped" not in run.stdout
