"""The pages behind 404, 410 and 500: what happened, and what to do next."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template

from timeline import public_ids

log = logging.getLogger(__name__)

API = "/api/"


class Gone(Exception):
    """What stood at the address was removed; the message says why, `name` what it was called."""

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """With a search for the words of the address; Django's own words about its routes are for nobody."""
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    if request.path.startswith(API):
        return JsonResponse({"error": reason or "There is nothing at this address."}, status=404)
    return render(request, "404.html", {"reason": reason, "words": words_of(request.path)}, status=404)


def gone(request: HttpRequest, error: Gone) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"error": error.reason}, status=410)
    return render(request, "410.html", {"reason": error.reason, "name": error.name}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor session, which may be what broke."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s %s", reference, request.method, request.path)
    if request.path.startswith(API):
        return JsonResponse({"error": "Something broke on our side.", "reference": reference}, status=500)
    again = request.get_full_path() if request.method == "GET" else ""
    page = get_template("500.html").render({"reference": reference, "again": again})
    return HttpResponse(page, status=500)


def words_of(path: str) -> str:
    """The words of the last part of an address, without the id in front."""
    last = path.rstrip("/").rpartition("/")[2]
    words = last.replace("_", "-").split("-")
    if len(words) > 1 and len(words[0]) == public_ids.LENGTH:
        words = words[1:]
    return " ".join(word for word in words if word.isalpha())[:80]
