"""EDTF dates written out in the reader's language: months and their order by locale, the rest by gettext.

English is written by `dates` itself, which shortens ranges ("18–20 February 2025").
"""

from datetime import date as Date

from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.dates import DateInterval

SEASONS = {
    "21": "spring %(year)s",
    "22": "summer %(year)s",
    "23": "autumn %(year)s",
    "24": "winter %(year)s",
}


def date_words(edtf: str) -> str:
    """A stored date in words; raises DateError for anything else."""
    date = DateInterval.parse(edtf)
    if (get_language() or "en").startswith("en"):
        return date.words()
    if edtf.startswith("["):
        return _(" or ").join(_point(part) for part in edtf[1:-1].split(","))
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(edtf)
    if first == "..":
        return _("until %(date)s") % {"date": _point(last)}
    if last == "..":
        return _("since %(date)s") % {"date": _point(first)}
    return f"{_point(first)} – {_point(last)}"


def _point(text: str) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    words = _bare(text.rstrip("~?%"))
    if mark in ("~", "%"):
        words = _("about %(date)s") % {"date": words}
    return words + "?" * (mark in ("?", "%"))


def _bare(text: str) -> str:
    if text.endswith("XX"):
        return _("century %(number)s") % {"number": int(text[:2]) + 1}
    if text.endswith("X"):
        return _("%(year)ss") % {"year": f"{text[:3]}0"}
    day_part, _sep, clock = text.partition("T")
    before = day_part.startswith("-")
    year, *rest = day_part.lstrip("-").split("-")
    number = int(year) + 1 if before else int(year) or 1
    written = _before_christ if before or year == "0000" else _after_christ
    words = written(number, rest)
    return f"{words}, {clock[:5]}" if clock else words


def _after_christ(year: int, rest: list[str]) -> str:
    if not rest:
        return str(year)
    if rest[0] in SEASONS:
        return _(SEASONS[rest[0]]) % {"year": year}
    if len(rest) == 1:
        return formats.date_format(Date(year, int(rest[0]), 1), "YEAR_MONTH_FORMAT")
    return formats.date_format(Date(year, int(rest[0]), int(rest[1])), "DATE_FORMAT")


def _before_christ(year: int, rest: list[str]) -> str:
    words = _("%(year)s BC") % {"year": year}
    if rest and int(rest[0]) in MONTHS:
        words = f"{MONTHS[int(rest[0])]} {words}"
    return f"{int(rest[1])} {words}" if len(rest) > 1 else words
