"""The words that readers see for the closed sets of values, the same on every page."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_noop as _

from timeline.date_words import date_words as words_of
from timeline.dates import DAY, OPEN_START, from_days
from timeline.terms import ActorKind, Factuality, Precision, Role

DISPUTED = "disputed"


class Words(Mapping[str, str]):
    """Words for a closed set, looked up in the language of the moment."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def __getitem__(self, key: str) -> str:
        return gettext(self._words[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


FACTUALITY = Words(
    {
        Factuality.OCCURRED: _("Reported"),
        Factuality.ONGOING: _("Ongoing"),
        Factuality.PLANNED: _("Planned"),
        Factuality.HYPOTHETICAL: _("Possible"),
        Factuality.CLAIMED: _("Claimed"),
        Factuality.DENIED: _("Denied"),
        Factuality.CANCELLED: _("Cancelled"),
        DISPUTED: _("Disputed"),
    }
)

FACTUALITY_SENTENCES = Words(
    {
        Factuality.OCCURRED: _("The source states it as fact."),
        Factuality.ONGOING: _("The source tells of it as still going on."),
        Factuality.PLANNED: _("The source tells of it as planned or announced."),
        Factuality.HYPOTHETICAL: _("The source tells of it as possible or conditional."),
        Factuality.CLAIMED: _("The source says that somebody claims it."),
        Factuality.DENIED: _("The source says that it didn’t happen, or that somebody denies it."),
        Factuality.CANCELLED: _("The source tells that it was called off."),
        DISPUTED: _("The sources don’t agree."),
    }
)

PRECISION = Words(
    {
        Precision.CLOCK: _("Time of day"),
        Precision.DAY: _("Day"),
        Precision.WEEK: _("Week"),
        Precision.MONTH: _("Month"),
        Precision.SEASON: _("Season"),
        Precision.QUARTER: _("Quarter"),
        Precision.YEAR: _("Year"),
        Precision.DECADE: _("Decade"),
        Precision.CENTURY: _("Century"),
        Precision.RANGE: _("Range of days or months"),
    }
)

_KINDS = {
    ActorKind.PERSON: (_("Person"), _("People")),
    ActorKind.ORGANISATION: (_("Organisation"), _("Organisations")),
    ActorKind.PLACE: (_("Place"), _("Places")),
    ActorKind.GROUP: (_("Group"), _("Groups")),
    ActorKind.OTHER: (_("Other"), _("Others")),
}


class Kinds(Mapping[str, tuple[str, str]]):
    """Singular and plural of each kind of actor, in the language of the moment."""

    def __getitem__(self, key: str) -> tuple[str, str]:
        one, many = _KINDS[ActorKind(key)]
        return gettext(one), gettext(many)

    def __iter__(self) -> Iterator[str]:
        return iter(_KINDS)

    def __len__(self) -> int:
        return len(_KINDS)


KINDS = Kinds()

CONFIDENCE = Words({"high": _("High"), "medium": _("Medium"), "low": _("Low")})

ROLES = Words(
    {
        Role.AGENT: _("acts"),
        Role.PATIENT: _("affected"),
        Role.PARTICIPANT: _("takes part"),
        Role.SOURCE: _("says so"),
    }
)

FACETS = Words(
    {
        "actor": _("Actors"),
        "fact": _("How it is reported"),
        "precision": _("Date precision"),
        "source": _("Sources"),
        "place": _("Places"),
    }
)


def value(facet: str, raw: str) -> str:
    """A facet's value as readers see it; names stay as they are."""
    if facet == "fact":
        return FACTUALITY.get(raw, raw)
    return PRECISION.get(Precision(raw), raw) if facet == "precision" and raw in set(Precision) else raw


def date_words(edtf: str) -> str:
    return words_of(edtf) if edtf else gettext("Undated")


_NOTES = Words(
    {
        Precision.MONTH: _("day not given"),
        Precision.YEAR: _("month not given"),
        Precision.SEASON: _("season only"),
        Precision.QUARTER: _("quarter only"),
        Precision.DECADE: _("year not given"),
        Precision.CENTURY: _("year not given"),
    }
)


def date_note(edtf: str, precision: str) -> str:
    """What the date leaves open, in two or three words; empty for a plain day."""
    if not edtf:
        return gettext("no date in the text")
    if "?" in edtf or "%" in edtf:
        return gettext("date uncertain")
    if edtf.startswith("["):
        return gettext("one of these days")
    return _NOTES.get(precision, "")


# what is counted on pages, for the catalogue
_COUNTED = (
    ngettext_lazy("event", "events"),
    ngettext_lazy("article", "articles"),
    ngettext_lazy("sentence", "sentences"),
)


def count(number: int, one: str, many: str = "") -> str:
    """“1 event”, “8,412 events”."""
    return f"{number:,} {ngettext(one, many or one + 's', number)}"


def years(begins: int, last: int) -> str:
    """ "1998 – 2025", or one year; an open start counts as its end's year."""
    first, final = (from_days(seconds // DAY)[0] for seconds in (begins, last))
    if begins == OPEN_START or first == final:
        return year_words(final)
    return f"{year_words(first)} – {year_words(final)}"


def year_words(year: int) -> str:
    """Astronomical year to words: 0 is 1 BC."""
    return str(year) if year > 0 else gettext("%(year)s BC") % {"year": 1 - year}


def is_name(actor: str) -> bool:
    """Whether an actor goes by a name, not by a description such as "The union's members"."""
    words = actor.split()
    return bool(words) and not words[0][0].islower() and not words[-1][0].islower()
