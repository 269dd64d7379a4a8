"""One event in the formats of other programs, and how to cite it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import exports
from timeline.exports import Json, calendars, citations, linked_data
from timeline.models import Event
from timeline.views import refs
from timeline.views.export import FORMS
from timeline.views.refusals import plain
from timeline.views.sharing import base, shared


@dataclass(frozen=True, slots=True)
class Citation:
    text: str
    bibtex: str
    ris: str


def _json(record: Json, site: str) -> str:
    return "".join(exports.as_jsonl([record]))


def _linked(record: Json, site: str) -> str:
    return "".join(exports.as_jsonl([linked_data.alone(record)]))


def _calendar(record: Json, site: str) -> str:
    host = urlsplit(site).hostname or "localhost"
    title = str(record["summary"])
    return b"".join(calendars.document([record], title, host, datetime.now(UTC))).decode()


FILES: dict[str, tuple[str, Callable[[Json, str], str]]] = {
    "json": ("application/json; charset=utf-8", _json),
    "jsonld": (FORMS["jsonld"].content_type, _linked),
    "ics": (FORMS["ics"].content_type, _calendar),
    "bib": ("application/x-bibtex; charset=utf-8", lambda record, site: citations.bibtex(record, _today())),
    "ris": (
        "application/x-research-info-systems; charset=utf-8",
        lambda record, site: citations.ris(record, _today()),
    ),
}


@require_safe
def event(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """The file of an event; a former id leads to the file of the survivor."""
    found = refs.event(ref)
    if refs.split(ref) != found.public_id:
        return redirect(f"/events/{found.public_id}.{form}", permanent=True)
    site = base(request)
    record = record_of(found, site)
    if form == "ics" and not calendars.fits(record, uncertain=True):
        return plain(404, _("This event has no date that a calendar can hold."))
    content_type, write = FILES[form]
    response = HttpResponse(write(record, site), content_type=content_type)
    if form not in ("json", "jsonld"):
        response["Content-Disposition"] = f'attachment; filename="dateline-{found.public_id}.{form}"'
    return shared(request, response)


def record_of(event: Event, site: str) -> Json:
    return next(exports.event_records(Event.objects.filter(pk=event.pk), site))


def citation(record: Json) -> Citation:
    today = _today()
    return Citation(
        citations.text(record, today), citations.bibtex(record, today), citations.ris(record, today)
    )


def _today() -> Date:
    return datetime.now(UTC).date()
