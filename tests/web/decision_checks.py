"""What must hold of each live decision after a merge, said without the code that lays decisions over rows."""

from collections.abc import Iterable, Iterator, Sequence

from timeline.anchored import Key
from timeline.decide import Decision
from timeline.models import (
    Actor,
    ActorChange,
    ActorMention,
    AddedEvent,
    Article,
    Correction,
    Event,
    EventActor,
    EventMention,
    Judgement,
    PartChange,
    Verdict,
)

What = ActorChange.What


def problems(rows: Iterable[Decision], listed: set[Decision]) -> Iterator[str]:
    """Decisions that neither show nor are among those `listed` as without a text; words for the test."""
    live = sorted(rows, key=lambda row: (row.created, row.pk))
    for row in live:
        if not stands(row):
            if row not in listed:
                yield f"neither shown nor listed: {row!r} {row}"
        elif row in listed:
            yield f"listed, but its text is there: {row!r} {row}"
        elif not shown(row, live):
            yield f"not shown: {row!r} {row}"


def span(row: Decision) -> Key:
    assert not isinstance(row, Judgement)
    return row.text, row.start, row.end


def sides(row: Judgement) -> tuple[Key, Key]:
    left = row.left_text, row.left_start, row.left_end
    return left, (row.right_text, row.right_start, row.right_end)


def telling(key: Key) -> EventMention | None:
    text, start, end = key
    return EventMention.objects.filter(article__text_sha256=text, start=start, end=end).first()


def mention(key: Key) -> ActorMention | None:
    text, start, end = key
    return ActorMention.objects.filter(article__text_sha256=text, start=start, end=end).first()


def stands(row: Decision) -> bool:
    """Whether what it names is stored. Here spans never move: they are there or they aren't."""
    if isinstance(row, AddedEvent) or (isinstance(row, ActorChange) and row.what == What.ADDED):
        return Article.objects.filter(text_sha256=row.text).exists()
    if isinstance(row, ActorChange):
        return mention(span(row)) is not None
    if isinstance(row, Judgement):
        find = telling if row.about == "events" else mention
        return all(find(side) is not None for side in sides(row))
    if isinstance(row, PartChange):
        named = mention((row.actor_text, row.actor_start, row.actor_end))
        return named is not None and telling(span(row)) is not None
    return telling(span(row)) is not None


def shown(row: Decision, live: Sequence[Decision]) -> bool:
    if isinstance(row, Judgement):
        return _judged(row, live)
    if isinstance(row, ActorChange):
        return _actor_shown(row, live)
    told = telling(span(row))
    if told is None or told.event is None:
        return False
    if isinstance(row, AddedEvent):
        return told.added
    event = told.event
    own = [one for one in live if not isinstance(one, ActorChange | Judgement) and _of(one, event)]
    if isinstance(row, Correction):
        return _corrected(row, event, own)
    if isinstance(row, Verdict):
        last = [one for one in own if isinstance(one, Verdict | AddedEvent)][-1]
        hidden = isinstance(last, Verdict) and not last.accepted
        return (event.hidden, event.reviewed) == (hidden, not hidden)
    return _part_shown(row, event, own)


def _of(row: Decision, event: Event) -> bool:
    told = telling(span(row))
    return told is not None and told.event_id == event.pk


def _corrected(row: Correction, event: Event, own: Sequence[Decision]) -> bool:
    """The last word on the field is shown; what somebody added later counts as one."""
    said = [
        one
        for one in own
        if (isinstance(one, Correction) and one.field == row.field)
        or (isinstance(one, AddedEvent) and event.mention_count > 1 and getattr(one, row.field))
    ]
    last = said[-1]
    wanted = last.value if isinstance(last, Correction) else getattr(last, row.field)
    return bool(getattr(event, row.field) == wanted)


def _part_shown(row: PartChange, event: Event, own: Sequence[Decision]) -> bool:
    who = _actor(row)
    same = [one for one in own if isinstance(one, PartChange) and one.role == row.role and _actor(one) == who]
    there = EventActor.objects.filter(event=event, actor=who, role=row.role).exists()
    return who is None or there == same[-1].added


def _actor(row: PartChange) -> Actor | None:
    named = mention((row.actor_text, row.actor_start, row.actor_end))
    return named.told.actor if named else None


def _judged(row: Judgement, live: Sequence[Decision]) -> bool:
    """What is parted is two, always; what is joined is one where nothing of the kind was parted."""
    ids = {_owner(row.about, side) for side in sides(row)}
    if not row.same:
        later = [one for one in live if isinstance(one, Judgement) and one.created > row.created]
        return len(ids) == 2 or any(one.same and _same_pair(one, row) for one in later)
    parted = [one for one in live if isinstance(one, Judgement) and one.about == row.about and not one.same]
    unnamed = [
        one
        for one in live
        if isinstance(one, ActorChange) and one.what in (What.NOT_ALIAS, What.NOT_AN_ACTOR)
    ]
    return len(ids) == 1 or bool(parted) or (row.about == "actors" and bool(unnamed))


def _same_pair(one: Judgement, other: Judgement) -> bool:
    return one.about == other.about and set(sides(one)) == set(sides(other))


def _owner(about: str, key: Key) -> int | None:
    if about == "events":
        told = telling(key)
        return told.event_id if told else None
    named = mention(key)
    return named.told.actor_id if named else None


def _actor_shown(row: ActorChange, live: Sequence[Decision]) -> bool:
    named = mention(span(row))
    if named is None:
        return False
    actor = named.told.actor
    if actor is None:
        return named.told.dismissed
    own = [
        one
        for one in live
        if isinstance(one, ActorChange) and (there := mention(span(one))) and there.told.actor_id == actor.pk
    ]
    if row.what == What.NOT_AN_ACTOR:
        return False
    if row.what == What.KIND:
        return actor.kind == [one.value for one in own if one.what == What.KIND][-1]
    if row.what == What.RENAMED:
        last = [one for one in own if one.what == What.RENAMED][-1]
        aliases = [one for one in own if one.what == What.ALIAS and one.created > last.created]
        return actor.name == last.value or bool(aliases)
    names = set(actor.aliases.values_list("name", flat=True))
    said = [one.what for one in own if one.value == row.value and one.what in (What.ALIAS, What.NOT_ALIAS)]
    if row.what == What.ALIAS and said[-1] == What.ALIAS:
        return row.value in names
    if row.what == What.NOT_ALIAS and said[-1] == What.NOT_ALIAS:
        return row.value not in names or row.value == actor.name
    return actor.reviewed
