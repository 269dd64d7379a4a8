"""The words that readers see for the closed sets of values, the same on every page."""

from timeline.dates import DAY, OPEN_START, DateInterval, from_days
from timeline.terms import ActorKind, Factuality, Precision, Role

DISPUTED = "disputed"

FACTUALITY = {
    Factuality.OCCURRED: "Reported",
    Factuality.ONGOING: "Ongoing",
    Factuality.PLANNED: "Planned",
    Factuality.HYPOTHETICAL: "Possible",
    Factuality.CLAIMED: "Claimed",
    Factuality.DENIED: "Denied",
    Factuality.CANCELLED: "Cancelled",
    DISPUTED: "Disputed",
}

FACTUALITY_SENTENCES = {
    Factuality.OCCURRED: "The source states it as fact.",
    Factuality.ONGOING: "The source tells of it as still going on.",
    Factuality.PLANNED: "The source tells of it as planned or announced.",
    Factuality.HYPOTHETICAL: "The source tells of it as possible or conditional.",
    Factuality.CLAIMED: "The source says that somebody claims it.",
    Factuality.DENIED: "The source says that it didn’t happen, or that somebody denies it.",
    Factuality.CANCELLED: "The source tells that it was called off.",
    DISPUTED: "The sources don’t agree.",
}

PRECISION = {
    Precision.CLOCK: "Time of day",
    Precision.DAY: "Day",
    Precision.WEEK: "Week",
    Precision.MONTH: "Month",
    Precision.SEASON: "Season",
    Precision.QUARTER: "Quarter",
    Precision.YEAR: "Year",
    Precision.DECADE: "Decade",
    Precision.CENTURY: "Century",
    Precision.RANGE: "Range of days or months",
}

KINDS = {
    ActorKind.PERSON: ("Person", "People"),
    ActorKind.ORGANISATION: ("Organisation", "Organisations"),
    ActorKind.PLACE: ("Place", "Places"),
    ActorKind.GROUP: ("Group", "Groups"),
    ActorKind.OTHER: ("Other", "Others"),
}

ROLES = {
    Role.AGENT: "acts",
    Role.PATIENT: "affected",
    Role.PARTICIPANT: "takes part",
    Role.SOURCE: "says so",
}

FACETS = {
    "actor": "Actors",
    "fact": "How it is reported",
    "precision": "Date precision",
    "source": "Sources",
    "place": "Places",
}


def value(facet: str, raw: str) -> str:
    """A facet's value as readers see it; names stay as they are."""
    if facet == "fact":
        return FACTUALITY.get(raw, raw)
    return PRECISION.get(Precision(raw), raw) if facet == "precision" and raw in set(Precision) else raw


def date_words(edtf: str) -> str:
    return DateInterval.parse(edtf).words() if edtf else "Undated"


def date_note(edtf: str, precision: str) -> str:
    """What the date leaves open, in two or three words; empty for a plain day."""
    if not edtf:
        return "no date in the text"
    if "?" in edtf or "%" in edtf:
        return "date uncertain"
    if edtf.startswith("["):
        return "one of these days"
    return {
        Precision.MONTH: "day not given",
        Precision.YEAR: "month not given",
        Precision.SEASON: "season only",
        Precision.QUARTER: "quarter only",
        Precision.DECADE: "year not given",
        Precision.CENTURY: "year not given",
    }.get(Precision(precision), "")


def count(number: int, one: str, many: str = "") -> str:
    """“1 event”, “8,412 events”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def years(begins: int, last: int) -> str:
    """ "1998 – 2025", or one year; an open start counts as its end's year."""
    first, final = (from_days(seconds // DAY)[0] for seconds in (begins, last))
    if begins == OPEN_START or first == final:
        return year_words(final)
    return f"{year_words(first)} – {year_words(final)}"


def year_words(year: int) -> str:
    """Astronomical year to words: 0 is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def is_name(actor: str) -> bool:
    """Whether an actor goes by a name, not by a description such as "The union's members"."""
    words = actor.split()
    return bool(words) and not words[0][0].islower() and not words[-1][0].islower()
