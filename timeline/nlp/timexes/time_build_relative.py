"""Readings of lengths, repetitions, and words that point from somewhere: ago, last week, tonight, 5 p.m."""

from timeline.nlp.timexes.time_atoms import context
from timeline.nlp.timexes.time_hits import Built, Found, Hit
from timeline.nlp.timexes.time_readings import Reading


def nth_of(hit: Hit) -> Built:
    """The first week of January, the last day of March, the second Tuesday in May."""
    number = -1 if hit.value("n") == "last" else hit.value("n")
    if not isinstance(number, int) or (number > 5 and hit.value("what") != "D"):
        return None
    if hit.name("what") == "weekday":
        return Reading("nth", number=number, weekday=hit.integer("what"))
    unit = str(hit.value("what"))
    return Reading("nth", number=number, unit=unit) if unit in "DWK" else None


def first_months(hit: Hit) -> Built:
    """The first nine months: a length, and a part of the year it belongs to."""
    number = hit.number("low")
    unit = str(hit.value("unit"))
    notes: dict[str, str | int] = {"part_of_year": 1} if unit == "O" and hit.value("lead") == 1 else {}
    return Reading("duration", number=number, vague=number is None, unit=unit, notes=notes)


def year_end(hit: Hit) -> Built:
    """Year-end; the month's end."""
    if hit.value("unit") not in ("Y", "O", "W") or hit.value("end") != "END":
        return None
    if hit.lower("end") != "end" or hit.next_is("of"):
        return None
    hyphen: dict[str, str | int] = {"end": 1} if hit.joined("end") else {}
    return Reading("unit", unit=str(hit.value("unit")), rel="the", mod="END", notes=hyphen)


def back_unit(hit: Hit) -> Built:
    """Year-ago, year-earlier, month-earlier."""
    return Reading("offset", number=1, unit=str(hit.value("unit")), direction=-1, origin="year-ago")


def rate(hit: Hit) -> Built:
    return Reading("set", number=1, unit=str(hit.value("unit")))


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
    if unit == "K" or hit.is_age() or (hit.has("low") and not plural and _names_year(hit)):
        return None
    if hit.previous_word() == ":":
        return None
    timed = unit == "H" and hit.has("low") and hit.after_words(("at", "by", "until", "from", "since"))
    if timed and (hours := _of_four_digits(hit.raw("low"))):
        return Reading("clock", clock=hours)
    if hit.has("vague") and hit.previous_word() == "as":
        return []  # "the third in as many months" repeats a number
    if unit == "Q" and number == 3 and (hit.joined("unit") or hit.next_is("of")):
        return None
    if number is None and not vague:
        return None
    if hit.bare_article() and (hit.is_rate() or (hit.has("extra") and hit.name("extra") == "rel")):
        return None
    if not plural and number not in (1, 0.5, 0.25) and not hit.joined("unit") and not hit.next_is("dash"):
        return None if number is None or unit == "M" else Reading("duration", number=number, unit=unit)
    if hit.has("andhalf") and number is not None:
        number += 0.5
    if _is_times_ahead(hit):
        return Reading("offset", number=number, vague=vague, unit=unit, direction=1, origin="dct")
    mod = hit.approx() or ("APPROX" if hit.has("high") else None)
    notes: dict[str, str | int] = {"part_of_year": 1} if unit == "O" and hit.match_starts_with("the") else {}
    return Reading("duration", number=number, vague=vague, unit=unit, mod=mod, notes=notes)


def _is_times_ahead(hit: Hit) -> bool:
    """In two months' time, in a week's time: a date that lies ahead."""
    follows = hit.stop + hit.next_is("quote")
    named = follows < len(hit.atoms.symbols) and hit.atoms.name(follows) == "time"
    return named and hit.after_words(("in",))


def _names_year(hit: Hit) -> bool:
    """The 2018 day, not 2,018 days."""
    return hit.name("low") == "year4" and not hit.joined("unit")


def units_long(hit: Hit) -> Built:
    """Decades-long, years-long."""
    return Reading("duration", vague=True, unit=str(hit.value("unit")))


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
    if hit.has("det") or not hit.after_words(context()["length_leads"]):
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
    zone = hit.raw_of("zone", "zone")
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
    placed = hit.has("zone") or hit.has("here") or hit.has("there")  # "GMT", "local time", "(1023 GMT)"
    if placed and not meridiem and (time := _of_four_digits(hit.raw("hm"))):
        return time
    text = str(hit.value("hm"))
    separator = ":" if ":" in text else "."
    left, _, right = text.partition(separator)
    if separator == "." and not (len(right) == 2 and left.isdigit() and (meridiem or hit.has_day_after())):
        return None
    if not meridiem and not (hit.has("zone") or hit.looks_like_clock()):
        return None
    return _half_day(int(left), int(right), meridiem) if left.isdigit() and right.isdigit() else None


def _of_four_digits(digits: str) -> str | None:
    """1800 hours, 0630 GMT."""
    if len(digits) != 4 or not digits.isdigit():
        return None
    return _half_day(int(digits[:2]), int(digits[2:]), "")


def half_past(hit: Hit) -> Built:
    """Half past five in the evening, a quarter to nine p.m.; without its half of the day it is no time."""
    before = hit.name("way") == "to"
    if not before and hit.value("way") != "past":
        return None
    if before and not hit.has("quarter"):
        return None
    meridiem = str(hit.value("ap2")) if hit.has("ap2") else "a" if hit.value("inpart") == "MO" else "p"
    minute = 30 if not hit.has("quarter") else 45 if before else 15
    hour = hit.integer("hour") - before
    time = _half_day(hour or 12, minute, meridiem) if hour >= 0 else None
    return Reading("clock", clock=time) if time else None


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
    """Recent weeks, the coming years; "the last weeks of 2019" are its end."""
    rel = hit.rel() or ""
    if rel in ("same", "current", "latest") or (rel == "last" and hit.next_is("of") and hit.dates_next()):
        return None
    direction = -1 if rel in ("last", "past", "previous", "recent") else 1
    return Reading("span", vague=True, unit=str(hit.value("unit")), direction=direction, rel=rel)


def rel_unit(hit: Hit) -> Built:
    unit = str(hit.value("unit"))
    rel = hit.rel() or ""
    if rel == "last" and hit.has("det") and hit.next_is("of"):
        return Reading("duration", number=1, unit=unit)  # of a war, of the talks
    if (
        unit in "MH"
        or (rel in ("recent", "latest") and unit != "Y")
        or (hit.next_is("dash") and hit.joined_next())
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
    if (unit in "MHLE" and unit != "E") or hit.joined_next():
        return None
    det = hit.lower("det")
    if unit in "CY" and hit.has("mod") is False and hit.previous_words(2) == ["turn", "of"]:
        return []  # which one, the text does not say
    if unit == "Y" and hit.next_word() in ("ended", "ending", "to"):
        return Reading("duration", number=1, unit="Y", notes={"part_of_year": 1})
    if unit == "D" and det == "the" and not hit.has("mod"):
        return None
    if unit == "Y" and hit.next_is("year4"):
        return None
    if det == "the" and hit.mod() is None and hit.is_of_event():
        return Reading("duration", number=1, unit=unit)
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


def early_hours(hit: Hit) -> Built:
    """The early hours, the late evening hours."""
    if hit.value("unit") != "H" or hit.value("early") == "MID":
        return None
    return Reading("part", part="MO" if hit.value("early") == "START" else "NI", rel="the")


def rel_part(hit: Hit) -> Built:
    """This morning, last night, the following evening."""
    rel = hit.rel() or (hit.lower("det") if hit.has("det") else None)
    if hit.lower("part").endswith("s") or (rel is None and not hit.mod() and not hit.has("mod2")):
        return (
            None
            if hit.lower("part").endswith("s")
            else Reading("part", part=str(hit.value("part")), rel="bare")
        )
    if rel == "the" and hit.next_is("before"):
        rel = "at"  # "the morning after the raid": of a day that the words don't name
    mod = hit.mod() or (str(hit.value("mod2")) if hit.has("mod2") else None)
    return Reading("part", part=str(hit.value("part")), rel=rel, mod=mod)


def overnight(hit: Hit) -> Built:
    return Reading("part", part="NI", rel="over")


def often(hit: Hit) -> Built:
    return Reading("set", value=str(hit.value_at(hit.start)))


def future(hit: Hit) -> Built:
    return Reading("ref", value="FUTURE_REF")


def past(hit: Hit) -> Built:
    if hit.rel() != "past" or not hit.after_words(("in", "of", "from")):
        return None
    return Reading("ref", value="PAST_REF")


# as attributes of a noun these say past, present or future of the story
_ATTRIBUTES = {
    "former": "PAST_REF",
    "recent": "PAST_REF",
    "current": "PRESENT_REF",
    "future": "FUTURE_REF",
}


def attribute(hit: Hit) -> Built:
    """The former emperor, a recent defeat: vague references that only histories mark (TIMEX2 lists them)."""
    value = _ATTRIBUTES.get(hit.lower("word"))
    return Reading("ref", value=value, notes={"attribute": 1}) if value else None


def ref(hit: Hit) -> Built:
    return Reading("ref", value=str(hit.value_at(hit.start)))
