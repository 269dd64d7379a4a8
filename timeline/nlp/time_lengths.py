"""Values of durations, spans, sets and vague references."""

from timeline.nlp.calendar_rules import duration_value
from timeline.nlp.resolution import Resolution, Scene, reason
from timeline.nlp.time_readings import Reading

_EVENT_RELATIONS = {"after": "after", "before": "before", "following": "after"}


def duration(scene: Scene, index: int, reading: Reading) -> Resolution:
    """Three weeks; "three weeks after" tells the anchoring stage what to add to the event that follows."""
    relation = str(reading.notes.get("relation", "")) or _EVENT_RELATIONS.get(scene.word_after(index))
    value = duration_value(None if reading.vague else reading.number, reading.unit or "D")
    facts = {"relation": relation} if relation else {}
    return Resolution(value, reason=reason("duration", reading, **facts), relation=relation)


def span(scene: Scene, index: int, reading: Reading) -> Resolution:
    """The past three months: a length; its bounds are kept beside it in the reason."""
    value = duration_value(None if reading.vague else reading.number, reading.unit or "D")
    return Resolution(value, reason=reason("span", reading, direction=reading.direction))


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
