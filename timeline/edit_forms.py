"""Forms of those who correct the timeline."""

from datetime import datetime
from typing import Any

from django import forms

from timeline import wording
from timeline.dates import DateError, DateInterval
from timeline.models import Event, Verdict

# Dates as people write them, beside EDTF: what is left out makes the date coarser.
_WRITTEN = (("%d %B %Y", "%Y-%m-%d"), ("%B %d, %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"))
HOW = "Write 2025-02-21, 21 February 2025, February 2025, 2025, 2025-02-18/2025-02-20, or 2025-02~ for about."


class DateField(forms.CharField):
    """An EDTF date, or one as people write it; empty for an event that no text dates. Gives EDTF."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        try:
            return DateInterval.parse(_edtf(text)).edtf
        except DateError:
            raise forms.ValidationError(f"“{text[:40]}” is no date that can be read. {HOW}") from None


def _edtf(text: str) -> str:
    for form, wanted in _WRITTEN:
        try:
            return datetime.strptime(text, form).strftime(wanted)  # noqa: DTZ007  a day, no moment
        except ValueError:
            continue
    return text


class EventForm(forms.Form):
    """What an editor may put right. `seen` is the state of the event when the form was made."""

    title = forms.CharField(max_length=300)
    edtf = DateField(required=False, max_length=64, label="Date")
    factuality = forms.ChoiceField(
        choices=[(k, v) for k, v in wording.FACTUALITY.items() if k != wording.DISPUTED]
    )
    place = forms.CharField(required=False, max_length=200)
    note = forms.CharField(required=False, max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput)

    FIELDS = ("title", "edtf", "factuality", "place")

    def wanted(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    @classmethod
    def over(cls, event: Event, seen: str) -> "EventForm":
        return cls(initial={name: getattr(event, name) for name in cls.FIELDS} | {"seen": seen})


class VerdictForm(forms.Form):
    accepted = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes"
    )
    reason = forms.ChoiceField(choices=[("", ""), *Verdict.Reason.choices], required=False)
    seen = forms.CharField()
