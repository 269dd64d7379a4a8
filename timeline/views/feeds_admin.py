"""The feeds that workers ask: added, paused, asked at once, removed; and what came of them the last time."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from timeline import feeds
from timeline.forms import FeedForm
from timeline.models import Feed
from timeline.views.access import person, uploaders_only
from timeline.views.jobs import heartbeat


@require_http_methods(["GET", "HEAD", "POST"])
@uploaders_only
def index(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds one."""
    form = FeedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        feed, made = feeds.add(user=person(request), **form.cleaned_data)
        words = _("“%(url)s” will be asked in a moment.") if made else _("“%(url)s” is in the list already.")
        messages.success(request, words % {"url": feed.url})
        return redirect("feeds")
    listed = list(
        Feed.objects.select_related("batch").order_by(F("paused_at").desc(nulls_first=True), "title", "url")
    )
    context = {
        "section": "jobs",
        "feeds": listed,
        "form": form,
        **heartbeat(any(not f.paused_at for f in listed)),
    }
    return render(request, "timeline/feeds.html", context, status=422 if form.errors else 200)


@require_POST
@uploaders_only
def steer(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Pause, resume, ask at once, or remove; articles that came from it stay."""
    feed = get_object_or_404(Feed, pk=pk)
    if what == "remove":
        feed.delete()
        messages.success(request, _("“%(feed)s” is asked no more; its articles stay.") % {"feed": feed})
    elif what == "pause":
        Feed.objects.filter(pk=pk, paused_at=None).update(paused_at=timezone.now())
    else:
        Feed.objects.filter(pk=pk).update(paused_at=None, next_poll=timezone.now(), failures=0)
        messages.success(request, _("“%(feed)s” will be asked in a moment.") % {"feed": feed})
    return redirect("feeds")
