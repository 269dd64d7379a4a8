"""The first rungs: time expressions an event governs, intervals they form, offsets from other events."""

import re

from timeline.dates import DAY, DateInterval, iso_day
from timeline.nlp.anchors import date_links, midnight
from timeline.nlp.anchors.anchor_story import Story, within
from timeline.nlp.anchors.date_links import Link
from timeline.nlp.anchors.event_offsets import shift
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.draft import TimexDraft
from timeline.nlp.records import Reason
from timeline.nlp.timexes.time_tense import asked_for
from timeline.terms import Factuality, Precision

_BESIDE = {"before", "after", "following", "ahead", "prior", "preceding", "post", "pending", "until", "till"}
_UNTIL = {"until", "till"}
_WITH_DAY = 3
_DONE = (Tense.PAST, Tense.INFINITIVE)  # "not until May did they reach it": the bare form after "did"
_START = {"since"}
_DASHES = ("-", "–", "/")
_LISTED = ("on", "in")
_SPANNING = ("from", "between", *_LISTED)
_MONTHS = re.compile(r"P(?P<number>\d{1,2})(?P<unit>[MY])")
_REACH = 10
_LASTING = {Tense.PRESENT_PERFECT, Tense.PRESENT, Tense.PROGRESSIVE, Tense.PLUPERFECT, Tense.NONE}


def assign(story: Story) -> None:
    """Date the events that govern a time expression; note those whose own date can't be resolved."""
    midnight.pass_over(story.timexes)
    story.unread = date_links.unread(story.doc, story.events, story.timexes)
    for index, links in sorted(date_links.find(story.doc, story.events, story.timexes).items()):
        for link in links:
            if _date(story, index, link, links):
                break


def _date(story: Story, index: int, link: Link, links: list[Link]) -> bool:
    timex = story.timexes[link.timex]
    if within(timex.first, story.zones.dateline):
        return False  # when the report was written, not when anything in its first sentence happened
    awaited = _only_then(story, index, link)
    near = _about_clock(story, timex)
    beside = link.preposition in _BESIDE and not awaited and near is None
    if link.preposition in _UNTIL and not awaited and story.tenses[index] is Tense.PAST:
        story.until[index] = link.timex
    if timex.relation is not None or timex.date is None or beside:
        return False
    if _is_asked_for(story, index, link):
        return False
    if awaited and story.events[index].factuality is Factuality.DENIED:
        story.events[index].factuality, story.events[index].factuality_reason = Factuality.OCCURRED, {}
    if link.preposition in _START and story.tenses[index] is Tense.PAST:
        _nearest_state(story, index, link)
        return False
    code = "nominal-date" if link.modifier and story.events[index].nominal else "timex-in-clause"
    date = (
        near
        or _ending(story, link)
        or _span(story, link, links)
        or _open(story, index, link, timex.date)
        or timex.date
    )
    reason: Reason = {"code": code, "via": "another verb"} if link.shared else {"code": code}
    story.date(index, date, link.timex, reason)
    if link.shared or story.events[index].nominal:
        _announce(story, index, date)
    return True


def _is_asked_for(story: Story, index: int, link: Link) -> bool:
    """ "Called for a strike on 1 June": a day ahead is that of the strike, not of the call."""
    timex = story.timexes[link.timex]
    if story.tenses[index] is not Tense.PAST or story.dct is None or timex.date is None:
        return False
    noun = asked_for(story.head(index), story.doc[timex.first])
    if noun is None or timex.date.begins <= story.dct.begins:
        return False
    if noun.i in story.at:
        story.date(story.at[noun.i], timex.date, link.timex, {"code": "timex-in-clause"})
    return True


def _only_then(story: Story, index: int, link: Link) -> bool:
    """ "Did not sit down until 25 May": on that day they did."""
    if link.preposition not in _UNTIL:
        return False
    words = [child for child in story.head(index).lefts if child.dep_ in ("neg", "prep")]
    negated = any(word.dep_ == "neg" or any(c.dep_ == "neg" for c in word.lefts) for word in words)
    return negated and story.tenses[index] in _DONE


def _about_clock(story: Story, timex: TimexDraft) -> DateInterval | None:
    """ "Shortly after 3 a.m. on Friday": still Friday; "before midnight" is the day that ends."""
    if timex.date is None or timex.date.precision is not Precision.CLOCK:
        return None
    word = story.doc[timex.first - 1].lower_ if timex.first else ""
    if word not in ("after", "before") or timex.last - timex.first < _WITH_DAY:
        return None
    ends_day = word == "before" and timex.date.begins % DAY == 0
    return DateInterval.parse(iso_day(timex.date.begins // DAY - ends_day))


def _announce(story: Story, index: int, date: DateInterval) -> None:
    """ "A hearing is set for 3 June": the hearing is the entry, not the setting."""
    noun, event = story.head(index), story.events[index]
    verb = story.at.get(noun.head.i)
    ahead = story.dct is not None and date.begins > story.dct.begins
    if not ahead or not event.nominal or noun.dep_ not in ("nsubj", "nsubjpass") or verb is None:
        return
    if story.events[verb].lemma in date_links.SCHEDULING:
        event.timeline, story.events[verb].timeline = True, False


def _nearest_state(story: Story, index: int, link: Link) -> None:
    """A simple past does not last "since April": the phrase belongs to the noun event before it."""
    timex = story.timexes[link.timex]
    for token in range(timex.first - 1, max(timex.first - _REACH, story.events[index].head), -1):
        noun = story.at.get(token)
        if noun is not None and story.events[noun].nominal and timex.date is not None:
            date = _open(story, noun, link, timex.date) or timex.date
            story.date(noun, date, link.timex, {"code": "timex-in-clause"})
            return


def _open(story: Story, index: int, link: Link, date: DateInterval) -> DateInterval | None:
    """ "at war since April": from then on, with no end known."""
    event = story.events[index]
    lasting = story.tenses[index] in _LASTING or event.factuality is Factuality.ONGOING
    if link.preposition not in _START or not lasting or date.open_ended or "/" in date.edtf:
        return None
    return DateInterval.parse(f"{date.edtf}/..")


def _span(story: Story, link: Link, links: list[Link]) -> DateInterval | None:
    """ "from May to July", "between 2010 and 2012", "on Monday and Tuesday", "in 2004-05": one interval."""
    first = story.timexes[link.timex]
    joined = story.doc[first.last].text in _DASHES if first.last < len(story.doc) else False
    if link.preposition not in _SPANNING and not (joined and not link.preposition):
        return None
    follower = link.timex + 1
    if follower >= len(story.timexes):
        return None
    last = story.timexes[follower]
    between = story.doc[first.last : last.first].text.strip().lower()
    if between not in ("to", "until", "till", "and", "through", *_DASHES) or not _ordered(first, last):
        return None
    assert first.date is not None
    assert last.date is not None
    if joined and first.date.precision is last.date.precision is Precision.YEAR:
        return DateInterval.parse(f"{first.date.edtf}/{last.date.edtf}")  # a season, a term of office
    if link.preposition in _LISTED and (between != "and" or first.date.ends != last.date.begins):
        return None  # apart from each other, they are two dates
    return DateInterval.parse(f"{first.date.edtf}/{last.date.edtf}")


def _ending(story: Story, link: Link) -> DateInterval | None:
    """ "In the three months to June": the months that end with June."""
    last = story.timexes[link.timex]
    length = _MONTHS.fullmatch(story.timexes[link.timex - 1].value or "") if link.timex else None
    if length is None or last.reason.get("code") != "period-end" or last.date is None:
        return None
    number = int(length["number"]) * (12 if length["unit"] == "Y" else 1)
    first = shift(last.date, 1 - number, "M")
    return None if first is None else DateInterval.parse(f"{first.edtf.rstrip('~')}/{last.date.edtf}")


def _ordered(first: TimexDraft, last: TimexDraft) -> bool:
    if first.date is None or last.date is None or "/" in first.date.edtf + last.date.edtf:
        return False
    return first.date.begins < last.date.begins and first.date.ends <= last.date.ends
