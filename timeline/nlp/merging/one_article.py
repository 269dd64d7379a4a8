"""What one article tells apart: tellings that it does not mean to be of one event. Pure Python.

An article says by tense, name, date and article word which of its events it means, and its readers see the
tellings side by side. So what differs in one of these is never joined within an article, however alike
the words are. Tellings that the article itself chained are not looked at here.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from timeline.nlp.merging import date_match, kinship
from timeline.nlp.merging.date_match import Match
from timeline.nlp.merging.telling import MergeMention, Part
from timeline.terms import ActorKind, Factuality, Role

_REAL = frozenset((Factuality.OCCURRED, Factuality.ONGOING))
_UNREAL = frozenset((Factuality.PLANNED, Factuality.HYPOTHETICAL, Factuality.DENIED, Factuality.CANCELLED))
# The date stands in the clause or the phrase of the event itself.
_OWN_DATE = ("timex-in-clause", "nominal-date")
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their"))
# The share of the articles of the smaller side that may tell the two apart.
OUTLIERS = 0.5
_COMPLETE = {frozenset((Role.AGENT,)), frozenset((Role.PATIENT,))}
# How many words may stand between the article word and its noun: "the long and costly talks".
_BETWEEN = 4
_LAST_WORDS = re.compile(r"(?:[\w'’-]{1,40} ){1,5}\Z")

type Tellings = tuple[MergeMention, ...]


def tells_apart(left: Iterable[MergeMention], right: Iterable[MergeMention]) -> bool:
    """Whether articles of which both sides hold tellings mean two events by them.

    One misread article must not tear apart what several others join.
    """
    one, two = _by_article(left), _by_article(right)
    apart = sum(_differ(one[article], two[article]) for article in one.keys() & two.keys())
    return apart > OUTLIERS * min(len(one), len(two))


def is_definite(before: str) -> bool:
    """Whether a noun is introduced as known; `before` is what stands before it in its sentence."""
    found = _LAST_WORDS.search(before[-200:])
    return found is not None and not _DEFINITE.isdisjoint(found[0].lower().split()[-_BETWEEN:])


def _by_article(mentions: Iterable[MergeMention]) -> dict[str, Tellings]:
    ordered = sorted(mentions, key=lambda mention: mention.key)
    return {article: tuple(group) for article, group in groupby(ordered, key=lambda m: m.article)}


def _differ(left: Tellings, right: Tellings) -> bool:
    return (
        _other_reality(left, right)
        or _other_names(left, right)
        or _other_dates(left, right)
        or _newly_introduced(left, right)
    )


def _other_reality(left: Tellings, right: Tellings) -> bool:
    """What has happened is not what may happen, or does not."""
    one, two = ({mention.factuality for mention in mentions} for mentions in (left, right))
    return _opposed(one, two) or _opposed(two, one)


def _opposed(one: set[Factuality], two: set[Factuality]) -> bool:
    return bool(one & _REAL and two & _UNREAL) and not (one & _UNREAL or two & _REAL)


def _other_names(left: Tellings, right: Tellings) -> bool:
    """Both name who took part, and name others; states count only where the words are mere synonyms.

    Where one names only who did it and the other only whom it befell, the two may complete each other.
    """
    derived = any(kinship.kinship(a.lemma, b.lemma) >= kinship.DERIVED for a in left for b in right)
    one, two = (_named_parts(mentions, states=not derived) for mentions in (left, right))
    keys, other_keys = ({key for key, _ in parts} for parts in (one, two))
    if not (keys and other_keys) or not keys.isdisjoint(other_keys):
        return False
    roles, other_roles = (frozenset(role for _, role in parts) for parts in (one, two))
    if _owned(left, right, keys | other_keys):
        return False
    mutual = any(kinship.is_mutual(mention.lemma) for mention in (*left, *right))
    return mutual or {roles, other_roles} != _COMPLETE


def _owned(left: Tellings, right: Tellings, keys: set[str]) -> bool:
    """Whether one side names states or bodies, the other things: what a state lands its craft lands."""
    kinds = [{kind for m in mentions for key, kind in m.named if key in keys} for mentions in (left, right)]
    one, two = sorted(kinds, key=lambda found: ActorKind.OTHER in found)
    return two == {ActorKind.OTHER} and one <= {ActorKind.PLACE, ActorKind.ORGANISATION}


def _named_parts(mentions: Tellings, states: bool) -> frozenset[Part]:
    """Names with their roles, those of states (which take part in everything) only if asked for."""
    names = {key for m in mentions for key, kind in m.named if states or kind is not ActorKind.PLACE}
    parts = (part for mention in mentions for part in mention.participants)
    return frozenset((key, role) for key, role in parts if key in names and role is not Role.SOURCE)


def _other_dates(left: Tellings, right: Tellings) -> bool:
    """Each has a date of its own; a coarser one may be the same only if the words are."""
    one, two = ([m for m in mentions if _own_date(m)] for mentions in (left, right))
    return any(not _one_date(a, b) for a in one for b in two)


def _one_date(one: MergeMention, two: MergeMention) -> bool:
    if one.date == two.date:
        return True
    derived = kinship.kinship(one.lemma, two.lemma) >= kinship.DERIVED
    return date_match.match(one, two) >= (Match.COARSE if derived else Match.SAME)


def _newly_introduced(left: Tellings, right: Tellings) -> bool:
    """A bare noun after the other telling points back to it only as "the" or "that", and by a close word.

    What the headline told is introduced anew by the text.
    """
    first, later = sorted((left, right), key=lambda mentions: mentions[0].start)
    if first[0].sentence == 0 or not all(_bare(mention) for mention in later):
        return False
    words = [kinship.kinship(a.lemma, b.lemma) for a in first for b in later]
    return max(words) < kinship.CLOSE or not any(mention.definite for mention in later)


def _bare(mention: MergeMention) -> bool:
    """A noun that says neither when nor who."""
    return mention.nominal and not mention.cast and not _own_date(mention)


def _own_date(mention: MergeMention) -> bool:
    return mention.date is not None and mention.anchor in _OWN_DATE
