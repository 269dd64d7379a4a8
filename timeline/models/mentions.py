"""What was read in one article, by span: half-open code-point offsets into Article.text."""

from django.db import models

from timeline.models.actors import Actor
from timeline.models.articles import Article
from timeline.models.events import Event
from timeline.terms import ActorKind, Factuality, MentionForm, Role, TimexType


class TimeMention(models.Model):
    """A TIMEX3 time expression; `edtf` is empty when it is no calendar date."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="time_mentions")
    start = models.IntegerField()
    end = models.IntegerField()
    type = models.CharField(max_length=16, choices=[(t.value, t.value) for t in TimexType])
    value = models.CharField(max_length=64, blank=True)
    mod = models.CharField(max_length=16, blank=True)
    edtf = models.CharField(max_length=64, blank=True)
    reason = models.JSONField(default=dict)

    class Meta:
        ordering = ["article", "start"]
        constraints = [models.UniqueConstraint(fields=["article", "start", "end"], name="one_time_per_span")]

    def __str__(self) -> str:
        return f"{self.value} {self.start}–{self.end}"


class ArticleActor(models.Model):
    """An actor as one article tells of it; `actor` is the one it was merged into over all articles."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="cast")
    ordinal = models.IntegerField()
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ActorKind])
    gender = models.CharField(max_length=8, blank=True)
    aliases = models.JSONField(default=list)
    actor = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="tellings"
    )
    reason = models.JSONField(default=dict)
    # By people: one that they named, one that they said is no actor.
    added = models.BooleanField(default=False, db_default=False)
    dismissed = models.BooleanField(default=False, db_default=False)
    # False: to be merged, it or what it bears on changed.
    settled = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["article", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["article", "ordinal"], name="one_cast_row")]
        indexes = [models.Index(fields=["id"], condition=models.Q(settled=False), name="cast_unsettled")]

    def __str__(self) -> str:
        return self.name


class ActorMention(models.Model):
    """A span that refers to an actor; "the two leaders" is one row for each of them."""

    told = models.ForeignKey(ArticleActor, on_delete=models.CASCADE, related_name="mentions")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="actor_mentions")
    start = models.IntegerField()
    end = models.IntegerField()
    form = models.CharField(max_length=16, choices=[(form.value, form.value) for form in MentionForm])
    reason = models.JSONField(default=dict)

    class Meta:
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(fields=["told", "start", "end"], name="one_actor_mention_per_span")
        ]

    def __str__(self) -> str:
        return f"{self.told.name} {self.start}–{self.end}"


class ActorRole(models.Model):
    """An office that an article gives an actor, with the span that says so."""

    told = models.ForeignKey(ArticleActor, on_delete=models.CASCADE, related_name="roles")
    office = models.CharField(max_length=200)
    of = models.CharField(max_length=200, blank=True)
    valid_from = models.CharField(max_length=64, blank=True)
    valid_to = models.CharField(max_length=64, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ["told", "start"]

    def __str__(self) -> str:
        return f"{self.office} {self.of}".strip()


class EventMention(models.Model):
    """One telling of an event: trigger span, sentence span, date, factuality, and the reasons for them."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="event_mentions")
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentions"
    )
    timex = models.ForeignKey(
        TimeMention, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    start = models.IntegerField()
    end = models.IntegerField()
    sentence_start = models.IntegerField()
    sentence_end = models.IntegerField()
    lemma = models.CharField(max_length=120)
    edtf = models.CharField(max_length=64, blank=True)
    factuality = models.CharField(max_length=16, choices=[(f.value, f.value) for f in Factuality])
    factuality_reason = models.JSONField(default=dict)
    place = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=300)
    reason = models.JSONField(default=dict)
    chain = models.IntegerField(null=True, blank=True)
    nominal = models.BooleanField(default=False)
    timeline = models.BooleanField(default=True)
    background = models.BooleanField(default=False)
    context = models.JSONField(default=list)
    # By people: the row stands for an AddedEvent.
    added = models.BooleanField(default=False, db_default=False)
    # Mentions of one component are merged together. None: to be merged, it or what it is tied to changed.
    component = models.BigIntegerField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "end"], name="one_event_mention_per_span"),
        ]

    def __str__(self) -> str:
        return self.summary


class Participation(models.Model):
    """Who takes part in an event mention, and which span says so."""

    mention = models.ForeignKey(EventMention, on_delete=models.CASCADE, related_name="participants")
    told = models.ForeignKey(ArticleActor, on_delete=models.CASCADE, related_name="participations")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mention", "told", "role"], name="one_participation_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.told.name} ({self.role})"
