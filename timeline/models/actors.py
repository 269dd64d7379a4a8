"""Actors over all articles, the names they go by, the offices they hold."""

from django.db import models

from timeline.terms import ActorKind


class Actor(models.Model):
    """One person, organisation, place, group or other actor; its names are `aliases`.

    `reviewed`: a person decided about it. `stale`: it may have lost tellings since the last merge.
    """

    public_id = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ActorKind])
    event_count = models.IntegerField(default=0)
    article_count = models.IntegerField(default=0)
    reviewed = models.BooleanField(default=False, db_default=False)
    stale = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["-event_count", "name"], name="actor_by_events"),
            models.Index(fields=["id"], condition=models.Q(stale=True), name="actor_stale"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """A name an actor goes by; `reason` tells which rule tied it to the actor."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, db_index=True)
    form = models.CharField(max_length=16)
    reason = models.JSONField(default=dict)
    mention_count = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["-mention_count", "name"]
        constraints = [models.UniqueConstraint(fields=["actor", "name"], name="one_alias_per_name")]

    def __str__(self) -> str:
        return self.name


class KnownActor(models.Model):
    """An actor that an editor imported from a file: its names are one actor's, and `name` is the one shown.

    Such rows are decisions: only `manage.py import_actors` writes them, and each settling obeys them.
    """

    external_id = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ActorKind])
    aliases = models.JSONField(default=list)
    actor = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="known")

    class Meta:
        ordering = ["external_id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.external_id})"


class ActorRedirect(models.Model):
    """The id of an actor that was merged away leads to the survivor."""

    public_id = models.CharField(max_length=16, unique=True)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="former_ids")
    name = models.CharField(max_length=300, blank=True)
    merged = models.DateTimeField(auto_now_add=True, null=True)

    def __str__(self) -> str:
        return self.public_id
