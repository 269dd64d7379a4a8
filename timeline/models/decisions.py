"""What people decided. Machine runs never write these rows; a retraction is recorded, not deleted."""

from django.conf import settings
from django.db import models


class Decision(models.Model):
    """What every decision has: who took it, when, why, and whether and by whom it was taken back."""

    note = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)
    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["created", "id"]


class AboutEvent(Decision):
    """About the event that one telling belongs to, named by article hash and the span of its trigger."""

    text = models.CharField(max_length=64)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta(Decision.Meta):
        abstract = True
        indexes = [models.Index(fields=["text", "start"], name="%(class)s_by_span")]


class Correction(AboutEvent):
    """A person put one field of an event right; `machine_value` is what stood there."""

    class Field(models.TextChoices):
        DATE = "edtf", "Date"
        TITLE = "title", "Title"
        FACTUALITY = "factuality", "How it is reported"
        PLACE = "place", "Place"

    field = models.CharField(max_length=12, choices=Field)
    value = models.CharField(max_length=300, blank=True)
    machine_value = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value}"


class Verdict(AboutEvent):
    """A person said that an event is right as it stands, or that it is none and is to be hidden."""

    class Reason(models.TextChoices):
        NOT_AN_EVENT = "not-an-event", "not an event"
        WRONG = "wrong", "the text doesn’t say so"
        TRIVIAL = "trivial", "not worth an entry"
        DOUBLE = "double", "stands on the timeline already"

    accepted = models.BooleanField()
    reason = models.CharField(max_length=16, choices=Reason, blank=True)

    def __str__(self) -> str:
        return "accepted" if self.accepted else f"rejected: {self.get_reason_display()}"


class Judgement(Decision):
    """A person said that two tellings are the same, or are not.

    Each side names its telling by article hash and span, so that it outlives every machine row:
    for actors the span of a mention, for events the span of a trigger.
    """

    class About(models.TextChoices):
        ACTORS = "actors"
        EVENTS = "events"

    about = models.CharField(max_length=8, choices=About)
    left_text = models.CharField(max_length=64)
    left_start = models.IntegerField()
    left_end = models.IntegerField()
    right_text = models.CharField(max_length=64)
    right_start = models.IntegerField()
    right_end = models.IntegerField()
    same = models.BooleanField()

    def __str__(self) -> str:
        return f"{'same' if self.same else 'different'} {self.about}"
