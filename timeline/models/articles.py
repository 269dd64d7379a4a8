"""Articles and how they arrived. The text is immutable: a changed text is another article."""

from django.db import models

from timeline import limits


class Source(models.Model):
    """The outlet that published an article."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """A cleaned text and what is known about it; `published` is its DCT, None when there is none."""

    public_id = models.CharField(max_length=16, unique=True)
    record_id = models.CharField(max_length=300, blank=True, db_index=True)
    title = models.CharField(max_length=limits.TITLE_CHARACTERS)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, unique=True)
    published = models.DateField(null=True, blank=True, db_index=True)
    updated = models.DateField(null=True, blank=True)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    url = models.URLField(max_length=limits.URL_CHARACTERS, blank=True)
    author = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="en")
    pipeline = models.CharField(max_length=80)
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published", "title", "id"]

    def __str__(self) -> str:
        return self.title


class ArticleSource(models.Model):
    """One arrival of a text: the same text may come from several files, records or people."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="arrivals")
    source_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=400)
    record_id = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=limits.TITLE_CHARACTERS, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=limits.URL_CHARACTERS, blank=True)
    author = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="en")
    published = models.DateField(null=True, blank=True)
    updated = models.DateField(null=True, blank=True)
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "source_hash"], name="one_row_per_arrival"),
        ]

    def __str__(self) -> str:
        return self.origin
