"""What stands before every view."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from timeline import limits
from timeline.views.errors import Gone, gone
from timeline.views.refusals import plain

log = logging.getLogger(__name__)

type View = Callable[[HttpRequest], HttpResponseBase]

_QUERY_CANCELED = "57014"
_SLOW = "This question took too long to answer. Narrow it: a shorter period, fewer words, another filter."
_AWAY = "The database does not answer just now. Nothing is lost; please try again in a moment."


def request_size_limit(get_response: View) -> View:
    """Refuse a body that is too large before anything reads it: Django limits no file uploads itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > limits.REQUEST_BYTES:
            most = limits.REQUEST_BYTES // (1024 * 1024)
            return plain(
                413, f"This upload is larger than {most} MB. Send fewer files at a time, or use `ingest`."
            )
        return get_response(request)

    return middleware


class DatabaseTrouble:
    """A slow statement or a database that is away is told in words, with a status that invites a retry."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        log.warning("%s answered with 503: %s", request.path, error)
        slow = getattr(error.__cause__, "pgcode", None) == _QUERY_CANCELED
        if not slow:
            connection.close()
        response = plain(503, _SLOW if slow else _AWAY)
        response["Retry-After"] = "5"
        return response


class Removals:
    """What was removed for good answers with 410 and a page that says why."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return gone(request, error) if isinstance(error, Gone) else None
