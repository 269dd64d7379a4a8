"""How the program's messages look: lines for people, or JSON lines for a collector."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

JSON = "pythonjsonlogger.json.JsonFormatter"
_FIELDS = {"asctime": "time", "levelname": "level", "name": "logger"}


def checked(form: str) -> str:
    """Raises ImproperlyConfigured."""
    if form not in ("line", "json"):
        raise ImproperlyConfigured("DATELINE_LOG_FORMAT must be line or json")
    return form


def configuration(form: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`. `form` is "line" or "json"."""
    formatters = {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {
            "()": JSON,
            "fmt": "{asctime}{levelname}{name}{message}",
            "style": "{",
            "rename_fields": _FIELDS,
        },
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {form: formatters[form]},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "loggers": {
            "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "timeline": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        },
    }
