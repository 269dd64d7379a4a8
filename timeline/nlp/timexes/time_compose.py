"""Joins neighbouring readings into one expression: "5 p.m." + "Friday", "July" + "last year"."""

from dataclasses import replace
from itertools import pairwise

from timeline.nlp.timexes.calendar_rules import duration_value
from timeline.nlp.timexes.time_atoms import SYMBOLS, Atoms
from timeline.nlp.timexes.time_hits import Found
from timeline.nlp.timexes.time_readings import Reading

DAYISH = {"day", "monthday", "deictic", "weekday", "holiday", "numeric"}
_PARTS_OF_YEAR = {"month", "season", "quarter", "half", "monthday", "holiday", "months_of"}


def compose(found: list[Found], atoms: Atoms) -> list[Found]:
    """Left to right; a joined pair may join again with what follows."""
    joined: list[Found] = []
    counts_bc = SYMBOLS["era_bc"] in atoms.symbols
    for one in found:
        if one.reading.notes.get("digits") == 3 and not counts_bc:
            continue
        while joined and (reading := _pair(joined[-1], one, atoms)):
            previous = joined.pop()
            one = Found(previous.first, one.last, reading)
        joined.append(one)
    _lend_back(joined, atoms)
    return [one for one in joined if not _left_over(one.reading)]


_LISTED = {("comma",), ("and",), ("or",), ("comma", "and"), ("to",), ("dash",)}


def _lend_back(found: list[Found], atoms: Atoms) -> None:
    """On Monday, Wednesday and Friday last week; in March, April and May 2019: what the last one says holds
    for all of the list."""
    for left, right in pairwise(reversed(found)):
        one, two = right.reading, left.reading
        if one.kind == "clock" and two.clock and two.kind != "clock" and _gap(right, left, atoms) in _LISTED:
            right.reading = replace(two, clock=one.clock, zone=one.zone or two.zone, mod=one.mod)
            continue
        if one.kind != two.kind or one.kind not in ("weekday", "month") or one.of or one.year or one.rel:
            continue
        gap = _gap(right, left, atoms) if left.first - right.last <= _NEAR else None
        if gap in _LISTED and two.rel is None:
            one.of, one.year, one.bc = two.of, two.year, two.bc


def _left_over(reading: Reading) -> bool:
    """What means something only together with a neighbour."""
    return (reading.kind == "part" and reading.rel == "bare") or (
        reading.kind == "nth" and reading.of is None
    )


# so many atoms apart two expressions may still belong together
_NEAR = 4


def _gap(left: Found, right: Found, atoms: Atoms) -> tuple[str, ...]:
    return tuple(atoms.name(i) or atoms.raw(i).lower() for i in range(left.last + 1, right.first))


def _pair(left: Found, right: Found, atoms: Atoms) -> Reading | None:
    if right.first - left.last > _NEAR:
        return None
    gap = _gap(left, right, atoms)
    possessive = "'s" in atoms.text[atoms.ends[left.last] : atoms.starts[right.first]].replace("’", "'")
    one, two = left.reading, right.reading
    for rule in (
        _nth_of,
        _anniversary,
        _period_a_year_ago,
        _within_year,
        _within_month,
        _lengths,
        _length_from,
        _year_possessive,
        _part_of_day,
        _clock,
        _weekday_of,
        _week_of,
        _half_of,
        _quarter_of,
    ):
        if composed := rule(one, two, gap, possessive):
            return composed
    _lend_year(one, two, gap)
    return None


def is_day(reading: Reading) -> bool:
    return reading.kind in DAYISH or (reading.kind == "unit" and reading.unit == "D")


def _is_year(reading: Reading) -> bool:
    return reading.kind == "year" or (reading.kind == "unit" and reading.unit == "Y")


def _is_years_ago(reading: Reading) -> bool:
    return reading.kind == "offset" and reading.unit == "Y" and not reading.vague and reading.origin != "text"


def _nth_of(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """The first week + of + January."""
    if (
        one.kind != "nth"
        or one.of
        or gap not in (("of",), ("in",))
        or not (two.kind in ("month", "year") or (two.kind == "unit" and two.unit in ("O", "Y")))
        or two.mod
    ):
        return None
    one.of = two
    return one


_NOW = ("D", "W", "O")


def _anniversary(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """Twenty years ago today, five years ago this week."""
    if not _is_years_ago(one) or gap or possessive or one.number is None:
        return None
    if two.kind == "deictic" and not two.number and not two.part:
        one.notes["on"] = "D"
    elif two.kind == "unit" and two.rel == "this" and two.unit in _NOW:
        one.notes["on"] = two.unit
    else:
        return None
    return one


def _lend_year(one: Reading, two: Reading, gap: tuple[str, ...]) -> None:
    """Two years ago, in March: each an expression of its own, the year shared."""
    if gap not in (("in",), ("comma", "in"), ("on",), ("comma", "on")) or two.kind not in _PARTS_OF_YEAR:
        return
    year = _is_years_ago(one) or (one.kind == "unit" and one.unit == "Y" and one.rel in ("last", "next"))
    if year and not one.mod and two.year is None and two.of is None and two.rel is None:
        two.of = one


def _period_a_year_ago(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """The quarter a year ago, the third quarter a year earlier."""
    if one.kind not in ("quarter", "half", "months_of") or gap or two.kind != "offset":
        return None
    if two.unit != "Y" or two.number != 1 or two.direction > 0:
        return None
    one.origin = "year-ago"
    return one


def _within_year(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """March of that year; July last year; Christmas 2013; the third quarter of fiscal 2014."""
    if one.kind not in _PARTS_OF_YEAR or one.year is not None or one.of or two.mod:
        return None
    if not _is_year(two) and not (_is_years_ago(two) and one.kind in ("month", "monthday", "season")):
        return None
    explicit = two.kind in ("year", "offset") or two.rel in (
        "last",
        "this",
        "next",
        "that",
        "same",
        "previous",
        "following",
    )
    if gap in (("of",), ("of", "the"), ("in",)) or (gap == () and explicit):
        if gap == ("in",) and (
            two.kind != "year" or one.kind not in ("monthday", "month", "season", "quarter")
        ):
            return None
        one.of = two
        return one
    if gap == ("comma",) and two.kind == "year" and one.kind == "holiday":
        one.of = two
        return one
    return None


def _within_month(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """The 3rd of this month; the 12th of next month."""
    if one.kind != "monthday" or one.month is not None or one.of or gap not in (("of",), ()):
        return None
    if two.kind != "unit" or two.unit != "O" or two.mod or two.of:
        return None
    one.of = two
    return one


# "two years and six months": a length and a shorter one
_SHORTER = {"Y": "OWD", "O": "WD", "W": "D", "D": "H", "H": "M", "M": "S"}


def _lengths(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    if one.kind != "duration" or two.kind != "duration" or gap not in (("and",), ("comma",), ()):
        return None
    if one.number is None or two.number is None or one.notes or two.notes or one.value:
        return None
    if (two.unit or "-") not in _SHORTER.get(one.unit or "", "") or two.number % 1 or one.number % 1:
        return None
    first, second = duration_value(one.number, one.unit or ""), duration_value(two.number, two.unit or "")
    both = second.replace("P", "").replace("T", "") if "T" in first else second[1:]
    two.value, two.mod = first + both, one.mod
    return two


_DAYS = {"D": 1, "W": 7, "F": 14}


def _length_from(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """A week from Thursday, two days from today."""
    if one.kind != "duration" or gap != ("from",) or two.kind not in ("weekday", "deictic") or two.of:
        return None
    if one.number is None or one.number % 1 or one.unit not in _DAYS:
        return None
    two.notes["shift"] = int(one.number) * _DAYS[one.unit]
    return two


def _year_possessive(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """This year's third quarter; 2013's summer; next year's first half."""
    if not possessive or gap or not _is_year(one) or two.of or two.year is not None:
        return None
    if two.kind not in ("quarter", "season", "half", "month", "holiday", "months_of"):
        return None
    two.of = one
    return two


def _part_of_day(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """Friday night; the morning of 4 March."""
    if (
        two.kind == "part"
        and two.rel in ("bare", "at", None)
        and is_day(one)
        and one.part in (None, two.part)
        and not possessive
    ):
        if gap != (("at",) if two.rel == "at" else ()):
            return None
        one.part = two.part
        one.mod = one.mod or two.mod
        return one
    if one.kind == "part" and is_day(two) and not two.part and gap in _PART_GAPS:
        if (one.rel == "bare" and gap != ("of",)) or (gap == () and not one.mod):
            return None
        two.part, two.mod = one.part, one.mod or two.mod
        return two
    return None


_PART_GAPS = {("of",), ("on",), ("comma",), ("from",), ()}
_CLOCK_GAPS = {(), ("on",), ("comma",), ("comma", "on"), ("of",), ("close",), ("close", "on")}
_DAY_CLOCK_GAPS = {("at",), ("comma", "at"), ("comma",), (), ("approx",), ("at", "approx")}


def _clock(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """5 p.m. on Friday; Friday at 5 p.m.; 10 o'clock last night."""
    if one.kind == "clock" and not possessive:
        # 9 p.m. Lakeport time on Friday
        if len(gap) >= 2 and gap[1] == "time" and gap[0].isalpha():
            gap = gap[2:]
        if (
            gap in _CLOCK_GAPS
            and (is_day(two) or (two.kind == "part" and two.rel != "bare"))
            and not two.clock
        ):
            return _with_clock(two, one)
        return None
    if two.kind == "clock" and is_day(one) and not one.clock and gap in _DAY_CLOCK_GAPS:
        return _with_clock(one, two)
    return None


def _with_clock(day: Reading, clock: Reading) -> Reading:
    day.clock, day.zone = clock.clock, clock.zone
    day.mod = day.mod or clock.mod
    return day


def _weekday_of(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """Friday of last week; this coming Friday, 8 March."""
    if one.kind != "weekday" or one.of:
        return None
    if two.kind == "unit" and two.unit == "W" and gap in ((), ("of",), ("comma",)):
        one.of = two
        return one
    if two.kind in ("day", "monthday") and gap in (("comma",), ()):
        two.weekday = one.weekday
        two.mod = two.mod or one.mod
        return two
    return None


def _week_of(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """The week of 4 March, the weekend of Easter; the first day of March is left to its parts."""
    if (
        one.kind == "unit"
        and one.unit in ("W", "K")
        and gap == ("of",)
        and two.kind in ("day", "monthday", "holiday")
    ):
        one.of = two
        return one
    return None


def _quarter_of(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """The last quarter of the 19th century."""
    if one.kind != "quarter" or one.year is not None or one.of or gap not in (("of",), ("of", "the")):
        return None
    if two.kind != "century" or two.mod or not (one.number or one.rel == "last"):
        return None
    number = int(one.number or 4)
    two.notes["quarter"], two.mod = number, {1: "START", 4: "END"}.get(number, "MID")
    return two


_HALF_MODS = {1: "START", 2: "END"}


def _half_of(one: Reading, two: Reading, gap: tuple[str, ...], possessive: bool) -> Reading | None:
    """The first half of last year is a half; the first half of March or of the 1990s is its start."""
    if one.kind != "half" or one.year is not None or one.of or gap not in (("of",), ("of", "the")):
        return None
    if _is_year(two):
        one.of = two
        return one
    if two.kind in ("month", "decade", "century", "season", "unit") and not two.mod:
        two.mod = _HALF_MODS[int(one.number or 1)]
        two.notes["half"] = int(one.number or 1)
        return two
    return None
