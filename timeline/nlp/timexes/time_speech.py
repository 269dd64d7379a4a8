"""The time of speaking: in direct speech "this year" and "tomorrow" count from when the words were said."""

from bisect import bisect_right

from timeline.nlp import quotes
from timeline.nlp.quotes import Quote
from timeline.nlp.timexes.calendar_rules import Point
from timeline.nlp.timexes.narrative import points_from_now
from timeline.nlp.timexes.resolution import Resolution, Scene, unresolved
from timeline.nlp.timexes.time_atoms import context
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import governing_verb

# units of the date of speaking from which an expression of the kind can be counted
_PRECISE = {"deictic": "D", "weekday": "D", "unit": "DO", "offset": "DO", "month": "DO", "season": "DO"}
_YEARLY = "DOYQS"
_WINDOW = 3
# longer than this it is rather a quotation mark gone astray
_LONGEST = 120


def spoken_on(scene: Scene, index: int, reading: Reading) -> Point | None:
    """The date that the clause around the quotation gives its verb of speech; None when it gives none or
    the words are no direct speech."""
    offset = reading.kind == "offset" and reading.origin == "dct"
    if not (offset or points_from_now(reading)) or reading.kind not in _PRECISE:
        return None
    span = range(max(index - _WINDOW, 0), min(index + _WINDOW + 1, len(scene.drafts)))
    dates = [other for other in span if other != index and _dates_speech(scene, other)]
    position = _quote_at(scene, scene.drafts[index].first) if dates else None
    if position is None or scene.quotes is None:
        return None
    quote = scene.quotes[position]
    first, last = _first_of_speech(scene, scene.quotes, position), scene.doc[quote.last - 1].sent.end
    for other in dates:
        near = scene.drafts[other]
        outside = first <= near.first < quote.first or quote.last <= near.first < last
        if outside and near.reading is not None:
            return scene.resolve(other, near.reading).point
    return None


def is_spoken(scene: Scene, index: int) -> bool:
    """Whether the expression is part of direct speech."""
    return _quote_at(scene, scene.drafts[index].first) is not None


def resolve_spoken(scene: Scene, index: int, reading: Reading, spoken: Point) -> Resolution:
    """What the reading means on the day of speaking; of a longer time only if its first and its last day
    give the same."""
    memory = scene.memory
    published = memory.dct
    try:
        memory.dct = spoken.first_day
        first = scene.resolve(index, reading)
        if is_fine_enough(spoken, reading):
            return first
        memory.dct = spoken.last_day
        last = scene.resolve(index, reading)
    finally:
        memory.dct = published
    if first.value == last.value:
        return first
    recent = spoken.first_day <= (published or 0) <= spoken.last_day
    return scene.resolve(index, reading) if recent else unresolved("the day of speaking is not known")


def is_fine_enough(point: Point, reading: Reading) -> bool:
    """Whether what the reading says can be counted from that date: "tomorrow" from a day only."""
    return point.unit in (_YEARLY if reading.unit == "Y" else _PRECISE[reading.kind])


def _first_of_speech(scene: Scene, found: list[Quote], position: int) -> int:
    """The sentence that opens a quotation; where the same speaker goes on, the one before it:
    "We leave tomorrow," he said on Friday. "Yesterday we voted." """
    quote, earlier = found[position], found[position - 1] if position else None
    first: int = scene.doc[quote.first].sent.start
    if earlier is None or quote.speaker != earlier.speaker or scene.doc[first - 1].is_space:
        return first
    before: int = scene.doc[first - 1].sent.start
    return before if before <= earlier.first and earlier.last < first else first


def _quote_at(scene: Scene, token: int) -> int | None:
    """The index of the quotation that holds the token."""
    if scene.quotes is None:
        scene.quotes = quotes.find(scene.doc)
    position = bisect_right(scene.quotes, token, key=lambda quote: quote.first) - 1
    if position < 0:
        return None
    quote = scene.quotes[position]
    return position if token < quote.last <= quote.first + _LONGEST else None


def _dates_speech(scene: Scene, index: int) -> bool:
    """Whether the expression hangs on a verb of speech in the past, or dates what was written or said."""
    verb = governing_verb(scene.head(index))
    if verb is None or verb.tag_ not in ("VBD", "VBN"):
        return False
    if verb.lemma_ in context()["quoting_verbs"]:
        return True
    return verb.dep_ == "acl" and verb.lemma_ in context()["issuing_verbs"]
