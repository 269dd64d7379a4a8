"""The time of speaking: in direct speech "this year" and "tomorrow" count from when the words were said."""

from bisect import bisect_right

from timeline.nlp import quotes
from timeline.nlp.timexes.calendar_rules import Point
from timeline.nlp.timexes.narrative import points_from_now
from timeline.nlp.timexes.resolution import Scene
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
    quote = _quote_at(scene, scene.drafts[index].first) if dates else None
    if quote is None:
        return None
    first, last = scene.doc[quote[0]].sent.start, scene.doc[quote[1] - 1].sent.end
    for other in dates:
        near = scene.drafts[other]
        outside = first <= near.first < quote[0] or quote[1] <= near.first < last
        if outside and near.reading is not None:
            return scene.resolve(other, near.reading).point
    return None


def is_fine_enough(point: Point, reading: Reading) -> bool:
    """Whether what the reading says can be counted from that date: "tomorrow" from a day only."""
    return point.unit in (_YEARLY if reading.unit == "Y" else _PRECISE[reading.kind])


def _quote_at(scene: Scene, token: int) -> tuple[int, int] | None:
    """The quotation that holds the token, as tokens [first, last)."""
    if scene.quotes is None:
        spans = ((quote.first, quote.last) for quote in quotes.find(scene.doc))
        # '' mostly closes: what seems to begin with it is the text between two quotations
        scene.quotes = [span for span in spans if scene.doc[span[0] - 1].text != "''"]
    position = bisect_right(scene.quotes, token, key=lambda span: span[0]) - 1
    if position < 0:
        return None
    first, last = scene.quotes[position]
    return (first, last) if token < last <= first + _LONGEST else None


def _dates_speech(scene: Scene, index: int) -> bool:
    """Whether the expression hangs on a verb of speech in the past."""
    verb = governing_verb(scene.head(index))
    return verb is not None and verb.lemma_ in context()["quoting_verbs"] and verb.tag_ in ("VBD", "VBN")
