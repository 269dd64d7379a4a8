"""A stand-in for the reading process: it knows one kind of sentence, and takes ten milliseconds a text.

    Ada Lund opened the pier on 2025-02-17.

The stages after reading (storing, merging, settling) are the real ones.
"""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from timeline.dates import DateInterval
from timeline.extractor import Extractor
from timeline.nlp import records
from timeline.readers import Record
from timeline.terms import ActorKind, Factuality, MentionForm, Role

SECONDS = 0.01
_SENTENCE = re.compile(
    r"(?P<who>[A-Z]\w+ [A-Z]\w+) (?P<verb>\w+) the (?P<what>\w+) on (?P<day>\d{4}-\d\d-\d\d)\."
)
_SURNAMES = ["Lund", "Brandt", "Castell", "Dorn", "Ekholm", "Faber", "Gran", "Holt", "Ibsen", "Juhl"]
_THINGS = ["pier", "mill", "lock", "chapel", "ferry", "archive", "crane"]


def article(number: int) -> Record:
    """One of a series of invented articles; each three in a row tell the same two events."""
    group = number // 3
    who, other = _SURNAMES[group % 10], _SURNAMES[(group + 3) % 10]
    day, what = f"2025-0{1 + group // 28}-{1 + group % 28:02}", _THINGS[group % 7]
    text = (
        f"Ada {who} opened the {what} on {day}. Berit {other} inspected the {what} on {day}. Note {number}."
    )
    return Record(f"n{number}", text, published="2025-06-01", title=f"Note {number}", source="Lindal Post")


class StandIn(Extractor):
    """Writes the number of each article it begins to read into `log`, if there is one."""

    def __init__(self, log: Path | None = None) -> None:
        super().__init__("stand-in")
        self.log = log

    def extract(
        self, text: str, dct: str | None, beat: Callable[[], None] = lambda: None
    ) -> records.Extraction:
        if self.log is not None:
            with open(self.log, "ab", buffering=0) as log:
                log.write(f"{os.getpid()} {text.rsplit(' ', 1)[1]}\n".encode())
        time.sleep(SECONDS)
        beat()
        found = list(_SENTENCE.finditer(text))
        actors = tuple(_actor(match) for match in found)
        return records.Extraction(
            dct, (), tuple(_event(n, m) for n, m in enumerate(found)), actors, "stand-in"
        )


def _actor(match: re.Match[str]) -> records.Actor:
    start, end = match.span("who")
    mention = records.ActorMention(start, end, match["who"], MentionForm.NAME, {"code": "name"})
    return records.Actor(match["who"], ActorKind.PERSON, (mention,))


def _event(number: int, match: re.Match[str]) -> records.EventMention:
    start, end = match.span("verb")
    return records.EventMention(
        start=start,
        end=end,
        trigger=match["verb"],
        lemma=match["verb"].removesuffix("ed"),
        sentence_start=match.start(),
        sentence_end=match.end(),
        timex=None,
        date=DateInterval.parse(match["day"]),
        factuality=Factuality.OCCURRED,
        participants=(records.Participant(number, Role.AGENT, *match.span("who")),),
        place=None,
        summary=match[0].removesuffix(f" on {match['day']}."),
        reason={"code": "timex-in-clause"},
        context=(match["what"],),
    )
