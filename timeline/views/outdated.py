"""What an upgrade of the rules would change: articles are read again, shown, and stored when agreed to."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from timeline import items, rereading, tasks
from timeline.models import Batch
from timeline.views.access import person, uploaders_only
from timeline.views.jobs import HtmxRequest, heartbeat

PAGE = "timeline/outdated.html"
ARTICLES_A_PAGE = 20


@require_safe
@uploaders_only
def page(request: HtmxRequest) -> HttpResponse:
    """The page, or for htmx its live part alone."""
    live = bool(request.htmx) and not request.htmx.history_restore_request
    versions = rereading.outdated().order_by().values_list("pipeline").annotate(Count("pk"))
    context = {
        "section": "jobs",
        "current": rereading.current(),
        "versions": sorted(versions),
        "number": sum(number for _name, number in versions),
        **_progress(rereading.batch_of_now(), request.GET.get("page")),
    }
    response = render(request, f"{PAGE}#progress" if live else PAGE, context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request", "Cookie"])
    return response


def _progress(batch: Batch | None, page: str | None) -> dict[str, Any]:
    """How far the reading is, and what it would change."""
    if batch is None:
        return {"batch": None}
    counts = items.account([batch])
    reading = sum(counts[state] for state in items.OPEN)
    changed = rereading.previews(batch).filter(code=rereading.PREVIEW).order_by("ordinal", "pk")
    shown = Paginator(changed.select_related("article").defer("raw"), ARTICLES_A_PAGE).get_page(page)
    return {
        "batch": batch,
        "reading": reading,
        "total": sum(counts.values()),
        "final": sum(counts.values()) - reading,
        "would": rereading.total(batch),
        "page": shown,
        "rows": list(rereading.differences(shown)),
        **heartbeat(bool(reading)),
    }


@require_POST
@uploaders_only
def read(request: HttpRequest) -> HttpResponse:
    """Read again what is outdated; nothing is stored yet."""
    if rereading.submit(person(request)) is None:
        messages.info(request, _("Every article was read by the current version."))
    else:
        tasks.process_items.enqueue()
    return redirect("outdated")


@require_POST
@uploaders_only
def apply(request: HttpRequest) -> HttpResponse:
    """Store what was shown."""
    batch = rereading.batch_of_now()
    number = rereading.apply(batch) if batch else 0
    if number:
        tasks.process_items.enqueue()
        words = ngettext("%(n)s article is being updated.", "%(n)s articles are being updated.", number)
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("There is nothing to store."))
    return redirect("outdated")


@require_POST
@uploaders_only
def discard(request: HttpRequest) -> HttpResponse:
    """Leave everything as it is."""
    if batch := rereading.batch_of_now():
        items.cancel(batch)
    messages.success(request, _("Nothing was changed. The articles can be read again at any time."))
    return redirect("outdated")
