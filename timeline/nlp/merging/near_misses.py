"""Pairs of tellings that almost were one event, with what speaks for it and against it. Pure Python.

They are left to people. What is said about a pair depends on these two and their articles alone.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.nlp.merging import date_match
from timeline.nlp.merging.date_match import Match
from timeline.nlp.merging.likeness import Unit, differ
from timeline.nlp.merging.stories import Stories
from timeline.nlp.merging.telling import TellingKey
from timeline.terms import Factuality

# How far below the bar a pair may stay and still be worth a look, in log odds.
MARGIN = 1.2
# From here on two articles are called alike.
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two tellings, the first by key on the left. `score` is about the log odds that both are one event;
    `told` are codes of what speaks for it and against it."""

    left: TellingKey
    right: TellingKey
    score: float
    told: tuple[str, ...]

    @property
    def likelihood(self) -> float:
        return 1 / (1 + math.exp(-self.score))


def near_miss(left: Unit, right: Unit, score: float, stories: Stories) -> NearMiss:
    one, two = sorted((left.mentions[0].key, right.mentions[0].key))
    return NearMiss(one, two, score, (*_for(left, right, stories), *_against(left, right)))


def _for(left: Unit, right: Unit, stories: Stories) -> Iterator[str]:
    yield "kin-word" if left.lemmas.isdisjoint(right.lemmas) else "same-word"
    match = _match(left, right)
    if match >= Match.COARSE:
        yield "same-day" if match is Match.SAME else "same-time"
    if not left.cast.isdisjoint(right.cast):
        yield "same-actor"
    if not left.places.isdisjoint(right.places):
        yield "same-place"
    if not left.articles.isdisjoint(right.articles):
        yield "same-article"
    elif any(stories.likeness(a, b) >= _ALIKE for a in left.articles for b in right.articles):
        yield "alike-articles"


def _against(left: Unit, right: Unit) -> Iterator[str]:
    match = _match(left, right)
    if match <= Match.OPEN:
        yield "undated" if match is Match.OPEN else "near-day"
    if differ(left, right, left.agents, right.agents):
        yield "other-agent"
    if differ(left, right, left.patients, right.patients):
        yield "other-patient"
    if left.places and right.places and left.places.isdisjoint(right.places):
        yield "other-place"
    if left.counts and right.counts and left.counts.isdisjoint(right.counts):
        yield "other-number"
    if left.general or right.general:
        yield "general-word"
    if left.reporting or right.reporting:
        yield "saying"
    if _only(left, Factuality.HYPOTHETICAL) != _only(right, Factuality.HYPOTHETICAL):
        yield "one-possible"
    if _only(left, Factuality.DENIED) != _only(right, Factuality.DENIED):
        yield "one-denied"


def _match(left: Unit, right: Unit) -> Match:
    return max(date_match.match(a, b) for a in left.mentions for b in right.mentions)


def _only(unit: Unit, factuality: Factuality) -> bool:
    return all(mention.factuality is factuality for mention in unit.mentions)
