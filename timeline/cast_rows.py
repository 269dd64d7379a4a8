"""The rows of actors that people named in an article, beside those that the machine read there."""

from collections.abc import Mapping
from typing import Protocol

from timeline.models import ActorMention, Article, ArticleActor
from timeline.terms import MentionForm

NAME_CHARACTERS = 300
# Far behind the machine's: its ordinals count the actors of an article.
_FIRST = 1_000_000

type Span = tuple[int, int]


class Told(Protocol):
    """Where an event is told."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


def former(article: Article) -> dict[Span, int]:
    """Span of a mention -> the actor it belongs to."""
    rows = article.actor_mentions.filter(told__actor__isnull=False)
    return {(s, e): actor for s, e, actor in rows.values_list("start", "end", "told__actor_id") if actor}


class Cast:
    """Who an article tells of, by name."""

    def __init__(self, article: Article, actors: Mapping[Span, int]) -> None:
        self._article = article
        self._actors = actors
        self._by_name: dict[str, ArticleActor] = {}
        self._added = 0
        for row in article.cast.order_by("ordinal").select_related("actor"):
            for name in (row.name, *row.aliases, *([row.actor.name] if row.actor else ())):
                self._by_name.setdefault(name.casefold(), row)
        mentions = article.actor_mentions.order_by("told__ordinal").select_related("told")
        self._by_span = {(mention.start, mention.end): mention.told for mention in reversed(mentions)}

    def add(self, name: str, kind: str, span: Span, form: MentionForm = MentionForm.NAME) -> ArticleActor:
        """A row for somebody named, or meant, by a span."""
        row = ArticleActor.objects.create(
            article=self._article,
            ordinal=_FIRST + self._added,
            name=name,
            kind=kind,
            aliases=[name],
            actor_id=self._actors.get(span),
            added=True,
        )
        self._added += 1
        ActorMention.objects.create(
            told=row, article=self._article, start=span[0], end=span[1], form=form.value, reason={}
        )
        self._by_name.setdefault(name.casefold(), row)
        return row

    def find(self, name: str, kind: str, told: Told) -> tuple[ArticleActor, Span]:
        """Who is called so in the article, somebody new if nobody is; and the span that names them.

        Somebody who is not named in the sentence is meant by the words that tell the event.
        """
        span = span_of(self._article.text, name, told)
        here = span or (told.start, told.end)
        row = self._by_name.get(name.casefold()) or (self._by_span.get(span) if span else None)
        if row is None:
            row = self.add(name, kind, here, MentionForm.NAME if span else MentionForm.NOMINAL)
        return row, here


def span_of(text: str, name: str, told: Told) -> Span | None:
    """Where the sentence that tells an event names somebody, or else the article does first."""
    for first, last in ((told.sentence_start, told.sentence_end), (0, len(text))):
        at = text.find(name, first, last)
        if at >= 0 and name:
            return at, at + len(name)
    return None
