"""Breaks one safeguard at a time in a copy of the checkout and expects its tests to fail.

    uv run python tests/durability/sabotage.py            # all, some ten minutes
    uv run python tests/durability/sabotage.py fence      # one

Ends with 1 if the tests of a broken safeguard pass.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sabotage:
    """`old` becomes `new` in `file`; then `tests`, chosen as pytest's -k does, have to fail."""

    file: str
    old: str
    new: str
    folder: str
    tests: str


FAULTS = {
    "transaction": Sabotage(
        "timeline/ingest.py", "@transaction.atomic\ndef _store(", "def _store(", "durability", "any_statement"
    ),
    "reaper": Sabotage(
        "timeline/items.py", "return aside + lost.update(", "return aside or lost.none().update(",
        "durability", "any_statement",
    ),
    "one row a text": Sabotage(
        "timeline/ingest.py",
        "Article.objects.select_for_update().get_or_create(\n        text_sha256=sha, defaults={",
        "Article.objects.create(text_sha256=sha, text=record.text, public_id=public_ids.derive(sha)), str({",
        "durability", "three_times",
    ),
    "full disk": Sabotage(
        "timeline/ingest.py", "except (OperationalError, InterfaceError):\n        raise",
        "except InterfaceError:\n        raise", "durability", "full_disk",
    ),
    "supervision": Sabotage(
        "timeline/worker.py", "except (OperationalError, InterfaceError) as error:\n            log.warning(",
        "except InterfaceError as error:\n            log.warning(", "durability", "restarts",
    ),
    "one bad file": Sabotage(
        "timeline/ingest.py", "    except ReadingFailed as error:\n        log.warning(",
        "    except LookupError as error:\n        log.warning(", "durability", "forty",
    ),
    "snapshot": Sabotage(
        "timeline/backup.py", "\n        with _snapshot():\n", "\n        if True:\n", "durability", "backup"
    ),
    "checksum": Sabotage(
        "timeline/backup.py", '!= manifest.get("sha256")', '== "never"', "process", "damaged_backup"
    ),
    "drain": Sabotage(
        "newsapp/server.py", "        if self.alive:\n            return\n", "        return\n", "durability",
        "lets_each_reader",
    ),
    "account": Sabotage(
        "timeline/items.py", "    rows = [_item(ordinal, one) for ordinal, one in enumerate(found)]",
        "    found = [one for one in found if hasattr(one, 'text')]\n"
        "    rows = [_item(ordinal, one) for ordinal, one in enumerate(found)]",
        "web", "accounted_for",
    ),
    "fence": Sabotage(
        "timeline/items.py", "owner=self.owner, fence=self.fence", "owner=self.owner", "web", "TestClaims"
    ),
}  # fmt: skip


def broken_copy(fault: Sabotage, folder: Path) -> Path:
    """The checkout as it stands, with the fault. Raises ValueError if there is nothing to break any more."""
    copy = folder / "copy"
    left_out = shutil.ignore_patterns(".git", ".venv", "data", "__pycache__", ".*_cache", "node_modules")
    shutil.copytree(ROOT, copy, ignore=left_out)
    path = copy / fault.file
    path.write_text(sabotaged(fault), encoding="utf-8")
    return copy


def sabotaged(fault: Sabotage) -> str:
    text = (ROOT / fault.file).read_text(encoding="utf-8")
    if text.count(fault.old) != 1:
        raise ValueError(f"{fault.file} holds “{fault.old}” {text.count(fault.old)} times")
    return text.replace(fault.old, fault.new)


def caught(fault: Sabotage) -> bool:
    """Whether the tests fail; ValueError if they could not be run at all."""
    with tempfile.TemporaryDirectory() as folder:
        copy = broken_copy(fault, Path(folder))
        command = [sys.executable, "-m", "pytest", "-q", "-x", f"tests/{fault.folder}", "-k", fault.tests]
        run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise ValueError(run.stdout[-2_000:])
    return run.returncode == 1


def main() -> None:
    chosen = sys.argv[1:] or list(FAULTS)
    missed = []
    for name in chosen:
        found = caught(FAULTS[name])
        sys.stdout.write(f"{name}: {'caught' if found else 'NOT CAUGHT'}\n")
        sys.stdout.flush()
        missed += [] if found else [name]
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
