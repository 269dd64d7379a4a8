"""What stands before every view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from timeline import limits

type View = Callable[[HttpRequest], HttpResponseBase]


def request_size_limit(get_response: View) -> View:
    """Refuse a body that is too large before anything reads it: Django limits no file uploads itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > limits.REQUEST_BYTES:
            most = limits.REQUEST_BYTES // (1024 * 1024)
            message = f"This upload is larger than {most} MB. Send fewer files at a time, or use `ingest`."
            return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware
