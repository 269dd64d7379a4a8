"""What people decided. Machine runs never write these rows, and no row is ever changed or deleted.

The database itself sees to that (`timeline.append_only`): all that may happen to a row is to be taken back,
once, which is recorded in it.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.terms import ActorKind, Factuality, Role


class Decision(models.Model):
    """What every decision has: who took it, when, why, and whether and by whom it was taken back.

    Rows of one `act` were made by one press of a button, and are taken back together.
    """

    note = models.CharField(max_length=300, blank=True)
    act = models.CharField(max_length=32, blank=True, default="", db_default="", db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)
    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["created", "id"]


class AboutSpan(Decision):
    """About what a span of an article stands for: an event by its trigger, an actor by a mention.

    `quote` repeats the words, for the day on which the article is gone.
    """

    text = models.CharField(max_length=64)
    start = models.IntegerField()
    end = models.IntegerField()
    quote = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta(Decision.Meta):
        abstract = True
        indexes = [models.Index(fields=["text", "start"], name="%(class)s_by_span")]


class Correction(AboutSpan):
    """A person put one field of an event right; `machine_value` is what stood there."""

    class Field(models.TextChoices):
        DATE = "edtf", _("Date")
        TITLE = "title", _("Title")
        FACTUALITY = "factuality", _("How it is reported")
        PLACE = "place", _("Place")

    field = models.CharField(max_length=12, choices=Field)
    value = models.CharField(max_length=300, blank=True)
    machine_value = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value}"


class Verdict(AboutSpan):
    """A person said that an event is right as it stands, or that it is none and is to be hidden."""

    class Reason(models.TextChoices):
        NOT_AN_EVENT = "not-an-event", _("not an event")
        WRONG = "wrong", _("the text doesn’t say so")
        TRIVIAL = "trivial", _("not worth an entry")
        DOUBLE = "double", _("stands on the timeline already")

    accepted = models.BooleanField()
    reason = models.CharField(max_length=16, choices=Reason, blank=True)

    def __str__(self) -> str:
        return "accepted" if self.accepted else f"rejected: {self.get_reason_display()}"


class AddedEvent(AboutSpan):
    """A person read an event in a text where the machine read none; the span is that of the words telling it.

    `parts` lists who takes part: {"role", "kind", "name"}.
    """

    sentence_start = models.IntegerField()
    sentence_end = models.IntegerField()
    title = models.CharField(max_length=300)
    edtf = models.CharField(max_length=64, blank=True)
    factuality = models.CharField(max_length=16, choices=[(f.value, f.value) for f in Factuality])
    place = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.title


class PartChange(AboutSpan):
    """A person said who takes part in an event, or who doesn't; a mention names the actor."""

    added = models.BooleanField()
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    name = models.CharField(max_length=300)
    actor_text = models.CharField(max_length=64)
    actor_start = models.IntegerField()
    actor_end = models.IntegerField()

    def __str__(self) -> str:
        return f"{'with' if self.added else 'without'} {self.name} ({self.role})"


class ActorChange(AboutSpan):
    """A person put right what is known of the actor that a span mentions; later articles are read so, too."""

    class What(models.TextChoices):
        RENAMED = "name", "Renamed"
        KIND = "kind", "Kind changed"
        ALIAS = "alias", "Name added"
        NOT_ALIAS = "not-alias", "Name taken away"
        NOT_AN_ACTOR = "none", "Not an actor"
        CONFIRMED = "confirmed", "Confirmed"
        ADDED = "added", "Added"

    what = models.CharField(max_length=12, choices=What)
    value = models.CharField(max_length=300, blank=True)
    before = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=16, blank=True, choices=[(kind.value, kind.value) for kind in ActorKind]
    )

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.value}"


class Judgement(Decision):
    """A person said that two tellings are the same, or are not.

    Each side names its telling by article hash and span, so that it outlives every machine row:
    for actors the span of a mention, for events the span of a trigger.
    """

    class About(models.TextChoices):
        ACTORS = "actors"
        EVENTS = "events"
        ARTICLES = "articles"

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
