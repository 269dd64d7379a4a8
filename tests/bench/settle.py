"""Processor seconds that merging takes when one article comes to 100, 1,000, 10,000 that are merged already.

    DATELINE_DATA_DIR=/tmp/bench uv run python -m tests.bench.settle 100 1000 10000

fills the database of the settings (an empty one) step by step, with articles of twelve events each: every
third tells of what another article of the same days tells. At each size ten articles are stored and merged
one by one; the median counts.
"""

import hashlib
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta

from tests.bench.generate import name

LEMMAS = [
    *("sign", "open", "reject", "meet", "suspend", "accuse", "postpone", "leave", "attack", "arrest"),
    *("resign", "win", "buy", "crash", "visit", "warn", "sue", "launch", "elect", "close"),
]
EVENTS = 12
FIRST = Date(2015, 1, 1)
# One day is so many articles: a corpus grows in time, not in density.
A_DAY = 4


class Maker:
    """Articles in the order of their days, each a function of its number."""

    def __init__(self) -> None:
        rng = random.Random(7)
        self.people = [name(rng, 2) for _ in range(2_000)]
        self.words = [name(rng, 1).lower() for _ in range(5_000)]

    def add(self, number: int) -> None:
        from timeline.models import Article
        from timeline.store import store

        rng = random.Random(number - 1 if number % 3 == 2 else number)
        day = FIRST + timedelta(days=number // A_DAY)
        told = [self._event(rng, day) for _ in range(EVENTS)]
        text = "\n".join(f"{who} {lemma} {whom} {' '.join(words)}." for who, lemma, whom, _, words in told)
        text += f"\nArticle {number}."
        sha = hashlib.sha256(text.encode()).hexdigest()
        article = Article.objects.create(
            public_id=sha[:10], title=text[:40], text=text, text_sha256=sha, published=day, pipeline="bench"
        )
        store(article, _read(text, told))

    def _event(self, rng: random.Random, day: Date) -> tuple[str, str, str, str, list[str]]:
        who, whom = (self.people[int(len(self.people) * rng.random() ** 2)] for _ in range(2))
        when = day - timedelta(days=rng.choice((0, 0, 1, 1, 2, 30, 400)))
        return who, rng.choice(LEMMAS), whom, when.isoformat(), rng.sample(self.words, 5)


def _read(text: str, told: list[tuple[str, str, str, str, list[str]]]):  # type: ignore[no-untyped-def]
    from timeline.dates import DateInterval
    from timeline.nlp import records
    from timeline.terms import ActorKind, Factuality, MentionForm, Role

    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    for start, (who, lemma, whom, day, words) in zip(starts, told, strict=False):
        verb = start + len(who) + 1
        other = verb + len(lemma) + 1
        spans.setdefault(who, []).append((start, start + len(who)))
        spans.setdefault(whom, []).append((other, other + len(whom)))
        events.append((start, verb, lemma, day, words, who, whom))
    names = list(spans)
    actors = tuple(
        records.Actor(
            called,
            ActorKind.PERSON,
            tuple(records.ActorMention(a, b, called, MentionForm.NAME, {"code": "name"}) for a, b in places),
            aliases=(called,),
        )
        for called, places in spans.items()
    )
    mentions = tuple(
        records.EventMention(
            start=verb,
            end=verb + len(lemma),
            trigger=lemma,
            lemma=lemma,
            sentence_start=start,
            sentence_end=text.index("\n", start),
            timex=None,
            date=DateInterval.parse(day),
            factuality=Factuality.OCCURRED,
            participants=(
                records.Participant(names.index(who), Role.AGENT, start, start + len(who)),
                records.Participant(names.index(whom), Role.PATIENT, verb, verb + len(whom)),
            ),
            place=None,
            summary=f"{who} {lemma} {whom}",
            reason={"code": "timex-in-clause"},
            context=tuple(words),
        )
        for start, verb, lemma, day, words, who, whom in events
    )
    return records.Extraction(None, (), mentions, actors, "bench")


def measure(sizes: list[int]) -> Iterator[str]:
    from django.db import transaction

    from timeline import settle, settle_actors, settle_events

    maker, number = Maker(), 0
    yield f"{'articles':>9} {'actors s':>9} {'events s':>9} {'all s':>9}"
    for size in sizes:
        with transaction.atomic():
            while number < size - 10:
                maker.add(number)
                number += 1
        settle.settle()
        actors, events, total = [], [], []
        while number < size:
            maker.add(number)
            number += 1
            start = time.process_time()
            with transaction.atomic():
                settle_actors.settle()
            middle = time.process_time()
            with transaction.atomic():
                settle_events.write(settle_events.plan())
            end = time.process_time()
            settle.settle()
            actors.append(middle - start)
            events.append(end - middle)
            total.append(end - start)
        median = [statistics.median(times) for times in (actors, events, total)]
        yield f"{size:>9,} {median[0]:>9.3f} {median[1]:>9.3f} {median[2]:>9.3f}"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
    django.setup()
    from timeline.database import ensure_database

    ensure_database()
    for line in measure([int(size.replace(",", "")) for size in sys.argv[1:]]):
        print(line, flush=True)  # noqa: T201
