"""The upload page: pasted text and files become items of a batch; reading them is the worker's work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from timeline import items, limits, readers, tasks
from timeline.forms import UploadForm
from timeline.views.access import uploaders_only


@require_http_methods(["GET", "HEAD", "POST"])
@uploaders_only
def upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    user = request.user if request.user.is_authenticated else None
    batch = items.submit(_title(form), form.found(), key=form.batch_key(), user=user)
    tasks.process_items.enqueue()
    return redirect("job", batch.pk)


def _title(form: UploadForm) -> str:
    names = [*form.cleaned_data["addresses"], *(file.name for file in form.cleaned_data["files"])]
    if form.cleaned_data["text"].strip():
        names.insert(0, form.cleaned_data["title"] or "Pasted text")
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    context = {
        "section": "upload",
        "form": form,
        "extensions": readers.EXTENSIONS,
        "file_megabytes": limits.FILE_BYTES // 1024**2,
        "request_megabytes": limits.REQUEST_BYTES // 1024**2,
        "files": limits.UPLOAD_FILES,
    }
    return render(request, "timeline/upload.html", context, status=status)
