"""What the text has told so far: the last dates by granularity, the reporting period, and the mode."""

from dataclasses import dataclass, field

from timeline.dates import from_days
from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes.calendar_rules import ORDER, Point
from timeline.nlp.timexes.time_readings import Reading


@dataclass(slots=True)
class Memory:
    """Dates as told, newest last. `dct` in days since 1970-01-01, None when unknown."""

    dct: int | None
    narrative: bool = False
    # a history that names no year near the DCT: "today" in it is not the DCT
    crawled: bool = False
    told: Point | None = None
    by_unit: dict[str, Point] = field(default_factory=dict)
    period: Point | None = None
    # the last result told covers months or a year: "a year earlier" compares with a year
    yearly: bool = False
    # the last day told that is near the DCT: background dates do not change it
    current: Point | None = None
    # the day whose evening or night was told last
    night: Point | None = None
    # the year a heading of a chronicle announces for what follows
    section: int | None = None
    # dates in a row that named another year than the section's
    strays: int = 0
    # sentence of a year told in passing, and the date to return to after it
    aside: tuple[int, Point] | None = None
    # the sentence of the date told last
    sentence: int | None = None
    # the label of the chronicle's entry that is being read
    entry: Point | None = None
    # a far year told in this paragraph: bare months after it belong to its story, also in news
    window: Point | None = None
    # a paragraph ended since the story's last date: what comes next must show whether it goes on
    pending: bool = False
    # how many dates the open story has told
    told_in_window: int = 0
    # an anniversary piece or a portrait: news on top, and stories that go on from paragraph to paragraph
    retrospect: bool = False

    def remember(self, point: Point, sentence: int, compared: bool = False) -> None:
        """A date told; it also fixes the coarser units that hold it. A period that something is compared
        with ("a year ago") or that is not over yet is not the one reported on."""
        if not self._names_year_again(point, sentence):
            self.told = point
            self._end_aside(point, sentence)
        self.sentence = sentence
        if self.dct is not None and point.unit in "DK" and abs(point.first_day - self.dct) < _CURRENT_DAYS:
            self.current = point
        self.by_unit[point.unit] = point
        if point.unit in "QH":
            self.yearly = False
        if point.unit in "QH" and not compared and (self.dct is None or point.last_day <= self.dct):
            self.period = point

    def _end_aside(self, point: Point, sentence: int) -> None:
        """ "Who had run it since 1998, was found on 3 May 2021. Two days later": from a day told after the
        aside the story itself goes on."""
        if self.aside is not None and self.aside[0] != sentence and point.unit == "D":
            self.aside = None

    def _names_year_again(self, point: Point, sentence: int) -> bool:
        """The year after its own day or month: "on 7 May (8 May farther east), 1905"."""
        told = self.told
        if told is None or point.unit != "Y" or self.sentence != sentence:
            return False
        return told.unit in "DO" and told.year == point.year

    def enter_aside(self, sentence: int, first: int, point: Point, bound: bool = False) -> None:
        """A bare year in mid-sentence, away from the year told, holds for that sentence only:
        "papers released in 2005 show that ..." does not move the story to 2005. Nor does a `bound`, where
        something long past began or what lies ahead is to end: "since 1890", "would leave by 2011"."""
        told = self.told
        if self.aside is not None or told is None:
            return
        passing = told.unit in "DOSQH" and point.unit in "YEC" and first - sentence > _LEAD_TOKENS
        if bound or (passing and point.year != told.year):
            self.aside = (sentence, told)

    def leave_aside(self, sentence: int, reading: Reading) -> None:
        """Back to the story; but "two years later" and "that year" go on from the aside."""
        if self.aside is None or self.aside[0] == sentence or reading.origin == "text":
            return
        if not _takes_up_year(reading):
            self.told = self.aside[1]
        self.aside = None

    def last(self, unit: str) -> Point | None:
        """The last date told at this granularity or finer."""
        if self.told is not None and ORDER.index(self.told.unit) <= ORDER.index(unit):
            return self.told
        return self.by_unit.get(unit)

    def tell_story(self, point: Point) -> None:
        """A date of the story of another year, which it opens or moves on."""
        self.window, self.pending = point, False
        self.told_in_window += 1

    def close_story(self) -> None:
        self.window, self.pending, self.told_in_window = None, False, 0

    @property
    def year(self) -> int | None:
        """The year named last."""
        if self.told is not None and self.told.unit not in "EC":
            return self.told.year
        return None

    @property
    def told_value(self) -> str | None:
        return None if self.told is None else self.told.value

    @property
    def dct_year(self) -> int | None:
        return None if self.dct is None else from_days(self.dct)[0]


def _takes_up_year(reading: Reading) -> bool:
    """That year; August of that year."""
    year = reading.of or reading
    return year.kind == "unit" and year.unit == "Y" and year.rel in ("that", "same")


_CURRENT_DAYS = 366
# a year among the first words of a sentence moves the story, a later one may be an aside
_LEAD_TOKENS = 4
_EXPLICIT = ("year", "month", "day", "season")
_LEAST_YEARS = 8
_YEARS_PER_DEICTIC = 5
_LEAST_YEARS_IN_PART = 5
_LEAST_YEARS_ALONE = 2
_YEARS_PER_DEICTIC_IN_PART = 2


def is_narrative(drafts: list[TimexDraft], dct: int | None) -> bool:
    """A history rather than news: many explicit years away from the DCT, few deictics and weekdays."""
    return _looks_back(drafts, dct, _LEAST_YEARS, _YEARS_PER_DEICTIC)


def is_retrospect(drafts: list[TimexDraft], dct: int | None) -> bool:
    """News of which a good part is history, or a feature that names few years but never speaks from today."""
    if dct is not None and _speaks_of_past_only(drafts, dct):
        return True
    return _looks_back(drafts, dct, _LEAST_YEARS_IN_PART, _YEARS_PER_DEICTIC_IN_PART)


def is_crawled(drafts: list[TimexDraft], dct: int | None) -> bool:
    """A history that names no year near the DCT, which then tells when it was fetched, not written."""
    return is_narrative(drafts, dct) and not _count(drafts, dct)[1]


def _looks_back(drafts: list[TimexDraft], dct: int | None, least: int, per_deictic: int) -> bool:
    years, near, deictics = _count(drafts, dct)
    return years >= least and years - near > per_deictic * deictics and near * 2 < years


def _speaks_of_past_only(drafts: list[TimexDraft], dct: int) -> bool:
    years, near, deictics = _count(drafts, dct)
    return years >= _LEAST_YEARS_ALONE and not near and not deictics


def _count(drafts: list[TimexDraft], dct: int | None) -> tuple[int, int, int]:
    """Explicit years, those near the DCT, and words that point from today."""
    dct_year = None if dct is None else from_days(dct)[0]
    years = near = deictics = 0
    for draft in drafts:
        reading = draft.reading
        if reading is None:
            continue
        if reading.year is not None and reading.kind in _EXPLICIT:
            years += 1
            near += dct_year is not None and not reading.bc and abs(reading.year - dct_year) <= 1
        elif points_from_now(reading):
            deictics += 1
    return years, near, deictics


def points_from_now(reading: Reading) -> bool:
    """Today, Friday, next week: words that speak from the day of writing; "the next week" does not."""
    if reading.rel == "next" and reading.notes.get("det"):
        return False
    if reading.kind in ("month", "season"):
        return reading.rel in ("last", "this", "next")
    return reading.kind == "deictic" or (
        reading.kind in ("weekday", "unit") and reading.rel in (None, "last", "this", "next")
    )


def speaks_from_today(reading: Reading) -> bool:
    """Friday, next week, June of last year."""
    if reading.of is not None and reading.kind in ("month", "monthday", "season"):
        return points_from_now(reading.of)
    return points_from_now(reading)
