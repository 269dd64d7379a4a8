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

from timeline.dates import DateInterval
from timeline.models import Correction, Event, EventActor, EventMention, Verdict

type Key = tuple[str, int, int]

CORRECTED = "corrected"
_BATCH = 500
MACHINE = ("title", "edtf", "factuality", "disputed", "place", "reason")


@dataclass(slots=True)
class Overlay:
    """What holds for one event: the corrected fields, and the latest verdict if there is one."""

    fields: dict[str, str] = field(default_factory=dict)
    accepted: bool | None = None


class Decisions:
    """The active decisions on some texts, found by the tellings they are about."""

    def __init__(self, texts: Collection[str]) -> None:
        self._on: dict[str, list[Correction | Verdict]] = defaultdict(list)
        for model in (Correction, Verdict):
            # A database takes so many values in one question.
            for batch in batched(sorted(texts), _BATCH):
                for row in model.objects.filter(retracted_at=None, text__in=batch):
                    self._on[row.text].append(row)

    def about(self, tellings: Iterable[Key]) -> list[Correction | Verdict]:
        """The decisions on these tellings in the order they were taken."""
        found = {
            (type(row), row.pk): row
            for text, start, end in tellings
            for row in self._on.get(text, ())
            if row.start < end and start < row.end
        }
        return sorted(found.values(), key=lambda row: (row.created, row.pk))

    def of(self, tellings: Iterable[Key]) -> Overlay:
        """Of several decisions on one field the latest counts."""
        overlay = Overlay()
        for row in self.about(tellings):
            if isinstance(row, Correction):
                overlay.fields[row.field] = row.value
            else:
                overlay.accepted = row.accepted
        return overlay


def lay_over(machine: Mapping[str, Any], overlay: Overlay) -> dict[str, Any]:
    """The values an event shows. `machine` holds the fields of MACHINE."""
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
        "machine": {name: machine[name] for name in MACHINE},
    }


def tellings_of(event: Event) -> list[Key]:
    rows = EventMention.objects.filter(event=event).order_by("article__text_sha256", "start")
    return list(rows.values_list("article__text_sha256", "start", "end"))


@transaction.atomic
def apply(event: Event) -> None:
    """Bring a stored event in line with the decisions about it, without merging anything anew."""
    tellings = tellings_of(event)
    overlay = Decisions({text for text, *_ in tellings}).of(tellings)
    before = event.title
    machine = event.machine or {name: getattr(event, name) for name in MACHINE}
    for name, value in lay_over(machine, overlay).items():
        setattr(event, name, value)
    event.search_text = titled(event.search_text, {before, machine["title"]}, event.title, machine["title"])
    event.save()
    EventActor.objects.filter(event=event).update(begins=event.begins)


def titled(search_text: str, old: Collection[str], *titles: str) -> str:
    """The text that search looks at, with the titles on top."""
    rest = [line for line in search_text.split("\n") if line not in old]
    return "\n".join(dict.fromkeys([*titles, *rest]))
