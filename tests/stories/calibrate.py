"""Counts, over the articles with gold, how often each rule was right, and writes `timeline/confidence.toml`.

    uv run python tests/stories/calibrate.py [--check]

A date counts as right as in `score.py`; "abstain" is right where the gold has no date either. It prints the
reliability table: for each tenth of confidence the share that was right. With `--check` nothing is written.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.stories import score  # noqa: E402  (the path comes first when run as a script)
from timeline import confidence  # noqa: E402
from timeline.nlp import pipeline  # noqa: E402

TABLE = HERE.parents[1] / "timeline" / "confidence.toml"
HEAD = "# [right, seen]; written by tests/stories/calibrate.py, read by timeline/confidence.py\n"

type Judged = tuple[str, bool, str, bool]


def judged() -> Iterator[Judged]:
    """(rule, date right, factuality, factuality right) of each gold event that was found."""
    for collection in score.COLLECTIONS:
        for story in score.stories(collection):
            dct, body = score.read_article(story, collection)
            said = pipeline.extract(body, dct).events
            for gold in score.read_gold(story, body, collection):
                mention = score.find(gold, said)
                if mention is not None:
                    rule = str(mention.reason.get("code", ""))
                    right = mention.factuality.value in gold.factualities
                    yield rule, score.is_dated_right(gold, mention), mention.factuality.value, right


def write(rows: list[Judged]) -> None:
    counts: dict[str, dict[str, list[int]]] = {"date": {}, "factuality": {}}
    for rule, dated, value, right in rows:
        for kind, name, good in (("date", f"{rule} {value}", dated), ("factuality", value, right)):
            count = counts[kind].setdefault(name, [0, 0])
            count[0] += good
            count[1] += 1
    lines = [HEAD]
    for kind, table in counts.items():
        lines.append(f"[{kind}]\n")
        lines += [f'"{name}" = {count}\n' for name, count in sorted(table.items())]
    TABLE.write_text("".join(lines), encoding="utf-8")


def reliability(rows: list[Judged]) -> Iterator[str]:
    groups: dict[int, list[bool]] = defaultdict(list)
    for rule, dated, value, right in rows:
        groups[int(confidence.of([(rule, value)]) * 10)].append(dated and right)
    for tenth, rights in sorted(groups.items()):
        share = 100 * sum(rights) / len(rights)
        yield f"{tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}  {len(rights):8}  {share:5.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = list(judged())
    if not options.check:
        write(rows)
    sys.stdout.write("confidence  seen  right\n" + "\n".join(reliability(rows)) + "\n")


if __name__ == "__main__":
    main()
