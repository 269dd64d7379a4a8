"""Readings of dates that name a day, month, season, quarter, year, decade or century."""

from timeline.nlp.timexes.time_atoms import real_day
from timeline.nlp.timexes.time_hits import Built, Found, Hit, century_year, number_words
from timeline.nlp.timexes.time_readings import Reading


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
    if (hit.has("lead") and hit.value("lead") != "D") or hit.rel() in ("same", "recent", "latest"):
        return None
    if hit.has("day2"):
        return _two_days(hit, year)
    if hit.name("day") == "ordinal" and year is None and hit.followed_by_word():
        return None
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


def month_days(hit: Hit) -> Built:
    """August 4, 5 and 6, 1944: each a day of its own, month and year shared."""
    year = hit.integer("year") if hit.has("year") else None
    inside = range(hit.match.start("days"), hit.match.end("days"))
    days = [i for i in inside if hit.atoms.name(i) == "day"]
    found: list[Found] = []
    for place, index in enumerate(days):
        read = _day(hit, year, hit.integer("month"), int(hit.value_at(index) or 0))
        if not isinstance(read, Reading):
            return None
        last = hit.stop - 1 if index == days[-1] else index
        found.append(Found(index if place else hit.start, last, read))
    return found


def month(hit: Hit) -> Built:
    if hit.has("lead") and hit.value("lead") != "O":
        return None
    year, bc = _year_of(hit)
    if hit.has("short"):
        year = century_year(hit.integer("short"), 2)
    rel = hit.rel() or (str(hit.value("leadrel")) if hit.has("leadrel") else None)
    return Reading("month", year=year, month=hit.integer("month"), rel=rel, mod=hit.mod(), bc=bc)


def season(hit: Hit) -> Built:
    year, bc = _year_of(hit)
    mod = hit.mod() or (str(hit.value("mod2")) if hit.has("mod2") else None)
    rel = hit.rel() or (hit.lower("det") if hit.has("det") else None)
    return Reading("season", year=year, season=str(hit.value("season")), rel=rel, mod=mod, bc=bc)


def quarter_code(hit: Hit) -> Built:
    number = hit.integer("n")
    limit = 4 if hit.name("q") == "q" else 2
    if not hit.atoms.touch(max(hit.first("n"), hit.first("q"))) or number > limit or hit.raw("q").islower():
        return None
    year = hit.integer("year") if hit.has("year") else None
    return Reading("quarter" if limit == 4 else "half", number=number, year=year)


def quarter(hit: Hit) -> Built:
    number = hit.integer("n")
    if number > 4 or hit.joined_next():
        return None
    return Reading(
        "quarter", number=number, year=hit.year("year", "year2"), rel=hit.rel(), mod=hit.mod(),
        origin="year-ago" if hit.has("back") else None, fiscal=hit.has("fiscal"),
    )  # fmt: skip


def _half_of_unit(hit: Hit, number: int) -> Built:
    """The first half of the year; of a month or a week its start or end."""
    unit = str(hit.value("whole"))
    whole = Reading("unit", unit=unit, rel="the", notes={"bare": 1})
    if unit == "Y":
        return Reading("half", number=number, of=whole)
    whole.mod = "START" if number == 1 else "END"
    return whole if unit in "OWE" else None


# what a half may be of: words that a month, a year, a decade or a century begins with
_HALVED = ("month", "unit", "rel", "this", "that", "decade", "ordinal", "digit_ordinal")


def half(hit: Hit) -> Built:
    """The first half of a year; a bare "second half" may be a football match's."""
    year = hit.year("year", "year2")
    number = hit.value("n")
    number = 2 if number in (2, "last") else 1 if number == 1 else None
    if number is None or not (year or hit.has("dash") or hit.has("of")):
        return None
    if hit.has("whole") and year is None:
        return _half_of_unit(hit, number)
    if hit.has("of") and year is None and not hit.next_is(*_HALVED):
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


def post_year(hit: Hit) -> Built:
    """Post-1959, pre-2014."""
    return Reading("year", year=hit.integer("year"), mod=str(hit.value("prefix")))


def named_date(hit: Hit) -> Built:
    """9/11, written so, is the day in 2001."""
    return Reading("day", year=2001, month=9, day=11) if hit.raw("code") == "9/11" else None


def the_dom(hit: Hit) -> Built:
    """On the 4th; as some languages count, on the day 12."""
    day = hit.integer("day" if hit.has("day") else "date")
    if not hit.after_words(("on", "until", "by", "till", "from", "to")) or not 1 <= day <= 31:
        return None
    if hit.followed_by_word() or (hit.has("lead") and hit.value("lead") != "D"):
        return None
    return Reading("monthday", day=day)
