"""How far two groups of tellings speak of the same event: what speaks for it minus what speaks against.

The weights are rounded by hand after a logistic regression on gold clusters; each is in the same
unit (about log odds), so that a reader can see what outweighs what.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from timeline.dates import DAY
from timeline.nlp.merging import clause_words, date_match, kinship, one_article
from timeline.nlp.merging.date_match import Match
from timeline.nlp.merging.stories import Stories, actor_term
from timeline.nlp.merging.telling import MergeMention, Part, TellingKey
from timeline.terms import ActorKind, Factuality, Role

BASE = -4.5
KINSHIP = 2.0
DISPUTED_DAYS = 4 * DAY
STORY = 6.0
SAME_ARTICLE = 1.2
CONTEXT = 4.0
CLAUSE = 2.0
OTHER_NUMBER = -1.0
SAME_NUMBER = 0.5
OTHER_ORDINAL = -2.0
UNRECALLED = -1.2
SHARED_ACTOR = 0.5
OTHER_AGENT = -0.7
OTHER_PATIENT = -1.0
SWAPPED = -3.0
SAME_DAY = 1.5
COARSE_DATE = 0.4
NEAR_DAY = -1.3
DISPUTED = -0.5
REPORTING = -4.5
GENERAL = -2.0
UNREAL = -0.5
DENIED = -1.5
DENIED_HERE = -4.0
HAPPENED = (Factuality.OCCURRED, Factuality.ONGOING)
MONTHS_APART = -2.0
SAME_PLACE = 0.5
OTHER_PLACE = -0.7
# The share of dated pairs that may differ between two groups of tellings of one event.
OUTLIERS = 0.4
ONE_STORY = 0.6


@dataclass(frozen=True, slots=True)
class Unit:
    """Tellings that stay together: a chain of one article, or what a person joined."""

    mentions: tuple[MergeMention, ...]
    keys: frozenset[TellingKey]
    articles: frozenset[str]
    lemmas: frozenset[str]
    kin: frozenset[str]
    cast: frozenset[str]
    named: frozenset[tuple[str, ActorKind]]
    context: frozenset[str]
    clause: frozenset[str]
    counts: frozenset[int]
    ordinals: frozenset[str]
    places: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    reporting: bool
    general: bool
    dated: tuple[MergeMention, ...]

    @classmethod
    def of(cls, mentions: Iterable[MergeMention]) -> "Unit":
        members = tuple(sorted(mentions, key=lambda mention: mention.key))
        lemmas = frozenset(m.lemma for m in members)
        return cls(
            mentions=members,
            keys=frozenset(m.key for m in members),
            articles=frozenset(m.article for m in members),
            lemmas=lemmas,
            kin=frozenset(key for lemma in lemmas for key in kinship.keys(lemma)),
            cast=frozenset(actor for m in members for actor in m.cast),
            named=frozenset(name for m in members for name in m.named),
            context=frozenset(word for m in members for word in m.context),
            clause=frozenset(word for m in members for word in clause_words.content(m)),
            counts=clause_words.counts(members),
            ordinals=clause_words.ordinals(members),
            places=frozenset(m.place for m in members if m.place),
            agents=_filling(Role.AGENT, members),
            patients=_filling(Role.PATIENT, members),
            reporting=any(kinship.is_reporting(lemma) for lemma in lemmas),
            general=any(kinship.is_general(lemma) for lemma in lemmas),
            dated=tuple(m for m in members if m.date),
        )


def _filling(role: Role, mentions: Iterable[MergeMention]) -> frozenset[str]:
    return frozenset(actor for m in mentions for actor, part in m.participants if part is role)


def contradict(left: Collection[Unit], right: Collection[Unit]) -> bool:
    """Whether dates, words or the articles themselves exclude that both groups tell of one event."""
    if any(not akin(a, b) for a in left for b in right) or _dates_contradict(left, right):
        return True
    one, two = ([mention for unit in units for mention in unit.mentions] for units in (left, right))
    return one_article.tells_apart(one, two)


def akin(left: Unit, right: Unit) -> bool:
    """Whether some words of both name the same kind of event."""
    return not left.kin.isdisjoint(right.kin)


def _dates_contradict(left: Iterable[Unit], right: Iterable[Unit]) -> bool:
    """Whether the dates of two groups exclude that both tell of one event.

    They do when more than a few of the dated pairs differ: one article that misstates the day, or is
    misread, must not tear an event apart that twenty others agree on.
    """
    conflicts = pairs = 0
    for one in left:
        for two in right:
            pairs += len(one.dated) * len(two.dated)
            conflicts += _conflicts(one, two)
    return conflicts > OUTLIERS * pairs


def _conflicts(left: Unit, right: Unit) -> int:
    """How many dated pairs of two units differ; none if they share a known day, for what lasts has many."""
    matches = [(date_match.match(a, b), a, b) for a in left.dated for b in right.dated]
    if any(match is Match.SAME for match, _, _ in matches):
        return 0
    return sum(match is Match.CONFLICT and not _disputed(a, b) for match, a, b in matches)


def likeness(left: Unit, right: Unit, stories: Stories) -> float | None:
    """About the log odds that both are one event; None if they cannot be, or name nothing alike."""
    kin = max((kinship.kinship(a, b) for a in left.lemmas for b in right.lemmas), default=0.0)
    if (
        not kin
        or (kin <= kinship.RELATED and not _told_elsewhere(left, right))
        or contradict([left], [right])
    ):
        return None
    return (
        BASE
        + KINSHIP * kin
        + _story(left, right, stories)
        + CONTEXT * _context(left, right, stories)
        + _clause(left, right, stories)
        + _later(left, right)
        + _dates(left, right)
        + _actors(left, right, stories)
        + _places(left, right)
        + _kind(left, right)
    )


def _story(left: Unit, right: Unit, stories: Stories) -> float:
    if not left.articles.isdisjoint(right.articles):
        return SAME_ARTICLE
    pairs = [stories.likeness(a, b) for a in sorted(left.articles) for b in sorted(right.articles)]
    return STORY * min(1.0, math.fsum(pairs) / len(pairs) / ONE_STORY)


def _context(left: Unit, right: Unit, stories: Stories) -> float:
    """Cosine of the sentences' words, the triggers themselves left out."""
    skipped = left.lemmas | right.lemmas
    return _cosine(left.context - skipped, right.context - skipped, stories)


def _clause(left: Unit, right: Unit, stories: Stories) -> float:
    """Words of the clauses themselves; who or what it befell, how many, and the how-manieth time."""
    skipped = left.lemmas | right.lemmas
    score = CLAUSE * _cosine(left.clause - skipped, right.clause - skipped, stories)
    if left.counts and right.counts:
        score += OTHER_NUMBER if left.counts.isdisjoint(right.counts) else SAME_NUMBER
    if left.ordinals and right.ordinals and left.ordinals.isdisjoint(right.ordinals):
        score += OTHER_ORDINAL
    return score


def _later(left: Unit, right: Unit) -> float:
    """Weeks later a verb alone recalls nothing: it takes a date, an actor or a word of the clause."""
    skipped = left.lemmas | right.lemmas
    recalled = (
        not left.cast.isdisjoint(right.cast)
        or not (left.clause & right.clause) <= skipped
        or not left.counts.isdisjoint(right.counts)
        or any(kinship.happens_once(lemma) for lemma in skipped)
        or _told_elsewhere(left, right)
    )
    return 0.0 if recalled or not date_match.published_apart(left.mentions, right.mentions) else UNRECALLED


def _cosine(one: frozenset[str], two: frozenset[str], stories: Stories) -> float:
    shared = stories.weight(one & two)
    return shared / math.sqrt(stories.weight(one) * stories.weight(two)) if shared else 0.0


def _told_elsewhere(left: Unit, right: Unit) -> bool:
    """Whether two articles give the same date; words that are merely related need as much."""
    return left.articles.isdisjoint(right.articles) and any(
        date_match.match(a, b) >= Match.COARSE for a in left.dated for b in right.dated
    )


def _dates(left: Unit, right: Unit) -> float:
    """The same day counts, but not for sayings: who speaks to the press says several things a day.

    What has no date is most likely of the days of its article.
    """
    if _reporting(left, right):
        return 0.0
    if not (left.dated and right.dated):
        return MONTHS_APART * date_match.told_apart(left.mentions, right.mentions)
    matches = {date_match.match(a, b) for a in left.mentions for b in right.mentions}
    if matches == {Match.CONFLICT}:
        return DISPUTED
    if Match.NEAR in matches and Match.SAME not in matches:
        return NEAR_DAY
    return {Match.SAME: SAME_DAY, Match.COARSE: COARSE_DATE}.get(max(matches), 0.0)


def _actors(left: Unit, right: Unit, stories: Stories) -> float:
    """Shared actors count by their rarity; different ones in the same role speak against."""
    mutual = any(kinship.is_mutual(lemma) for lemma in left.lemmas & right.lemmas)
    swapped = frozenset() if mutual else _swapped(left, right)
    common = left.cast & right.cast - swapped
    shared = SHARED_ACTOR * math.fsum(min(2.0, stories.rarity(actor_term(actor))) for actor in common)
    if mutual:
        return shared if common or not (left.cast and right.cast) else OTHER_AGENT + OTHER_PATIENT
    return (
        shared
        + SWAPPED * bool(swapped)
        + OTHER_AGENT * differ(left, right, left.agents, right.agents)
        + OTHER_PATIENT * differ(left, right, left.patients, right.patients)
    )


def _swapped(left: Unit, right: Unit) -> frozenset[str]:
    """Two who have changed places: A sues B is not B sues A."""
    one = left.agents & right.patients
    two = left.patients & right.agents
    return one | two if one - two and two - one else frozenset()


def differ(left: Unit, right: Unit, one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two names of one kind fill a role; a description may mean the one whom the other names."""
    if not (one and two) or not one.isdisjoint(two):
        return False
    kinds = {kind for key, kind in left.named if key in one}
    return any(key in two and kind in kinds for key, kind in right.named)


def _places(left: Unit, right: Unit) -> float:
    if not (left.places and right.places):
        return 0.0
    return OTHER_PLACE if left.places.isdisjoint(right.places) else SAME_PLACE


def _kind(left: Unit, right: Unit) -> float:
    """Sayings and general words are told of many events; what may happen is not what happened."""
    score = 0.0
    if _reporting(left, right):
        score += REPORTING
    if left.general or right.general:
        score += GENERAL
    if _all(left, Factuality.HYPOTHETICAL) != _all(right, Factuality.HYPOTHETICAL):
        score += UNREAL
    return score + _denial(left, right)


def _denial(left: Unit, right: Unit) -> float:
    """What one denies and the other reports; a plan that came to nothing is one event with its plan.

    An article does not contradict itself: what it denies is another thing than what it reports.
    """
    if _all(left, Factuality.DENIED) == _all(right, Factuality.DENIED):
        return 0.0
    happened = any(m.factuality in HAPPENED for unit in (left, right) for m in unit.mentions)
    if not happened:
        return 0.0
    return DENIED if left.articles.isdisjoint(right.articles) else DENIED_HERE


def _reporting(left: Unit, right: Unit) -> bool:
    return left.reporting or right.reporting


def _all(unit: Unit, factuality: Factuality) -> bool:
    return all(mention.factuality is factuality for mention in unit.mentions)


def _disputed(left: MergeMention, right: MergeMention) -> bool:
    """Two days, close together, for what happens once to the same and in the same place."""
    return (
        left.date is not None
        and right.date is not None
        and date_match.exact(left.date)
        and date_match.exact(right.date)
        and abs(left.date.begins - right.date.begins) <= DISPUTED_DAYS
        and bool(kinship.kinship(left.lemma, right.lemma))
        and (left.place == right.place or not (left.place and right.place))
        and _of_the_same(left, right)
    )


def _of_the_same(left: MergeMention, right: MergeMention) -> bool:
    """Who has no name is the same if nobody says otherwise, or if as many are counted; names must be in both.

    What may happen to somebody else tomorrow takes one person or body in the same part.
    """
    if kinship.happens_once(left.lemma):
        one, two = ({key for key, _ in mention.named if key in mention.cast} for mention in (left, right))
        counted = clause_words.counts([left]) & clause_words.counts([right])
        return bool(one & two or counted) or not (one or two)
    if not kinship.happens_seldom(left.lemma):
        return False
    parts = [_protagonists(mention) for mention in (left, right)]
    whom = [{key for key, role in found if role is Role.PATIENT} for found in parts]
    return bool(parts[0] & parts[1]) and (not all(whom) or not whom[0].isdisjoint(whom[1]))


def _protagonists(mention: MergeMention) -> frozenset[Part]:
    """Whom it befalls by name, and the people who do it; states and firms do the same thing every day."""
    kinds = dict(mention.named)
    return frozenset(
        (key, role)
        for key, role in mention.participants
        if key in kinds
        and kinds[key] is not ActorKind.PLACE
        and (role is Role.PATIENT or (role is Role.AGENT and kinds[key] is ActorKind.PERSON))
    )
