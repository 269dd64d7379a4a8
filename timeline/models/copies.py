"""What near-duplicates are found by: a digest of the words of each text, and keys that like digests share."""

from django.db import models

from timeline.models.articles import Article


class Fingerprint(models.Model):
    """The MinHash of an article's text; `method` names what made it, so that others are made anew."""

    article = models.OneToOneField(
        Article, primary_key=True, on_delete=models.CASCADE, related_name="fingerprint"
    )
    method = models.CharField(max_length=24)
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"fingerprint of article {self.article_id}"


class FingerprintKey(models.Model):
    """One band of a digest, as a number: texts that are alike share at least one, most others none."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="fingerprint_keys")
    key = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} of article {self.article_id}"
