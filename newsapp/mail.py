"""A mail server as one address -> Django's MAILERS."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# How each begins the encryption, and its usual port.
_WAYS = {"smtp": ("", 25), "smtp+tls": ("use_tls", 587), "smtps": ("use_ssl", 465)}
_SECONDS = 10


def mailers(url: str) -> dict[str, Any]:
    """Without an address nothing is sent. Raises ImproperlyConfigured."""
    if not url:
        return {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
    parts = urlsplit(url)
    if parts.scheme not in _WAYS or not parts.hostname:
        raise ImproperlyConfigured(
            "DATELINE_EMAIL_URL must read smtp+tls://name:password@host:587, or begin with smtps:// or smtp://."
        )
    flag, port = _WAYS[parts.scheme]
    options: dict[str, Any] = {"host": parts.hostname, "port": parts.port or port, "timeout": _SECONDS}
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    if flag:
        options[flag] = True
    return {"default": {"BACKEND": _BACKEND, "OPTIONS": options}}
