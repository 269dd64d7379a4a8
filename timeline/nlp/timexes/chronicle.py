"""Lists of dated entries, one a paragraph: "May 4: The rebels launch an offensive".

The date before the colon is the label of its entry. Labels follow each other in time, so one without a
year takes the year of its neighbours, whatever lies nearest to the publication date.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from timeline.dates import from_days
from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.zones import Zones

_LEAST_ENTRIES = 3
_BULLETS = re.compile(r"[ \t]*(?:[-*•–·][ \t]+|[Oo]n[ \t]+)?")
# what closes a label: "May 4:", "2014 -", "May 4-6:" (the second half of a range is an expression of its own)
_CLOSING = re.compile(r"[ \t]*(?::|[-–—](?!\w))")
_RANGE = re.compile(r"[ \t]*(?:[-–—]|to|and)[ \t]*")
_KINDS = {"day", "monthday", "month", "year", "season", "weekday"}
_DAYS_OF_YEAR = 366


def mark(doc: Doc, drafts: list[TimexDraft], text: str, zones: Zones) -> list[int]:
    """Set `entry_end` of each label; returns the indices of the labels, none unless there are several."""
    header = zones.header[1] if zones.header else 0
    labels = [index for index in range(len(drafts)) if _is_label(drafts, index, text, header)]
    if len(labels) < _LEAST_ENTRIES:
        return []
    ends = [text.find("\n", drafts[index].end) for index in labels]
    tokens = iter(doc)
    token = next(tokens, None)
    for index, end in zip(labels, ends, strict=True):
        while token is not None and (end < 0 or token.idx < end):
            drafts[index].entry_end = token.i + 1
            token = next(tokens, None)
    return labels


def _is_label(drafts: list[TimexDraft], index: int, text: str, header: int) -> bool:
    draft = drafts[index]
    if draft.reading is None or draft.reading.kind not in _KINDS or draft.first < header:
        return False
    line = text.rfind("\n", max(draft.start - 12, 0), draft.start) + 1
    if (line == 0 and draft.start > 12) or not _BULLETS.fullmatch(text, line, draft.start):
        return False
    end = draft.end
    if index + 1 < len(drafts) and _RANGE.fullmatch(text, end, drafts[index + 1].start):
        end = drafts[index + 1].end
    return _CLOSING.match(text, end) is not None


def years(drafts: Sequence[TimexDraft], labels: list[int], dct: int | None) -> dict[int, int]:
    """The year of each label that names a month but no year, from its neighbours in the list; the newest
    one of a list without any year is the nearest to `dct` (days since 1970-01-01)."""
    readings = {index: reading for index in labels if (reading := drafts[index].reading) and reading.month}
    order = list(readings)
    if _newest_first(list(readings.values())):
        order.reverse()
    known = {index: year for index in order if (year := readings[index].year) is not None}
    if not known and dct is not None and order:
        known[order[-1]] = _nearest(readings[order[-1]], dct)
    found = dict(known)
    for before, index in pairwise(order):
        if before in found and index not in found:
            found[index] = found[before] + (_of_year(readings[index]) < _of_year(readings[before]))
    for after, index in pairwise(reversed(order)):
        if after in found and index not in found:
            found[index] = found[after] - (_of_year(readings[index]) > _of_year(readings[after]))
    return {index: year for index, year in found.items() if readings[index].year is None}


def _newest_first(readings: list[Reading]) -> bool:
    """Whether more neighbours step back than forward; a label without a year is compared within a year."""
    steps = 0
    for one, two in pairwise(readings):
        same = one.year is None or two.year is None or one.year == two.year
        first = (0 if same else one.year or 0, *_of_year(one))
        second = (0 if same else two.year or 0, *_of_year(two))
        steps += (first < second) - (first > second)
    return steps < 0


def _of_year(reading: Reading) -> tuple[int, int]:
    """Where in a year the label lies."""
    return reading.month or 1, reading.day or 1


def _nearest(reading: Reading, dct: int) -> int:
    year, month, day = from_days(dct)
    ahead = (reading.month or 1) * 31 + (reading.day or 1) - month * 31 - day
    half = _DAYS_OF_YEAR // 2
    return year + (ahead < -half) - (ahead > half)
