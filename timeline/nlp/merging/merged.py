"""What a merged event is, read from its tellings: date, factuality, title, place, parts. Pure Python."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.dates import DateInterval
from timeline.nlp.merging import date_match, kinship
from timeline.nlp.merging.date_match import Match
from timeline.nlp.merging.telling import MergeMention, Part
from timeline.nlp.resources import load
from timeline.terms import Factuality, Precision, Role

# Reasons for a date, the best first; what is not listed stands between the two ends.
_BEST_REASONS = ("timex-in-clause", "nominal-date", "offset-from-event")
_WORST_REASONS = ("timex-in-sentence", "scene", "dct")
_FIRM = {"timex-in-clause", "nominal-date", "clause-relation"}
_FINENESS = {precision: rank for rank, precision in enumerate(Precision)}
_HAPPENED = (Factuality.OCCURRED, Factuality.ONGOING)
_TITLE_WORDS = 3
_TITLE_NAMES = 2
# "Planned: ...", "Claimed by X: ...": the summary is no clause.
_LABEL = re.compile(r"(planned|possible|denied|claimed|cancelled)(?: by [^:]{1,120})?: ", re.IGNORECASE)
_LABELS = {"possible": Factuality.HYPOTHETICAL} | {f.value: f for f in Factuality}
_CUT = ("…", "...", ",", "-", "–", ":")


@dataclass(frozen=True, slots=True)
class Merged:
    """One event over all its tellings. `dated_by` gave the date; `sides` are dates in dispute, else empty."""

    title: str
    date: DateInterval | None
    dated_by: MergeMention | None
    factuality: Factuality
    sides: tuple[str, ...]
    disputed: bool
    place: str
    parts: tuple[Part, ...]
    timeline: bool
    articles: int
    importance: int


def merge(tellings: Sequence[MergeMention]) -> Merged:
    """Read one cluster as one event; the order of the tellings does not matter."""
    ordered = sorted(tellings, key=_by_time)
    dated_by = best_dated(ordered)
    sides = disputed_dates(ordered)
    presented = factuality(ordered)
    shown = _best_told(ordered, presented)
    articles = len({telling.article for telling in ordered})
    sentences = len({(telling.article, telling.sentence) for telling in ordered})
    return Merged(
        title=_title(shown, presented),
        date=dated_by.date if dated_by else None,
        dated_by=dated_by,
        factuality=_presented(shown, presented),
        sides=sides,
        disputed=bool(sides) or _denied_by_some(ordered),
        place=_place(ordered),
        parts=parts(ordered, dated_by),
        timeline=any(telling.timeline for telling in ordered),
        articles=articles,
        importance=articles + sentences,
    )


def best_dated(tellings: Sequence[MergeMention]) -> MergeMention | None:
    """The telling with the finest date that most others allow.

    Ties: the one with fewer dates against it, the better reason, the earlier telling.
    """
    dated = [telling for telling in tellings if telling.date]

    def rank(telling: MergeMention) -> tuple[bool, int, int, int, int]:
        assert telling.date is not None
        conflicts = sum(date_match.match(telling, other) <= Match.NEAR for other in dated)
        outvoted = 2 * conflicts > len(dated)
        return outvoted, _fineness(telling.date), conflicts, _trust(telling.anchor), dated.index(telling)

    return min(dated, key=rank, default=None)


def parts(tellings: Sequence[MergeMention], dated_by: MergeMention | None) -> tuple[Part, ...]:
    """Who takes part in which role, sorted.

    For each actor those tellings count that have the event's own date, if it is in one of them: others may
    see it from afar. Who takes part is not shown as a source as well.
    """
    date = dated_by.date if dated_by else None
    roles: dict[str, set[Role]] = {}
    for own in (True, False):
        told = [part for t in tellings if (t.date == date) is own for part in t.participants]
        taken = frozenset(key for key, found in roles.items() if found != {Role.SOURCE})
        for key, role in told:
            if key not in taken:
                roles.setdefault(key, set()).add(role)
    found = ((key, role) for key, every in roles.items() for role in (every - {Role.SOURCE} or every))
    return tuple(sorted(found))


def disputed_dates(tellings: Sequence[MergeMention]) -> tuple[str, ...]:
    """All exact dates of what happens once, if two articles give days that exclude each other."""
    exact = [
        telling
        for telling in tellings
        if telling.date and date_match.exact(telling.date) and _once(telling.lemma)
    ]
    if not any(a.article != b.article and _at_odds(a, b) for a in exact for b in exact):
        return ()
    return tuple(sorted({telling.date.edtf for telling in exact if telling.date}))


def _at_odds(one: MergeMention, two: MergeMention) -> bool:
    """Whether both days can't be right; a day that only stands near the event may have been misread."""
    match = date_match.match(one, two)
    return match is Match.CONFLICT or (match is Match.NEAR and {one.anchor, two.anchor} <= _FIRM)


def _once(lemma: str) -> bool:
    return kinship.happens_once(lemma) or kinship.happens_seldom(lemma)


def factuality(tellings: Sequence[MergeMention]) -> Factuality:
    """The newest article's word, unless it only repeats a plan that another says was carried out or dropped.

    Within an article the first telling counts that is sure of itself.
    """
    newest = _latest_word(tellings)
    if newest not in (Factuality.PLANNED, Factuality.HYPOTHETICAL):
        return newest
    settled = [t for t in tellings if t.factuality not in (Factuality.PLANNED, Factuality.HYPOTHETICAL)]
    if settled:
        return _latest_word(settled)
    return Factuality.PLANNED if any(t.factuality is Factuality.PLANNED for t in tellings) else newest


def title(tellings: Sequence[MergeMention], factuality: Factuality) -> str:
    """The summary that tells most by itself: a clause that names who takes part; ties: the earliest article.

    Only one that presents the event as it is merged will do ("planned: ..." is no title of what happened);
    fragments come last, and before them what begins with a word for somebody named elsewhere. A label of
    another factuality is left out.
    """
    return _title(_best_told(tellings, factuality), factuality)


def _best_told(tellings: Sequence[MergeMention], factuality: Factuality) -> MergeMention:
    """What is on the timeline by itself lends its title before what is only told in passing."""
    proper = [t for t in tellings if t.timeline and not any(_poverty(t, factuality)[:2])]
    return min(proper or tellings, key=lambda telling: _poverty(telling, factuality))


def _title(best: MergeMention, factuality: Factuality) -> str:
    if best.factuality is factuality and not _about_plan(best):
        return best.summary
    bare = _unlabelled(best.summary)
    return bare[:1].upper() + bare[1:]


def _presented(best: MergeMention, factuality: Factuality) -> Factuality:
    """What the title says of itself: of a patrol told by nothing but "Claimed: ..." no more is known."""
    label = _label(best.summary)
    return label if label and best.factuality is factuality and not _about_plan(best) else factuality


def _label(summary: str) -> Factuality | None:
    label = _LABEL.match(summary)
    return _LABELS[label[1].lower()] if label else None


def _unlabelled(summary: str) -> str:
    """What a colon sets off otherwise ("Halden said: ...") is part of the clause."""
    label = _LABEL.match(summary)
    return summary[label.end() :] if label else summary


def _mislabelled(telling: MergeMention) -> bool:
    """Whether the clause is told in another way than the event named in it."""
    return _label(telling.summary) not in (None, telling.factuality)


def _about_plan(telling: MergeMention) -> bool:
    """Whether what happened is told by a clause about a plan: "Planned: ..." for the trial named in it."""
    return telling.factuality in _HAPPENED and _label(telling.summary) is Factuality.PLANNED


def _poverty(
    telling: MergeMention, factuality: Factuality
) -> tuple[bool, bool, bool, bool, bool, int, int, bool]:
    """What makes a summary a poor title, the worst first."""
    words = telling.summary.split()
    bare = _unlabelled(telling.summary)
    names = {key for key, _ in telling.named} & telling.cast
    roles = {role for _, role in telling.participants if role is not Role.SOURCE}
    return (
        len(words) < _TITLE_WORDS,
        telling.factuality is not factuality or _mislabelled(telling),
        not telling.timeline,
        _leans(bare.split()) or _is_cut(bare),
        telling.nominal or bare != telling.summary,
        -min(len(names), _TITLE_NAMES),
        -len(roles) - bool(telling.place),
        telling.background,
    )


def _leans(words: Sequence[str]) -> bool:
    """Whether the clause begins as one torn from its sentence does: with a pronoun, relative, auxiliary."""
    return bool(words) and words[0].lower() in load("titles_of_events")["leaning"]


def _is_cut(clause: str) -> bool:
    """Whether it ends where something is still to come: at a comma, an article, a preposition."""
    words = clause.split()
    open_end = bool(words) and words[-1].lower() in load("titles_of_events")["unfinished"]
    return open_end or clause.endswith(_CUT)


def _latest_word(tellings: Sequence[MergeMention]) -> Factuality:
    newest = max(telling.published for telling in tellings)
    latest = [telling for telling in tellings if telling.published == newest]
    sure = [telling for telling in latest if telling.factuality in _HAPPENED] or latest
    return sure[0].factuality


def _denied_by_some(tellings: Sequence[MergeMention]) -> bool:
    """Whether of articles of the same days one says it happened and another that it did not."""
    happened = [telling for telling in tellings if telling.factuality in _HAPPENED]
    denied = [telling for telling in tellings if telling.factuality is Factuality.DENIED]
    return any(a.article != b.article and date_match.told_together(a, b) for a in happened for b in denied)


def _place(tellings: Sequence[MergeMention]) -> str:
    places = Counter(telling.place for telling in tellings if telling.place)
    return max(places, key=lambda place: places[place], default="")


def _by_time(telling: MergeMention) -> tuple[str, str, int, int]:
    return telling.published or "9999", *telling.key


def _fineness(date: DateInterval) -> int:
    """0 for a clock time; an approximate date counts as one step coarser, ranges go by their length."""
    if date.precision is Precision.RANGE:
        return _FINENESS[Precision.DECADE] if date.open_ended else _by_length(date.ends - date.begins)
    return _FINENESS[date.precision] + date.approximate


def _by_length(seconds: int) -> int:
    days = seconds // 86_400
    limits = ((1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH), (366, Precision.YEAR))
    finest = next((precision for most, precision in limits if days <= most), Precision.CENTURY)
    return _FINENESS[finest] + 1


def _trust(anchor: str) -> int:
    if anchor in _BEST_REASONS:
        return _BEST_REASONS.index(anchor)
    if anchor in _WORST_REASONS:
        return 10 + _WORST_REASONS.index(anchor)
    return 5
