"""What people decided about events, laid over what was read. The machine's values are kept beside it.

A decision names a telling by article hash and span; it holds for whatever event that telling belongs to, so
it outlives every machine row. One whose text or span is gone is left out, its row stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from timeline import actor_counts
from timeline.anchored import Finder, Key, Span, Tellings
from timeline.dates import DateInterval
from timeline.models import (
    Actor,
    ActorMention,
    AddedEvent,
    Correction,
    Event,
    EventActor,
    EventMention,
    Judgement,
    PartChange,
    Verdict,
)

type About = AddedEvent | Correction | PartChange | Verdict
type Part = tuple[int, str]

ABOUT: tuple[type[About], ...] = (AddedEvent, Correction, PartChange, Verdict)
CORRECTED = "corrected"
_BATCH = 500
MACHINE = ("title", "edtf", "factuality", "disputed", "place", "reason")
_ADDED = ("title", "edtf", "factuality", "place")


@dataclass(slots=True)
class Overlay:
    """What holds for one event: the corrected fields, the latest verdict if there is one, and changed parts:
    (added or taken away, actor, role) in the order in which they were changed."""

    fields: dict[str, str] = field(default_factory=dict)
    accepted: bool | None = None
    parts: list[tuple[bool, Part]] = field(default_factory=list)

    def cast(self, read: Iterable[Part]) -> list[Part]:
        """Who takes part, given who was read to; (key of the actor, role) each."""
        found = dict.fromkeys(read)
        for added, part in self.parts:
            if added:
                found[part] = None
            else:
                found.pop(part, None)
        return sorted(found)


class Decisions:
    """The active decisions on some texts, found by the tellings they are about."""

    def __init__(self, texts: Collection[str]) -> None:
        rows: list[About] = []
        # A database takes so many values in one question.
        for batch in batched(sorted(texts), _BATCH):
            for model in ABOUT:
                rows += model.objects.filter(retracted_at=None, text__in=batch)
        rows.sort(key=lambda row: (row.created, row.pk))
        self._on: dict[Key, list[About]] = defaultdict(list)
        tellings = Tellings({row.text for row in rows})
        for row in rows:
            if telling := tellings.meant(row.text, row.start, row.end):
                self._on[telling].append(row)
        self._actors = _actors_meant([row for row in rows if isinstance(row, PartChange)])

    def about(self, tellings: Iterable[Key]) -> list[About]:
        """The decisions on these tellings in the order they were taken."""
        found = [row for key in tellings for row in self._on.get(key, ())]
        return sorted(found, key=lambda row: (row.created, row.pk))

    def of(self, tellings: Iterable[Key]) -> Overlay:
        """Of several decisions on one field the latest counts.

        What a person added is right as it stands; it outweighs what the machine read of the same event.
        """
        overlay = Overlay()
        keys = list(tellings)
        for row in self.about(keys):
            if isinstance(row, AddedEvent):
                overlay.accepted = True
                if len(keys) > 1:
                    overlay.fields |= {name: getattr(row, name) for name in _ADDED if getattr(row, name)}
            elif isinstance(row, Correction):
                overlay.fields[row.field] = row.value
            elif isinstance(row, Verdict):
                overlay.accepted = row.accepted
            elif (actor := self._actors.get(row.pk)) is not None:
                overlay.parts.append((row.added, (actor, row.role)))
        return overlay


def _actors_meant(changes: Collection[PartChange]) -> dict[int, int]:
    """Change -> the actor that the mention it names belongs to now."""
    texts = {change.actor_text for change in changes}
    known: dict[str, dict[Span, int]] = defaultdict(dict)
    for batch in batched(sorted(texts), _BATCH):
        mentions = ActorMention.objects.filter(article__text_sha256__in=batch, told__actor__isnull=False)
        rows = mentions.order_by("told__ordinal").values_list(
            "article__text_sha256", "start", "end", "told__actor"
        )
        for text, start, end, actor in rows:
            known[text].setdefault((start, end), actor)
    finder = Finder(Judgement.About.ACTORS, texts)
    found = {
        row.pk: finder.find(row.actor_text, known[row.actor_text], (row.actor_start, row.actor_end))
        for row in changes
    }
    return {pk: actor for pk, actor in found.items() if actor is not None}


def lay_over(machine: Mapping[str, Any], overlay: Overlay) -> dict[str, Any]:
    """The values an event shows. `machine` holds the fields of MACHINE, and `parts` as (actor, role)."""
    shown = {name: machine[name] for name in MACHINE} | overlay.fields
    if Correction.Field.DATE in overlay.fields:
        shown |= {"disputed": False, "reason": {"code": CORRECTED, "machine": machine["edtf"]}}
    date = DateInterval.parse(shown["edtf"]) if shown["edtf"] else None
    return shown | {
        "slug": slugify(shown["title"])[:120] or "event",
        "begins": date.begins if date else None,
        "ends": date.ends if date else None,
        "precision": date.precision.value if date else "",
        "hidden": overlay.accepted is False,
        "reviewed": overlay.accepted is True,
        "machine": {name: machine[name] for name in MACHINE} | {"parts": [list(p) for p in machine["parts"]]},
    }


def tellings_of(event: Event) -> list[Key]:
    rows = EventMention.objects.filter(event=event).order_by("article__text_sha256", "start")
    return list(rows.values_list("article__text_sha256", "start", "end"))


@transaction.atomic
def apply(event: Event) -> None:
    """Bring a stored event in line with the decisions about it, without merging anything anew."""
    tellings = tellings_of(event)
    overlay = Decisions({text for text, *_ in tellings}).of(tellings)
    before, stored = event.title, _parts(event)
    machine = {name: getattr(event, name) for name in MACHINE} | {"parts": sorted(stored)} | event.machine
    for name, value in lay_over(machine, overlay).items():
        setattr(event, name, value)
    event.search_text = titled(event.search_text, {before, machine["title"]}, event.title, machine["title"])
    read = [(int(actor), str(role)) for actor, role in machine["parts"]]
    event.search_text = _recast(event, stored, overlay.cast(read))
    event.save()
    EventActor.objects.filter(event=event).update(begins=event.begins)


def _parts(event: Event) -> dict[Part, int]:
    rows = EventActor.objects.filter(event=event).values_list("pk", "actor", "role")
    return {(actor, role): pk for pk, actor, role in rows}


def _recast(event: Event, stored: Mapping[Part, int], wanted: Collection[Part]) -> str:
    """Store who takes part; the text that search looks at, with their names."""
    names = dict(Actor.objects.filter(pk__in={a for a, _ in [*stored, *wanted]}).values_list("pk", "name"))
    there = [part for part in wanted if part[0] in names]
    EventActor.objects.filter(pk__in=[pk for part, pk in stored.items() if part not in there]).delete()
    EventActor.objects.bulk_create(
        EventActor(event=event, actor_id=actor, role=role, begins=event.begins)
        for actor, role in there
        if (actor, role) not in stored
    )
    actor_counts.count(names)
    now = {names[actor] for actor, _ in there}
    lines = [line for line in event.search_text.split("\n") if line in now or line not in names.values()]
    return "\n".join(dict.fromkeys([*lines, *sorted(now)]))


def titled(search_text: str, old: Collection[str], *titles: str) -> str:
    """The text that search looks at, with the titles on top."""
    rest = [line for line in search_text.split("\n") if line not in old]
    return "\n".join(dict.fromkeys([*titles, *rest]))
