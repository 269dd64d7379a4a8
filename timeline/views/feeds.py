"""Any view as an Atom feed: what came in last stands first, as feed readers expect."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from timeline import limits, wording
from timeline.addresses import event_url
from timeline.models import Event
from timeline.query import TimelineQuery
from timeline.terms import Factuality
from timeline.views.export import heading
from timeline.views.rows import Row, rows
from timeline.views.sharing import base

FIRST_YEAR = 2026
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PagedAtom(Atom1Feed):
    """Atom with links to the next and the previous page of entries (RFC 5005)."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation in ("next", "previous"):
            if self.feed.get(relation):
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[relation]})


class Shown:
    """One page of a view's events, in order of when their evidence arrived."""

    def __init__(self, request: HttpRequest) -> None:
        known = {key: request.GET.getlist(key) for key in request.GET if key != "page"}
        self.query = TimelineQuery.parse(known)
        self.site = base(request)
        self.page: Page[Event] = Paginator(_by_arrival(self.query), limits.FEED_PAGE).get_page(
            request.GET.get("page")
        )

    def address(self, page: int) -> str:
        url = self.query.url("/export/timeline.atom")
        mark = "&" if "?" in url else "?"
        return f"{self.site}{url}{mark}page={page}"


def _by_arrival(query: TimelineQuery) -> QuerySet[Event, Any]:
    arrived = query.everything().annotate(arrived=Max("mentions__article__added"))
    return arrived.order_by("-arrived", "public_id")


class TimelineFeed(Feed[Row, Shown]):
    """Made anew for each request; `host` goes into the ids of the entries (RFC 4151)."""

    feed_type = PagedAtom
    host = ""

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Shown:
        self.host = request.get_host().partition(":")[0]
        return Shown(request)

    def title(self, shown: Shown) -> str:
        return f"Dateline: {heading(shown.query)}"

    def subtitle(self, shown: Shown) -> str:
        return _("Events read from news articles, each with the sentence it was read from.")

    def link(self, shown: Shown) -> str:
        return shown.query.url()

    def feed_url(self, shown: Shown) -> str:
        return shown.query.url("/export/timeline.atom")

    def author_name(self, shown: Shown) -> str:
        return "Dateline"

    def feed_guid(self, shown: Shown) -> str:
        return f"{shown.site}{shown.query.url()}"

    def feed_extra_kwargs(self, shown: Shown) -> dict[str, Any]:
        page = shown.page
        return {
            "next": shown.address(page.next_page_number()) if page.has_next() else "",
            "previous": shown.address(page.previous_page_number()) if page.has_previous() else "",
        }

    def items(self, shown: Shown) -> list[Row]:
        return rows(list(shown.page.object_list))

    def item_title(self, row: Row) -> str:
        return f"{row.when}: {row.event.title}"

    def item_description(self, row: Row) -> str:
        word = f"<p><b>{escape(row.mark_words)}.</b> {escape(row.note)}</p>"
        if not row.quote:
            return word
        told = f"{escape(row.quote.source)}, {escape(row.quote.published)}"
        return f"{word}<blockquote>{row.quote.html}</blockquote><p>{told}</p>"

    def item_link(self, row: Row) -> str:
        return event_url(row.event)

    def item_guid(self, row: Row) -> str:
        return f"tag:{self.host},{FIRST_YEAR}:event/{row.event.public_id}"

    def item_updateddate(self, row: Row) -> datetime:
        arrived: datetime | None = getattr(row.event, "arrived")  # noqa: B009
        return arrived or _EPOCH

    def item_categories(self, row: Row) -> list[str]:
        return [wording.FACTUALITY[Factuality(row.event.factuality)], *(a.name for a in row.actors)]


@require_safe
@conditional_page
def atom(request: HttpRequest) -> HttpResponse:
    return TimelineFeed()(request)
