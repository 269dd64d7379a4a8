"""Values of durations, spans, sets and vague references."""

from dataclasses import replace

from timeline.dates import MAX_YEAR
from timeline.nlp.timexes.calendar_rules import duration_value, point_of
from timeline.nlp.timexes.resolution import Resolution, Scene, reason
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.timexes.time_tense import is_future
from timeline.terms import TimexType

_EVENT_RELATIONS = {"after": "after", "before": "before", "following": "after"}


def duration(scene: Scene, index: int, reading: Reading) -> Resolution:
    """Three weeks; "three weeks after" tells the anchoring stage what to add to the event that follows."""
    if (ahead := _ahead(scene, index, reading)) is not None:
        return scene.resolve(index, ahead)
    if _some_day(scene, index):
        return Resolution("FUTURE_REF", reason=reason("vague-reference", reading), type=TimexType.DATE)
    relation = str(reading.notes.get("relation", "")) or _EVENT_RELATIONS.get(scene.word_after(index))
    value = reading.value or duration_value(None if reading.vague else reading.number, reading.unit or "D")
    facts = {"relation": relation} if relation else {}
    return Resolution(value, reason=reason("duration", reading, **facts), relation=relation)


def _some_day(scene: Scene, index: int) -> bool:
    """The mill will one day be a museum."""
    draft = scene.drafts[index]
    head = scene.head(index)
    if head.dep_ == "pobj" or scene.text[draft.start : draft.end].lower() != "one day":
        return False
    return is_future(head) is not None and head.head.lemma_ not in _LASTING


_LASTING = {"take", "last", "spend", "wait", "need", "run", "stay", "remain", "require"}


def _ahead(scene: Scene, index: int, reading: Reading) -> Reading | None:
    """The trial will start in three weeks: counted from today, if it is the verb that the words date."""
    if reading.vague or reading.number is None or reading.value or reading.unit not in _DATED_UNITS:
        return None
    if scene.word_before(index) != "in" or scene.word_after(index) in ("of", "after", "before", "'s", "’s"):
        return None
    if scene.doc[scene.drafts[index].first].lower_ == "the":
        return None
    token = scene.head(index)
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "in" else None
    if verb is None or is_future(token) is None or not (verb.pos_ == "VERB" or verb.lower_ == "due"):
        return None
    origin = "text" if scene.memory.narrative else "dct"
    return replace(reading, kind="offset", direction=1, origin=origin)


# what a coming date can be counted in: "in two hours" is rather how long something takes
_DATED_UNITS = frozenset("DWFOY")


def span(scene: Scene, index: int, reading: Reading) -> Resolution:
    """The past three months: a length; its bounds are kept beside it in the reason."""
    value = duration_value(None if reading.vague else reading.number, reading.unit or "D")
    bounds = _bounds(scene, reading)
    return Resolution(value, reason=reason("span", reading, direction=reading.direction, edtf=bounds))


# in which unit the far end of a span is known
_END_UNITS = {"D": "D", "W": "D", "F": "D", "O": "O", "Q": "O", "Y": "Y", "E": "Y", "C": "Y"}
_LENGTHS = {"W": 7, "F": 14, "Q": 3, "E": 10, "C": 100}


def _bounds(scene: Scene, reading: Reading) -> str | None:
    """The past six years, told in 2024: 2018/2024."""
    letter = reading.unit or "D"
    if scene.dct is None or scene.memory.narrative or reading.number is None or letter not in _END_UNITS:
        return None
    near = point_of(scene.dct, _END_UNITS[letter])
    far = near.step(reading.direction * int(reading.number * _LENGTHS.get(letter, 1)))
    if not -MAX_YEAR <= far.year <= MAX_YEAR:
        return None
    ends = sorted((near.interval(), far.interval()), key=lambda end: end.begins)
    return f"{ends[0].edtf}/{ends[1].edtf}"


def repeated(scene: Scene, index: int, reading: Reading) -> Resolution:
    value = reading.value or duration_value(reading.number, reading.unit or "D")
    return Resolution(value, reason=reason("set", reading))


def vague_reference(scene: Scene, index: int, reading: Reading) -> Resolution:
    return Resolution(reading.value, reason=reason("vague-reference", reading))


RESOLVERS = {
    "duration": duration,
    "span": span,
    "set": repeated,
    "ref": vague_reference,
}
