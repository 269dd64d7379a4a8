"""How people's decisions are taken and taken back: one row each, nothing is ever deleted."""

import hashlib
import uuid
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from timeline import additions, corrections, ingest, touched
from timeline.anchored import Key, Tellings
from timeline.models import (
    ActorChange,
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

type Decision = ActorChange | AddedEvent | Correction | Judgement | PartChange | Verdict
KINDS: dict[str, type[Decision]] = {
    "actor": ActorChange,
    "added": AddedEvent,
    "correction": Correction,
    "judgement": Judgement,
    "part": PartChange,
    "verdict": Verdict,
}


def state(event: Event) -> str:
    """A short digest of what the event shows: a form that was filled over another state is stale."""
    shown = [event.title, event.edtf, event.factuality, event.place, event.hidden, event.reviewed]
    shown += sorted(EventActor.objects.filter(event=event).values_list("actor", "role"))
    return hashlib.sha256("\x1f".join(map(str, shown)).encode()).hexdigest()[:12]


def new_act() -> str:
    """What the rows of one press of a button have in common."""
    return uuid.uuid4().hex


def hold(event: Event) -> Event | None:
    """Call first in the transaction that decides about an event: the event as it stands, None if it is gone.

    Nobody merges until the end of the transaction: a merge that had read the decisions before would write
    over this one.
    """
    touched.lock()
    return Event.objects.filter(pk=event.pk).first()


def about(event: Event) -> dict[str, str | int]:
    """The columns by which a decision names an event: its first telling, and the words of it."""
    text, start, end = corrections.tellings_of(event)[0]
    return {"text": text, "start": start, "end": end, "quote": quote((text, start, end))}


def quote(span: Key) -> str:
    text, start, end = span
    article = Article.objects.filter(text_sha256=text).first()
    return article.text[start:end][: additions.QUOTE_CHARACTERS] if article else ""


@transaction.atomic
def correct(
    event: Event, wanted: Mapping[str, str], note: str, user: User | None, act: str = ""
) -> list[str]:
    """Store the fields that differ from what is shown; the names of those fields."""
    changed = [name for name, value in wanted.items() if value != getattr(event, name)]
    span = about(event)
    for name in changed:
        Correction.objects.create(
            **span,
            field=name,
            value=wanted[name],
            machine_value=str((event.machine or {}).get(name, getattr(event, name)))[:300],
            note=note,
            author=user,
            act=act,
        )
    if changed:
        corrections.apply(event)
    return changed


@transaction.atomic
def judge(event: Event, accepted: bool, reason: str, user: User | None, act: str = "") -> Verdict:
    verdict = Verdict.objects.create(
        **about(event), accepted=accepted, reason="" if accepted else reason, author=user, act=act
    )
    corrections.apply(event)
    return verdict


def join(event: Event, other: Event, note: str, user: User | None) -> Judgement:
    """The two are one event; the next merge obeys."""
    left, right = (corrections.tellings_of(one)[0] for one in (event, other))
    return judgement(Judgement.About.EVENTS, (left, right), True, note, user)


def part(event: Event, telling: EventMention, note: str, user: User | None) -> list[Judgement]:
    """This telling is of another event than the others of `event`; the next merge obeys."""
    own = (telling.article.text_sha256, telling.start, telling.end)
    others = [key for key in corrections.tellings_of(event) if key != own]
    act = new_act()
    events = Judgement.About.EVENTS
    return [judgement(events, (own, other), False, note, user, act) for other in others]


@transaction.atomic
def judgement(
    what: str, pair: tuple[Key, Key], same: bool, note: str, user: User | None, act: str = ""
) -> Judgement:
    """Two tellings, of events or of actors, are one or aren't."""
    left, right = pair
    row = Judgement.objects.create(
        about=what,
        left_text=left[0],
        left_start=left[1],
        left_end=left[2],
        right_text=right[0],
        right_start=right[1],
        right_end=right[2],
        same=same,
        note=note,
        author=user,
        act=act,
    )
    ingest.unsettle()
    return row


# ---- taking back --------------------------------------------------------------------------------


@transaction.atomic
def take_back(row: Decision, user: User | None) -> Event | None:
    """Retract a decision and those of the same act; the event it was about, if that is still told."""
    touched.lock()
    for one in same_act(row):
        if one.retracted_at is None:
            one.retracted_at, one.retracted_by = timezone.now(), user
            one.save(update_fields=["retracted_at", "retracted_by"])
            _undo(one)
    row.refresh_from_db()
    return event_about(row)


def same_act(row: Decision) -> list[Decision]:
    """The decisions that were taken together with this one, itself included."""
    if not row.act:
        return [row]
    return [one for model in KINDS.values() for one in model.objects.filter(act=row.act)]


def _undo(row: Decision) -> None:
    """Bring the stored rows in line; what takes a merge is left to the next one."""
    if isinstance(row, Correction | Verdict | PartChange):
        if (event := event_about(row)) is not None:
            corrections.apply(event)
        return
    if isinstance(row, AddedEvent) or (isinstance(row, ActorChange) and row.what == ActorChange.What.ADDED):
        for article in Article.objects.filter(text_sha256=row.text):
            additions.place(article)
    if isinstance(row, ActorChange):
        touched.texts({row.text})
    ingest.unsettle()


def event_about(row: Decision) -> Event | None:
    """The event that a decision means, if it is still told."""
    if isinstance(row, Judgement):
        about_events = row.about == Judgement.About.EVENTS
        return event_of((row.left_text, row.left_start, row.left_end)) if about_events else None
    return None if isinstance(row, ActorChange) else event_of((row.text, row.start, row.end))


def event_of(telling: Key) -> Event | None:
    """The event that a telling belongs to; one whose span moved is found by overlap."""
    found = Tellings({telling[0]}).meant(*telling)
    if found is None:
        return None
    text, start, end = found
    mentions = EventMention.objects.filter(article__text_sha256=text, start=start, end=end)
    mention = mentions.exclude(event=None).select_related("event").first()
    return mention.event if mention else None
