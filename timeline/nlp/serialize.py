"""Extraction -> the JSON of the `annotate` command (the contract that scorers read)."""

from timeline.dates import DAY, DateInterval, iso_day
from timeline.nlp.records import Actor, EventMention, Extraction, Timex

type Json = dict[str, object]


def as_json(record_id: str, extraction: Extraction) -> Json:
    return {
        "id": record_id,
        "timexes": [_timex(timex) for timex in extraction.timexes],
        "events": [_event(event, extraction.dct) for event in extraction.events],
        "actors": [_actor(actor) for actor in extraction.actors],
    }


def _timex(timex: Timex) -> Json:
    date = timex.date
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "edtf": date.edtf if date else None,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "reason": dict(timex.reason),
    }


def _event(event: EventMention, published: str | None) -> Json:
    date = event.date
    earliest, latest = _bounds(event, published)
    return {
        "start": event.start,
        "end": event.end,
        "trigger": event.trigger,
        "lemma": event.lemma,
        "sentence_start": event.sentence_start,
        "sentence_end": event.sentence_end,
        "timex": event.timex,
        "edtf": date.edtf if date else None,
        "earliest": earliest,
        "latest": latest,
        "precision": date.precision.value if date else None,
        "factuality": event.factuality.value,
        "actors": [
            {"actor": p.actor, "role": p.role.value, "start": p.start, "end": p.end}
            for p in event.participants
        ],
        "place": event.place,
        "summary": event.summary,
        "reason": dict(event.reason),
    }


def _bounds(event: EventMention, published: str | None) -> tuple[str | None, str | None]:
    """First and last possible day. Of an event without a date one may be known: a plan lies after the
    publication day."""
    if event.date is not None:
        return event.date.earliest, event.date.latest
    side = event.reason.get("side")
    if published is None or side not in ("after", "before"):
        return None, None
    day = DateInterval.parse(published).begins // DAY
    return (iso_day(day + 1), None) if side == "after" else (None, iso_day(day - 1))


def _actor(actor: Actor) -> Json:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.form.value} for m in actor.mentions
        ],
    }
