"""A date from elsewhere in the sentence, when the clause itself has none."""

from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.clause_dates import had_before
from timeline.nlp.anchors.date_links import SCHEDULING
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.records import Reason
from timeline.terms import Factuality

_REAL = {Factuality.OCCURRED, Factuality.ONGOING, Factuality.CLAIMED}
_TENSES = {Tense.PAST, Tense.PRESENT_PERFECT, Tense.PARTICIPLE, Tense.GERUND, Tense.NONE, Tense.INFINITIVE}
_CLOSED_KINDS = {"state", "generic", "aspectual"}
_APART = {"after", "before", "since", "until", "following", "than"}
_THEME = {"on", "about", "over"}
_STEPS = 6


def assign(story: Story) -> None:
    """Give undated events the nearest date up the tree that no verb of speech cuts off."""
    for index, event in enumerate(story.events):
        if event.date is None and _open(story, index):
            source = _above(story, index)
            if source is not None:
                _copy(story, index, source)


def _copy(story: Story, index: int, source: int) -> None:
    """Take the date of another event; of one that lasts ("since Monday") only the day it began."""
    lasting = story.events[source]
    stated = story.timexes[lasting.timex].date if lasting.timex is not None else None
    if stated is not None and lasting.date is not None and lasting.date.latest is None:
        reason: Reason = {"code": "timex-in-sentence", "event": story.head(source).text}
        story.date(index, stated, lasting.timex, reason)
    else:
        story.copy(index, source, {"code": "timex-in-sentence"})


def _open(story: Story, index: int) -> bool:
    event = story.events[index]
    real = event.factuality in _REAL and event.kind not in _CLOSED_KINDS
    if had_before(story, index):
        return False
    scheduling = event.lemma in SCHEDULING and not event.nominal
    return real and not scheduling and story.tenses[index] in _TENSES and not story.barred(index)


def _above(story: Story, index: int) -> int | None:
    """The nearest dated event above, not across speech, sequence or another sentence."""
    governor = story.governors[index]
    if governor is not None and story.events[index].nominal and governor.word in _THEME:
        return None  # "talks on a trade agreement": it is what they are about
    for _ in range(_STEPS):
        if governor is None or governor.word in _APART or governor.dependency == "relcl":
            return None
        above = story.events[governor.event]
        moved = story.events[index].nominal and above.lemma in SCHEDULING
        if story.reporting(governor.event) or moved:
            return None
        if above.date is not None:
            stated = above.timex is not None and above.reason["code"] != "scene"
            return governor.event if stated else None
        governor = story.governors[governor.event]
    return None
