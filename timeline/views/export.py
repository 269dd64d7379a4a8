"""The shown set as a file: the same query as the page, the same records as the command."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from timeline import exports, limits
from timeline.exports import Json, calendars, linked_data, timelinejs
from timeline.facets import filters
from timeline.layout.units import words
from timeline.query import TimelineQuery
from timeline.views.refusals import plain
from timeline.views.sharing import base, shared


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file holds: a query, its records, and where they came from."""

    query: TimelineQuery
    records: Iterable[Json]
    base: str
    uncertain: bool = False

    @property
    def heading(self) -> str:
        return heading(self.query)

    @property
    def url(self) -> str:
        return self.base + self.query.url()


@dataclass(frozen=True, slots=True)
class Form:
    """One format: what it is called, what it is for, and how it is written."""

    label: str
    note: object
    content_type: str
    write: Callable[[Shown], Iterable[str] | Iterable[bytes]]


def _timelinejs(shown: Shown) -> Iterable[str]:
    link = f'<a href="{escape(shown.url)}">{escape(_("This view on Dateline"))}</a>'
    return timelinejs.document(shown.records, shown.heading, f"<p>{link}</p>", shown.query.lanes)


def _calendar(shown: Shown) -> Iterable[bytes]:
    fitting = (record for record in shown.records if calendars.fits(record, shown.uncertain))
    host = urlsplit(shown.base).hostname or "localhost"
    return calendars.document(fitting, shown.heading, host, datetime.now(UTC))


FORMS = {
    "csv": Form(
        "CSV",
        gettext_lazy("A table for spreadsheets; one line an event."),
        "text/csv; charset=utf-8",
        lambda shown: exports.as_csv(shown.records, exports.EVENT_COLUMNS),
    ),
    "jsonl": Form(
        "JSON Lines",
        gettext_lazy("Everything that is known; one event a line."),
        "application/jsonl; charset=utf-8",
        lambda shown: exports.as_jsonl(shown.records),
    ),
    "tljs.json": Form(
        "TimelineJS",
        gettext_lazy("The JSON that TimelineJS 3 loads; dated events only."),
        "application/json; charset=utf-8",
        _timelinejs,
    ),
    "ics": Form(
        "iCalendar",
        gettext_lazy("For calendar programs; undated and uncertain dates stay out."),
        "text/calendar; charset=utf-8",
        _calendar,
    ),
    "jsonld": Form(
        "JSON-LD",
        gettext_lazy("Linked data in the vocabulary of schema.org."),
        "application/ld+json; charset=utf-8",
        lambda shown: linked_data.document(shown.records, shown.heading, shown.url),
    ),
}


@require_safe
def timeline(request: HttpRequest, form: str) -> HttpResponseBase:
    query = TimelineQuery.parse({key: request.GET.getlist(key) for key in request.GET if key != "uncertain"})
    events = query.everything()
    number = events.count()
    if number > limits.EXPORT_ROWS:
        return plain(413, _too_many(number))
    site = base(request)
    uncertain = request.GET.get("uncertain") == "yes"
    shown = Shown(query, exports.event_records(events, site), site, uncertain)
    chosen = FORMS[form]
    response = StreamingHttpResponse(chosen.write(shown), content_type=chosen.content_type)
    response["Content-Disposition"] = f'attachment; filename="timeline.{form}"'
    response["X-Dateline-Query"] = query.url()
    response["X-Dateline-Time"] = datetime.now(UTC).isoformat(timespec="seconds")
    return shared(request, response)


def _too_many(number: int) -> str:
    found = _("This view holds %(number)s events; at most %(most)s are handed out at once.") % {
        "number": f"{number:,}",
        "most": f"{limits.EXPORT_ROWS:,}",
    }
    return f"{found} {_('Narrow the range or add a filter, or use “manage.py export events”.')}\n"


def heading(query: TimelineQuery) -> str:
    """What a file or a feed of the view is called: its range and its filters in words."""
    if query.undated_only:
        range_words = _("Undated events")
    else:
        range_words = words(query.window) if query.window else _("All events")
    return " · ".join([range_words, *(f"{chip.label}: {chip.value}" for chip in filters(query))])


def choices(query: TimelineQuery) -> list[tuple[str, object, str]]:
    """(label, note, address) of each format of a view."""
    files = [(form.label, form.note, query.url(f"/export/timeline.{name}")) for name, form in FORMS.items()]
    if query.undated_only or query.view == "list":
        return files
    return [*files, ("SVG", _("The graphic as a picture."), query.url("/export/timeline.svg"))]
