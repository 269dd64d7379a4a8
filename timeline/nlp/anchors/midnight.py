"""Clock times after midnight: "left at 11 p.m. on Sunday and came back at 2 a.m." ends on Monday.

A time of day without a day of its own belongs to the day that the passage is about. Told after an evening, an
hour of the early morning is that of the next day.
"""

import re

from timeline.dates import DAY, DateInterval, iso_day
from timeline.nlp.draft import TimexDraft

_CLOCK = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>(?P<hour>\d\d):\d\d)")
_EVENING = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?:EV|NI|1[7-9]:\d\d|2\d:\d\d)")
_MORNING = 6


def pass_over(timexes: list[TimexDraft]) -> None:
    """Move the early hours that follow an evening of the same day to the next day."""
    evening, moved = "", ""
    for timex in timexes:
        clock = _CLOCK.match(timex.value or "")
        early = clock is not None and int(clock["hour"]) < _MORNING
        if clock is not None and early and timex.reason.get("code") == "day-from-context":
            if clock["day"] in (evening, moved):
                _move(timex, clock["time"])
                evening, moved = "", clock["day"]
        elif timex.date is not None:
            told = _EVENING.match(timex.value or "")
            evening, moved = told["day"] if told else "", ""


def _move(timex: TimexDraft, time: str) -> None:
    if timex.date is None:
        return
    day = iso_day(timex.date.begins // DAY + 1)
    timex.value = f"{day}T{time}"
    timex.date = DateInterval.parse(f"{day}T{time}:00")
