"""What a time expression says before it is resolved: the reading handed from tagger to normaliser."""

from dataclasses import dataclass, field
from typing import Literal

type Kind = Literal[
    "day", "monthday", "month", "season", "quarter", "half", "year", "decade", "century", "deictic",
    "weekday", "unit", "offset", "clock", "part", "duration", "span", "set", "ref", "holiday", "numeric",
    "months_of", "nth",
]  # fmt: skip


@dataclass(slots=True)
class Reading:
    """One expression as read. Only the fields its kind needs are set.

    `rel` is one of last, past, previous, next, coming, following, same, current, latest, recent, this,
    that, the; `of` is the larger period an expression lies in ("July *last year*", "the end *of March*").
    """

    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    number: float | None = None
    vague: bool = False
    unit: str | None = None
    rel: str | None = None
    direction: int = 0
    # "dct" for "ago", "text" for "earlier" and "later"
    origin: str | None = None
    mod: str | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    bc: bool = False
    fiscal: bool = False
    value: str | None = None
    of: "Reading | None" = None
    notes: dict[str, str | int] = field(default_factory=dict)
