"""A new password: changed by its owner, or set through a one-time link that an admin makes."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetView
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def password_changed(request: HttpRequest) -> HttpResponse:
    messages.success(request, "The new password is set; every other session of yours has ended.")
    return redirect("timeline" if request.user.is_authenticated else "login")


class Forgotten(PasswordResetView):
    """Sends a one-time link, where a mail server is set up; the answer is the same for every address."""

    template_name = "timeline/forgotten.html"
    email_template_name = "timeline/forgotten_mail.txt"
    subject_template_name = "timeline/forgotten_subject.txt"
    success_url = "/accounts/forgotten/?sent"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.SENDS_MAIL:
            raise Http404(_("No mail server is set up. An admin can make a link for a new password."))
        return super().dispatch(request, *args, **kwargs)


def reset_link(request: HttpRequest, user: User) -> str:
    """Good once, until it is used, the password changes or PASSWORD_RESET_TIMEOUT passes."""
    name = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("password_reset_confirm", args=[name, default_token_generator.make_token(user)])
    return request.build_absolute_uri(path)
