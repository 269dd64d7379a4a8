"""Events that people read in a text: each is a decision, from which the rows that pages show follow.

The rows are made when the decision is taken, and again whenever the article is read anew or they are
missing. They are told from the machine's by `added`. The machine never reads an article that is BY_HAND.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import batched

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from timeline import cast_rows, touched
from timeline.confidence import BY_PERSON
from timeline.dates import DateError, DateInterval
from timeline.models import (
    ActorChange,
    ActorMention,
    AddedEvent,
    Article,
    ArticleActor,
    EventMention,
    Participation,
)
from timeline.terms import ActorKind, Factuality, Role

BY_HAND = "by hand"
QUOTE_CHARACTERS = 200
_SENTENCE_CHARACTERS = 600
_BATCH = 500
# Not behind titles and initials, nor before what goes on in small letters or with a number ("Jan. 15").
_TITLES = "".join(rf"(?<!\b{title})" for title in ("Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "St", "[A-Z]"))
_SENTENCE_END = re.compile(rf"{_TITLES}[.!?][\"”’)\]]{{0,2}}(?=\s{{1,3}}[^\sa-z\d]|\s{{0,3}}\Z)")

type Span = tuple[int, int]


class Refused(ValueError):
    """Why an event can't be added, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part: a name as readers will see it; the values are those of Role and ActorKind."""

    role: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event to be added: the span of the words that tell it, and what they tell; `edtf` "" is undated."""

    start: int
    end: int
    title: str
    edtf: str = ""
    factuality: str = Factuality.OCCURRED.value
    place: str = ""
    parts: tuple[Part, ...] = ()
    sentence: Span | None = None


@transaction.atomic
def add(
    article: Article, wanted: Iterable[Wanted], note: str, user: User | None, act: str = ""
) -> list[AddedEvent]:
    """Add all of these, or none. The next merge puts them on the timeline. Raises Refused."""
    touched.lock()
    taken = _taken(article)
    rows = []
    for one in wanted:
        span = _span(article, one, taken)
        taken[span] = True
        sentence = one.sentence or sentence_around(article.text, *span)
        row = AddedEvent(
            text=article.text_sha256,
            start=span[0],
            end=span[1],
            quote=article.text[span[0] : span[1]][:QUOTE_CHARACTERS],
            sentence_start=sentence[0],
            sentence_end=sentence[1],
            title=one.title.strip()[:300],
            edtf=one.edtf,
            factuality=one.factuality,
            place=one.place.strip()[:200],
            parts=[asdict(part) for part in one.parts],
            note=note,
            author=user,
            act=act,
        )
        row.save()
        rows.append(row)
    place(article)
    if rows:
        touched.unsettle()
    return rows


def _taken(article: Article) -> dict[Span, bool]:
    """Spans of the stored tellings -> whether one that shows on the timeline stands there."""
    told = EventMention.objects.filter(article=article).order_by()
    return {(start, end): shown for start, end, shown in told.values_list("start", "end", "timeline")}


def _span(article: Article, one: Wanted, taken: Mapping[Span, bool]) -> Span:
    """The span without blanks at its ends; that of the sentence where a word of the machine's stands."""
    _check(one)
    start, end = trimmed(article.text, one.start, one.end)
    if start >= end:
        raise Refused(_("Choose the words that tell the event."))
    if taken.get((start, end)) is False:
        start, end = sentence_around(article.text, start, end)
    if (start, end) in taken:
        raise Refused(_("These very words tell an entry already; correct that one, or choose others."))
    return start, end


def _check(one: Wanted) -> None:
    if not one.title.strip():
        raise Refused(_("Say what happened."))
    if one.factuality not in {value.value for value in Factuality}:
        raise Refused(
            _("“%(words)s” is no way in which events are reported.") % {"words": one.factuality[:20]}
        )
    for part in one.parts:
        known = part.role in {r.value for r in Role} and part.kind in {k.value for k in ActorKind}
        if not known or not part.name.strip() or len(part.name) > cast_rows.NAME_CHARACTERS:
            raise Refused(
                _("“%(name)s” can’t be taken for somebody who takes part.") % {"name": part.name[:40]}
            )
    try:
        if one.edtf and (DateInterval.parse(one.edtf).edtf != one.edtf or len(one.edtf) > 64):
            raise Refused(_("“%(date)s” is no date.") % {"date": one.edtf[:40]})
    except DateError:
        raise Refused(_("“%(date)s” is no date.") % {"date": one.edtf[:40]}) from None


def trimmed(text: str, start: int, end: int) -> Span:
    """The span within the text, without blanks at its ends."""
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str) -> Iterator[Span]:
    """Line by line, for people to choose from."""
    at = 0
    for line in text.splitlines(keepends=True):
        first, last = at, at + len(line)
        for match in _SENTENCE_END.finditer(text, first, last):
            yield trimmed(text, first, match.end())
            first = match.end()
        if text[first:last].strip():
            yield trimmed(text, first, last)
        at = last


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence, or sentences, that a span stands in; a line break always ends one."""
    first = max(text.rfind("\n", 0, start) + 1, start - _SENTENCE_CHARACTERS)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _SENTENCE_CHARACTERS)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    after = _SENTENCE_END.search(text, max(end - 2, start), last)
    last = max(after.end(), end) if after else last
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


# ---- the rows that follow ----------------------------------------------------------------------


def active(texts: Collection[str] | None = None) -> list[AddedEvent]:
    rows = AddedEvent.objects.filter(retracted_at=None)
    return list(rows if texts is None else rows.filter(text__in=texts))


@transaction.atomic
def place(article: Article) -> None:
    """Make the rows of one article's additions anew; which event and actor each belonged to is kept."""
    touched.articles([article.pk])
    events, actors = former_events(article), cast_rows.former(article)
    EventMention.objects.filter(article=article, added=True).delete()
    ArticleActor.objects.filter(article=article, added=True).delete()
    write(article, events, actors)


def write(article: Article, events: Mapping[Span, int], actors: Mapping[Span, int]) -> None:
    """Add the rows to an article that has none; `events` and `actors` tell by span what they belonged to."""
    rows = active([article.text_sha256])
    named = ActorChange.objects.filter(
        text=article.text_sha256, what=ActorChange.What.ADDED, retracted_at=None
    )
    cast = cast_rows.Cast(article, actors)
    for change in named:
        cast.add(change.value, change.kind, (change.start, change.end))
    for row in rows:
        own = EventMention.objects.filter(article=article, start=row.start, end=row.end)
        own.delete()
        mention = _mention(article, row, events.get((row.start, row.end)))
        for part in row.parts:
            told, span = cast.find(part["name"], part["kind"], row)
            Participation.objects.get_or_create(
                mention=mention, told=told, role=part["role"], defaults={"start": span[0], "end": span[1]}
            )


def former_events(article: Article) -> dict[Span, int]:
    rows = article.event_mentions.filter(event__isnull=False).values_list("start", "end", "event_id")
    return {(start, end): event for start, end, event in rows if event}


def _mention(article: Article, row: AddedEvent, event: int | None) -> EventMention:
    """No rule ever compares it with what the machine read: its lemma is its own."""
    return EventMention.objects.create(
        article=article,
        event_id=event,
        start=row.start,
        end=row.end,
        sentence_start=row.sentence_start,
        sentence_end=row.sentence_end,
        lemma=f"added {row.start} {row.text[:12]}",
        edtf=row.edtf,
        factuality=row.factuality,
        factuality_reason={},
        place=row.place,
        summary=row.title,
        reason={"code": BY_PERSON},
        added=True,
    )


def missing() -> list[Article]:
    """Stored articles that lack rows which follow from an addition."""
    wanted: dict[str, set[Span]] = defaultdict(set)
    for row in active():
        wanted[row.text].add((row.start, row.end))
    named = ActorChange.objects.filter(what=ActorChange.What.ADDED, retracted_at=None)
    for text, start, end in named.values_list("text", "start", "end"):
        wanted[text].add((start, end))
    for batch in batched(sorted(wanted), _BATCH):
        told = EventMention.objects.filter(article__text_sha256__in=batch, added=True).order_by()
        cast = ActorMention.objects.filter(article__text_sha256__in=batch, told__added=True).order_by()
        for rows in (told, cast):
            for text, start, end in rows.values_list("article__text_sha256", "start", "end"):
                wanted[text].discard((start, end))
    texts = [text for text, spans in wanted.items() if spans]
    return [one for batch in batched(texts, _BATCH) for one in Article.objects.filter(text_sha256__in=batch)]
