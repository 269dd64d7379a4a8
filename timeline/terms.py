"""The vocabulary: closed sets of words that code, database, JSON and pages share."""

from enum import StrEnum


class Factuality(StrEnum):
    """How a text presents an event. "Disputed" is not one: it is derived when sources conflict."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    CLAIMED = "claimed"
    DENIED = "denied"
    CANCELLED = "cancelled"


class Precision(StrEnum):
    """How finely a date is known, finest first; RANGE is any span that is no calendar unit."""

    CLOCK = "clock"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class TimexType(StrEnum):
    """TIMEX3 types of time expressions."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class ActorKind(StrEnum):
    """A state and its government are one actor of kind PLACE."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    OTHER = "other"


class Role(StrEnum):
    """What an actor does in an event; SOURCE is who says it happened."""

    AGENT = "agent"
    PATIENT = "patient"
    PARTICIPANT = "participant"
    SOURCE = "source"


class MentionForm(StrEnum):
    """How a text refers to an actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
