"""The architecture is a test: layers, linters, types, sizes, and what a web process may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path
    for folder in ("newsapp", "timeline", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
MODULE_LINES = 400
FUNCTION_LINES = 50


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
        ("manage.py", "makemigrations", "--check", "--dry-run"),
        ("manage.py", "check", "--fail-level", "WARNING"),
    ],
    ids=["ruff", "format", "types", "layers", "migrations", "checks"],
)
def test_linters_find_nothing(command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.returncode == 0, result.stdout[-8_000:] + result.stderr[-4_000:]


def test_the_web_process_loads_no_language_model() -> None:
    script = (
        "import django; django.setup(); import newsapp.urls, newsapp.wsgi, sys; print('spacy' in sys.modules)"
    )
    result = run("-c", f"import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsapp.settings'; {script}")
    assert result.stdout.strip() == "False", result.stderr


def test_the_reading_process_loads_no_django() -> None:
    result = run("-c", "import timeline.nlp.child, sys; print('django' in sys.modules)")
    assert result.stdout.strip() == "False", result.stderr


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MODULE_LINES
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno}
    assert not {name: lines for name, lines in long.items() if lines > FUNCTION_LINES}
