"""Finds the tellings of actors that bear on the merging of those that changed, by stored keys."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import batched

from timeline.identity import digest
from timeline.judged import links
from timeline.models import ActorChange, ActorMention, ArticleActor, Judgement, NameKey
from timeline.nlp.actors import actor_reach
from timeline.nlp.actors.actor_tellings import Telling

BATCH = 500

What = ActorChange.What
type Spans = list[tuple[str, tuple[int, int], int]]


def reached(start: Iterable[int]) -> set[int]:
    """These tellings (by primary key, in the index) and all that they bear on, directly or through others."""
    ties = _ties()
    found: set[int] = set()
    known: set[int] = set()
    fresh = set(start)
    while fresh:
        found |= fresh
        keys = set(_values("key", told=fresh)) - known
        known |= keys
        near = set(_values("told", key=keys))
        for one in fresh:
            near |= ties.get(one, set())
        fresh = near - found
    return found


def missing(told: Collection[int]) -> set[int]:
    """Those that are not in the index; who has no name never is."""
    return set(told).difference(_values("told", told=told))


def write(tellings: Mapping[int, Telling], listed: Mapping[int, str]) -> None:
    """Add the keys of tellings that are not in the index; `listed` tells which actor of a file they are."""
    rows = [
        NameKey(told_id=pk, key=key)
        for pk, telling in sorted(tellings.items())
        for key in sorted(_keys(telling, listed.get(pk, "")))
    ]
    NameKey.objects.bulk_create(rows, batch_size=BATCH)


def decided() -> Spans:
    """(text, span, telling) of all mentions in texts on whose actors people decided."""
    texts: set[str] = set()
    judged = Judgement.objects.filter(about=Judgement.About.ACTORS, retracted_at=None).order_by()
    for pair in judged.values_list("left_text", "right_text"):
        texts.update(pair)
    changed = ActorChange.objects.filter(retracted_at=None).order_by()
    texts.update(changed.values_list("text", flat=True))
    return [row for batch in batched(sorted(texts), BATCH) for row in _mentions(batch)]


def _mentions(texts: Collection[str]) -> Iterator[tuple[str, tuple[int, int], int]]:
    rows = ActorMention.objects.filter(article__text_sha256__in=texts)
    ordered = rows.order_by("start", "end", "told__ordinal")
    for text, start, end, told in ordered.values_list("article__text_sha256", "start", "end", "told_id"):
        yield text, (start, end), told


def _ties() -> dict[int, set[int]]:
    """Tellings that people's decisions tie to others."""
    spans = decided()
    ties: dict[int, set[int]] = defaultdict(set)
    same, apart = links(Judgement.About.ACTORS, spans)
    for left, right in (*same, *apart, *_named(spans)):
        ties[left].add(right)
        ties[right].add(left)
    return ties


def _named(spans: Spans) -> Iterator[tuple[int, int]]:
    """Tellings of a text in which people gave or took a name, with all who bear that name."""
    changes = ActorChange.objects.filter(retracted_at=None, what__in=(What.ALIAS, What.NOT_ALIAS))
    for change in changes:
        here = {told for text, _, told in spans if text == change.text}
        wanted = {
            digest(*key)
            for person in (True, False)
            for key in actor_reach.of_name(change.value, person=person)
        }
        there = set(_values("told", key=wanted))
        if change.value[:1].islower():  # a description, which has no key of its own
            described = ArticleActor.objects.filter(name__iexact=change.value).order_by()
            there.update(described.values_list("pk", flat=True))
        yield from ((one, other) for one in here for other in there if one != other)


def likeness(telling: Telling) -> int:
    """The key of tellings that bear on others in the same way; 0 for those with offices, which do not."""
    if telling.roles or not telling.aliases:
        return 0
    return digest("like", telling.name, telling.kind.value, telling.gender, *telling.aliases)


def _keys(telling: Telling, listed: str) -> set[int]:
    found = {digest(*key) for key in actor_reach.keys(telling)} | ({likeness(telling)} - {0})
    return found | {digest("listed", listed)} if listed else found


def _values(field: str, **wanted: Collection[int]) -> Iterator[int]:
    """A column of the rows whose other column is one of the values."""
    ((name, values),) = wanted.items()
    for batch in batched(sorted(values), BATCH):
        rows = NameKey.objects.filter(**{f"{name}__in": batch}).order_by()
        yield from rows.values_list(field, flat=True).distinct()
