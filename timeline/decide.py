"""How people's decisions are taken and taken back: one row each, nothing is ever deleted."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from timeline import corrections, ingest, touched, wording
from timeline.corrections import Key
from timeline.models import Correction, Event, EventMention, Judgement, Verdict

type Decision = Correction | Verdict | Judgement
KINDS: dict[str, type[Decision]] = {"correction": Correction, "verdict": Verdict, "judgement": Judgement}


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as the history shows it."""

    kind: str
    row: Decision
    words: str
    before: str
    after: str

    @property
    def when(self) -> datetime:
        return self.row.created


def state(event: Event) -> str:
    """A short digest of what the event shows: a form that was filled over another state is stale."""
    shown = [event.title, event.edtf, event.factuality, event.place, event.hidden, event.reviewed]
    return hashlib.sha256("\x1f".join(map(str, shown)).encode()).hexdigest()[:12]


def hold(event: Event) -> Event | None:
    """Call first in the transaction that decides about an event: the event as it stands, None if it is gone.

    Nobody merges until the end of the transaction: a merge that had read the decisions before would write
    over this one.
    """
    touched.lock()
    return Event.objects.filter(pk=event.pk).first()


@transaction.atomic
def correct(event: Event, wanted: Mapping[str, str], note: str, user: User | None) -> list[str]:
    """Store the fields that differ from what is shown; the names of those fields."""
    text, start, end = corrections.tellings_of(event)[0]
    changed = [name for name, value in wanted.items() if value != getattr(event, name)]
    for name in changed:
        Correction.objects.create(
            text=text,
            start=start,
            end=end,
            field=name,
            value=wanted[name],
            machine_value=str((event.machine or {}).get(name, getattr(event, name)))[:300],
            note=note,
            author=user,
        )
    if changed:
        corrections.apply(event)
    return changed


@transaction.atomic
def judge(event: Event, accepted: bool, reason: str, user: User | None) -> Verdict:
    text, start, end = corrections.tellings_of(event)[0]
    verdict = Verdict.objects.create(
        text=text, start=start, end=end, accepted=accepted, reason="" if accepted else reason, author=user
    )
    corrections.apply(event)
    return verdict


def join(event: Event, other: Event, note: str, user: User | None) -> Judgement:
    """The two are one event; the next merge obeys."""
    left, right = (corrections.tellings_of(one)[0] for one in (event, other))
    return _judgement(left, right, True, note, user)


def part(event: Event, telling: EventMention, note: str, user: User | None) -> list[Judgement]:
    """This telling is of another event than the others of `event`; the next merge obeys."""
    own = (telling.article.text_sha256, telling.start, telling.end)
    others = [key for key in corrections.tellings_of(event) if key != own]
    return [_judgement(own, other, False, note, user) for other in others]


def _judgement(left: Key, right: Key, same: bool, note: str, user: User | None) -> Judgement:
    judgement = Judgement.objects.create(
        about=Judgement.About.EVENTS,
        left_text=left[0],
        left_start=left[1],
        left_end=left[2],
        right_text=right[0],
        right_start=right[1],
        right_end=right[2],
        same=same,
        note=note,
        author=user,
    )
    ingest.unsettle()
    return judgement


@transaction.atomic
def take_back(row: Decision, user: User | None) -> Event | None:
    """Retract a decision; the event it was about, if that is still told."""
    touched.lock()
    if row.retracted_at is None:
        row.retracted_at, row.retracted_by = timezone.now(), user
        row.save(update_fields=["retracted_at", "retracted_by"])
    if isinstance(row, Judgement):
        ingest.unsettle()
        return event_of((row.left_text, row.left_start, row.left_end))
    event = event_of((row.text, row.start, row.end))
    if event is not None:
        corrections.apply(event)
    return event


def event_of(telling: Key) -> Event | None:
    """The event that a telling belongs to; one whose span moved is found by overlap."""
    text, start, end = telling
    spans = EventMention.objects.filter(article__text_sha256=text, start__lt=end, end__gt=start)
    mention = spans.exclude(event=None).select_related("event").order_by("start").first()
    return mention.event if mention else None


def history(event: Event) -> list[Entry]:
    """Every decision about the event, taken back ones included, newest first."""
    tellings = corrections.tellings_of(event)
    entries = [entry(row) for key in tellings for row in _rows(key)]
    unique = {(one.kind, one.row.pk): one for one in entries}
    return sorted(unique.values(), key=lambda one: (one.when, one.row.pk), reverse=True)


def _rows(telling: Key) -> Iterator[Decision]:
    text, start, end = telling
    for model in (Correction, Verdict):
        spans = model.objects.filter(text=text, start__lt=end, end__gt=start)
        yield from spans.select_related("author", "retracted_by")
    left = Q(left_text=text, left_start__lt=end, left_end__gt=start)
    right = Q(right_text=text, right_start__lt=end, right_end__gt=start)
    about = Judgement.objects.filter(left | right, about=Judgement.About.EVENTS)
    yield from about.select_related("author", "retracted_by")


def entry(row: Decision) -> Entry:
    """A decision in words."""
    if isinstance(row, Correction):
        before, after = (shown(row.field, value) for value in (row.machine_value, row.value))
        return Entry("correction", row, f"{row.get_field_display()} corrected", before, after)
    if isinstance(row, Verdict):
        why = row.get_reason_display() or "rejected"
        words = "Accepted as it stands" if row.accepted else f"Hidden: {why}"
        return Entry("verdict", row, words, "", "")
    what = "Two tellings are one" if row.same else "Two tellings are not one"
    return Entry("judgement", row, f"{what} {'event' if row.about == 'events' else 'actor'}", "", "")


def shown(name: str, value: str) -> str:
    """A field's value as readers see it."""
    if name == Correction.Field.DATE:
        return f"{wording.date_words(value)} ({value})" if value else "no date"
    if name == Correction.Field.FACTUALITY:
        return dict(wording.FACTUALITY).get(value, value)
    return value or "none"
