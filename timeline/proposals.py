"""What people are asked to decide on: pairs that almost were one event or one actor, the likeliest first.

Left out is what nobody sees, and whatever people decided on, also if no merge has obeyed them yet.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import F, Min, Q, QuerySet, Value
from django.db.models.functions import Least
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from timeline.dates import DAY, OPEN_END
from timeline.judged import links
from timeline.models import (
    ActorMention,
    ActorProposal,
    EventMention,
    EventProposal,
    Judgement,
    ObeyedJudgement,
)
from timeline.terms import MentionForm

PAGE = 100
# Events whose dates are further apart are two, however alike their tellings.
FAR = 10 * DAY

type Span = tuple[str, int, int]

_FOR = {
    "same-word": _("the same word"),
    "kin-word": _("kindred words"),
    "same-day": _("the same day"),
    "same-time": _("dates that may be one"),
    "same-actor": _("an actor in common"),
    "same-place": _("the same place"),
    "same-article": _("the same article"),
    "alike-articles": _("articles about the same matter"),
}
_AGAINST = {
    "undated": _("one telling has no date"),
    "near-day": _("the days differ a little"),
    "other-agent": _("somebody else does it"),
    "other-patient": _("it befalls somebody else"),
    "other-place": _("the places differ"),
    "other-number": _("the numbers differ"),
    "general-word": _("the word may mean many things"),
    "saying": _("people say many things in a day"),
    "one-possible": _("one telling calls it possible only"),
    "one-denied": _("one telling denies it"),
}
_ACTORS = {
    "surname": _("one is named by surname only, which the other bears too"),
    "given-name": _("the same surname, and given names that are nearly alike"),
    "spelling": _("names that differ by one letter"),
    "short": _("one name begins as the other does"),
    "acronym": _("one name may be the initials of the other"),
    "kind": _("the same name, read as a person here and as something else there"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two events, or two actors, by primary key; `left` is the one more often told.

    `score` is 0 to 1, `reason` a phrase for readers. The tellings (text hash, start, end) are those that were
    compared: a judgement is to name exactly these.
    """

    left: int
    right: int
    score: float
    reason: str
    left_telling: Span
    right_telling: Span


def event_proposals(limit: int, offset: int = 0) -> list[Proposal]:
    return list(islice(_events(), offset, offset + limit))


def actor_proposals(limit: int, offset: int = 0) -> list[Proposal]:
    return list(islice(_actors(), offset, offset + limit))


def count_events(most: int = 100) -> int:
    """How many there are, counted no further than `most`."""
    return sum(1 for _one in islice(_events(), most))


def count_actors(most: int = 100) -> int:
    return sum(1 for _one in islice(_actors(), most))


def _events() -> Iterator[Proposal]:
    rows = EventProposal.objects.exclude(left__event=F("right__event"))
    for side, other in (("left", "right"), ("right", "left")):
        rows = rows.filter(**{f"{side}__event__hidden": False, f"{side}__event__timeline": True})
        # An open end is the largest number there is, to which nothing can be added.
        ends = Least(F(f"{other}__event__ends"), Value(OPEN_END - FAR))
        rows = rows.exclude(**{f"{side}__event__begins__gt": ends + FAR})
    rows = rows.annotate(
        left_owner=F("left__event"),
        right_owner=F("right__event"),
        left_told=F("left__event__mention_count"),
        right_told=F("right__event__mention_count"),
    ).select_related("left__article", "right__article")
    seen: set[frozenset[int]] = set()
    for found in _pages(rows.defer("left__article__text", "right__article__text")):
        judged = _judged_events({pk for row in found for pk in (row.left_owner, row.right_owner)})
        for row in found:
            pair = frozenset((row.left_owner, row.right_owner))
            if pair not in seen and pair not in judged:
                seen.add(pair)
                spans = {row.left_owner: _span(row.left), row.right_owner: _span(row.right)}
                yield _proposal(row, spans, _words(row.told))


def _actors() -> Iterator[Proposal]:
    rows = ActorProposal.objects.annotate(
        left_owner=F("left"),
        right_owner=F("right"),
        left_told=F("left__article_count"),
        right_told=F("right__article_count"),
    )
    judged = _judged_actors()
    seen: set[frozenset[int]] = set()
    for found in _pages(rows):
        spans = _first_spans({pk for row in found for pk in (row.left_owner, row.right_owner)})
        for row in found:
            pair = frozenset((row.left_owner, row.right_owner))
            if pair not in seen and pair not in judged and spans.keys() >= pair:
                seen.add(pair)
                yield _proposal(row, spans, gettext(_ACTORS[row.told]))


def _pages(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """All rows, the likeliest first, no more at a time than is worth reading at once."""
    rows = rows.order_by("-score", "pk")
    found = list(rows[:PAGE])
    while found:
        yield found
        last = found[-1]
        after = Q(score__lt=last.score) | Q(score=last.score, pk__gt=last.pk)
        found = list(rows.filter(after)[:PAGE])


def _proposal(row: Any, spans: Mapping[int, Span], reason: str) -> Proposal:
    left, right = row.left_owner, row.right_owner
    if (row.right_told, left) > (row.left_told, right):
        left, right = right, left
    return Proposal(left, right, row.score, reason, spans[left], spans[right])


def _words(told: Iterable[str]) -> str:
    """What speaks for it; but what speaks against it."""
    codes = list(told)
    sides = [[gettext(words[code]) for code in codes if code in words] for words in (_FOR, _AGAINST)]
    return gettext("; but ").join(", ".join(phrases) for phrases in sides if phrases)


def _span(mention: EventMention | ActorMention) -> Span:
    return mention.article.text_sha256, mention.start, mention.end


def _judged_events(events: Collection[int]) -> set[frozenset[int]]:
    """Pairs of these events on which people decided."""
    mentions = EventMention.objects.filter(event__in=events).order_by("article__text_sha256", "start")
    return _decided(
        Judgement.About.EVENTS,
        mentions.values_list("article__text_sha256", "start", "end", "pk", "event_id"),
    )


def _judged_actors() -> set[frozenset[int]]:
    """Pairs of actors on which people decided since the last merge, which leaves out all others."""
    obeyed = ObeyedJudgement.objects.values("number")
    waiting = Judgement.objects.filter(about=Judgement.About.ACTORS, retracted_at=None).exclude(pk__in=obeyed)
    texts = {text for pair in waiting.values_list("left_text", "right_text") for text in pair}
    mentions = ActorMention.objects.filter(article__text_sha256__in=texts, told__actor__isnull=False)
    return _decided(
        Judgement.About.ACTORS,
        mentions.order_by("article__text_sha256", "start", "end", "told__ordinal").values_list(
            "article__text_sha256", "start", "end", "told_id", "told__actor_id"
        ),
    )


def _decided(about: str, told: Iterable[Any]) -> set[frozenset[int]]:
    """`told` lists (text, start, end, telling, owner)."""
    rows = list(told)
    owner = {telling: owner for *_span, telling, owner in rows}
    decided = links(about, ((text, (start, end), telling) for text, start, end, telling, _owner in rows))
    return {frozenset((owner[left], owner[right])) for pairs in decided for left, right in pairs}


def _first_spans(actors: Collection[int]) -> dict[int, Span]:
    """Where each of these actors was named first."""
    named = ActorMention.objects.filter(told__actor__in=actors, form=MentionForm.NAME.value).order_by()
    first = named.values("told__actor").annotate(first=Min("pk")).values("first")
    rows = ActorMention.objects.filter(pk__in=first).select_related("told", "article").defer("article__text")
    return {row.told.actor_id: _span(row) for row in rows if row.told.actor_id is not None}
