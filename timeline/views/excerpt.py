"""A timeline inside another page: strip, graphic and the first rows of a query's events."""

from typing import Any

from timeline import limits
from timeline.layout import strip
from timeline.query import TimelineQuery
from timeline.summary import select
from timeline.views import graphic
from timeline.views.rows import grouped, rows


def context(query: TimelineQuery, size: int = limits.PAGE_EVENTS) -> dict[str, Any]:
    """What the partials of the timeline page need; the links keep the query, `size` rows are listed."""
    chosen = select(query)
    density = graphic.density(chosen)
    window = query.window or strip.default_window(density)
    dated = window is not None and not query.undated_only
    shown = query.in_window(window) if window and dated else query
    events = chosen.within(window) if window and dated else chosen.undated()
    last = graphic.last_article_day()
    undated = chosen.undated().number
    page = shown.page(size=size)
    around = strip.context(density, window) if window else None
    return {
        "query": query,
        "shown": shown,
        "window": window,
        "number": events.number,
        "total": density.total,
        "undated": undated,
        "undated_url": query.with_(start="", end="").url(undated_only=True, lanes="actor"),
        "pill_width": graphic.pill_width(undated),
        "strip": strip.build(density, graphic.end_of(last), around) if dated else None,
        "graphic": graphic.build(shown, window, events, last) if window and dated else None,
        "groups": grouped(rows(page.events), strip.Density(*events.bounds()), shown.window),
        "key": graphic.key(),
        "later": page.later,
    }
