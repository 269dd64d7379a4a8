"""The index of articles: by title, source, date of publication, and whether an event was read from them."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.addresses import article_url
from timeline.dates import DateError, DateInterval
from timeline.exports.date_parts import calendar_days
from timeline.models import Article, EventMention, Source
from timeline.views.rows import published_words

PAGE_ARTICLES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index."""

    title: str
    url: str
    source: str
    published: str
    events: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; `problems` say what of it can't be read."""

    words: str
    source: str
    first: str
    last: str
    empty: bool
    problems: tuple[str, ...]

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        problems: list[str] = []
        return cls(
            words=request.GET.get("q", "").replace("\0", "").strip()[:200],
            source=request.GET.get("source", "").replace("\0", "")[:200],
            first=_date(request.GET.get("from", ""), problems),
            last=_date(request.GET.get("to", ""), problems),
            empty=request.GET.get("events") == "none",
            problems=tuple(problems),
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.source or self.first or self.last or self.empty)


def _date(text: str, problems: list[str]) -> str:
    """The EDTF string if it is a date that a calendar holds; else a problem in words."""
    text = text.replace("\0", "").strip()
    if not text:
        return ""
    try:
        if calendar_days(DateInterval.parse(text)):
            return text
        problems.append(_("“%(date)s”: no article is that old.") % {"date": text[:40]})
    except DateError as error:
        problems.append(f"{error}.")
    return ""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.of(request)
    articles = _found(wanted).order_by(F("published").desc(nulls_last=True), "title", "id")
    page = Paginator(articles, PAGE_ARTICLES).get_page(request.GET.get("page"))
    sources = Source.objects.annotate(number=Count("articles")).filter(number__gt=0)
    context = {
        "section": "articles",
        "page": page,
        "entries": _entries([article.pk for article in page.object_list]),
        "sources": sources.order_by("name"),
        "wanted": wanted,
    }
    return render(request, "timeline/articles.html", context)


def _found(wanted: Wanted) -> QuerySet[Article]:
    articles = Article.objects.all()
    if wanted.source:
        articles = articles.filter(source__slug=wanted.source)
    if wanted.words:
        articles = articles.filter(title__icontains=wanted.words)
    if wanted.first:
        articles = articles.filter(published__gte=_days(wanted.first)[0])
    if wanted.last:
        articles = articles.filter(published__lte=_days(wanted.last)[1])
    if wanted.empty:
        telling = EventMention.objects.filter(article=OuterRef("pk"), timeline=True, event__isnull=False)
        articles = articles.filter(~Exists(telling))
    return articles


def _days(edtf: str) -> tuple[Date, Date]:
    """First and last day of a date that a calendar holds."""
    days = calendar_days(DateInterval.parse(edtf)) or (Date.min, Date.max)
    return days[0], days[1] - timedelta(days=1)


def _entries(pks: list[int]) -> list[Entry]:
    counted = Count("event_mentions__event", filter=Q(event_mentions__timeline=True), distinct=True)
    rows = (
        Article.objects.filter(pk__in=pks)
        .annotate(number=counted)
        .order_by(F("published").desc(nulls_last=True), "title", "id")
        .values_list("public_id", "title", "source__name", "published", "number")
    )
    return [
        Entry(
            title,
            article_url(public_id, title),
            source or "",
            published_words(published),
            wording.count(number, "event"),
        )
        for public_id, title, source, published, number in rows
    ]
