"""What merging keeps for itself, so that a new article touches only what is near it. Machine rows."""

from django.db import models

from timeline.models.actors import Actor
from timeline.models.articles import Article
from timeline.models.mentions import ArticleActor, EventMention


class MergeKey(models.Model):
    """By what an article or one of its event mentions is found as worth comparing; `key` is a hash.

    No constraint in the database: a merge then locks no row of an article that is being stored.
    """

    key = models.BigIntegerField(db_index=True)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="merge_keys", db_constraint=False
    )
    mention = models.ForeignKey(
        EventMention, null=True, on_delete=models.CASCADE, related_name="merge_keys", db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.article_id} {self.key}"


class NameKey(models.Model):
    """By what a telling of an actor is found as bearing on the merging of others; `key` is a hash."""

    key = models.BigIntegerField(db_index=True)
    told = models.ForeignKey(
        ArticleActor, on_delete=models.CASCADE, related_name="name_keys", db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.told_id} {self.key}"


class ActorBlock(models.Model):
    """In which blocks an actor is compared with others that might be the same; `key` is a hash."""

    key = models.BigIntegerField(db_index=True)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="blocks")

    def __str__(self) -> str:
        return f"{self.actor_id} {self.key}"


class EventProposal(models.Model):
    """Two tellings that almost were one event; `score` is the likelihood that they are, 0 to 1.

    `tied`: alike enough by themselves, but not so the clusters they came to. `told` lists codes of what
    speaks for it and against it. Rows of tellings that have come to one event since count for nothing.
    """

    left = models.ForeignKey(EventMention, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    right = models.ForeignKey(EventMention, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    score = models.FloatField()
    tied = models.BooleanField()
    told = models.JSONField(default=list)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["-score", "id"], name="event_proposal_by_score")]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"


class ActorProposal(models.Model):
    """Two actors that might be one; `told` is the code of why.

    `block` is the hash of what both share: the rows of a block are made together.
    """

    left = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    told = models.CharField(max_length=24)
    block = models.BigIntegerField(db_index=True)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["-score", "id"], name="actor_proposal_by_score")]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"


class ObeyedJudgement(models.Model):
    """A judgement that the last merge obeyed; those that differ from the active ones are to be obeyed."""

    number = models.BigIntegerField(unique=True)
    left_text = models.CharField(max_length=64)
    right_text = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.number)
