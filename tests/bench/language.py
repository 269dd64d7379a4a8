"""Words a second of the whole extraction beside the bare spaCy pipeline, interleaved in one run.

    uv run python tests/bench/language.py [ARTICLES.jsonl] [--rounds 3]

ARTICLES.jsonl holds records with a "text" (and "dct"); without it the shipped sample stories are read.
Start-up is left out on both sides; seconds are CPU seconds of this process.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

BATCH = 32  # texts a time on both sides: more words a second than one by one, and what `annotate` does
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import spacy  # noqa: E402

from timeline.nlp import pipeline  # noqa: E402


def texts(path: Path | None) -> list[tuple[str, str | None]]:
    """(text, dct) pairs."""
    if path is None:
        return [
            (p.read_text(encoding="utf-8"), None) for p in sorted((ROOT / "timeline/samples").glob("*.txt"))
        ]
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [(record["text"], record.get("dct")) for record in records]


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = texts(options.articles)
    words = sum(len(text.split()) for text, _ in articles)
    bare = spacy.load(pipeline.DEFAULT_MODEL)
    pipeline.extract("The dockers walked out on Friday.", "2025-02-21")
    rounds = []
    for _ in range(options.rounds):
        alone = cpu_seconds(lambda: list(bare.pipe((text for text, _ in articles), batch_size=BATCH)))
        whole = cpu_seconds(lambda: list(pipeline.extract_many(articles)))
        rounds.append((words / alone, words / whole))
    result = {
        "command": " ".join(sys.argv),
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, spaCy {version('spacy')}",
        "articles": len(articles),
        "words": words,
        "bare words/s": round(median(a for a, _ in rounds)),
        "whole words/s": round(median(b for _, b in rounds)),
        "ratio": round(median(b / a for a, b in rounds), 3),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
