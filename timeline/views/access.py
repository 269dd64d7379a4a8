"""Who may do what: decided in the view, never by a hidden link alone."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

type View = Callable[..., HttpResponse]


def may_upload(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_staff and request.user.has_perm("timeline.add_batch")


def uploaders_only(view: View) -> View:
    """Anonymous people are sent to the login, others without the right are refused; nothing is cached."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_upload(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(checked))
