"""Records as an iCalendar file (RFC 5545).

A calendar knows days and times only. Months, years and stretches become all-day spans that block no
time, with the true date in X-EDTF. What is undated, uncertain or before the year 1 stays out; `fits`
tells which.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from icalendar import Calendar
from icalendar import Event as Entry

from timeline import wording
from timeline.dates import DateInterval
from timeline.exports.date_parts import calendar_days, clock
from timeline.exports.records import Json, best_evidence
from timeline.terms import Factuality, Precision

_END = b"END:VCALENDAR\r\n"
_STATUS = {Factuality.CANCELLED: "CANCELLED", Factuality.PLANNED: "TENTATIVE"}


def fits(record: Json, uncertain: bool = False) -> bool:
    """Whether a calendar can hold the event; `uncertain` lets in dates that the text itself doubts."""
    if not record["edtf"]:
        return False
    date = DateInterval.parse(record["edtf"])
    return calendar_days(date) is not None and (uncertain or not date.uncertain)


def document(records: Iterable[Json], heading: str, host: str, now: datetime) -> Iterator[bytes]:
    """The whole file, one event after the other; every record must fit."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dateline//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", heading)
    yield calendar.to_ical().removesuffix(_END)
    for record in records:
        yield entry(record, host, now).to_ical()
    yield _END


def entry(record: Json, host: str, now: datetime) -> Entry:
    date = DateInterval.parse(record["edtf"])
    found = Entry()
    found.add("uid", f"{record['id']}@{host}")
    found.add("dtstamp", now)
    _when(found, date)
    found.add("summary", record["summary"])
    found.add("description", _description(record))
    found.add("url", record["url"])
    found.add("x-edtf", record["edtf"])
    found.add("status", _STATUS.get(record["factuality"], "CONFIRMED"))
    found.add("categories", [wording.FACTUALITY[record["factuality"]]])
    if record["place"]:
        found.add("location", record["place"])
    return found


def _when(found: Entry, date: DateInterval) -> None:
    days, time = calendar_days(date), clock(date)
    if time:
        found.add("dtstart", time)
    elif days:
        found.add("dtstart", days[0])
        found.add("dtend", days[1])
    if date.precision not in (Precision.CLOCK, Precision.DAY) or date.approximate:
        found.add("transp", "TRANSPARENT")


def _description(record: Json) -> str:
    word = wording.FACTUALITY[wording.DISPUTED if record["disputed"] else record["factuality"]]
    lines = [f"{word}. {record['date_words']}."]
    evidence = best_evidence(record)
    if evidence:
        told = ", ".join(filter(None, (evidence["source"] or evidence["title"], evidence["published"])))
        lines += [f"“{evidence['sentence']}” ({told})", evidence["url"]]
    return "\n".join(lines)
