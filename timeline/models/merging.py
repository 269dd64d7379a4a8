"""What merging keeps for itself, so that a new article touches only what is near it. Machine rows."""

from django.db import models

from timeline.models.articles import Article
from timeline.models.mentions import EventMention


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


class ObeyedJudgement(models.Model):
    """A judgement that the last merge obeyed; those that differ from the active ones are to be obeyed."""

    number = models.BigIntegerField(unique=True)
    left_text = models.CharField(max_length=64)
    right_text = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.number)
