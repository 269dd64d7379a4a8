"""A view for the pages of others: in a frame, or by what its share page hands out."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from timeline import limits
from timeline.query import TimelineQuery
from timeline.views import excerpt
from timeline.views.export import choices, heading
from timeline.views.sharing import base, frame_policy

PATH = "/embed/timeline/"
FRAME = '<iframe src="{}" title="{}" width="100%" height="640" loading="lazy" allowfullscreen></iframe>'


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses and code under which a view can be taken along."""

    link: str
    frame: str
    feed: str
    api: str


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The graphic and the first events, for a frame: no navigation, every link opens the site itself."""
    query = TimelineQuery.parse(request.GET)
    found = excerpt.context(query, limits.EMBED_EVENTS)
    found |= {"title": heading(found["shown"]), "site": base(request)}
    response = render(request, "timeline/embed.html", found)
    return xframe_options_exempt(csp_override(frame_policy())(lambda _request: response))(request)


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """The view's address, code for a frame, feed, API, and every format."""
    query = TimelineQuery.parse(request.GET)
    number = query.everything().count()
    found = {
        "section": "timeline",
        "query": query,
        "title": heading(query),
        "number": number,
        "too_many": number > limits.EXPORT_ROWS,
        "ways": ways(query, base(request)),
        "exports": choices(query),
        "embed_url": query.url(PATH),
    }
    return render(request, "timeline/share.html", found)


def ways(query: TimelineQuery, site: str) -> Ways:
    title = _("Dateline: %(view)s") % {"view": heading(query)}
    return Ways(
        link=site + query.url(),
        frame=format_html(FRAME, site + query.url(PATH), title),
        feed=site + query.url("/export/timeline.atom"),
        api=site + query.url("/api/v1/events/"),
    )
