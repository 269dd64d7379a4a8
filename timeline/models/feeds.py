"""Feeds on the web that workers ask from time to time for new articles."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from timeline import limits
from timeline.models.jobs import Batch


class Feed(models.Model):
    """An RSS or Atom feed, when it is asked next, and what came of it the last time.

    `etag` and `modified` are what its server said of the answer that was read last; `seen` names the
    entries of that answer, so that each is taken in once.
    """

    url = models.URLField(max_length=limits.URL_CHARACTERS)
    url_sha256 = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    follow = models.BooleanField(default=True)
    minutes = models.IntegerField(default=60)
    paused_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)
    next_poll = models.DateTimeField(default=timezone.now, db_index=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    failures = models.IntegerField(default=0)
    result = models.CharField(max_length=300, blank=True)
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    seen = models.JSONField(default=list)

    class Meta:
        ordering = ["title", "url"]

    def __str__(self) -> str:
        return self.title or self.url
