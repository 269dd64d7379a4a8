"""Scores the merge of the sample stories against `merges.toml`.

    uv run manage.py demo --no-serve
    uv run python tests/stories/score_merge.py [--errors]

reads the database named by the settings. Figures, in per cent:

- together: pairs of tellings of one event that were merged, of all such pairs;
- apart: merged pairs of tellings in `merges.toml` that are of one event, of all merged ones;
- disputed: events with conflicting days that are shown as disputed with both days;
- names: actors all of whose names, and no other actor's in the list, lead to one actor.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parents[1]) not in sys.path:
    sys.path.insert(0, str(HERE.parents[1]))

from tests.stories import score  # noqa: E402  (the path comes first when run as a script)

METRICS = ("together", "apart", "disputed", "names")


@dataclass(frozen=True)
class GoldEvent:
    """`tellings`: (story, start, end) of the triggers, offsets in the stored text."""

    name: str
    disputed: bool
    tellings: tuple[tuple[str, int, int], ...]


@dataclass
class Result:
    figures: dict[str, float]
    errors: list[str] = field(default_factory=list)


def read_gold() -> tuple[list[GoldEvent], list[list[str]]]:
    """Events, and groups of names; raises ValueError where a place does not occur exactly once."""
    data = tomllib.loads((HERE / "merges.toml").read_text(encoding="utf-8"))
    events = [
        GoldEvent(
            row["name"],
            row.get("disputed", False),
            tuple(_telling(story, at) for story, at in row["tellings"]),
        )
        for row in data["event"]
    ]
    return events, [row["names"] for row in data["actor"]]


def _telling(story: str, place: str) -> tuple[str, int, int]:
    return story, *score._span(story, score.read_article(story)[1].lstrip("\n"), place)


def score_database() -> Result:
    """Compare what the database holds; needs a set-up Django."""
    events, actors = read_gold()
    found = {telling: _event_of(*telling) for event in events for telling in event.tellings}
    errors: list[str] = []
    figures = _links(events, found, errors)
    figures["disputed"] = _disputed(events, found, errors)
    figures["names"] = _names(actors, errors)
    return Result(figures, errors)


def _event_of(story: str, start: int, end: int) -> int | None:
    """Key of the event that the mention overlapping the trigger most belongs to."""
    from timeline.models import Article, EventMention

    article = Article.objects.get(text=score.read_article(story)[1].lstrip("\n"))
    mentions = EventMention.objects.filter(article=article, start__lt=end, end__gt=start)
    best = max(mentions, key=lambda m: min(end, m.end) - max(start, m.start), default=None)
    return best.event_id if best else None


def _links(
    events: list[GoldEvent], found: dict[tuple[str, int, int], int | None], errors: list[str]
) -> dict[str, float]:
    owner = {telling: event.name for event in events for telling in event.tellings}
    gold = merged = right = 0
    for left, right_one in combinations(sorted(owner), 2):
        same = owner[left] == owner[right_one]
        joined = found[left] is not None and found[left] == found[right_one]
        gold, merged, right = gold + same, merged + joined, right + (same and joined)
        if same != joined:
            what = "not merged" if same else "merged"
            errors.append(f"{what}: {owner[left]} {left} | {owner[right_one]} {right_one}")
    return {"together": _percent(right, gold), "apart": _percent(right, merged)}


def _disputed(
    events: list[GoldEvent], found: dict[tuple[str, int, int], int | None], errors: list[str]
) -> float:
    from timeline.models import Event

    wanted = [event for event in events if event.disputed]
    right = 0
    for event in wanted:
        keys = [key for telling in event.tellings if (key := found[telling]) is not None]
        shown = Event.objects.filter(pk__in=keys, disputed=True).exists()
        right += shown
        if not shown:
            errors.append(f"not disputed: {event.name}")
    return _percent(right, len(wanted))


def _names(groups: list[list[str]], errors: list[str]) -> float:
    owners = [[_owners(name) for name in group] for group in groups]
    right = 0
    for index, group in enumerate(groups):
        shared = set.intersection(*owners[index])
        others = {
            key for other in range(len(groups)) if other != index for keys in owners[other] for key in keys
        }
        good = bool(shared) and not shared & others
        right += good
        if not good:
            errors.append(f"names: {group} -> {owners[index]}")
    return _percent(right, len(groups))


def _owners(name: str) -> set[str]:
    """The actors that go by the name."""
    from timeline.models import Actor, Alias

    keys = set(Alias.objects.filter(name=name).values_list("actor__public_id", flat=True))
    return keys | set(Actor.objects.filter(name=name).values_list("public_id", flat=True))


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def lines(result: Result, errors: bool) -> Iterator[str]:
    yield "".join(f"{name:>11}" for name in METRICS)
    yield "".join(f"{result.figures[name]:>11.1f}" for name in METRICS)
    if errors:
        yield from result.errors


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the merge of the sample stories.")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
    import django

    django.setup()
    print("\n".join(lines(score_database(), options.errors)))  # noqa: T201


if __name__ == "__main__":
    main()
