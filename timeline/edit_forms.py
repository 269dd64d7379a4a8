"""Forms of those who correct the timeline."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import wording, written_dates
from timeline.additions import Part as NewPart
from timeline.additions import Wanted
from timeline.dates import DateError
from timeline.decide_parts import Part
from timeline.models import Actor, ActorChange, Event, EventActor, Verdict
from timeline.terms import ActorKind, Role

HOW = gettext_lazy(
    "Write 21 February 2025, February 2025, about 1990, 18–20 March 2024, since May 2024, or EDTF:"
    " 2025-02-18/2025-02-20."
)
NEW_PARTS = 2
MOST_PARTS = 60


class DateField(forms.CharField):
    """An EDTF date, or one as people write it; empty for an event that no text dates. Gives EDTF."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        try:
            return written_dates.edtf(text)
        except DateError:
            words = _("“%(date)s” is no date that can be read.") % {"date": text[:40]}
            raise forms.ValidationError(f"{words} {HOW}") from None


class FactualityField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=lambda: [(k, v) for k, v in wording.FACTUALITY.items() if k != wording.DISPUTED],
            **options,
        )


class EventForm(forms.Form):
    """What an editor may put right. `seen` is the state of the event when the form was made."""

    title = forms.CharField(max_length=300)
    edtf = DateField(required=False, max_length=64)
    factuality = FactualityField()
    place = forms.CharField(required=False, max_length=200)
    note = forms.CharField(required=False, max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput)

    FIELDS = ("title", "edtf", "factuality", "place")

    def wanted(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    @classmethod
    def over(cls, event: Event, seen: str) -> "EventForm":
        return cls(initial={name: getattr(event, name) for name in cls.FIELDS} | {"seen": seen})


class AddForm(forms.Form):
    """An event that a person reads in a text. `span` is "start-end", in code points of the text."""

    span = forms.RegexField(r"\A\d{1,7}-\d{1,7}\Z")
    title = forms.CharField(max_length=300)
    edtf = DateField(required=False, max_length=64)
    factuality = FactualityField(initial="occurred")
    place = forms.CharField(required=False, max_length=200)
    note = forms.CharField(required=False, max_length=300)

    def wanted(self, parts: Iterable[Part]) -> Wanted:
        start, end = (int(number) for number in self.cleaned_data["span"].split("-"))
        return Wanted(
            start=start,
            end=end,
            title=self.cleaned_data["title"],
            edtf=self.cleaned_data["edtf"],
            factuality=self.cleaned_data["factuality"],
            place=self.cleaned_data["place"],
            parts=tuple(NewPart(part.role, part.kind, part.name) for part in parts),
        )


class PartForm(forms.Form):
    """Who takes part, and how; without a role, who doesn't. `actor` is the id of one who is shown."""

    actor = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(
        choices=lambda: [(kind.value, wording.KINDS[kind][0]) for kind in ActorKind], required=False
    )
    role = forms.ChoiceField(
        choices=lambda: [("", _("takes no part")), *((role.value, wording.ROLES[role]) for role in Role)],
        required=False,
    )


PartFormSet = formset_factory(PartForm, extra=0, max_num=MOST_PARTS, absolute_max=MOST_PARTS)


def part_forms(
    data: Any = None, shown: Iterable[EventActor] = (), new: int = NEW_PARTS
) -> BaseFormSet[PartForm]:
    """A row for each who takes part, and some for others."""
    if data is not None:
        return PartFormSet(data, prefix="part")
    initial = [
        {"actor": part.actor.public_id, "name": part.actor.name, "kind": part.actor.kind, "role": part.role}
        for part in shown
    ]
    blank = {"kind": ActorKind.PERSON.value, "role": Role.AGENT.value}
    return PartFormSet(initial=[*initial, *([blank] * new)], prefix="part")


def parts_of(formset: BaseFormSet[PartForm]) -> list[Part]:
    """Who is to take part, of a valid formset; rows without a name or a role say nothing."""
    rows = [form.cleaned_data for form in formset if form.cleaned_data.get("role")]
    ids = {row["actor"] for row in rows if row.get("actor")}
    actors = {actor.public_id: actor for actor in Actor.objects.filter(public_id__in=ids)}
    found = []
    for row in rows:
        name = " ".join(row.get("name", "").split())
        actor = actors.get(row.get("actor", ""))
        if actor is not None or name:
            kind = row.get("kind") or ActorKind.OTHER.value
            found.append(Part(actor.name if actor else name, row["role"], kind, actor))
    return found


class VerdictForm(forms.Form):
    accepted = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes"
    )
    reason = forms.ChoiceField(choices=[("", ""), *Verdict.Reason.choices], required=False)
    seen = forms.CharField()


class ActorForm(forms.Form):
    """One decision about an actor; which value it takes depends on `what`."""

    what = forms.ChoiceField(choices=ActorChange.What.choices)
    value = forms.CharField(required=False, max_length=300)
    note = forms.CharField(required=False, max_length=300)
    seen = forms.CharField()

    NAMES = (ActorChange.What.RENAMED, ActorChange.What.ALIAS, ActorChange.What.NOT_ALIAS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        what, value = cleaned.get("what"), " ".join(cleaned.get("value", "").split())
        if what in self.NAMES and not any(char.isalpha() for char in value):
            self.add_error("value", _("Write the name."))
        if what == ActorChange.What.KIND and value not in {kind.value for kind in ActorKind}:
            self.add_error("value", _("Choose a kind."))
        if what == ActorChange.What.ADDED:
            self.add_error("what", _("Actors are added where an article names them."))
        return cleaned | {"value": value}


class AddActorForm(forms.Form):
    """Somebody whom the machine didn't see in a text."""

    span = forms.RegexField(r"\A\d{1,7}-\d{1,7}\Z")
    name = forms.CharField(max_length=300)
    kind = forms.ChoiceField(choices=lambda: [(kind.value, wording.KINDS[kind][0]) for kind in ActorKind])
    note = forms.CharField(required=False, max_length=300)
