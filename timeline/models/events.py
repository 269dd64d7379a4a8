"""Events: what is told, merged over all articles that tell it."""

from django.db import models

from timeline.models.actors import Actor
from timeline.terms import Factuality, Precision, Role


class Event(models.Model):
    """One event. Undated: `edtf` is empty and both bounds are None.

    Bounds are seconds from 1970 UTC, half-open; open sides hold the extreme values of the column.
    `timeline` is False for what the text mentions without telling it as an event of its own.
    `reason` is that of the mention which gave the date; `sides` in it lists the EDTF strings in dispute.
    `machine` holds what was read where a person may have put it right: title, edtf, factuality ...
    `hidden` and `reviewed` follow from the verdicts of people.
    `stale`: it may have lost mentions, and is to be merged anew.
    """

    public_id = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=120)
    edtf = models.CharField(max_length=64, blank=True)
    begins = models.BigIntegerField(null=True, blank=True)
    ends = models.BigIntegerField(null=True, blank=True)
    precision = models.CharField(max_length=16, blank=True, choices=[(p.value, p.value) for p in Precision])
    factuality = models.CharField(max_length=16, choices=[(f.value, f.value) for f in Factuality])
    disputed = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    importance = models.FloatField(default=0)
    article_count = models.IntegerField(default=0)
    mention_count = models.IntegerField(default=0)
    timeline = models.BooleanField(default=True)
    hidden = models.BooleanField(default=False)
    reviewed = models.BooleanField(default=False)
    confidence = models.FloatField(default=0)
    machine = models.JSONField(default=dict)
    search_text = models.TextField(blank=True)
    reason = models.JSONField(default=dict)
    stale = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins", "id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(stale=True), name="event_stale"),
            models.Index(fields=["begins", "id"], name="event_by_begin"),
            models.Index(fields=["-importance", "id"], name="event_by_importance"),
            models.Index(fields=["factuality", "begins", "id"], name="event_by_factuality"),
            models.Index(fields=["precision", "begins", "id"], name="event_by_precision"),
        ]

    def __str__(self) -> str:
        return self.title


class EventActor(models.Model):
    """An actor's part in an event; `begins` repeats the event's so that an actor's timeline is one index."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="parts")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="parts")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    begins = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "actor", "role"], name="one_part_per_role"),
        ]
        indexes = [models.Index(fields=["actor", "begins", "event"], name="part_by_actor")]

    def __str__(self) -> str:
        return f"{self.actor} ({self.role})"


class EventRedirect(models.Model):
    """The id of an event that was merged away leads to the survivor."""

    public_id = models.CharField(max_length=16, unique=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="former_ids")
    name = models.CharField(max_length=300, blank=True)
    merged = models.DateTimeField(auto_now_add=True, null=True)

    def __str__(self) -> str:
        return self.public_id
