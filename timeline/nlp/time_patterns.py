"""The time grammar: regular expressions over atom symbols, most specific first.

A pattern names word classes in braces ("{month} {day}"); blanks do not count. `<name>` inserts a
phrase of PHRASES. The whole grammar is one alternation, so that a text is scanned once; repetitions never
nest, and an atom is one character, so matching stays linear.
"""

import re
from functools import lru_cache

from timeline.nlp.time_atoms import SYMBOLS

PHRASES = {
    # a written number: "12", "2 1/2", "twenty-five", "two and a half"
    "card": "(?:(?:{day|year4|three|number} {fraction}?|{word} (?:{dash}? {word}){0,5})(?: {and} {a} {half})?)",
    "vague": "(?:{a}? {vague} {of}?)",
    "amount": "(?:(?P<low><card>)(?: (?:{to|or|dash}) (?P<high><card>))?|(?P<vague><vague>)|(?P<half>{half}) {a}|{a} (?P<half2>{half}) {dash}?|{a})",
    "approx": "(?P<approx>{approx}|{less} {than}|{at} {less})?",
    # early March, mid-March, the end of March, early in March, later this month
    "mod": "(?P<mod>{the}? {early} {dash}? {portion}? {of}?|{the}? {latter} {portion} {of}|{the}? {part_of} {of}|{early} {in}|{earlier} {in}?)?",
    "mod1": "(?P<mod>{early} {dash}?|(?:{the} )?(?:{early|latter} {portion}|{part_of}) {of}|{early} {in}|{earlier} {in}?)?",
    "mod2": "(?:(?P<mod2>{early}) {dash}?)?",
    "year": "(?P<year>{year4})",
    "bc": "(?:(?P<yearbc>{year4|three|number|day}) (?P<bc>{era_bc|era_ad}))",
    "det": "(?P<det>{the|this|that})?",
    "dow": "(?:(?P<dow>{weekday}) {comma}?)?",
    "nth": "(?P<n>{ordinal|digit_ordinal})",
    "ago": "(?:{dash}? (?P<ago>{ago|earlier}))",
}

PATTERNS = {
    "numeric": "(?P<date>{date})",
    "iso": "<year> (?P<s1>{dash}) (?P<month>{day|number}) (?P<s2>{dash}) (?P<day>{day|number})",
    "iso_month": "<year> (?P<s1>{dash}) (?P<month>{day|number})",
    "day_short": "(?P<day>{day}) (?P<s1>{dash}) (?P<month>{month}) (?P<s2>{dash}) (?P<year>{year4|day|number})",
    "day_list": "<dow> {the}? (?P<day>{day|digit_ordinal}) (?= (?:{dash|and|to|or|comma}) (?:{day|digit_ordinal} (?:{comma|and})){0,3} {the}? {day|digit_ordinal} {of}? (?P<month>{month}) (?:{comma}? <year>)? )",
    "day_month": "<mod1> <dow> {the}? (?P<day>{day|digit_ordinal|ordinal}) {of}? (?P<month>{month}) (?:{comma}? (?:<bc>|<year> (?!{units})))?",
    "month_day": "<mod1> <dow> (?P<rel>{rel})? (?P<month>{month}) {the}? (?P<day>{day|digit_ordinal|ordinal}) (?!{meridiem|unit|units|percent|quarter|half|fraction}) (?P<more>{dash|and|to} (?P<day2>{day|digit_ordinal}) (?!{month|unit|units|of|percent|dash|meridiem|vague|slash}))? (?:{comma}? (?:<bc>|<year> (?!{units}))|(?= (?:{dash|to|and}) (?:{month})? {day} {comma} (?P<shared>{year4})))?",
    "month_year": "<mod1> (?P<rel>{this|that})? (?P<month>{month}) {comma}? {of}? (?:<bc>|<year> (?!{units})|(?P<short>{short_year}))",
    "month": "<mod1> (?P<rel>{rel|this|that})? (?P<month>{month}) (?:(?= (?:{dash|to|and|or}) {month} {comma}? (?P<shared>{year4})))?",
    "season_year": "<mod> {the}? {rel}? <mod2> (?P<season>{season}) (?:{of|comma})? (?:<bc>|<year>) (?:{dash|slash} {year4|day|number})?",
    "season": "<mod> (?P<det>{the|this|that})? (?P<rel>{rel})? <mod2> (?P<season>{season}) (?:(?= (?:{and|to|or|dash}) {early}? {season} {of}? (?P<shared>{year4})))?",
    "first_months": "(?P<det>{the})? (?P<lead>{ordinal}) (?P<low><card>|<vague>) (?P<unit>{units})",
    "quarter_code": "(?P<q>{q|h}) (?P<n>{day}) <year>?",
    "quarter": "<mod> <det> (?P<rel>{rel})? (?P<back>{unit} <ago>)? (?P<fiscal>{fiscal})? {dash}? <year>? {fiscal}? <nth> {fiscal}? {dash}? {quarter} (?:{of}? {the}? {fiscal}? {unit}? (?P<year2>{year4}))?",
    "half": "<mod> <det> (?P<rel>{rel})? {fiscal}? <year>? (?P<n>{ordinal|digit_ordinal|rel|latter}) (?P<dash>{dash})? {half} (?:(?P<of>{of}) {fiscal}? {the}? {unit}? (?P<year2>{year4})?)?",
    "period": "<mod> <det> (?P<rel>{rel})? (?P<back>{unit} <ago>)? (?P<fiscal>{fiscal})? <year>? (?P<what>{quarter|period})",
    "decade": "<mod> {the}? <mod2> (?P<decade>{decade|decades}) (?P<bc>{era_bc|era_ad})?",
    "century": "<mod> {the}? <mod2> <nth> {dash}? (?P<unit>{unit}) (?P<bc>{era_bc|era_ad})?",
    "fiscal_year": "<mod> {the}? {rel}? {fiscal} {unit}? (?P<year>{year4|short_year})",
    "year_bc": "<mod> (?:(?P<first>{year4|three|number|day}) (?P<sep>{dash|slash|to|and}))? <bc>",
    "year_ad": "<mod> (?P<ad>{era_ad}) (?P<year>{year4|three|number|day})",
    "year_range": "<mod> (?:{the} {units})? (?P<first>{year4}) (?P<sep>{dash|slash|longdash}) (?P<second>{year4|day|number})",
    "year_end": "(?P<the>{the})? (?P<unit>{unit}) {dash}? (?P<end>{part_of}) (?!{of})",
    "back_unit": "<det> (?P<unit>{unit}) {dash} (?P<ago>{ago|earlier})",
    "rate": "(?:(?P<times>{times})|(?P<low><card>) {count}) {a|per|every} (?P<unit>{unit})",
    "every": "{every} (?P<other>{extra|ordinal|digit_ordinal}|<card>)? (?P<what>{unit|units|weekday|season|month|quarter|part}) (?P<part>{part})?",
    "offset": "<approx> {the}? (?:<amount> {less}? {dash}?)? (?P<unit>{unit|units}) (?:{and} {a} (?P<andhalf>{half}))? (?P<tail>{or} {so})? (?P<way>{ago|earlier|afterwards}|{from} (?P<now>{ref|deictic}))",
    "relative_day": "{the}? (?P<unit>{unit}) (?P<way>{before}) (?P<x>{deictic})",
    "unit_before": "{the} (?P<unit>{unit}) (?P<way>{before})",
    "per_unit": "{per} (?P<unit>{unit})",
    "clock": "(?:(?P<approx>{approx})? (?:(?P<hm>{clock|number}) (?P<ap>{meridiem})?|(?P<hour>{day|word}) (?:(?P<ap2>{meridiem})|{in} {the} (?P<inpart>{part})|(?P<oclock>{oclock}))|(?P<moment>{moment})) (?:{local} {time}|{open}? (?P<zone>{zone}) {close}?)?)",
    "span": "{the|these|poss|that|this}? (?P<rel>{rel|this}) (?:(?P<low><card>)(?: {to|or|dash} (?P<high><card>))?|(?P<vague><vague>)) {extra|less}? {dash}? (?P<unit>{units})",
    "vague_span": "{the|these|poss}? (?P<rel>{rel}) (?P<unit>{units})",
    "year_words": "<mod> (?P<the>{the} {unit})? (?P<words>{word} {word} (?:{dash}? {word})?)",
    "rel_unit": "<mod> (?P<det>{the|this|that|poss})? (?P<rel>{rel|this|that}) (?P<fiscal>{fiscal|extra})? (?P<unit>{unit}) (?P<or>{or} {so})?",
    "the_unit": "<mod> (?P<det>{the|this|that}) (?P<fiscal>{fiscal|extra})? (?P<unit>{unit})",
    "duration": "<approx> (?:{the|these} {rel}? (?=<card> {units}))? <amount> (?P<extra>{extra|less})? {dash}? (?P<unit>{unit|units}) (?!{dash} {ago|earlier}) (?:{and} {a} (?P<andhalf>{half}))? (?P<long>{dash}? {long})?",
    "deictic": "<mod> (?P<deictic>{deictic}) (?P<part>{part})?",
    "weekday_week": "(?P<dow>{weekday}) (?P<unit>{unit})",
    "weekdays": "(?:{weekdays}|{weekday} (?P<part>{part}))",
    "weekday": "(?P<mod>{early})? (?:{the|this|that}? (?P<rel>{rel|this}) {rel}?)? (?P<dow>{weekday})",
    "at_night": "(?P<part>{part})",
    "rel_part": "<mod> (?P<det>{the|this|that})? (?P<rel>{rel|this|that})? <mod2> (?P<part>{part}) (?:{units} (?={of}))?",
    "overnight": "{overnight}",
    "often": "{often}",
    "year": "<mod> (?P<the>{the} {unit})? (?P<year>{year4|short_year|three})",
    "future": "{the} {near}? {future}",
    "past": "{the} (?P<rel>{rel})",
    "ref": "{ref}",
    "the_dom": "{the} (?P<day>{digit_ordinal})",
    "eve": "{the}? {eve} {of}",
    "named_date": "(?P<code>{named})",
    "post_year": "(?P<prefix>{prefix}) {dash} <year>",
    "some_units": "(?P<det>{the|these|poss})? (?P<unit>{units}) (?P<way>{ago|earlier|afterwards})?",
}  # fmt: skip

_PLACEHOLDER = re.compile(r"<(\w+)>")
_CLASS = re.compile(r"\{([a-z][a-z0-9_|]*)\}")
_GROUP_NAME = re.compile(r"\(\?P<\w+>")


def _expand(pattern: str) -> str:
    """Insert the phrases, then the symbols."""
    while (wider := _PLACEHOLDER.sub(_phrase, pattern)) != pattern:
        pattern = wider
    return _CLASS.sub(_symbols, pattern.replace(" ", ""))


def _phrase(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    return match[0] if before.endswith("?P") else PHRASES[match[1]]


def _symbols(match: re.Match[str]) -> str:
    symbols = "".join(SYMBOLS[name] for name in match[1].split("|"))
    return symbols if len(symbols) == 1 else f"[{symbols}]"


@lru_cache(maxsize=1)
def grammar() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """Each pattern compiled with its groups, and all of them as one alternation that names the winner."""
    expanded = {name: _expand(pattern) for name, pattern in PATTERNS.items()}
    joined = "|".join(f"(?P<{name}>{_GROUP_NAME.sub('(?:', text)})" for name, text in expanded.items())
    return {name: re.compile(text) for name, text in expanded.items()}, re.compile(joined)
