"""What Django refuses before a view is asked, in words that say what to do."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from timeline import limits


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        message = f"The pasted text is too long: at most {limits.TEXT_CHARACTERS:,} characters. Split it."
        return plain(413, message)
    if isinstance(exception, TooManyFilesSent):
        message = f"At most {limits.UPLOAD_FILES} files are taken at a time. Send fewer, or use `ingest`."
        return plain(413, message)
    return plain(400, "This request can't be understood. Go back, reload the page and try again.")


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: forged, or older than the last login."""
    message = "This form is no longer valid: cookies are off, or you have logged in since it was opened. "
    return plain(403, message + "Go back, reload the page and send it again; nothing was changed.")


def too_many_logins(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    minutes = limits.LOGIN_PAUSE_MINUTES
    answer = plain(429, f"Too many wrong passwords for this name. Wait {minutes} minutes, then try again.")
    answer["Retry-After"] = str(60 * minutes)
    return answer


def plain(status: int, message: str) -> HttpResponse:
    """Plain text: the pages' template would ask the database again."""
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
