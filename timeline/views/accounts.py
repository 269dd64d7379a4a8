"""A new password: changed by its owner, or set through a one-time link that an admin makes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def password_changed(request: HttpRequest) -> HttpResponse:
    messages.success(request, "The new password is set; every other session of yours has ended.")
    return redirect("timeline" if request.user.is_authenticated else "login")


def reset_link(request: HttpRequest, user: User) -> str:
    """Good once, until it is used, the password changes or PASSWORD_RESET_TIMEOUT passes."""
    name = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("password_reset_confirm", args=[name, default_token_generator.make_token(user)])
    return request.build_absolute_uri(path)
