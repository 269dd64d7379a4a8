"""Which dates were reckoned from the day of publication: "on Thursday", "last month", news of the day itself.

A day and month without a year isn't among them: the text names the date, and only the year follows.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from timeline.models import Event, EventMention

NOTE = _("reckoned by the article’s date")
SHORT_NOTE = _("by the article’s date")
_RECKONED = {"dct", "deictic", "offset-from-dct", "period-of-dct", "weekday-before-dct", "weekday-after-dct"}


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
