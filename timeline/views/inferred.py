"""Which dates were reckoned from the day of publication: "on Thursday", or news of the day itself."""

from collections.abc import Sequence

from timeline import reasons
from timeline.models import Event, EventMention

NOTE = "reckoned from the article’s date"
_RECKONED = {code for code, words in reasons.TIMEXES.items() if "article’s date" in words}


def from_publication(events: Sequence[Event]) -> set[int]:
    """Keys of the events whose date no telling gives in full. One query."""
    tellings = EventMention.objects.filter(event__in=[event.pk for event in events]).exclude(edtf="")
    rows = tellings.values_list("event_id", "edtf", "reason__code", "timex__reason__code")
    edtf = {event.pk: event.edtf for event in events}
    reckoned, written = set[int](), set[int]()
    for pk, date, anchor, timex in rows:
        if date == edtf[pk]:
            (reckoned if anchor == "dct" or timex in _RECKONED else written).add(pk)
    return reckoned - written
