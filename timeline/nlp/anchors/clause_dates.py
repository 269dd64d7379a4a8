"""Dates that come from the clause an event belongs to, or from elsewhere in its sentence."""

from timeline.nlp import resources
from timeline.nlp.anchors.anchor_story import Governor, Story
from timeline.nlp.anchors.date_links import SCHEDULING
from timeline.nlp.anchors.main_verbs import closes_sentence, from_verb, is_fresh, own_subject
from timeline.nlp.anchors.tense import Tense
from timeline.terms import Factuality, Precision

_OCCASION = {"in", "at", "during"}
_SIMULTANEOUS = {"when", "while", "as", "whereupon", "where"}
_MOMENTS = {"time", "moment"}  # "by the time the ship came"
_ALONG = {"", "by", "in", "during", "at", "amid", "with", "through"}
_THEME = {"on", "about", "over"}
_BESIDE = {"after", "before", "since", "until", "till", "following", "ahead", "for"}
_MANNER = {"with", "by", "through"}
_ANAPHORS = {"anaphor", "offset-from-date"}
_WORDS = resources.load("anchoring")
_STRIKING = frozenset(_WORDS["striking"].split())
_JOURNEYS = frozenset(_WORDS["journeys"].split())
_AUDIENCES = frozenset(_WORDS["audiences"].split())
_RELEASING = frozenset(_WORDS["releasing"].split())
_SUBJECT = {"nsubj", "nsubjpass", "dobj", "attr", "oprd"}
_RELATIVES = {"that", "which"}
_CLOSED_KINDS = {"reporting", "intention", "state", "generic", "perception"}
_PAST = {Tense.PAST, Tense.PARTICIPLE, Tense.PRESENT_PERFECT, Tense.PLUPERFECT}
_PARTICIPLES = {Tense.PARTICIPLE, Tense.GERUND}
_AHEAD_OF_NOW = {Factuality.PLANNED, Factuality.HYPOTHETICAL}
_PLANS = {Factuality.PLANNED, Factuality.CANCELLED}
_AHEAD = {Factuality.PLANNED, Factuality.OCCURRED}
_REAL = {Factuality.OCCURRED, Factuality.ONGOING, Factuality.CLAIMED, Factuality.DENIED}


def assign(story: Story) -> None:
    """Date events through the one they hang on, from the top of each tree down; then the other way round."""
    for index in range(len(story.events)):
        _sharpen(story, index)
    order = sorted(range(len(story.events)), key=lambda i: _depth(story, i))
    for index in order:
        _from_governor(story, index)
    for index in reversed(order):
        _to_governor(story, index)


def _sharpen(story: Story, index: int) -> None:
    """ "Yesterday, at this year's fair, Orlo unveiled": the fair has the day of what happened there."""
    governor, event = story.governors[index], story.events[index]
    if governor is None or event.reason.get("code") != "nominal-date" or governor.word not in _OCCASION:
        return
    above = story.events[governor.event]
    stated = above.reason == {"code": "timex-in-clause"} and not above.nominal
    if stated and above.date is not None and event.date is not None and event.date.contains(above.date):
        event.date = None
        story.copy(index, governor.event, {"code": "clause-relation", "via": governor.word})


def _depth(story: Story, index: int) -> int:
    depth = 0
    governor = story.governors[index]
    while governor is not None and depth < 50:
        depth += 1
        governor = story.governors[governor.event]
    return depth


def _from_governor(story: Story, index: int) -> None:
    governor = story.governors[index]
    event = story.events[index]
    if governor is None or event.date is not None or story.events[governor.event].date is None:
        return
    above = story.events[governor.event]
    planned = event.nominal and {event.factuality, above.factuality} <= _PLANS
    if not planned and (event.factuality not in _REAL or story.barred(index)):
        return
    via = _nominal(story, index, governor) if event.nominal else _verbal(story, index, governor)
    if via:
        story.copy(index, governor.event, {"code": "clause-relation", "via": via})


def _nominal(story: Story, index: int, governor: Governor) -> str:
    """A noun takes its verb's date as subject, object or circumstance; speech dates only its occasion."""
    above, noun = story.events[governor.event], story.events[index].lemma
    if above.nominal:
        return ""
    if governor.dependency == "prep" and governor.word == "on" and noun in _JOURNEYS:
        return "on"
    if governor.dependency == "dobj" and noun in _AUDIENCES and story.reporting(governor.event):
        return "audience"
    if (
        governor.dependency == "prep"
        and governor.word in _OCCASION
        and above.kind not in ("state", "generic")
    ):
        return governor.word
    if above.kind in _CLOSED_KINDS or story.reporting(governor.event):
        return ""
    if governor.dependency in _SUBJECT:
        return "subject" if governor.dependency.startswith("nsubj") else "object"
    return governor.word if governor.dependency == "prep" and governor.word in _ALONG else ""


def _verbal(story: Story, index: int, governor: Governor) -> str:
    above = story.events[governor.event]
    tense, upper = story.tenses[index], story.tenses[governor.event]
    same = tense == upper or tense in _PARTICIPLES
    dependency = governor.dependency
    if dependency == "relcl" and story.head(index).head.lemma_ in _MOMENTS:
        return "moment" if same and governor.word in ("by", "at") else ""
    if dependency == "relcl":
        return _relative(story, index, governor)
    if above.nominal:
        return ""
    if dependency == "acl" and story.events[index].lemma in _RELEASING and story.reporting(governor.event):
        return "statement"
    if dependency == "conj" and same and not own_subject(story, index):
        return "coordination"
    if dependency == "xcomp" and upper is Tense.PAST and above.kind not in ("reporting", "intention"):
        return "complement"
    if (
        dependency == "advcl"
        and same
        and not had_before(story, index)
        and (governor.word in _SIMULTANEOUS or not governor.word)
    ):
        return governor.word or "participle"
    if dependency == "prep" and tense is Tense.GERUND and governor.word in ("by", "in"):
        return governor.word
    return ""


def _relative(story: Story, index: int, governor: Governor) -> str:
    """ "The 1996 blast that killed one", "the clash in which seven died", "said Halden, who praised it"."""
    if story.tenses[index] is not Tense.PAST:
        return ""
    above = story.events[governor.event]
    if above.nominal:
        subject = any(
            child.dep_ in _SUBJECT and child.lower_ in _RELATIVES for child in story.head(index).lefts
        )
        stated = above.timex is not None and (subject or governor.word == "where")
        return "relative clause" if stated else ""
    both = story.reporting(index) and story.reporting(governor.event)
    return "relative clause" if both or _tells_on(story, index, governor) else ""


def _tells_on(story: Story, index: int, governor: Governor) -> bool:
    """ "Gave the letter to Kravets, who burned it": behind a comma the story goes on."""
    verb, upper = story.head(index), story.tenses[governor.event]
    noun = verb.head
    closed = story.events[index].kind in _CLOSED_KINDS
    if upper is not Tense.PAST or closed or story.reporting(governor.event):
        return False
    timex = story.events[governor.event].timex
    in_date = (
        timex is not None and noun.i < story.timexes[timex].last and noun.i >= story.timexes[timex].first
    )
    comma = noun.i + 1 < len(story.doc) and story.doc[noun.i + 1].text == ","
    return comma and not in_date and noun.i > story.events[governor.event].head


def had_before(story: Story, index: int) -> bool:
    """ "Having sold the ship, he ...": before, not at the same time."""
    return any(child.lower_ == "having" for child in story.head(index).lefts)


def _to_governor(story: Story, index: int) -> None:
    """ "When the bridge opened in 2019, he left", "at Friday's meeting she warned", "the accord signed
    in May": the event above takes the date of the clause, occasion or participle that goes with it."""
    governor = story.governors[index]
    if governor is None or story.events[index].date is None or story.events[governor.event].date is not None:
        return
    governor = _beyond(story, governor)
    via = _upward(story, index, governor) if _may_take(story, index, governor) else ""
    if via:
        code = "timex-in-sentence" if via in ("attachment", "moved") else "clause-relation"
        story.copy(governor.event, index, {"code": code, "via": via})
        if via == "moved" or (via == "attachment" and _is_theme(story, index, governor)):
            event = story.events[index]
            event.date, event.timex = None, None


def _beyond(story: Story, governor: Governor) -> Governor:
    """The verb above a state or object that the date hangs on: "pleaded guilty to", "ended the run with"."""
    between, above = story.events[governor.event], story.governors[governor.event]
    if above is None:
        return governor
    manner = between.nominal and governor.word in _MANNER and above.dependency == "dobj"
    if between.kind == "state" or manner:
        return Governor(above.event, governor.dependency, governor.word)
    return governor


def _may_take(story: Story, index: int, governor: Governor) -> bool:
    """Whether the event above can have the date of the one below: what is real, or planned like it, and what
    had happened at a stated occasion ("had confessed at a hearing in July")."""
    above, event = story.events[governor.event], story.events[index]
    stated = event.nominal and event.timex is not None
    if above.factuality is Factuality.PLANNED and stated:
        return story.dct is None or event.date is None or event.date.ends > story.dct.begins
    if above.nominal and above.factuality is event.factuality:
        return True
    recalled = stated and governor.dependency == "prep" and story.tenses[governor.event] is Tense.PLUPERFECT
    return above.factuality in _REAL and (recalled or not story.barred(governor.event))


def _upward(story: Story, index: int, governor: Governor) -> str:
    """Why the event above has the date of the one below, in a word; empty if it hasn't."""
    event, above = story.events[index], story.events[governor.event]
    if above.nominal:
        return _to_noun(story, index, governor)
    if governor.dependency == "advcl" and governor.word in _SIMULTANEOUS:
        return governor.word if story.tenses[index] is story.tenses[governor.event] else ""
    if _is_misplaced(story, index, governor):
        return "moved"
    return _from_noun(story, index, governor) if event.nominal else from_verb(story, index, governor)


def _to_noun(story: Story, index: int, governor: Governor) -> str:
    event, above = story.events[index], story.events[governor.event]
    if _is_theme(story, index, governor):
        return "attachment"
    ahead = story.tenses[index] is Tense.FUTURE and above.factuality in _AHEAD
    told = story.tenses[index] in _PAST or event.kind == "aspectual" or ahead
    relative = governor.dependency in ("acl", "relcl") and told
    return "relative clause" if relative and event.timex is not None else ""


def _from_noun(story: Story, index: int, governor: Governor) -> str:
    event, above = story.events[index], story.events[governor.event]
    dependency, code = governor.dependency, event.reason.get("code")
    if dependency == "prep" and governor.word in _OCCASION:
        told = event.date is not None and not event.date.open_ended
        return governor.word if told and not _is_known_year(story, index, governor.event) else ""
    own = code == "timex-in-clause" and "via" not in event.reason
    if above.factuality is Factuality.PLANNED:
        plan = dependency == "dobj" or (dependency == "prep" and governor.word not in _BESIDE)
        return "attachment" if plan and own else ""
    if story.tenses[governor.event] not in _PAST or event.factuality not in _REAL:
        return ""
    again = code == "same-event" and above.lemma in _STRIKING
    if dependency.startswith("nsubj") and (code == "nominal-date" or (again and is_fresh(story, index))):
        return "subject"
    if own and dependency == "prep" and governor.word in _MANNER:
        return "attachment" if closes_sentence(story, index, comma=True) else ""
    return "attachment" if own and dependency in _SUBJECT else ""


def _is_known_year(story: Story, index: int, verb: int) -> bool:
    """ "Unveils ship at 2024 fair": the year of publication tells not when; the lead does."""
    date, now = story.events[index].date, story.dct
    if date is None or now is None or date.precision is not Precision.YEAR:
        return False
    return date.contains(now) and (story.in_headline(verb) or story.in_lead(verb))


def _is_theme(story: Story, index: int, governor: Governor) -> bool:
    """ "Set a hearing on the request for 24 March", "vote on the accord on 15 March": a date ahead is that of
    the hearing, not of what it is about."""
    date, code = story.events[index].date, story.events[index].reason.get("code")
    ahead = date is not None and story.dct is not None and date.begins > story.dct.begins
    return ahead and story.events[index].nominal and code == "timex-in-clause" and governor.word in _THEME


def _is_misplaced(story: Story, index: int, governor: Governor) -> bool:
    """ "Agreed to buy the mine in February": a past date can't be that of what was only agreed."""
    event, above = story.events[index], story.events[governor.event]
    hangs = governor.dependency in (("dobj",) if event.nominal else ("xcomp", "acl"))
    unreal = event.nominal or story.tenses[index] is Tense.INFINITIVE
    if not hangs or not unreal or event.factuality not in _AHEAD_OF_NOW or story.dct is None:
        return False
    if above.lemma in SCHEDULING or event.timex is None:
        return False
    counted = story.timexes[event.timex].reason.get("code") in _ANAPHORS  # "would leave the next day"
    stated = event.reason.get("code") == "timex-in-clause" and "via" not in event.reason
    past = event.date is not None and event.date.ends <= story.dct.begins
    return stated and past and not counted and story.tenses[governor.event] is Tense.PAST
