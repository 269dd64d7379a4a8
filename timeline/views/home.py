"""The timeline: one view for the page, its fragments, and the rows of load earlier and later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe
from django_htmx.http import push_url, replace_url
from django_htmx.middleware import HtmxDetails

from timeline import wording
from timeline.facets import Filter, facets, filters
from timeline.layout import strip
from timeline.layout.units import words
from timeline.query import LANES, SORTS, VIEWS, TimelineQuery
from timeline.summary import Selection, select
from timeline.views import graphic
from timeline.views.export import choices
from timeline.views.rows import Group, Row, grouped, rows
from timeline.windows import Window

PAGE = "timeline/page.html"
MOST_WAYS_OUT = 5
LOAD = (_lazy("Load earlier events"), _lazy("Load later events"))
LOAD_UNDATED = (_lazy("Load the events before these"), _lazy("Load more undated events"))
VIEW_NAMES = {"lanes": _lazy("lanes"), "dots": _lazy("dots"), "heat": _lazy("heat"), "list": _lazy("list")}
VIEW_WORDS = {
    "lanes": _lazy("Lanes: a row for each actor, source or place"),
    "dots": _lazy("Dots: all events in one row"),
    "heat": _lazy("Heat: counts instead of marks"),
    "list": _lazy("List: no graphic"),
}
LANE_WORDS = {
    "actor": _lazy("actor"),
    "none": _lazy("none"),
    "place": _lazy("place"),
    "source": _lazy("source"),
}


SORT_WORDS = {"date": _lazy("date"), "evidence": _lazy("number of articles")}


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("timeline")


@require_safe
def timeline(request: HtmxRequest) -> HttpResponse:
    query = TimelineQuery.parse(request.GET)
    fragment = bool(request.htmx) and not request.htmx.history_restore_request
    more = fragment and request.htmx.target == "div#list"
    name = PAGE + "#rows" if more else PAGE + "#update" if fragment else PAGE
    response = render(request, name, context(query, request))
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type", "HX-Target", "Cookie"])
    response["Cache-Control"] = "private, no-cache"
    if fragment and not more:
        _address(request, response, query.url())
    return response


def _address(request: HtmxRequest, response: HttpResponse, url: str) -> None:
    """The canonical address: pushed for a click, put in place of the last one while typing or wheeling."""
    here = request.htmx.current_url_abs_path or ""
    goes_on = (_typing(request) and "q=" in here) or "X-Goes-On" in request.headers
    (replace_url if goes_on or url == here else push_url)(response, url)


def context(query: TimelineQuery, request: HttpRequest) -> dict[str, Any]:
    """All that the page shows; about a dozen queries for ten events or a thousand."""
    chosen = select(query)
    density = graphic.density(chosen)
    window = query.window or strip.default_window(density)
    shown = query.in_window(window) if window and not query.undated_only else query
    events = chosen.within(window) if window and not query.undated_only else chosen.undated()
    last = graphic.last_article_day()
    undated = chosen.undated().number
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = shown.page(after=after, before=before)
    around = strip.context(density, window) if window else None
    drawn = None if query.undated_only or not window else graphic.build(shown, window, events, last)
    return {
        "section": "timeline",
        "query": query,
        "shown": shown,
        "title": title(query, window),
        "window": window,
        "number": events.number,
        "total": density.total,
        "undated": undated,
        "strip": strip.build(density, graphic.end_of(last), around, root=query.scale == "root"),
        "scale_url": shown.url(scale="linear" if query.scale == "root" else "root"),
        "around": words(around) if around else "",
        "graphic": drawn,
        "groups": groups(shown, rows(page.events), events),
        "earlier": page.earlier and _page_url(shown, "before", page.earlier),
        "later": page.later and _page_url(shown, "after", page.later),
        "facets": facets(shown, events),
        "load": LOAD_UNDATED if query.undated_only else LOAD,
        "tools": None if query.undated_only or not window else tools(shown, window, density),
        **menus(query, shown),
        "link": request.build_absolute_uri(query.url()),
        "pill_width": graphic.pill_width(undated),
        "hidden_fields": hidden_fields(query),
        **sharing(shown),
        "chips": filters(query),
        "ways_out": [] if page.events else ways_out(query),
        "dated_url": query.url(undated_only=False),
        "undated_url": query.with_(start="", end="").url(undated_only=True),
        "key": graphic.key(),
        "rail": graphic.rail(drawn, query.lanes),
        "before": before,
        "typing": _typing(request),
    }


def _typing(request: HttpRequest) -> bool:
    return request.headers.get("HX-Source", "").startswith("input#qtext")


def title(query: TimelineQuery, window: Window | None) -> str:
    if query.undated_only:
        return _("Undated events")
    return words(window) if window else _("Timeline")


def _page_url(query: TimelineQuery, side: str, cursor: str) -> str:
    url = query.url()
    return f"{url}{'&' if '?' in url else '?'}{side}={cursor}"


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    url: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class Tools:
    """Addresses of zooming and panning; None where there is no further."""

    zoom_in: str | None
    zoom_out: str
    earlier: str
    later: str
    fit: str


def tools(query: TimelineQuery, window: Window, density: strip.Density) -> Tools:
    closer = window.zoomed(0.5)
    span = strip.full_span(density) or window
    return Tools(
        zoom_in=query.in_window(closer).url() if closer.span < window.span else None,
        zoom_out=query.in_window(window.zoomed(2)).url(),
        earlier=query.in_window(window.panned(-0.5)).url(),
        later=query.in_window(window.panned(0.5)).url(),
        fit=query.in_window(span).url(),
    )


def ways_out(query: TimelineQuery) -> list[tuple[Filter, int]]:
    """For an empty list: each filter, and how many events there are without it."""
    return [
        (chip, TimelineQuery.parse(urlsplit(chip.url).query).events(window=False).count())
        for chip in filters(query)[:MOST_WAYS_OUT]
    ]


def groups(query: TimelineQuery, shown: Sequence[Row], events: Selection) -> list[Group]:
    """The rows by month, or all under one heading where they aren't in order of time."""
    if query.by_evidence and shown:
        return [Group(_("What most articles tell"), wording.count(events.number, "event"), list(shown))]
    return grouped(shown, strip.Density(*events.bounds()), query.window)


def menus(query: TimelineQuery, shown: TimelineQuery) -> dict[str, Any]:
    """Other views and lanes of the same events."""
    return {
        "view_word": VIEW_NAMES[query.view],
        "lanes_word": LANE_WORDS[query.lanes],
        "lane_options": [Option(str(LANE_WORDS[by]), shown.url(lanes=by), by == query.lanes) for by in LANES],
        "sort_word": SORT_WORDS[query.sort],
        "sort_options": [Option(str(SORT_WORDS[by]), shown.url(sort=by), by == query.sort) for by in SORTS],
        "view_options": [
            Option(str(VIEW_WORDS[view]), shown.url(view=view), view == query.view) for view in VIEWS
        ],
    }


def hidden_fields(query: TimelineQuery) -> list[tuple[str, str]]:
    """What the form carries beside its visible fields."""
    return [pair for pair in query.parameters() if pair[0] not in ("q", "from", "to")]


def sharing(query: TimelineQuery) -> dict[str, Any]:
    """Ways to take the view along: files, feed, and the page that lists them all."""
    return {
        "exports": [Option(label, url) for label, _note, url in choices(query)],
        "feed_url": query.url("/export/timeline.atom"),
        "share_url": query.url("/share/"),
    }
