"""What other sites may do with the data: load it in their pages and show it in a frame."""

from collections.abc import Collection
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers


def base(request: HttpRequest) -> str:
    """The address of the site, without a slash at the end."""
    return request.build_absolute_uri("/")[:-1]


def shared[Response: HttpResponseBase](request: HttpRequest, response: Response) -> Response:
    """Let the pages of the sites in DATELINE_EMBED_ORIGINS read the answer; no cookie goes with it."""
    allowed: list[str] = settings.EMBED_ORIGINS
    origin = request.headers.get("Origin", "")
    if "*" in allowed:
        response["Access-Control-Allow-Origin"] = "*"
    elif allowed:
        patch_vary_headers(response, ["Origin"])
        if origin in allowed:
            response["Access-Control-Allow-Origin"] = origin
    return response


def frame_policy() -> dict[str, Collection[str]]:
    """The site's policy, but for who may put the page into a frame."""
    policy = cast("dict[str, Collection[str]]", settings.SECURE_CSP)
    return {**policy, "frame-ancestors": ["'self'", *settings.EMBED_ORIGINS]}
