"""How a reader wants pages shown, kept in cookies without an account: colours, and whether keys act."""

import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

CHOICES = {"theme": ("auto", "light", "dark"), "keys": ("on", "off")}
YEAR_SECONDS = 365 * 86_400


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on.

    Without a token, which would set a cookie for every reader: all a forged form could do is change colours.
    """
    response = redirect(_back(request))
    for name, allowed in CHOICES.items():
        value = request.POST.get(name, "")
        if value == allowed[0]:
            response.delete_cookie(name, samesite="Lax")
        elif value in allowed:
            secure = request.is_secure()
            response.set_cookie(
                name, value, max_age=YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure
            )
    return response


def _back(request: HttpRequest) -> str:
    """The page named by the form, if it is one of this site."""
    wanted = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if known else "/timeline/"


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """All keys, from the table that the script reads."""
    names = {"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc"}
    rows = [([names.get(key, key) for key in row["keys"]], gettext(row["words"])) for row in _table()]
    return render(request, "timeline/keys.html", {"section": "help", "rows": rows})


def _table() -> list[dict[str, Any]]:
    path = finders.find("keys.js")
    if not isinstance(path, str):
        raise FileNotFoundError("static/keys.js")
    text = Path(path).read_text(encoding="utf-8").removeprefix("export default ").rstrip().rstrip(";")
    table: list[dict[str, Any]] = json.loads(text)
    return table
