"""Reasons, machine-readable in the records, as sentences for the reader.

A reason is a mapping with a "code" and parameters. A code that is unknown here is shown by its own
name rather than hidden: a reader must always see which rule gave a value.
"""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from timeline.date_words import date_words
from timeline.dates import DateError

type Reason = Mapping[str, object]

# where an event's date comes from; {timex} is the expression as it stands in the text
ANCHORS = {
    "timex-in-clause": _("the date given in the same clause, “{timex}”"),
    "nominal-date": _("the date in the name of the event, “{timex}”"),
    "offset-from-event": _("{offset} “{event}”"),
    "same-event": _("the date of the same event, told elsewhere in the article"),
    "clause-relation": _("the date of the clause it hangs on, “{timex}”"),
    "timex-in-sentence": _("the nearest date in the same sentence, “{timex}”"),
    "scene": _("the date of the event told just before it, with which it forms one scene, “{timex}”"),
    "dct": _("no date beside it: the article tells it as news of its own day"),
    "dct-present": _("told in the present: it held on the article’s own day"),
    "corrected": _("an editor’s decision"),
    "added": _("given by the editor who added the entry"),
    "merged": _("another telling of the same event gives the date"),
    "abstain": _("none could be read ({why})"),
}

# how the calendar date was worked out from the expression
TIMEXES = {
    "explicit": _("written in full in the text"),
    "monthday-nearest-dct": _("in the year closest to the article’s date"),
    "month-nearest-dct": _("the month of that name closest to the article’s date"),
    "month-before-dct": _("the last month of that name before the article’s date"),
    "month-after-dct": _("the next month of that name after the article’s date, because of “{cue}”"),
    "month-of-dct-year": _("in the year of the article’s date"),
    "month-from-previous-date": _("the month is taken from the date named before it"),
    "weekday-before-dct": _("the last such day up to the article’s date"),
    "weekday-after-dct": _("the next such day after the article’s date, because of “{cue}”"),
    "deictic": _("counted from the article’s date"),
    "day-from-context": _("a time of the day that the passage is about, {day}"),
    "year-from-previous-date": _("the year is taken from the date named before it, {timex}"),
    "year-from-next-date": _("the year is taken from the date named after it"),
    "year-from-chronicle": _("the year is taken from the neighbouring entries of the list"),
    "day-of-range": _("the last such day before the other end of the range, {until}"),
    "year-of-range": _("the year is taken from the other end of the range"),
    "anaphor": _("refers to a date named before it, {timex}"),
    "offset-from-date": _("counted from the date named before it, {from}"),
    "offset-from-dct": _("counted from the article’s date"),
    "nth-of-period": _("a part of {period}"),
    "span": _("a stretch of time from the date named before it"),
    "season-before-dct": _("the last such season before the article’s date"),
    "season-after-dct": _("the next such season after the article’s date, because of “{cue}”"),
    "period-nearest-dct": _("the period closest to the article’s date"),
    "period-of-dct": _("the period in which the article appeared"),
    "period-of-date": _("a part of the date named before it"),
    "period-of-year": _("a part of that year"),
    "period-end": _("the last such day that the period can have ended on"),
    "reporting-period": _("the period that the article reports on, {period}"),
    "end-of-period": _("the end of {period}"),
    "numeric-order-unknown": _("the year alone, as the day and the month cannot be told apart"),
    "period-minus-year": _("{period}, the same period a year before"),
    "holiday": _("the date of that holiday closest to the article’s date"),
    "duration": _("a length of time"),
    "set": _("a repeated time"),
    "vague-reference": _("a time that no calendar date fits"),
    "dct": _("the article’s date"),
    "abstain": _("no calendar date: {why}"),
}

CUES = {"cue": "because of “{word}”"}

ALIASES = {
    "alone": _("as the text names it"),
    "acronym": _("the initials of {name}"),
    "alias-key": _("the same name in another form or spelling"),
    "alias-table": _("a name in general use for {name}"),
    "counterpart": _("the counterpart named beside it"),
    "demonym": _("the people stand for the state, {state}"),
    "metonymy": _("the seat of a government stands for the state, {state}"),
    "role-fact": _("the office that the text gives the person"),
    "title": _("the title before the name"),
    "apposition": _("the words beside the name say so"),
    "copula": _("the text says that the one is the other"),
    "collective": _("the {count} last talked of whom “{noun}” fits"),
    "description": _("as the text describes it"),
    "nominal": _("what the text last spoke of that fits the description"),
    "pronoun": _("the nearest actor that the pronoun fits"),
    "speaker": _("the speaker of the quotation"),
    "judgement": _("an editor said so"),
    "listed": _("an imported list of actors says so ({id})"),
}

_TABLES = (ANCHORS, TIMEXES, CUES, ALIASES)
_SIDES = {"after": "it lies after the article’s date", "before": "it lies before the article’s date"}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "H": "hour"}
# how much of a date an offset in that unit means: "three years later" counts from a year
_WRITTEN = {"Y": 4, "O": 7, "Q": 7}
_QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_DATES = ("from", "timex", "day", "period")


def sentence(reason: Reason) -> str:
    """The reason in words, empty when there is none."""
    code = str(reason.get("code", ""))
    for table in _TABLES:
        if code in table:
            return _filled(table[code], reason)
    return _unknown(reason) if code else ""


def date_sentence(anchor: Reason, timex_reason: Reason, timex: str, published: str) -> str:
    """How an event got its date: which expression, how that was resolved, against which publication date."""
    code = str(anchor.get("code", ""))
    key = f"{code}-{anchor['via']}" if f"{code}-{anchor.get('via')}" in ANCHORS else code
    first = _filled(ANCHORS[key], {**anchor, "timex": timex}) if key in ANCHORS else sentence(anchor)
    second = _from(TIMEXES, timex_reason) if timex else ""
    side = _SIDES.get(str(anchor.get("side", "")), "")
    parts = [part for part in (first, second, side) if part]
    if not parts:
        return ""
    if published and (code == "dct" or "article’s" in second + side):
        parts.append(f"published {_words(published)}")
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + "."


def alias_sentence(reason: Reason) -> str:
    return _from(ALIASES, reason)


def _from(table: Mapping[str, str], reason: Reason) -> str:
    code = str(reason.get("code", ""))
    return _filled(table[code], reason) if code in table else sentence(reason)


class _Gaps(dict[str, object]):
    """Parameters of a sentence; one that the record lacks is left out."""

    def __missing__(self, key: str) -> str:
        return ""


def _filled(template: str, reason: Reason) -> str:
    """The sentence with its parameters; a clause whose parameter is missing is left out."""
    template = gettext(template)
    values = _Gaps({key: "" if value is None else value for key, value in reason.items()})
    for key in _DATES:
        if key in values and "code" in reason and f"“{{{key}}}”" not in template:
            values[key] = _words(str(values[key])[: _WRITTEN.get(str(reason.get("unit")), 10)])
    values["offset"] = _offset(reason)
    text = template.format_map(values)
    for gap in (", because of “”", ", “”", " “”", " ()"):
        text = text.replace(gap, "")
    return " ".join(text.split()).rstrip(", :")


def _offset(reason: Reason) -> str:
    """{"amount": -8, "unit": "M", "approx": true} -> "about 8 months before"."""
    amount = reason.get("amount")
    if not isinstance(amount, int | float) or not amount:
        return "the day of"
    number = abs(amount)
    unit = _UNITS.get(str(reason.get("unit", "")), "")
    about = "about " if reason.get("approx") else ""
    count = f"{number:g} {unit}{'' if number == 1 else 's'}"
    return f"{about}{count} {'before' if amount < 0 else 'after'}"


def _unknown(reason: Reason) -> str:
    code = str(reason["code"]).replace("-", " ").replace("_", " ")
    given = ", ".join(f"{key} {value}" for key, value in reason.items() if key != "code" and value)
    return f"rule “{code}”" + (f" ({given})" if given else "")


def _words(edtf: str) -> str:
    try:
        return date_words(edtf)
    except DateError:
        year, quarter, number = edtf.partition("-Q")
        return f"the {_QUARTERS[number]} quarter of {year}" if quarter and number in _QUARTERS else edtf
