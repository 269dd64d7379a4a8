"""Finds time expressions: spans, TIMEX3 types and readings; no values yet.

One pass of the grammar over the atoms of the text, then neighbours are composed ("5 p.m." + "Friday",
"July" + "last year"), then what the parse shows to be something else is dropped.
"""

import re
from bisect import bisect_left, bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc

from timeline.nlp.draft import TimexDraft
from timeline.nlp.timexes import holidays, time_atoms
from timeline.nlp.timexes.resolution import text_of
from timeline.nlp.timexes.time_atoms import Atoms
from timeline.nlp.timexes.time_builders import builder
from timeline.nlp.timexes.time_compose import compose
from timeline.nlp.timexes.time_filters import Checker
from timeline.nlp.timexes.time_hits import Found, Hit
from timeline.nlp.timexes.time_patterns import grammar
from timeline.nlp.timexes.time_readings import Reading
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

_TYPES = {
    "duration": TimexType.DURATION,
    "span": TimexType.DURATION,
    "set": TimexType.SET,
}

_RUN = re.compile(f"[^{time_atoms.OTHER}]+")
_WEAK = {time_atoms.SYMBOLS[name] for name in time_atoms.context()["weak_classes"]}


def tag(doc: Doc, zones: Zones) -> list[TimexDraft]:
    """Time expressions in text order, never overlapping."""
    atoms = time_atoms.split(text_of(doc))
    found = compose(_with_holidays(atoms, scan(atoms)), atoms)
    starts = [int(start) for start in doc.to_array([IDX]).ravel().tolist()]
    checker = Checker(doc, atoms, starts, zones)
    return [_draft(doc, atoms, one, starts) for one in found if checker.keeps(one)]


def scan(atoms: Atoms) -> list[Found]:
    """What the grammar matches, left to right, in the runs of words that hold a word of time at all."""
    found: list[Found] = []
    for run in _RUN.finditer(atoms.symbols):
        if not _WEAK.issuperset(run[0]):
            _scan_run(atoms, run.start(), run.end(), found)
    return found


def _scan_run(atoms: Atoms, position: int, end: int, found: list[Found]) -> None:
    """A match whose builder declines gives way to later patterns."""
    patterns, joined = grammar()
    order = list(patterns)
    while match := joined.search(atoms.symbols, position, end):
        built = None
        for name in order[order.index(match.lastgroup or "") :]:
            local = patterns[name].match(atoms.symbols, match.start(), end)
            if local and (built := _build(name, Hit(atoms, local))) is not None:
                position = built[-1].last + 1 if built else local.end()
                break
        if built is not None:
            found.extend(built)
        else:
            position = match.start() + 1


def _build(name: str, hit: Hit) -> list[Found] | None:
    built = builder(name)(hit)
    if isinstance(built, Reading):
        return [Found(hit.start, hit.stop - 1, built)]
    return built


def _with_holidays(atoms: Atoms, found: list[Found]) -> list[Found]:
    """Holiday names replace what they overlap ("Good *Friday*")."""
    merged = list(found)
    for match in holidays.pattern().finditer(atoms.text):
        first = bisect_right(atoms.starts, match.start()) - 1
        last = bisect_right(atoms.starts, match.end() - 1) - 1
        if atoms.starts[first] != match.start() or _other_calendar(atoms, first):
            continue
        rel = _holiday_rel(atoms, first)
        reading = Reading("holiday", value=holidays.named(match[0]), rel=rel)
        first -= rel is not None
        merged = [one for one in merged if one.last < first or one.first > last]
        merged.append(Found(first, last, reading))
    return sorted(merged, key=lambda one: one.first)


def _other_calendar(atoms: Atoms, first: int) -> bool:
    return first > 0 and atoms.raw(first - 1).lower() in time_atoms.context()["other_calendars"]


def _holiday_rel(atoms: Atoms, first: int) -> str | None:
    if first and atoms.name(first - 1) in ("rel", "this"):
        return str(atoms.values[first - 1])
    return None


def timex_type(reading: Reading) -> TimexType:
    if reading.kind == "offset" and reading.unit in ("H", "M", "S"):
        return TimexType.TIME
    if reading.clock or reading.part:
        return TimexType.SET if reading.kind == "set" else TimexType.TIME
    return _TYPES.get(reading.kind, TimexType.DATE)


def _draft(doc: Doc, atoms: Atoms, one: Found, starts: list[int]) -> TimexDraft:
    start, end = atoms.starts[one.first], atoms.ends[one.last]
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_left(starts, end), first + 1)
    return TimexDraft(
        first=first,
        last=last,
        start=start,
        end=end,
        type=timex_type(one.reading),
        head=doc[first:last].root.i,
        reading=one.reading,
    )
