"""What became of ids that stand for nothing any more."""

from django.db import models


class Retired(models.Model):
    """The id of an event or actor that no article tells of any more; its address answers 410."""

    public_id = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=300)
    retired = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "retired ids"
        ordering = ["-retired", "public_id"]

    def __str__(self) -> str:
        return self.name
