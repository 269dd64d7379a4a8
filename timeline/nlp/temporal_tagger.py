"""Finds time expressions: spans, TIMEX3 types and readings; no values yet.

One pass of the grammar over the atoms of the text, then neighbours are composed ("5 p.m." + "Friday",
"July" + "last year"), then what the parse shows to be something else is dropped.
"""

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from timeline.nlp import holidays, time_atoms
from timeline.nlp.draft import TimexDraft
from timeline.nlp.time_atoms import Atoms
from timeline.nlp.time_builders import builder
from timeline.nlp.time_compose import compose
from timeline.nlp.time_filters import Checker
from timeline.nlp.time_hits import Found, Hit
from timeline.nlp.time_patterns import grammar
from timeline.nlp.time_readings import Reading
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

_TYPES = {
    "duration": TimexType.DURATION,
    "span": TimexType.DURATION,
    "set": TimexType.SET,
}


def tag(doc: Doc, zones: Zones) -> list[TimexDraft]:
    """Time expressions in text order, never overlapping."""
    atoms = time_atoms.split(doc.text)
    found = compose(_with_holidays(atoms, scan(atoms)), atoms)
    starts = [token.idx for token in doc]
    checker = Checker(doc, atoms, starts, zones)
    return [_draft(doc, atoms, one, starts) for one in found if checker.keeps(one)]


def scan(atoms: Atoms) -> list[Found]:
    """What the grammar matches, left to right; a match whose builder declines gives way to later patterns."""
    patterns, joined = grammar()
    order = list(patterns)
    found: list[Found] = []
    position = 0
    while match := joined.search(atoms.symbols, position):
        built = None
        for name in order[order.index(match.lastgroup or "") :]:
            local = patterns[name].match(atoms.symbols, match.start())
            if local and (built := _build(name, Hit(atoms, local))) is not None:
                position = built[-1].last + 1 if built else local.end()
                break
        if built is not None:
            found.extend(built)
        else:
            position = match.start() + 1
    return found


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
        if atoms.starts[first] != match.start():
            continue
        rel = _holiday_rel(atoms, first)
        reading = Reading("holiday", value=holidays.named(match[0]), rel=rel)
        first -= rel is not None
        merged = [one for one in merged if one.last < first or one.first > last]
        merged.append(Found(first, last, reading))
    return sorted(merged, key=lambda one: one.first)


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
