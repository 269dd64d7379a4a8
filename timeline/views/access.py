"""Who may do what: decided in the view, never by a hidden link alone."""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

type View = Callable[..., HttpResponseBase]


def may_upload(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff and request.user.has_perm("timeline.add_batch")


def may_edit(request: HttpRequest) -> bool:
    """Editors: people with the right to correct, given by the group that `migrate` makes, or by hand."""
    return request.user.is_active and request.user.has_perm("timeline.add_correction")


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, as the throttle of logins counts it.

    Behind a proxy the last address in the header is the one that the proxy saw; those before it are what
    the client says of itself. Without a proxy the whole header is.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.DATELINE_BEHIND_PROXY:
        return direct
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(seen))
    except ValueError:
        return direct


def uploaders_only(view: View) -> View:
    """Anonymous people are sent to the login, others without the right are refused; nothing is cached."""
    return _only(may_upload, view)


def editors_only(view: View) -> View:
    """As `uploaders_only`, for those who may correct."""
    return _only(may_edit, view)


def person(request: HttpRequest) -> User:
    """Who is asking, behind `uploaders_only` or `editors_only`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _only(allowed: Callable[[HttpRequest], bool], view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not allowed(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(checked))
