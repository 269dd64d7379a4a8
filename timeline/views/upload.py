"""The upload page: pasted text and files become items of a batch; reading them is the worker's work."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from timeline import items, limits, readers, tasks
from timeline.forms import PartForm, UploadForm
from timeline.views.access import person, uploaders_only


@require_http_methods(["GET", "HEAD", "POST"])
@uploaders_only
def upload(request: HttpRequest) -> HttpResponse:
    """The form; sent as a whole it takes what one request may hold."""
    if request.method != "POST":
        return _page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    names = form.names()
    title = _title(names[0], len(names))
    batch = items.submit(title, form.found(), key=form.batch_key(), user=person(request))
    tasks.process_items.enqueue()
    return redirect("job", batch.pk)


@require_POST
@uploaders_only
def part(request: HttpRequest) -> JsonResponse:
    """One file of an upload that a script sends file by file; the answer names the job that it belongs to.

    It is answered once the file is stored. Sent again, it changes nothing.
    """
    form = PartForm(request.POST, request.FILES)
    if not form.is_valid():
        words = [str(message) for messages in form.errors.values() for message in messages]
        return JsonResponse({"message": " ".join(words)}, status=422)
    title = _title(form.names()[0], form.cleaned_data["parts"])
    number = form.cleaned_data["part"]
    batch = items.receive(form.batch_key(), title, number, form.found(), person(request))
    tasks.process_items.enqueue()
    return JsonResponse({"job": reverse("job", args=[batch.pk])})


def _title(name: str, number: int) -> str:
    if number == 1:
        return name
    words = ngettext("%(name)s and %(more)s more", "%(name)s and %(more)s more", number - 1)
    return words % {"name": name, "more": number - 1}


def _page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    context = {
        "section": "upload",
        "form": form,
        "extensions": readers.EXTENSIONS,
        "file_megabytes": limits.FILE_BYTES // 1024**2,
        "file_bytes": limits.FILE_BYTES,
        "request_megabytes": limits.REQUEST_BYTES // 1024**2,
        "files": limits.UPLOAD_FILES,
    }
    return render(request, "timeline/upload.html", context, status=status)
