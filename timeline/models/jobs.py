"""What was submitted, item by item; each item is in exactly one state, and its row is the truth."""

from django.conf import settings
from django.db import models

from timeline.models.articles import Article


class Batch(models.Model):
    """One submission: a form, a command, a run of the demo. `key`: sent twice, it is the same one.

    It has no state of its own but `paused_at` and `cancelled_at`: whether it runs or is finished is read from
    its items.
    """

    key = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=200)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created = models.DateTimeField(auto_now_add=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return self.title


class IngestItem(models.Model):
    """One article on its way in: the record as received (`payload`, JSON text) and what became of it.

    A file that a worker is to open holds its bytes in `raw` and its defaults in `payload`; once it is read,
    the item is its first article, and the others follow as items of their own. `background` items are claimed
    when nothing else is queued, and none before its `not_before`.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        WAITING = "waiting"
        DONE = "done"
        DUPLICATE = "duplicate"
        REJECTED = "rejected"
        QUARANTINED = "quarantined"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    ordinal = models.IntegerField()
    name = models.CharField(max_length=400)
    payload = models.TextField(blank=True)
    raw = models.BinaryField(null=True)
    state = models.CharField(max_length=16, choices=State, default=State.QUEUED)
    code = models.CharField(max_length=40, blank=True)
    message = models.CharField(max_length=500, blank=True)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    attempts = models.IntegerField(default=0)
    lost = models.IntegerField(default=0)
    fence = models.IntegerField(default=0)
    owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    background = models.BooleanField(default=False, db_default=False)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["batch", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="one_item_per_ordinal")]
        indexes = [models.Index(fields=["state", "id"], name="item_by_state")]

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A background process that says every few seconds that it lives; the row goes when it stops cleanly."""

    name = models.CharField(max_length=64, unique=True)
    started = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField()

    class Meta:
        ordering = ["-seen"]

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """Two counters, `stored` and `settled`: the timeline is up to date when they are equal.

    Every stored article raises `stored`; merging writes the value it started from to `settled`. So a
    process that dies between storing and merging leaves a trace, and the next one makes good for it.
    """

    name = models.CharField(max_length=16, unique=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
