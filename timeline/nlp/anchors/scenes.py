"""The last rungs: the date of the scene an event belongs to, and the publication date for what is news.

The day of the news is the day its lead states ("police seized the ship on Friday"), else the publication
date. What the article goes on to tell in the simple past continues the scene before it, or the news.
"""

from timeline.dates import DAY, DateInterval
from timeline.nlp.anchors import event_offsets, tense
from timeline.nlp.anchors.anchor_story import NEWS_DAYS, Story
from timeline.nlp.anchors.date_links import SCHEDULING
from timeline.nlp.anchors.event_chains import points_back
from timeline.nlp.anchors.event_offsets import Offset
from timeline.nlp.anchors.scene_bounds import Bounds, speaks_in_lead, speaks_then
from timeline.nlp.anchors.tense import Tense
from timeline.terms import Factuality, Precision

_MAIN_LINE = {"ROOT", "conj", "ccomp", "parataxis", "dep"}
_ASIDE = {"advcl", "relcl"}
_WHEN = {"when", "as", "while", "where", "until", "till"}
_NOW = {Tense.PRESENT, Tense.PROGRESSIVE}
_NEAR = 6
_SEQUENCE = {"after", "since", "following"}
_NOT_TOLD = {Factuality.DENIED, Factuality.CLAIMED, Factuality.CANCELLED}
_EXACT = {Precision.DAY, Precision.CLOCK}


def assign(story: Story, offsets: list[Offset]) -> None:
    """Walk through the article; each main-line event continues the scene or opens the news."""
    lead = None if story.history else _lead_event(story)
    counted = {offset.own for offset in offsets if offset.other_day}
    named = {offset.named: offset for offset in offsets if offset.named is not None}
    bounds = Bounds(story)
    last: int | None = None
    for index, event in enumerate(story.events):
        if event.date is None and index in named:
            _count_from_scene(story, index, named[index], last)
        elif event.date is None and index not in counted and not event.nominal and not story.barred(index):
            _place(story, index, last, lead, bounds)
        bounds.note(index)
        if event.date is not None and (_told(story, index) or _told_aside(story, index)):
            last = index


def _count_from_scene(story: Story, index: int, offset: Offset, last: int | None) -> None:
    """ "Three days after the accident": a noun that points back belongs to the scene told before, and what
    happened three days later doesn't."""
    noun = story.events[index].nominal and points_back(story.head(index))
    if last is None or story.sentences[last] == story.sentences[index]:
        return
    if noun and not story.barred(index) and _same_scene(story, index, last):
        story.copy(index, last, {"code": "scene"})
        event_offsets.count(story, offset)


def _lead_event(story: Story) -> int | None:
    """The first event of the lead whose day is stated and not long before publication."""
    for index, event in enumerate(story.events):
        if story.sentences[index] > story.lead:
            return None
        dated = event.date is not None and event.date.precision in _EXACT
        if dated and _told(story, index) and event.date is not None and story.fresh(event.date):
            return index
    return None


def _told(story: Story, index: int) -> bool:
    """Whether the event carries the story on: a main clause in the past, or its noun ("held talks")."""
    verb, told = story.head(index), story.tenses[index]
    if story.events[index].nominal:
        if verb.dep_ not in ("dobj", "nsubjpass") or verb.head.i in story.at:
            return False
        verb = verb.head
        told = tense.of(verb)
    past = told in (Tense.PAST, Tense.PRESENT_PERFECT) or _opens_flashback(story, index)
    dependency = verb.dep_ if story.events[index].nominal else _dependency(story, index)
    return past and dependency in _MAIN_LINE and not story.in_caption(index)


def _told_aside(story: Story, index: int) -> bool:
    """ "It has been quiet since the ship sank on 2 May": where the main clause tells no event, the story goes
    on from the clause behind it that does."""
    date, verb = story.events[index].date, story.head(index)
    stated = story.events[index].reason == {"code": "timex-in-clause"} and story.tenses[index] is Tense.PAST
    if not stated or verb.dep_ not in _ASIDE or date is None or date.precision not in _EXACT:
        return False
    root = verb.sent.root
    return root.i < verb.i and root.i not in story.at


def _opens_flashback(story: Story, index: int) -> bool:
    """ "Had announced it two days earlier": what follows in the simple past goes on from there."""
    stated = story.events[index].reason.get("code") == "timex-in-clause"
    return stated and story.tenses[index] is Tense.PLUPERFECT


def _place(story: Story, index: int, last: int | None, lead: int | None, bounds: Bounds) -> None:
    told, dependency = story.tenses[index], _dependency(story, index)
    prominent = story.in_headline(index) or story.in_lead(index)
    if dependency not in _MAIN_LINE or _quoted_history(story, index, last) or _unreal(story, index):
        return
    if told in _NOW:
        if story.in_headline(index):
            _news(story, index, lead)
        elif story.reporting(index) or _happens(story, index):
            _publication(story, index)
    elif told is Tense.PRESENT_PERFECT or _is_headline_passive(story, index):
        if prominent or story.reporting(index):
            _news(story, index, lead)
    elif told is Tense.PAST and not _old_subject(story, index):
        if last is not None and _same_scene(story, index, last) and _goes_on(story, index, last, bounds):
            _last_until(story, index, last)
            story.copy(index, last, {"code": "scene"})
        elif _is_news(story, index, lead, bounds):
            _news(story, index, lead)


def _dependency(story: Story, index: int) -> str:
    """How the verb hangs; a clause of time stands for itself where the main clause tells no event ("his life
    was in danger when the ship sank")."""
    verb = story.head(index)
    if verb.dep_ == "xcomp" and story.tenses[index] is Tense.PAST:
        return str(verb.head.head.dep_)  # "was able to reach the port"
    if verb.dep_ == "acl" and _is_headline_passive(story, index):
        return str(verb.head.dep_)
    alone = story.governors[index] is None and verb.dep_ == "advcl"
    when = alone and any(child.lower_ in _WHEN for child in verb.lefts)
    return "ROOT" if when else str(verb.dep_)


def _is_headline_passive(story: Story, index: int) -> bool:
    """ "Thief jailed for five years", "Two killed in fire": the last participle of a headline is news."""
    if story.tenses[index] is not Tense.PARTICIPLE or not story.in_headline(index):
        return False
    after = index + 1
    verbs = (i for i in range(after, len(story.events)) if not story.events[i].nominal)
    following = next(verbs, None)
    return following is None or not story.in_headline(following)


def _goes_on(story: Story, index: int, last: int, bounds: Bounds) -> bool:
    return speaks_then(story, index, last) if story.speaking(index) else bounds.holds(index, last)


def _is_news(story: Story, index: int, lead: int | None, bounds: Bounds) -> bool:
    """Headlines and speech are; what else is told in the past is where its sentence tells no other time."""
    if story.in_headline(index) or story.reporting(index):
        return True
    date = story.events[lead].date if lead is not None else story.dct
    told = story.in_lead(index) or _stated(story, index)
    return told and date is not None and bounds.plain(index, date)


def _last_until(story: Story, index: int, last: int) -> None:
    """ "She retired in 2018. She coached the team until 2022": from the scene on to the stated end."""
    start, timex = story.events[last].date, story.until.get(index)
    end = story.timexes[timex].date if timex is not None else None
    if start is None or end is None or "/" in start.edtf + end.edtf or start.begins >= end.begins:
        return
    span = DateInterval.parse(f"{start.edtf.split('T')[0]}/{end.edtf.split('T')[0]}")
    story.date(index, span, timex, {"code": "scene", "event": story.head(last).text})


def _stated(story: Story, index: int) -> bool:
    """A main clause, or what a speaker named behind it says in so many words: "..., the bank said"."""
    verb = story.head(index)
    return verb.dep_ in ("ROOT", "conj") or (verb.dep_ == "ccomp" and verb.head.i > verb.i)


def _unreal(story: Story, index: int) -> bool:
    """What did not happen, or is only said to have, is no part of the scene; silence is ("did not say")."""
    if story.head(index).dep_ != "ccomp" and (story.reporting(index) or story.tenses[index] in _NOW):
        return False
    return story.events[index].factuality in _NOT_TOLD


def _quoted_history(story: Story, index: int, last: int | None) -> bool:
    """What a speaker recalls is as old as the speaker says, not as the news."""
    if not story.quoted[index] or story.tenses[index] is not Tense.PAST or story.reporting(index):
        return False
    return last is None or not story.quoted[last] or story.events[last].timex is None


def _happens(story: Story, index: int) -> bool:
    """Not a word about the phase or the planning of something else ("is scheduled for Friday")."""
    event = story.events[index]
    planned = event.lemma in SCHEDULING and story.tenses[index] is Tense.PRESENT
    return event.kind != "aspectual" and not planned


def _old_subject(story: Story, index: int) -> bool:
    """ "The war, which began in 2014, killed thousands": what an old event does is no news."""
    for child in story.head(index).lefts:
        subject = story.at.get(child.i)
        if child.dep_ in ("nsubj", "nsubjpass") and subject is not None:
            date = story.events[subject].date
            return date is not None and not story.fresh(date)
    return False


def _news(story: Story, index: int, lead: int | None) -> None:
    """Date an event with the day of the news; the narrative present tells none."""
    if story.events[index].narrated:
        return
    if lead is not None and story.speaking(index) and not speaks_in_lead(story, index, lead):
        lead = None
    date = story.events[lead].date if lead is not None else story.dct
    if date is None or _long_after(story, index, date):
        return
    if lead is not None:
        story.copy(index, lead, {"code": "scene"})
    else:
        _publication(story, index)


def _publication(story: Story, index: int) -> None:
    if story.dct is None:
        return
    reason: dict[str, str | int | float | bool | None] = {"code": "dct"}
    stated = story.zones.header_date
    if stated is not None and stated != story.dct.edtf:
        reason["header"] = stated  # the text's own date line says otherwise
    story.date(index, story.dct, None, reason)


def _same_scene(story: Story, index: int, last: int) -> bool:
    """Neighbouring sentences, and no sign that the second happened long after."""
    date = story.events[last].date
    if date is None or date.precision is Precision.RANGE or _long_after(story, index, date):
        return False
    if story.sentences[index] - story.sentences[last] > 1:
        return False
    near = not story.history and (date.precision in _EXACT or story.fresh(date))
    return near or index in story.until or not _new_paragraph(story, last, index)


def _new_paragraph(story: Story, last: int, index: int) -> bool:
    """Whether a line ends between two neighbouring events: a glance back at a year long ago ends there, and
    in histories every day told."""
    between = story.doc[story.events[last].head : story.events[index].head]
    return any(token.is_space and "\n" in token.text for token in between)


def _long_after(story: Story, index: int, date: DateInterval) -> bool:
    """ "Was drawn up after the flood of 1983": a stated older date shows that this is not the scene's."""
    for lower in range(max(index - _NEAR, 0), min(index + _NEAR, len(story.events))):
        governor, other = story.governors[lower], story.events[lower].date
        hangs = governor is not None and governor.event == index and governor.word in _SEQUENCE
        if hangs and other is not None and date.begins - other.ends > NEWS_DAYS * DAY:
            return True
    return False


def is_background(story: Story, index: int) -> bool:
    """Recalled rather than reported: captions, the pluperfect."""
    return story.in_caption(index)
