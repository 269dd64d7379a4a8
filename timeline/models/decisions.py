"""What people decided. Machine runs never write these rows; a retraction is recorded, not deleted."""

from django.conf import settings
from django.db import models


class Judgement(models.Model):
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
    note = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"{'same' if self.same else 'different'} {self.about}"
