"""What each rule of dating is worth: a ledger over the stories that have gold.

    uv run python tests/bench/anchoring.py [--control | --blind] [--via] [DIRECTORY ...]

Reads the sample stories, the control and the blind ones (or the one set asked for, or directories of articles
and gold in the form that `tests/stories/score.py` tells). For each reason code that dates an event, or leaves
it without a date:

- events: gold events found that got their date, or none, by this rule; right: how many of them rightly so;
- dated, date: those two figures of `tests/stories/score.py` over these articles when the rule gives no date,
  so that the rules below it may; the difference to the first line is what the rule is worth.

`--via` splits codes by their second word, as in "clause-relation, coordination".
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from spacy.tokens import Doc

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.stories import score  # noqa: E402  (the path comes first when run as a script)
from timeline.dates import DateInterval  # noqa: E402
from timeline.nlp import pipeline  # noqa: E402
from timeline.nlp.anchors.anchor_story import Story  # noqa: E402
from timeline.nlp.records import Extraction, Reason  # noqa: E402

type Rule = Callable[[Reason], str]


@dataclass(frozen=True)
class Article:
    """A parsed story with its publication date and gold."""

    name: str
    text: str
    published: str
    doc: Doc
    gold: list[score.GoldEvent]


def read_articles(collections: Iterable[score.Collection]) -> list[Article]:
    """Parse every story once; rules are tried on copies."""
    articles = []
    for collection in collections:
        for name in score.stories(collection):
            published, text = score.read_article(name, collection)
            gold = score.read_gold(name, text, collection)
            articles.append(Article(name, text, published, pipeline.parse(text), gold))
    return articles


def extract(article: Article) -> Extraction:
    return pipeline.read(article.doc.copy(), article.text, article.published)


def figures(articles: Iterable[Article]) -> dict[str, float]:
    """The figures of `score.py` over all articles."""
    total = score.Counts()
    for article in articles:
        total.add(score.compare(article.name, article.gold, extract(article)))
    return total.figures()


def count(articles: Iterable[Article], rule: Rule) -> tuple[Counter[str], Counter[str]]:
    """How many gold events each rule decided, and how many of them rightly."""
    events: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for article in articles:
        said = extract(article)
        for gold in article.gold:
            mention = score.find(gold, said.events)
            if mention is not None:
                events[rule(mention.reason)] += 1
                right[rule(mention.reason)] += score.is_dated_right(gold, mention)
    return events, right


def without(articles: Iterable[Article], dropped: str, rule: Rule) -> dict[str, float]:
    """The figures when the rule `dropped` gives no date."""
    given = Story.date

    def date(story: Story, index: int, found: DateInterval, timex: int | None, reason: Reason) -> None:
        if rule(reason) != dropped:
            given(story, index, found, timex, reason)

    with mock.patch.object(Story, "date", date):
        return figures(articles)


def code(reason: Reason) -> str:
    return str(reason["code"])


def code_and_via(reason: Reason) -> str:
    """The code with its second word, if it has one."""
    return f"{code(reason)}, {reason['via']}" if reason.get("via") else code(reason)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--control", action="store_true", help="the control articles alone")
    which.add_argument("--blind", action="store_true", help="the blind articles alone")
    which.add_argument("directory", nargs="*", type=Path, default=[], help="articles with gold beside them")
    parser.add_argument("--via", action="store_true", help="split the codes")
    options = parser.parse_args()
    collections = [score.SHIPPED, score.CONTROL, score.BLIND]
    if options.directory:
        collections = [score.Collection(path, path) for path in options.directory]
    elif options.control or options.blind:
        collections = [score.CONTROL if options.control else score.BLIND]
    report(read_articles(collections), code_and_via if options.via else code)


def report(articles: list[Article], rule: Rule) -> None:
    """Print the ledger, the rules that decide most first."""
    events, right = count(articles, rule)
    every = figures(articles)
    print(f"{'rule':40}{'events':>8}{'right':>8}{'dated':>8}{'date':>8}")  # noqa: T201
    print(f"{'all':40}{events.total():8}{right.total():8}{every['dated']:8.1f}{every['date']:8.1f}")  # noqa: T201
    for name, number in events.most_common():
        row = f"{name:40}{number:8}{right[name]:8}"
        if not name.startswith("abstain"):
            rest = without(articles, name, rule)
            row += f"{rest['dated']:8.1f}{rest['date']:8.1f}"
        print(row)  # noqa: T201


if __name__ == "__main__":
    main()
