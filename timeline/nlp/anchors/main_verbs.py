"""Dates of main verbs that stand with another verb of their sentence.

"Flew to Orlo to meet Halden on 1 March", "was stopped for speeding on Sunday", "robbed a bank and wounded two
men on Sunday", "a report released on Friday found": the date hangs on the second verb and is the first's too.
"""

from timeline.nlp import resources
from timeline.nlp.anchors.anchor_story import Governor, Story
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.timexes.time_atoms import context
from timeline.terms import Precision

_WORDS = resources.load("anchoring")
_SEEING = {"find", "discover", "notice", "meet", "catch"}
_COMPLEMENTS = {"xcomp", "ccomp", "advcl", "acl"}
_ANAPHORS = {"anaphor", "offset-from-date"}
_RELEASING = frozenset(_WORDS["releasing"].split())
_PAPERS_SAY = frozenset(_WORDS["papers_say"].split())
_ENABLING = frozenset(context()["enabling_verbs"])
_ONWARD = {"following", "next", "same"}
_EXACT = {Precision.DAY, Precision.CLOCK}
_MAIN_LINE = {"ROOT", "conj", "ccomp", "parataxis", "dep"}
_STOPS = {".", "!", "?", ";"}


def from_verb(story: Story, index: int, governor: Governor) -> str:
    """Why the verb above has the date of the one below, in a word; empty if it hasn't."""
    event, above = story.events[index], story.events[governor.event]
    if governor.dependency == "advcl" and _was_meant(story, index, governor):
        return "purpose"
    if governor.dependency == "relcl" and _came_and_saw(story, index, governor):
        return "relative clause"
    if governor.dependency == "acl" and _came_out(story, index, governor):
        return "participle"
    begun = governor.dependency == "xcomp" and (above.kind == "aspectual" or above.lemma in _ENABLING)
    if begun and story.tenses[governor.event] is Tense.PAST and event.timex is not None:
        return "complement"
    closing = (_moves_story, _closes_series, _caught_at)
    return "closing date" if any(rule(story, index, governor) for rule in closing) else ""


def _was_meant(story: Story, index: int, governor: Governor) -> bool:
    """ "Flew to Orlo to meet Halden on 1 March": a past day holds for the journey as well."""
    event, dct = story.events[index], story.dct
    if story.tenses[index] is not Tense.INFINITIVE or story.tenses[governor.event] is not Tense.PAST:
        return False
    stated = event.reason.get("code") == "timex-in-clause" and "via" not in event.reason
    if not stated or dct is None or event.timex is None or event.date is None:
        return False
    counted = story.timexes[event.timex].reason.get("code") in _ANAPHORS
    return not counted and event.date.ends <= dct.begins


def _came_and_saw(story: Story, index: int, governor: Governor) -> bool:
    """ "Reporters who reached the bridge on Monday saw two lorries": they saw them then."""
    event, above, noun = story.events[index], story.events[governor.event], story.head(index).head
    subject = noun.dep_ in ("nsubj", "nsubjpass") and noun.head == story.head(governor.event)
    told = story.tenses[index] is story.tenses[governor.event] is Tense.PAST
    seen = above.kind == "perception" or above.lemma in _SEEING
    return subject and told and seen and event.reason == {"code": "timex-in-clause"}


def _came_out(story: Story, index: int, governor: Governor) -> bool:
    """ "A report released on Friday found that ...": it did so when it came out."""
    event, above, noun = story.events[index], story.events[governor.event], story.head(index).head
    says = above.lemma in _PAPERS_SAY or story.reporting(governor.event)
    subject = noun.dep_ == "nsubj" and noun.head == story.head(governor.event)
    if not (subject and says and event.lemma in _RELEASING and story.tenses[governor.event] is Tense.PAST):
        return False
    return event.date is not None and event.date.precision in _EXACT


def _caught_at(story: Story, index: int, governor: Governor) -> bool:
    """ "Was stopped for speeding on Sunday", "was found clinging to a tree on Sunday": on that day he was."""
    event, above = story.events[index], story.events[governor.event]
    if story.tenses[index] is not Tense.GERUND or story.tenses[governor.event] is not Tense.PAST:
        return False
    if (
        event.reason != {"code": "timex-in-clause"}
        or event.date is None
        or event.date.precision not in _EXACT
    ):
        return False
    seen = governor.dependency in _COMPLEMENTS and (above.kind == "perception" or above.lemma in _SEEING)
    held = governor.word == "for" and is_fresh(story, index)
    return (seen or held) and not story.reporting(governor.event)


def _closes_series(story: Story, index: int, governor: Governor) -> bool:
    """ "Robbed a bank and wounded two men on Monday": the day behind verbs of one subject is that of all."""
    event, past = story.events[index], story.tenses[governor.event] is Tense.PAST
    if governor.dependency != "conj" or not past or story.tenses[index] is not Tense.PAST:
        return False
    stated = event.reason == {"code": "timex-in-clause"} or event.reason.get("via") == "closing date"
    if not stated or own_subject(story, index) or story.reporting(governor.event):
        return False
    if event.date is None or event.timex is None or story.timexes[event.timex].first < event.head:
        return False
    recent = event.date.precision in _EXACT and story.dct is not None and is_fresh(story, index)
    return recent and not _goes_on_in_sentence(story, governor.event)


def _goes_on_in_sentence(story: Story, index: int) -> bool:
    """ "On Sunday men shut a gate; police arrested ten and freed them on Monday": the arrest has a scene."""
    for before in range(index - 1, -1, -1):
        if story.sentences[before] != story.sentences[index]:
            return False
        event = story.events[before]
        if event.date is not None and not event.nominal and story.head(before).dep_ in _MAIN_LINE:
            return True
    return False


def _moves_story(story: Story, index: int, governor: Governor) -> bool:
    """ "Pleaded guilty to forging bills the following year": a date that goes on from the one told before
    tells when the main verb happened, whichever verb it stands next to."""
    event, above = story.events[index], story.tenses[governor.event]
    if story.tenses[index] is not Tense.GERUND or governor.dependency != "prep" or above is not Tense.PAST:
        return False
    if event.timex is None or event.reason.get("code") != "timex-in-clause":
        return False
    timex = story.timexes[event.timex]
    onward = timex.reading is not None and (timex.reading.rel in _ONWARD or timex.reading.direction > 0)
    return onward and timex.reason.get("code") in _ANAPHORS and closes_sentence(story, index)


def closes_sentence(story: Story, index: int, comma: bool = False) -> bool:
    """Whether the event's own time expression is the last thing its sentence (or part of it) says."""
    timex = story.events[index].timex
    if timex is None:
        return False
    after = story.timexes[timex].last
    if after >= len(story.doc):
        return True
    return story.doc[after].text in _STOPS or (comma and story.doc[after].text == ",")


def own_subject(story: Story, index: int) -> bool:
    """Whether the verb names its subject itself."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in story.head(index).lefts)


def is_fresh(story: Story, index: int) -> bool:
    """Whether the event has a date that can be that of the news."""
    date = story.events[index].date
    return date is not None and story.fresh(date)
