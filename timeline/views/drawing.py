"""The graphic of a view as an SVG file."""

from datetime import date as Date

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.exports import drawing
from timeline.query import TimelineQuery
from timeline.templatetags.graphic import axis_svg, heat_svg, lane_svg, strip_svg
from timeline.views import excerpt
from timeline.views.export import heading
from timeline.views.sharing import base, shared


@require_safe
def timeline(request: HttpRequest) -> HttpResponseBase:
    query = TimelineQuery.parse(request.GET)
    found = excerpt.context(query)
    drawn, strip, shown = found["graphic"], found["strip"], found["shown"]
    lanes = ""
    if drawn:
        lanes = axis_svg(drawn) + "".join(map(lane_svg, drawn.lanes))
        lanes += heat_svg(drawn.heat, shown) if drawn.heat else ""
    text = drawing.document(
        heading(shown),
        _told(found["number"]),
        base(request) + query.url(),
        base(request),
        strip_svg(strip, shown, found["window"]) if strip else "",
        lanes,
        drawn.height if drawn else 0,
    )
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="timeline.svg"'
    response["X-Dateline-Query"] = query.url()
    return shared(request, response)


def _told(number: int) -> str:
    told = {"events": wording.count(number, "event"), "day": wording.date_words(Date.today().isoformat())}
    return _("%(events)s · drawn by Dateline, %(day)s") % told
