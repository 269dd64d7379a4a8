"""Invented, news-like data of any size: articles with text, actors by Zipf's law, recent years dense.

    uv run python -m tests.bench.generate 100000

fills the database of the settings (an empty one) with that many events. The shape: two thirds of the
dates within the last six years, a thin tail back to 1900; 70 % days, the rest months, years and ranges;
one to four actors an event; every fifth event told by two or three articles.
"""

import hashlib
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from itertools import accumulate, batched

SYLLABLES = [
    *("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "or", "pe", "qui", "ro", "su"),
    *("ta", "ul", "ve", "wi", "xa", "yo", "ze", "lin", "mar", "dol", "ten", "var", "hol"),
]
DEEDS = [
    ("signed", "the accord on fishing rights"),
    ("opened", "the new terminal"),
    ("rejected", "the offer of the arbiters"),
    ("announced", "a cut in tariffs"),
    ("met", "the delegation of the union"),
    ("suspended", "the ferry service"),
    ("accused", "the board of delay"),
    ("postponed", "the vote on the budget"),
    ("launched", "an inquiry into the spill"),
    ("left", "the coalition"),
]
FACTUALITIES = (
    ["occurred"] * 14 + ["planned"] * 2 + ["claimed", "ongoing", "denied", "hypothetical", "cancelled"]
)
SENTENCES = 8
LAST = Date(2025, 6, 12)
BATCH = 2_000


@dataclass(slots=True)
class Recipe:
    """Everything random about one event, drawn before any row is made."""

    edtf: str
    factuality: str
    disputed: bool
    actors: list[int]
    verb: str
    thing: str
    tellings: int
    articles: list[int] = field(default_factory=list)


def name(rng: random.Random, words: int) -> str:
    return " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize() for _ in range(words))


def recipes(number: int, actors: int, seed: int) -> Iterator[Recipe]:
    rng = random.Random(seed)
    weights = list(accumulate(1 / rank for rank in range(1, actors + 1)))
    for _ in range(number):
        verb, thing = rng.choice(DEEDS)
        yield Recipe(
            edtf=edtf(rng),
            factuality=rng.choice(FACTUALITIES),
            disputed=rng.random() < 0.01,
            actors=sorted(
                set(rng.choices(range(actors), cum_weights=weights, k=rng.choice((1, 2, 2, 3, 4))))
            ),
            verb=verb,
            thing=thing,
            tellings=rng.choice((1, 1, 1, 1, 2 + (rng.random() < 0.3))),
        )


def edtf(rng: random.Random) -> str:
    """A date as texts give it; about one in fifty events has none."""
    recent = rng.random() < 0.66
    days = rng.randint(0, 6 * 365) if recent else int(45_000 * rng.random() ** 2)
    day = LAST + timedelta(days=60) - timedelta(days=days)
    kind = rng.random()
    if kind < 0.02:
        return ""
    if kind < 0.72:
        return day.isoformat()
    if kind < 0.86:
        return f"{day.year}-{day.month:02d}"
    if kind < 0.95:
        return str(day.year)
    if kind < 0.98:
        return f"{day.isoformat()}/{(day + timedelta(days=rng.randint(1, 9))).isoformat()}"
    return rng.choice((f"{day.year}-{day.month:02d}~", f"{day.isoformat()}?", f"{day.isoformat()}/.."))


def fill(number: int, seed: int = 7) -> None:
    """Put `number` events with their articles and actors into an empty database."""
    from timeline.models import Source

    rng = random.Random(seed)
    drawn = list(recipes(number, max(number // 20, 12), seed))
    sources = [Source(name=f"The {name(rng, 1)} {n}", slug=f"source-{n}") for n in range(12)]
    Source.objects.bulk_create(sources)
    actors = _actors(max(number // 20, 12), drawn, rng)
    events = _events(drawn, actors)
    _articles(drawn, events, actors, sources, rng)


def _actors(number: int, drawn: list[Recipe], rng: random.Random) -> list:  # type: ignore[type-arg]
    from timeline.models import Actor, Alias

    counts = [0] * number
    for recipe in drawn:
        for index in recipe.actors:
            counts[index] += 1
    kinds = ["person", "organisation", "place", "group"]
    rows = []
    for index in range(number):
        called = name(rng, 2)
        slug = called.lower().replace(" ", "-")
        kind = kinds[index % 4]
        rows.append(
            Actor(public_id=_id("a", index), name=called, slug=slug, kind=kind, event_count=counts[index])
        )
    Actor.objects.bulk_create(rows, batch_size=BATCH)
    Alias.objects.bulk_create(
        [
            Alias(actor=row, name=row.name, key=row.name.lower(), form="name", reason={"code": "alone"})
            for row in rows
        ],
        batch_size=BATCH,
    )
    return rows


def _id(kind: str, number: int) -> str:
    from timeline.public_ids import derive

    return derive(f"{kind}{number}")


def _events(drawn: list[Recipe], actors: list) -> list:  # type: ignore[type-arg]
    from timeline.dates import DateInterval
    from timeline.models import Event, EventActor

    events, parts = [], []
    for index, recipe in enumerate(drawn):
        date = DateInterval.parse(recipe.edtf) if recipe.edtf else None
        title = f"{actors[recipe.actors[0]].name} {recipe.verb} {recipe.thing}"
        event = Event(
            public_id=_id("e", index),
            title=title,
            slug=title.lower().replace(" ", "-")[:60],
            edtf=recipe.edtf,
            begins=date.begins if date else None,
            ends=date.ends if date else None,
            precision=date.precision if date else "",
            factuality=recipe.factuality,
            disputed=recipe.disputed,
            importance=recipe.tellings,
            article_count=recipe.tellings,
            mention_count=recipe.tellings,
            search_text=title,
        )
        events.append(event)
    Event.objects.bulk_create(events, batch_size=BATCH)
    for event, recipe in zip(events, drawn, strict=True):
        roles = ["agent", "patient", "participant", "participant"]
        parts += [
            EventActor(event=event, actor=actors[a], role=role, begins=event.begins)
            for a, role in zip(recipe.actors, roles, strict=False)
        ]
    EventActor.objects.bulk_create(parts, batch_size=BATCH)
    return events


def _articles(drawn: list[Recipe], events: list, actors: list, sources: list, rng: random.Random) -> None:  # type: ignore[type-arg]
    """Each article tells of eight events, a sentence each."""
    from timeline.models import Article, EventMention

    told = [index for index, recipe in enumerate(drawn) for _ in range(recipe.tellings)]
    rng.shuffle(told)
    for chunk in batched(batched(told, SENTENCES), 500):
        articles: list[Article] = []
        mentions = []
        for indexes in chunk:
            text, spans = _text([drawn[i] for i in indexes], actors)
            days = [
                drawn[i].edtf[:10] for i in indexes if len(drawn[i].edtf) >= 10 and drawn[i].edtf[0] != "["
            ]
            published = min(Date.fromisoformat(max(days)) if days else LAST, LAST)
            digest = hashlib.sha256(f"{len(articles)} {indexes[0]} {text}".encode()).hexdigest()
            article = Article(
                public_id=_id("t", int(digest[:12], 16)),
                title=text[:60].rstrip(),
                text=text,
                text_sha256=digest,
                published=published,
                source=rng.choice(sources),
                pipeline="generated",
            )
            articles.append(article)
            mentions += [(article, index, span) for index, span in zip(indexes, spans, strict=True)]
        Article.objects.bulk_create(articles)
        EventMention.objects.bulk_create(
            [
                EventMention(
                    article=article,
                    event=events[index],
                    start=span[2],
                    end=span[3],
                    sentence_start=span[0],
                    sentence_end=span[1],
                    lemma=drawn[index].verb,
                    edtf=drawn[index].edtf,
                    factuality=drawn[index].factuality,
                    summary=events[index].title,
                    reason={"code": "timex-in-clause"},
                )
                for article, index, span in mentions
            ],
            batch_size=BATCH,
        )


def _text(told: list[Recipe], actors: list) -> tuple[str, list[tuple[int, int, int, int]]]:  # type: ignore[type-arg]
    """The text, and for each sentence its span and that of its verb."""
    text, spans = "", []
    for recipe in told:
        start = len(text)
        lead = f"{actors[recipe.actors[0]].name} "
        sentence = f"{lead}{recipe.verb} {recipe.thing} while the talks in the harbour town went on for days."
        spans.append((start, start + len(sentence), start + len(lead), start + len(lead) + len(recipe.verb)))
        text += sentence + "\n"
    return text, spans


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
    django.setup()
    fill(int(sys.argv[1]))
