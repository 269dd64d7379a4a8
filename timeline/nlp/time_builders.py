"""Turns a match of the time grammar into readings; None when the words are no time expression after all."""

from collections.abc import Callable

from timeline.nlp.time_atoms import CLASSES, real_day
from timeline.nlp.time_hits import Found, Hit, century_year, number_words
from timeline.nlp.time_readings import Reading

type Built = Reading | list[Found] | None

MODS = {"START", "MID", "END"}
# what may be counted or compared with "last", "this", "next"
CALENDAR_UNITS = set("DWOYECKLMHF")


def _day(hit: Hit, year: int | None, month: int, day: int, **more: object) -> Reading | list[Found] | None:
    """A day of the calendar; 29 February 2015 is refused whole, not read as a month and a year."""
    if not real_day(year, month, day):
        return [] if hit.has("year") else None
    return Reading("day" if year is not None else "monthday", year=year, month=month, day=day, **more)  # type: ignore[arg-type]


def numeric(hit: Hit) -> Built:
    return Reading("numeric", value=str(hit.value("date")))


def iso(hit: Hit) -> Built:
    if not (hit.glued() and hit.width("month") == 2 and hit.width("day") == 2):
        return None
    return _day(hit, hit.integer("year"), hit.integer("month"), hit.integer("day"))


def iso_month(hit: Hit) -> Built:
    year, month = hit.integer("year"), hit.integer("month")
    consecutive = (year + 1) % 100 == month
    if not hit.glued() or hit.width("month") != 2 or not 1 <= month <= 12 or consecutive:
        return None
    return Reading("month", year=year, month=month)


def day_short(hit: Hit) -> Built:
    if not hit.glued():
        return None
    return _day(
        hit, century_year(hit.integer("year"), hit.width("year")), hit.integer("month"), hit.integer("day")
    )


def day_list(hit: Hit) -> Built:
    year = hit.integer("year") if hit.has("year") else None
    return _day(hit, year, hit.integer("month"), hit.integer("day"), notes={"shared": "month"})


def _year_of(hit: Hit) -> tuple[int | None, bool]:
    if hit.has("yearbc"):
        return hit.integer("yearbc"), hit.name("bc") == "era_bc"
    for group in ("year", "shared"):
        if hit.has(group):
            return hit.integer(group), False
    return None, False


def dated(hit: Hit) -> Built:
    """4 March 2024; Monday, March 4."""
    year, bc = _year_of(hit)
    if hit.has("day2"):
        return _two_days(hit, year)
    return _day(
        hit, year, hit.integer("month"), hit.integer("day"), mod=hit.mod(), rel=hit.rel(), bc=bc,
        weekday=hit.integer("dow") if hit.has("dow") else None,
    )  # fmt: skip


def _two_days(hit: Hit, year: int | None) -> Built:
    """May 3-5, 2024: both days of the month, the year shared."""
    month, second = hit.integer("month"), hit.integer("day2")
    one = _day(hit, year, month, hit.integer("day"), mod=hit.mod())
    two = _day(hit, year, month, second)
    if not isinstance(one, Reading) or not isinstance(two, Reading):
        return None
    last = hit.match.end() - 1
    return [Found(hit.start, hit.first("day"), one), Found(hit.first("day2"), last, two)]


def month(hit: Hit) -> Built:
    year, bc = _year_of(hit)
    if hit.has("short"):
        year = century_year(hit.integer("short"), 2)
    return Reading("month", year=year, month=hit.integer("month"), rel=hit.rel(), mod=hit.mod(), bc=bc)


def season(hit: Hit) -> Built:
    year, bc = _year_of(hit)
    mod = hit.mod() or (str(hit.value("mod2")) if hit.has("mod2") else None)
    rel = hit.rel() or (hit.lower("det") if hit.has("det") else None)
    return Reading("season", year=year, season=str(hit.value("season")), rel=rel, mod=mod, bc=bc)


def first_months(hit: Hit) -> Built:
    """The first nine months: a length, and a part of the year it belongs to."""
    number = hit.number("low")
    unit = str(hit.value("unit"))
    notes: dict[str, str | int] = {"part_of_year": 1} if unit == "O" and hit.value("lead") == 1 else {}
    return Reading("duration", number=number, vague=number is None, unit=unit, notes=notes)


def quarter_code(hit: Hit) -> Built:
    number = hit.integer("n")
    limit = 4 if hit.name("q") == "q" else 2
    if not hit.atoms.touch(hit.first("n")) or number > limit or hit.raw("q").islower():
        return None
    year = hit.integer("year") if hit.has("year") else None
    return Reading("quarter" if limit == 4 else "half", number=number, year=year)


def quarter(hit: Hit) -> Built:
    number = hit.integer("n")
    if number > 4:
        return None
    return Reading(
        "quarter", number=number, year=hit.year("year", "year2"), rel=hit.rel(), mod=hit.mod(),
        origin="year-ago" if hit.has("back") else None, fiscal=hit.has("fiscal"),
    )  # fmt: skip


def half(hit: Hit) -> Built:
    """The first half of a year; a bare "second half" may be a football match's."""
    year = hit.year("year", "year2")
    number = hit.value("n")
    number = 2 if number in (2, "last") else 1 if number == 1 else None
    if number is None or not (year or hit.has("dash") or hit.has("of")):
        return None
    if hit.has("of") and year is None and not hit.next_is("month", "unit", "rel", "this", "that", "decade"):
        return None
    return hit.upto("of") if hit.has("of") and year is None else Reading("half", number=number, year=year)


def period(hit: Hit) -> Built:
    """The quarter, the latest period, the year-earlier period."""
    year = hit.year("year")
    rel = hit.rel() or (hit.lower("det") if hit.has("det") else None)
    is_quarter = hit.name("what") == "quarter"
    if not is_quarter and not (hit.has("back") or year or hit.rel() in ("latest", "same")):
        return None
    if is_quarter and rel is None and not hit.has("back") and year is None:
        return None
    if is_quarter and rel in ("the", "that", "this") and not hit.has("back") and hit.next_is("of"):
        return None
    return Reading(
        "quarter" if is_quarter else "months_of", year=year, rel=rel, mod=hit.mod(),
        origin="year-ago" if hit.has("back") else None, fiscal=hit.has("fiscal"),
    )  # fmt: skip


def decade(hit: Hit) -> Built:
    number = hit.integer("decade")
    mod = hit.mod() or (str(hit.value("mod2")) if hit.has("mod2") else None)
    spelt = hit.name("decade") == "decades"
    if spelt and not hit.match_starts_with("the"):
        return None
    bc = hit.has("bc") and hit.name("bc") == "era_bc"
    if number < 100 and not bc:
        if not spelt and hit.raw("decade")[0].isdigit() and not hit.match_starts_with("the"):
            return None
        if number % 10:
            return None
        number += 1900 if number >= 20 else 2000
    elif number < 1000 and not bc:
        return None
    return Reading("decade", year=number, mod=mod, bc=bc)


def century(hit: Hit) -> Built:
    if hit.value("unit") not in ("C", "L"):
        return None
    if hit.value("unit") == "L":
        return None
    mod = hit.mod() or (str(hit.value("mod2")) if hit.has("mod2") else None)
    bc = hit.has("bc") and hit.name("bc") == "era_bc"
    return Reading("century", number=hit.integer("n"), mod=mod, bc=bc)


def fiscal_year(hit: Hit) -> Built:
    year = hit.integer("year")
    return Reading("year", year=century_year(year, 2) if year < 100 else year, fiscal=True, mod=hit.mod())


def year(hit: Hit) -> Built:
    number = hit.integer("year")
    if hit.name("year") == "three":
        return Reading("year", year=number, bc=True, mod=hit.mod(), notes={"digits": 3})
    if hit.name("year") == "short_year":
        if hit.apostrophe_is_quote():
            return None
        number = century_year(number, 2)
    return Reading("year", year=number, mod=hit.mod())


def year_bc(hit: Hit) -> Built:
    bc = hit.name("bc") == "era_bc"
    last = Reading("year", year=hit.integer("yearbc"), bc=bc, mod=hit.mod())
    if not hit.has("first"):
        return last
    first = Reading("year", year=hit.integer("first"), bc=bc, mod=hit.mod())
    return [
        hit.found(hit.start, hit.first("first"), first),
        hit.found(hit.first("yearbc"), hit.stop - 1, last),
    ]


def year_ad(hit: Hit) -> Built:
    return Reading("year", year=hit.integer("year"), mod=hit.mod())


def year_range(hit: Hit) -> Built:
    """1939-45, 1998/99: two years."""
    first, second = hit.integer("first"), hit.integer("second")
    width = hit.width("second")
    if width == 2:
        second += first // 100 * 100 + (100 if second < first % 100 else 0)
    if width not in (2, 4) or not first < second <= first + 150:
        return None
    return [
        hit.found(
            hit.start, hit.first("first"), Reading("year", year=first, mod=hit.mod(), notes={"until": second})
        ),
        hit.found(hit.first("second"), hit.stop - 1, Reading("year", year=second)),
    ]


def year_words(hit: Hit) -> Built:
    """Nineteen ninety-six; the year two thousand."""
    words = hit.values("words")
    number = number_words(words)
    if len(words) >= 2 and words[0] in (18, 19, 20) and 20 <= words[1] <= 90:
        number = words[0] * 100 + sum(words[1:])
    elif not (hit.has("the") and number is not None and 1000 <= number <= 2199):
        return None
    return Reading("year", year=int(number), mod=hit.mod()) if number is not None else None


def year_end(hit: Hit) -> Built:
    """Year-end; the month's end."""
    if hit.value("unit") not in ("Y", "O", "W") or hit.value("end") != "END":
        return None
    if not hit.lower("end") == "end" or hit.next_is("of"):
        return None
    hyphen: dict[str, str | int] = {"end": 1} if hit.joined("end") else {}
    return Reading("unit", unit=str(hit.value("unit")), rel="the", mod="END", notes=hyphen)


def back_unit(hit: Hit) -> Built:
    """Year-ago, year-earlier, month-earlier."""
    return Reading("offset", number=1, unit=str(hit.value("unit")), direction=-1, origin="year-ago")


def rate(hit: Hit) -> Built:
    return Reading("set", value="P1" + str(hit.value("unit")), unit=str(hit.value("unit")))


def every(hit: Hit) -> Built:
    other = hit.number("other") if hit.has("other") else 1
    if hit.has("other") and hit.name("other") == "extra":
        other = 2 if hit.lower("other") == "other" else None
    what, value = hit.name("what"), hit.value("what")
    if other is None:
        return None
    match what:
        case "weekday":
            return Reading(
                "set", value=f"XXXX-WXX-{value}" + (f"T{hit.value('part')}" if hit.has("part") else "")
            )
        case "season":
            return Reading("set", value=f"XXXX-{value}")
        case "month":
            return Reading("set", value=f"XXXX-{value:02d}")
        case "quarter":
            return Reading("set", value="P1Q")
        case "part":
            return Reading("set", value=f"XXXX-XX-XXT{value}")
    if hit.name("what") == "units" and other == 1:
        return None
    return Reading("set", number=other, unit=str(value))


def unit_before(hit: Hit) -> Built:
    """The day before, the year after; before a clause or a noun a length ("the day after the raid")."""
    unit = str(hit.value("unit"))
    way = hit.lower("way")
    if unit in "MHLCE":
        return None
    if hit.at_end_of_phrase():
        return Reading("unit", unit=unit, rel="previous" if way == "before" else "following")
    return [Found(hit.start, hit.first("way") - 1, Reading("duration", number=1, unit=unit))]


def eve(hit: Hit) -> Built:
    """The eve of the vote: a day before what follows."""
    return [
        Found(hit.start, hit.stop - 2, Reading("duration", number=1, unit="D", notes={"relation": "eve"}))
    ]


def weekday_week(hit: Hit) -> Built:
    """Friday week: a week after the coming Friday."""
    if hit.value("unit") != "W" or hit.next_is("dash"):
        return None
    return Reading("weekday", weekday=hit.integer("dow"), rel="week")


def named_date(hit: Hit) -> Built:
    """9/11, written so, is the day in 2001."""
    return Reading("day", year=2001, month=9, day=11) if hit.raw("code") == "9/11" else None


def per_unit(hit: Hit) -> Built:
    """Per day, per week: how often."""
    unit = str(hit.value("unit"))
    return None if unit in "MH" else Reading("set", number=1, unit=unit)


def at_night(hit: Hit) -> Built:
    return Reading("part", part=str(hit.value("part")), rel="at") if hit.after_words(("at",)) else None


def duration(hit: Hit) -> Built:
    unit = str(hit.value("unit"))
    number, vague = hit.amount()
    plural = hit.name("unit") == "units"
    if unit == "K" or hit.is_age():
        return None
    if unit == "Q" and number == 3 and (hit.joined("unit") or hit.next_is("of")):
        return None
    if number is None and not vague:
        return None
    if hit.bare_article() and (hit.is_rate() or hit.has("extra") and hit.name("extra") == "rel"):
        return None
    if not plural and number not in (1, 0.5) and not hit.joined("unit") and not hit.next_is("dash"):
        return None if number is None or unit == "M" else Reading("duration", number=number, unit=unit)
    if hit.has("andhalf") and number is not None:
        number += 0.5
    mod = hit.approx()
    if hit.has("high"):
        mod = mod or "APPROX"
    return Reading("duration", number=number, vague=vague, unit=unit, mod=mod)


def offset(hit: Hit) -> Built:
    """Three days ago, earlier, later, from now; months ago."""
    unit = str(hit.value("unit"))
    number, vague = hit.amount()
    plural = hit.name("unit") == "units"
    if number is None and not vague:
        if not plural:
            return None
        vague = True
    if hit.has("andhalf") and number is not None:
        number += 0.5
    ago = hit.name("way") == "ago"
    direction = -1 if ago else 1 if hit.has("now") else int(hit.value("way") or 0)
    mod = hit.approx() or ("APPROX" if hit.has("tail") else None)
    origin = "dct" if ago or hit.has("now") else "text"
    if not ago and not hit.has("now") and hit.next_is("than"):
        return None
    return Reading(
        "offset", number=number, vague=vague, unit=unit, direction=direction, origin=origin, mod=mod
    )


def some_units(hit: Hit) -> Built:
    """For years, in weeks; months later."""
    unit = str(hit.value("unit"))
    if hit.has("way"):
        return Reading(
            "offset", vague=True, unit=unit, direction=int(hit.value("way") or 0),
            origin="dct" if hit.name("way") == "ago" else "text",
        )  # fmt: skip
    if hit.next_is("before") and not hit.joined("unit"):
        return Reading("duration", vague=True, unit=unit)
    if hit.has("det") or not hit.after_words(
        ("for", "in", "within", "over", "after", "of", "took", "take", "takes")
    ):
        return None
    return Reading("duration", vague=True, unit=unit)


def relative_day(hit: Hit) -> Built:
    """The day before yesterday, the day after tomorrow."""
    if hit.value("unit") != "D":
        return None
    shift = int(hit.value("x") or 0) + (-1 if hit.value("way") == "before" else 1)
    return Reading("deictic", number=shift)


def clock(hit: Hit) -> Built:
    time = _clock_time(hit)
    if time is None:
        return None
    zone = hit.raw("zone") if hit.has("zone") else None
    return Reading("clock", clock=time, zone=zone, mod="APPROX" if hit.has("approx") else None)


def _clock_time(hit: Hit) -> str | None:
    if hit.has("moment"):
        return str(hit.value("moment"))
    meridiem = str(hit.value("ap") if hit.has("ap") else hit.value("ap2") if hit.has("ap2") else "")
    if hit.has("inpart"):
        meridiem = "a" if hit.value("inpart") == "MO" else "p"
    if hit.has("hour"):
        if hit.has("oclock") and not meridiem:
            return None
        hour, minute = hit.integer("hour"), 0
        return _half_day(hour, minute, meridiem)
    text = str(hit.value("hm"))
    separator = ":" if ":" in text else "."
    left, _, right = text.partition(separator)
    if separator == "." and not (meridiem and len(right) == 2 and left.isdigit()):
        return None
    if not meridiem and not (hit.has("zone") or hit.looks_like_clock()):
        return None
    return _half_day(int(left), int(right), meridiem) if left.isdigit() and right.isdigit() else None


def _half_day(hour: int, minute: int, meridiem: str) -> str | None:
    if minute > 59 or hour > 24 or (meridiem and not 1 <= hour <= 12):
        return None
    if meridiem:
        hour = hour % 12 + (12 if meridiem == "p" else 0)
    return f"{hour:02d}:{minute:02d}"


def span(hit: Hit) -> Built:
    """The past three months, the next few days: a length that ends or begins now."""
    rel = hit.rel() or ""
    if rel in ("same", "current", "latest", "recent", "this"):
        return None if rel != "recent" else _span(hit, rel)
    return _span(hit, rel)


def _span(hit: Hit, rel: str) -> Reading:
    number = hit.number("low") if hit.has("low") else hit.vague_number()
    direction = -1 if rel in ("last", "past", "previous", "recent") else 1
    return Reading(
        "span", number=number, vague=number is None, unit=str(hit.value("unit")), direction=direction, rel=rel
    )


def vague_span(hit: Hit) -> Built:
    """Recent weeks, the coming years."""
    rel = hit.rel() or ""
    if rel in ("same", "current", "latest"):
        return None
    direction = -1 if rel in ("last", "past", "previous", "recent") else 1
    return Reading("span", vague=True, unit=str(hit.value("unit")), direction=direction, rel=rel)


def rel_unit(hit: Hit) -> Built:
    unit = str(hit.value("unit"))
    rel = hit.rel() or ""
    if (
        unit in "MH"
        or (rel in ("recent", "latest") and unit != "Y")
        or hit.next_is("dash")
        and hit.joined_next()
    ):
        return None
    if rel == "same" and not hit.has("det"):
        return None
    if unit in "ECL" and rel in ("past", "last", "next", "coming"):
        return Reading("span", number=1, unit=unit, rel=rel, direction=1 if rel in ("next", "coming") else -1)
    extra = hit.has("fiscal") and hit.name("fiscal") == "fiscal"
    mod = hit.mod() or ("APPROX" if hit.has("or") else None)
    notes: dict[str, str | int] = {"det": hit.lower("det")} if hit.has("det") else {}
    return hit.without_that(Reading("unit", unit=unit, rel=rel, mod=mod, fiscal=extra, notes=notes))


def the_unit(hit: Hit) -> Built:
    unit = str(hit.value("unit"))
    if unit in "MHLE" and unit != "E" or hit.joined_next():
        return None
    det = hit.lower("det")
    if unit == "Y" and hit.next_word() in ("ended", "ending", "to"):
        return Reading("duration", number=1, unit="Y")
    if unit == "D" and det == "the" and not hit.has("mod"):
        return None
    extra = hit.has("fiscal") and hit.name("fiscal") == "fiscal"
    return Reading("unit", unit=unit, rel=det, mod=hit.mod(), fiscal=extra, notes={"bare": 1})


def deictic(hit: Hit) -> Built:
    part = str(hit.value("part")) if hit.has("part") else None
    if hit.lower("deictic") == "tonight":
        part = "NI"
    return Reading("deictic", number=hit.integer("deictic"), part=part, mod=hit.mod())


def weekday(hit: Hit) -> Built:
    return Reading("weekday", weekday=hit.integer("dow"), rel=hit.rel(), mod=hit.mod())


def weekdays(hit: Hit) -> Built:
    if hit.has("part") and not hit.lower("part").endswith("s"):
        return None
    part = f"T{hit.value('part')}" if hit.has("part") else ""
    return Reading("set", value=f"XXXX-WXX-{hit.atoms.values[hit.start]}{part}")


def rel_part(hit: Hit) -> Built:
    """This morning, last night, the following evening."""
    rel = hit.rel() or (hit.lower("det") if hit.has("det") else None)
    if hit.lower("part").endswith("s") or (rel is None and not hit.mod() and not hit.has("mod2")):
        return (
            None
            if hit.lower("part").endswith("s")
            else Reading("part", part=str(hit.value("part")), rel="bare")
        )
    mod = hit.mod() or (str(hit.value("mod2")) if hit.has("mod2") else None)
    return Reading("part", part=str(hit.value("part")), rel=rel, mod=mod)


def overnight(hit: Hit) -> Built:
    return Reading("part", part="NI", rel="over")


def often(hit: Hit) -> Built:
    return Reading("set", value=str(hit.value_at(hit.start)))


def post_year(hit: Hit) -> Built:
    """Post-1959, pre-2014."""
    return Reading("year", year=hit.integer("year"), mod=str(hit.value("prefix")))


def future(hit: Hit) -> Built:
    return Reading("ref", value="FUTURE_REF")


def past(hit: Hit) -> Built:
    if hit.rel() != "past" or not hit.after_words(("in", "of", "from")):
        return None
    return Reading("ref", value="PAST_REF")


def ref(hit: Hit) -> Built:
    return Reading("ref", value=str(hit.value_at(hit.start)))


def the_dom(hit: Hit) -> Built:
    if not hit.after_words(("on", "until", "by", "till", "from", "to")) or not 1 <= hit.integer("day") <= 31:
        return None
    return None if hit.followed_by_word() else Reading("monthday", day=hit.integer("day"))


BUILDERS: dict[str, Callable[[Hit], Built]] = {
    "day_month": dated,
    "month_day": dated,
    "month_year": month,
    "season_year": season,
    **{
        f.__name__: f
        for f in (
            numeric, iso, iso_month, day_short, day_list, month, season, first_months, quarter_code, quarter, half,
            period, decade, century, fiscal_year, year_bc, year_ad, year_range, year_end, back_unit, rate, every,
            offset, relative_day, clock, span, vague_span, rel_unit, the_unit, duration, deictic, weekdays, weekday,
            rel_part, overnight, often, year, year_words, future, past, ref, the_dom, some_units, post_year,
            unit_before, per_unit, at_night, eve, weekday_week, named_date,
        )
    },
}  # fmt: skip
