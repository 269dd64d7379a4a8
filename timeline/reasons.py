"""Reasons, machine-readable in the records, as sentences for the reader.

A reason is a mapping with a "code" and parameters. A code that is unknown here is shown by its own
name rather than hidden: a reader must always see which rule gave a value.
"""

from collections.abc import Mapping

from timeline.dates import DateError, DateInterval

type Reason = Mapping[str, object]

# where an event's date comes from; {timex} is the expression as it stands in the text
ANCHORS = {
    "timex-in-clause": "the date given in the same clause, “{timex}”",
    "nominal-date": "the date in the name of the event, “{timex}”",
    "offset-from-event": "counted from another event, “{timex}”",
    "same-event": "the date of the same event, named elsewhere in the article",
    "clause-relation": "the date of a neighbouring clause that it hangs on",
    "timex-in-sentence": "the nearest date in the same sentence, “{timex}”",
    "scene": "the date of the event told just before it, with which it forms one scene",
    "dct": "no date beside it: the article reports it as news of its own day",
    "caption": "the date of the caption it stands in",
    "merged": "another telling of the same event gives the date",
    "abstain": "no date could be read: {why}",
}

# how the calendar date was worked out from the expression
TIMEXES = {
    "explicit": "written in full in the text",
    "day": "written in full in the text",
    "month-day": "the year closest to the article’s date",
    "year": "the year is written in the text",
    "weekday-before-dct": "the last such day before the article’s date",
    "weekday-after-dct": "the next such day after the article’s date",
    "weekday-on-dct": "the article’s own day",
    "month-nearest-dct": "the month closest to the article’s date",
    "year-from-previous-date": "the year is taken from the date named before it",
    "period-minus-year": "the same period one year earlier",
    "anaphor": "refers to a date named before it",
    "dct": "counted from the article’s date",
    "deictic": "counted from the article’s date",
    "today": "the article’s own day",
    "holiday": "the date of the holiday in that year",
    "offset": "counted from the date it refers to",
    "offset-from-dct": "counted from the article’s date",
    "ago": "counted back from the article’s date",
    "season": "the season by months: spring is March to May",
    "range": "from the first to the last date named",
    "vague-period": "early, mid and late mean the first, middle and last part",
}

FACTUALITIES = {
    "tense": "by the tense of the verb",
    "modal": "because of “{cue}”",
    "negation": "because of “{cue}”",
    "reporting": "because it is told as somebody’s words",
    "plan": "because of “{cue}”",
    "denial": "because of “{cue}”",
    "cancellation": "because of “{cue}”",
}

ALIASES = {
    "alone": "the name it is introduced with",
    "acronym": "the initials of its full name",
    "alias-key": "the same name in another spelling",
    "alias-table": "a name in general use for it",
    "demonym": "the people of a country stand for it",
    "metonymy": "the seat of the government stands for it",
    "surname": "the last part of the full name",
    "same-name": "the same name",
    "role": "the office that the text gives the person",
    "transliteration": "another transliteration of the same name",
    "judgement": "an editor said so",
}

_TABLES = (ANCHORS, TIMEXES, FACTUALITIES, ALIASES)


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
    first = _filled(ANCHORS[code], {**anchor, "timex": timex}) if code in ANCHORS else sentence(anchor)
    second = _timex(timex_reason) if timex else ""
    parts = [part for part in (first, second) if part]
    if not parts:
        return ""
    if published and (code == "dct" or "article’s" in second):
        parts.append(f"published {_words(published)}")
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + "."


def alias_sentence(reason: Reason) -> str:
    code = str(reason.get("code", ""))
    return _filled(ALIASES[code], reason) if code in ALIASES else sentence(reason)


def _timex(reason: Reason) -> str:
    code = str(reason.get("code", ""))
    return _filled(TIMEXES[code], reason) if code in TIMEXES else sentence(reason)


class _Gaps(dict[str, object]):
    """Parameters of a sentence; one that the record lacks is left out."""

    def __missing__(self, key: str) -> str:
        return ""


def _filled(template: str, reason: Reason) -> str:
    return template.format_map(_Gaps(reason)).replace(", “”", "").replace(" “”", "").removesuffix(": ")


def _unknown(reason: Reason) -> str:
    code = str(reason["code"]).replace("-", " ").replace("_", " ")
    given = ", ".join(f"{key} {value}" for key, value in reason.items() if key != "code" and value)
    return f"rule “{code}”" + (f" ({given})" if given else "")


def _words(iso: str) -> str:
    try:
        return DateInterval.parse(iso).words()
    except DateError:
        return iso
