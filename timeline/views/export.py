"""The shown set as a file: the same query as the page, the same records as the command."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from timeline import exports, limits
from timeline.query import TimelineQuery

FORMATS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


@require_safe
def timeline(request: HttpRequest, form: str) -> HttpResponseBase:
    query = TimelineQuery.parse(request.GET)
    events = query.everything()
    number = events.count()
    if number > limits.EXPORT_ROWS:
        message = (
            f"This view holds {number:,} events; at most {limits.EXPORT_ROWS:,} are handed out at once. "
            "Narrow the range or add a filter, or use “manage.py export events”.\n"
        )
        return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
    records = exports.event_records(events)
    lines = exports.as_csv(records, exports.EVENT_COLUMNS) if form == "csv" else exports.as_jsonl(records)
    response = StreamingHttpResponse(lines, content_type=FORMATS[form])
    response["Content-Disposition"] = f'attachment; filename="timeline.{form}"'
    response["X-Dateline-Query"] = query.url()
    return response
