"""Sources: who published what was read, and how much of it could be dated."""

from dataclasses import dataclass
from datetime import date as Date

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.addresses import actor_url, article_url
from timeline.models import Actor, Article, Source
from timeline.query import TimelineQuery
from timeline.summary import Selection, select
from timeline.views.rows import Link, Row, published_words, rows

ALL = 1_000_000
ACTORS = 12
ARTICLES = 12
EVENTS = 8
YEARS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One source: how many articles and events, since when, and the share of events without a date."""

    name: str
    url: str
    articles: int
    events: int
    undated: str
    span: str


@dataclass(frozen=True, slots=True)
class Column:
    """The articles of one month or year."""

    words: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """One value of a closed set among a source's events."""

    mark: str
    mark_words: str
    number: int
    url: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = lines(select(TimelineQuery()))
    return render(request, "timeline/sources.html", {"section": "sources", "lines": found})


def lines(chosen: Selection) -> list[Line]:
    """All sources by name, with counts out of the arrays."""
    events, undated = dict(chosen.sources(ALL)), dict(chosen.undated().sources(ALL))
    sources = Source.objects.annotate(
        number=Count("articles"), first=Min("articles__published"), last=Max("articles__published")
    ).filter(number__gt=0)
    return [
        Line(
            name=source.name,
            url=f"/sources/{source.slug}/",
            articles=source.number,
            events=events.get(source.pk, 0),
            undated=percent(undated.get(source.pk, 0), events.get(source.pk, 0)),
            span=span(source.first, source.last),
        )
        for source in sources.order_by("name")
    ]


def percent(part: int, whole: int) -> str:
    """With one decimal; a dash when there is nothing to divide by."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def span(first: Date | None, last: Date | None) -> str:
    if first is None or last is None:
        return _("no publication date")
    if first == last:
        return published_words(first)
    return f"{published_words(first)} – {published_words(last)}"


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    query = TimelineQuery(source=(slug,))
    chosen = select(query)
    articles = Article.objects.filter(source=found)
    drawn = columns(found)
    context = {
        "section": "sources",
        "source": found,
        "articles": articles.count(),
        "events": chosen.number,
        "undated": chosen.undated().number,
        "undated_share": percent(chosen.undated().number, chosen.number),
        "span": span(*articles.aggregate(first=Min("published"), last=Max("published")).values()),
        "columns": drawn if len(drawn) > 1 else [],
        "ends": [drawn[0].words, drawn[-1].words] if len(drawn) > 1 else [],
        "told": told(query),
        "latest": latest(found),
        "people": people(query, chosen),
        "shares": shares(query, chosen),
        "query": query,
        "undated_url": query.url(undated_only=True),
        "feed_url": query.url("/export/timeline.atom"),
        "share_url": query.url("/share/"),
    }
    return render(request, "timeline/source.html", context)


def columns(source: Source) -> list[Column]:
    """Articles by month, by year when they span more than five; every month or year in between has one."""
    counts = {
        (month.year, month.month): number
        for month, number in Article.objects.filter(source=source, published__isnull=False)
        .annotate(month=TruncMonth("published"))
        .order_by()
        .values_list("month")
        .annotate(number=Count("pk"))
    }
    if not counts:
        return []
    first, last = min(counts), max(counts)
    if last[0] - first[0] >= 5:
        years = range(max(first[0], last[0] - YEARS), last[0] + 1)
        return [
            _column(source, f"{year:04d}", sum(n for (y, _m), n in counts.items() if y == year))
            for year in years
        ]
    months = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [
        _column(source, f"{at // 12:04d}-{at % 12 + 1:02d}", counts.get((at // 12, at % 12 + 1), 0))
        for at in months
    ]


def _column(source: Source, date: str, number: int) -> Column:
    shown = ngettext("%(when)s: %(n)s article", "%(when)s: %(n)s articles", number)
    words = shown % {"when": wording.date_words(date), "n": f"{number:,}"}
    return Column(words, number, f"/articles/?source={source.slug}&from={date}&to={date}" if number else "")


def latest(source: Source) -> list[tuple[str, str, str]]:
    """(title, address, publication date) of the newest articles."""
    found = Article.objects.filter(source=source).order_by("-published", "title", "pk")[:ARTICLES]
    return [
        (title, article_url(public_id, title), published_words(published))
        for public_id, title, published in found.values_list("public_id", "title", "published")
    ]


def told(query: TimelineQuery) -> list[Row]:
    """The events that it shares with most others, in order of time."""
    top = query.matching().filter(begins__isnull=False).order_by("-importance", "pk")[:EVENTS]
    return rows(sorted(top, key=lambda event: (event.begins or 0, event.pk)))


def people(query: TimelineQuery, chosen: Selection) -> list[Link]:
    """The actors it tells of most, by name; descriptions are left to the timeline."""
    counted = chosen.actors(3 * ACTORS)
    actors = Actor.objects.in_bulk([pk for pk, _n in counted])
    named = [(actors[pk], n) for pk, n in counted if pk in actors and wording.is_name(actors[pk].name)]
    return [Link(actor.name, actor_url(actor), f"{n:,}") for actor, n in named[:ACTORS]]


def shares(query: TimelineQuery, chosen: Selection) -> list[Share]:
    return [
        Share(fact, wording.FACTUALITY[fact], number, query.url(fact=(fact,)))
        for fact, number in chosen.factualities()
    ]
