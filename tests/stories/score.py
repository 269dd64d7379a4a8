"""Scores the language core on the sample stories against the gold kept beside this file.

    uv run python tests/stories/score.py [--control | --blind | --kinds | --sealed] [--errors] [STORY ...]

Gold: `gold/<story>.toml`, made by hand as an editor reads the article. `control/` holds further articles
and their gold, written when most rules stood. `blind/` and `kinds/` were written by people who had not read
the core's code, and were scored before rules were written from their errors; `sealed/` was scored before
anybody of the core had read it. `docs/quality.md` tells what was changed after. Each row is
`[place, date, factuality, actors]`:

- place: words of the article that occur in it once, with the trigger in square brackets; of an
  aspectual verb with its noun ("opened an inquiry") either may be the trigger;
- date: an EDTF string, empty for an event that the text does not date;
- factuality: one of `timeline.terms.Factuality`;
- actors: who takes part, under the fullest name of the article; `?Name` may be there or not.

`|` separates readings that are equally right. Figures, in per cent:

- dated: essential events on the timeline with the right date (or rightly without), of all gold events;
- found: essential events on the timeline, of all gold events (a trigger counts when the spans overlap);
- date: right dates, of the found events that were given a date. Right means the same first and last
  day; marks of approximation are not compared;
- factuality: right values, of the found events;
- actors: F1 of (event, actor) pairs over the found events, sources of speech left out. A predicted
  actor is a gold one when one name ends in the other ("doctors" is "the doctors of the hospital"),
  or the article calls it by the gold name.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = ROOT / "timeline" / "samples"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from timeline.dates import DateInterval  # noqa: E402  (the path comes first when run as a script)
from timeline.nlp import pipeline  # noqa: E402
from timeline.nlp.records import Actor, EventMention, Extraction  # noqa: E402
from timeline.terms import MentionForm, Role  # noqa: E402

_AFTER_HEAD = re.compile(r",? (?:of|in|at|from|on|with|for|who|which) |, ")

METRICS = ("dated", "found", "date", "factuality", "actors")


@dataclass(frozen=True)
class Collection:
    """Where articles (`STORY.txt`) and their gold (`STORY.toml`) lie."""

    articles: Path
    gold: Path


SHIPPED = Collection(SAMPLES, HERE / "gold")
CONTROL = Collection(HERE / "control", HERE / "control")
BLIND = Collection(HERE / "blind", HERE / "blind")
KINDS = Collection(HERE / "kinds", HERE / "kinds")
SEALED = Collection(HERE / "sealed", HERE / "sealed")
# What rules are written from and confidence is counted on; sealed articles are for measuring alone.
COLLECTIONS = (SHIPPED, CONTROL, BLIND, KINDS)


@dataclass(frozen=True)
class GoldEvent:
    """`spans`: where the trigger may be; `dates`: the readings that are right, None for "undated"."""

    words: str
    spans: tuple[tuple[int, int], ...]
    dates: tuple[str | None, ...]
    factualities: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass
class Counts:
    gold: int = 0
    found: int = 0
    right: int = 0
    given: int = 0
    right_given: int = 0
    factuality: int = 0
    actors_gold: int = 0
    actors_said: int = 0
    actors_right: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self) -> dict[str, float]:
        """The five figures of the module's docstring, in per cent."""
        return {
            "dated": _percent(self.right, self.gold),
            "found": _percent(self.found, self.gold),
            "date": _percent(self.right_given, self.given),
            "factuality": _percent(self.factuality, self.found),
            "actors": _percent(2 * self.actors_right, self.actors_gold + self.actors_said),
        }


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def stories(of: Collection = SHIPPED) -> list[str]:
    """The articles that have gold, by file name without its ending."""
    return sorted(path.stem for path in of.gold.glob("*.toml"))


def read_article(story: str, of: Collection = SHIPPED) -> tuple[str, str]:
    """(publication date, body) of an article."""
    _, header, body = (of.articles / f"{story}.txt").read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in header.strip().splitlines())
    return fields["date"], body


def read_gold(story: str, body: str, of: Collection = SHIPPED) -> list[GoldEvent]:
    """Gold events of an article; raises ValueError where the words do not occur exactly once."""
    rows = tomllib.loads((of.gold / f"{story}.toml").read_text(encoding="utf-8"))["events"]
    return [_gold_event(story, body, row) for row in rows]


def _gold_event(story: str, body: str, row: list[object]) -> GoldEvent:
    words, dates, factualities, actors = row
    if not (isinstance(words, str) and isinstance(dates, str) and isinstance(factualities, str)):
        raise ValueError(f"{story}: {row} is not [place, date, factuality, actors]")
    if not isinstance(actors, list):
        raise ValueError(f"{story}: the actors of '{words}' are no list")
    return GoldEvent(
        words=words,
        spans=tuple(_span(story, body, place) for place in words.split("|")),
        dates=tuple(date or None for date in dates.split("|")),
        factualities=tuple(factualities.split("|")),
        required=tuple(name for name in actors if not name.startswith("?")),
        optional=tuple(name[1:] for name in actors if name.startswith("?")),
    )


def _span(story: str, body: str, place: str) -> tuple[int, int]:
    before, _, rest = place.partition("[")
    trigger, _, after = rest.partition("]")
    if not trigger or body.count(before + trigger + after) != 1:
        raise ValueError(f"{story}: '{place}' must mark a trigger and occur once")
    start = body.index(before + trigger + after) + len(before)
    return start, start + len(trigger)


def score_story(story: str, of: Collection = SHIPPED) -> Counts:
    """Read one article and compare."""
    dct, body = read_article(story, of)
    return compare(story, read_gold(story, body, of), pipeline.extract(body, dct))


def compare(story: str, gold: Iterable[GoldEvent], said: Extraction) -> Counts:
    counts = Counts()
    for event in gold:
        counts.gold += 1
        mention = find(event, said.events)
        if mention is None:
            counts.errors.append(f"{story}: missed '{event.words}' {event.dates[0]}")
            continue
        counts.found += 1
        _compare_date(story, event, mention, counts)
        _compare_factuality(story, event, mention, counts)
        _compare_actors(story, event, mention, said.actors, counts)
    return counts


def find(gold: GoldEvent, mentions: Iterable[EventMention]) -> EventMention | None:
    """The mention on the timeline that shares most characters with the trigger."""
    best, shared = None, 0
    for mention in mentions:
        for start, end in gold.spans:
            overlap = min(end, mention.end) - max(start, mention.start)
            if mention.timeline and overlap > shared:
                best, shared = mention, overlap
    return best


def is_dated_right(gold: GoldEvent, mention: EventMention) -> bool:
    return any(_bounds(mention.date) == _bounds(_parsed(date)) for date in gold.dates)


def _compare_date(story: str, gold: GoldEvent, mention: EventMention, counts: Counts) -> None:
    right = is_dated_right(gold, mention)
    counts.right += right
    if mention.date is not None:
        counts.given += 1
        counts.right_given += right
    if not right:
        said = mention.date.edtf if mention.date else None
        counts.errors.append(
            f"{story}: date of '{gold.words}' {said}, should be {gold.dates[0]} {mention.reason}"
        )


def _parsed(date: str | None) -> DateInterval | None:
    return DateInterval.parse(date) if date else None


def _bounds(date: DateInterval | None) -> tuple[str | None, str | None]:
    return (date.earliest, date.latest) if date else (None, None)


def _compare_factuality(story: str, gold: GoldEvent, mention: EventMention, counts: Counts) -> None:
    right = mention.factuality.value in gold.factualities
    counts.factuality += right
    if not right:
        counts.errors.append(
            f"{story}: '{gold.words}' {mention.factuality.value}, should be {gold.factualities[0]}"
        )


def _compare_actors(
    story: str, gold: GoldEvent, mention: EventMention, cast: tuple[Actor, ...], counts: Counts
) -> None:
    said = {part.actor for part in mention.participants if part.role is not Role.SOURCE}
    right = [name for name in gold.required if any(_is(name, cast[index]) for index in said)]
    extra = [
        cast[index].name
        for index in sorted(said)
        if not any(_is(name, cast[index]) for name in gold.required + gold.optional)
    ]
    counts.actors_gold += len(gold.required)
    counts.actors_right += len(right)
    counts.actors_said += len(right) + len(extra)
    missing = [name for name in gold.required if name not in right]
    if missing or extra:
        counts.errors.append(f"{story}: actors of '{gold.words}' missing {missing}, extra {extra}")


def _is(name: str, actor: Actor) -> bool:
    wanted, said = _fold(name), _fold(actor.name)
    head = _AFTER_HEAD.split(said, maxsplit=1)[0]
    if (
        f" {said}".endswith(f" {wanted}")
        or f" {wanted}".endswith(f" {said}")
        or f" {head}".endswith(f" {wanted}")
    ):
        return True
    called = {_fold(m.text) for m in actor.mentions if m.form is not MentionForm.PRONOUN}
    return wanted in called | {_fold(alias) for alias in actor.aliases}


def _fold(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'").removesuffix("'s").strip()


def score(names: Iterable[str], of: Collection = SHIPPED) -> Iterator[tuple[str, Counts]]:
    """(story, counts) of each, then ("all", their sum)."""
    total = Counts()
    for story in names:
        counts = score_story(story, of)
        total.add(counts)
        yield story, counts
    yield "all", total


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the language core on the sample stories.")
    parser.add_argument("story", nargs="*", help="file names without ending; all that have gold if none")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--control", action="store_true", help="the control articles instead")
    which.add_argument("--blind", action="store_true", help="eight articles by somebody who knew no rules")
    which.add_argument("--kinds", action="store_true", help="twenty articles of twenty kinds")
    which.add_argument("--sealed", action="store_true", help="articles that nobody has read yet")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, line by line")
    options = parser.parse_args()
    chosen = {CONTROL: options.control, BLIND: options.blind, KINDS: options.kinds, SEALED: options.sealed}
    of = next((collection for collection, wanted in chosen.items() if wanted), SHIPPED)
    print(f"{'story':42}{'events':>7}" + "".join(f"{name:>11}" for name in METRICS))  # noqa: T201
    for story, counts in score(options.story or stories(of), of):
        figures = counts.figures()
        print(f"{story:42}{counts.gold:>7}" + "".join(f"{figures[m]:>11.1f}" for m in METRICS))  # noqa: T201
        if options.errors and story != "all":
            print("\n".join(f"    {error.partition(': ')[2]}" for error in counts.errors))  # noqa: T201


if __name__ == "__main__":
    main()
