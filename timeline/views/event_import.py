"""Taking in finished events from a file: checked row by row, stored at once, merged by the worker."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from timeline import event_import, limits, tasks
from timeline.addresses import article_url
from timeline.forms import DayField
from timeline.readers import events
from timeline.readers.records import Refused
from timeline.views.access import person, uploaders_only

SHOWN_TROUBLES = 100


class EventFileForm(forms.Form):
    """One file of events, and what it doesn't say itself."""

    file = forms.FileField(allow_empty_file=True)
    title = forms.CharField(required=False, max_length=limits.TITLE_CHARACTERS)
    source = forms.CharField(required=False, max_length=200)
    published = DayField(required=False)
    skip = forms.BooleanField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@uploaders_only
def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, EventFileForm())
    form = EventFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        found = events.read(file.name, file.read())
        if not found.rows or (found.troubles and not form.cleaned_data["skip"]):
            return _page(request, form, found, status=422)
        taken = event_import.take(found, _origin(form), person(request))
    except Refused as error:
        form.add_error("file", str(error))
        return _page(request, form, status=422)
    tasks.process_items.enqueue()
    messages.success(request, _told(taken, len(found.troubles)))
    return redirect(article_url(taken.article.public_id, taken.article.title))


def _origin(form: EventFileForm) -> event_import.Origin:
    given = form.cleaned_data
    return event_import.Origin(
        given["file"].name, given["title"], given["source"], given["published"] or None
    )


def _told(taken: event_import.Imported, left_out: int) -> str:
    number = {"number": f"{taken.number:,}"}
    if taken.known:
        return _("This file was taken in before, with %(number)s events; nothing changed.") % number
    told = ngettext(
        "%(number)s event was taken in; it shows on the timeline in a moment.",
        "%(number)s events were taken in; they show on the timeline in a moment.",
        taken.number,
    )
    left = ngettext("%(number)s row was left out.", "%(number)s rows were left out.", left_out)
    return told % number + (f" {left % {'number': f'{left_out:,}'}}" if left_out else "")


def _page(
    request: HttpRequest, form: EventFileForm, found: events.EventFile | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "section": "upload",
        "form": form,
        "extensions": events.EXTENSIONS,
        "troubles": found.troubles[:SHOWN_TROUBLES] if found else (),
        "more": max(0, len(found.troubles) - SHOWN_TROUBLES) if found else 0,
        "sound": len(found.rows) if found else 0,
        "megabytes": limits.FILE_BYTES // 1024**2,
        "rows": limits.JSONL_ROWS,
    }
    return render(request, "timeline/import.html", context, status=status)
