"""Which function turns a match of which grammar pattern into a reading."""

from collections.abc import Callable

from timeline.nlp.timexes import time_build_dates as dates
from timeline.nlp.timexes import time_build_relative as relative
from timeline.nlp.timexes.time_hits import Built, Hit

_SHARED = {
    "day_month": "dated",
    "month_day": "dated",
    "month_year": "month",
    "season_year": "season",
    "century_list": "century",
    "quarter_first": "quarter_code",
}


def builder(pattern: str) -> Callable[[Hit], Built]:
    """The builder of a pattern: the function of its name, or the one several patterns share."""
    name = _SHARED.get(pattern, pattern)
    found: Callable[[Hit], Built] = getattr(dates, name, None) or getattr(relative, name)
    return found
