"""The date of a grave happening that the text dates once, for its other tellings before and behind.

"A gunman killed the mayor ... the mayor was shot dead on 3 May": a report rarely tells of two killings,
crashes or coups without dating both. Where all dated mentions of one kind agree in their date, an undated one
takes it, unless its sentence gives another time or its participants are others.
"""

from collections import defaultdict
from functools import lru_cache

from timeline.nlp import resources
from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.event_chains import contradict, points_back, set_apart
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.merging import kinship
from timeline.terms import Factuality, Precision

_LINES = resources.load("anchoring")["grave_happenings"].strip().splitlines()
_KIND_OF = {word: kind for kind, line in enumerate(_LINES) for word in line.split()}
_REAL = {Factuality.OCCURRED, Factuality.CLAIMED}
_PAST = {Tense.PAST, Tense.PLUPERFECT, Tense.PARTICIPLE}


def assign(story: Story) -> None:
    """Date undated mentions of a happening of which the text dates one, or several alike."""
    if story.history:
        return
    dated = _dated(story)
    if not dated:
        return
    times = _times(story)
    for index, event in enumerate(story.events):
        if event.date is None and _retells(story, index):
            source = _source(story, index, dated)
            if source is not None and times[story.sentences[index]] <= {story.events[source].timex}:
                story.copy(index, source, {"code": "same-event"})


@lru_cache(maxsize=4096)
def _kind(lemma: str) -> int | None:
    """The number of the kind of grave happening that a verb or its noun names."""
    word = lemma.lower()
    roots = sorted(key[1:] for key in kinship.keys(word) if key[0] == "<")
    return next((_KIND_OF[root] for root in (word, *roots) if root in _KIND_OF), None)


def _dated(story: Story) -> dict[int, list[int]]:
    """The mentions with a stated date in the past, by kind."""
    found: dict[int, list[int]] = defaultdict(list)
    for index, event in enumerate(story.events):
        date = event.date
        if date is None or date.precision is Precision.RANGE or event.factuality not in _REAL:
            continue
        ahead = story.dct is not None and date.begins > story.dct.begins
        kind = _kind(event.lemma)
        if not ahead and kind is not None:
            found[kind].append(index)
    return found


def _times(story: Story) -> dict[int, set[int]]:
    """By sentence the expressions in it that tell another time than that of someone's words."""
    spoken = {event.timex for index, event in enumerate(story.events) if story.reporting(index)}
    times: dict[int, set[int]] = defaultdict(set)
    for number, timex in enumerate(story.timexes):
        if timex.anchors and number not in spoken:
            times[story.sentence_of[timex.first]].add(number)
    return times


def _retells(story: Story, index: int) -> bool:
    """A deed told in the past, or a noun for one that points back; not one of many, nor another one."""
    event, token = story.events[index], story.head(index)
    if event.factuality not in _REAL or event.kind in ("generic", "state", "aspectual"):
        return False
    if index in story.unread or set_apart(token) or _kind(event.lemma) is None:
        return False
    if event.nominal:
        return token.tag_ not in ("NNS", "NNPS") and points_back(token)
    return story.tenses[index] in _PAST


def _source(story: Story, index: int, dated: dict[int, list[int]]) -> int | None:
    """The mention of the kind with the finest date, if their dates agree and none has others take part."""
    event = story.events[index]
    kind = _kind(event.lemma)
    kin = dated.get(kind, []) if kind is not None else []
    finest: int | None = None
    for other in kin:
        if contradict(event, story.events[other]):
            return None
        finest = other if finest is None else _finer(story, finest, other)
        if finest is None:
            return None
    return finest


def _finer(story: Story, one: int, other: int) -> int | None:
    """The one whose date is finer, the first of equals; None if the dates differ."""
    first, second = story.events[one].date, story.events[other].date
    if first is None or second is None or not first.overlaps(second):
        return None
    return other if second.ends - second.begins < first.ends - first.begins else one
