"""Processor seconds for texts of 125,000, 250,000 and 500,000 characters, and how much each doubling costs.

    uv run python tests/bench/long_text.py

The texts are the sample stories one after the other, again and again. Reading is linear when a doubling takes
at most 2.2 times as long.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from timeline.nlp import pipeline  # noqa: E402  (the path comes first when run as a script)

SIZES = (125_000, 250_000, 500_000)


def main() -> None:
    stories = "\n\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "timeline/samples").glob("*.txt"))
    )
    pipeline.extract("The dockers walked out on Friday.", "2025-02-21")
    before = 0.0
    for size in SIZES:
        text = (stories * (size // len(stories) + 1))[:size]
        started = time.process_time()
        events = pipeline.extract(text, "2025-06-30").events
        spent = time.process_time() - started
        times = f"  {spent / before:.2f} times" if before else ""
        sys.stdout.write(f"{size:8,} characters  {len(events):6,} events  {spent:6.2f} s{times}\n")
        before = spent


if __name__ == "__main__":
    main()
