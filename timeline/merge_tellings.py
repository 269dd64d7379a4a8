"""Stored event mentions as the tellings that merging looks at, whole articles at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import batched

from timeline.dates import DateInterval
from timeline.models import Alias, Article, ArticleActor, EventMention, Participation
from timeline.nlp.merging.clause_words import phrase
from timeline.nlp.merging.one_article import is_definite
from timeline.nlp.merging.telling import MergeMention, TellingKey
from timeline.terms import ActorKind, Factuality, MentionForm, Role

BATCH = 500
SENTENCE_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Known:
    """What merging events needs to know of an actor: its key, kind, and whether it has a name."""

    key: str
    kind: ActorKind
    named: bool


type Part = tuple[Known, Role]


@dataclass(slots=True)
class Tellings:
    """What was read of the mentions of some articles; `articles` are primary keys."""

    articles: set[int] = field(default_factory=set)
    rows: dict[TellingKey, EventMention] = field(default_factory=dict)
    tellings: dict[TellingKey, MergeMention] = field(default_factory=dict)
    sentences: dict[TellingKey, str] = field(default_factory=dict)

    def read(self, articles: Iterable[int]) -> list[MergeMention]:
        """Add whole articles, those known already left out; returns what was added."""
        new = sorted(set(articles) - self.articles)
        self.articles.update(new)
        return [telling for batch in batched(new, BATCH) for telling in self._read(batch)]

    def _read(self, articles: Collection[int]) -> list[MergeMention]:
        parts, texts = _parts(articles), _texts(articles)
        mentions = EventMention.objects.filter(article__in=articles).order_by("article__text_sha256", "start")
        added = []
        for row in mentions.select_related("article").defer("article__text").iterator():
            key = row.article.text_sha256, row.start, row.end
            self.rows[key] = row
            self.sentences[key] = texts[row.article_id][row.sentence_start : row.sentence_end]
            self.sentences[key] = self.sentences[key][:SENTENCE_CHARACTERS]
            self.tellings[key] = _telling(key, row, parts[row.pk], self.sentences[key])
            added.append(self.tellings[key])
        return added


def _texts(articles: Collection[int]) -> dict[int, str]:
    return dict(Article.objects.filter(pk__in=articles).values_list("pk", "text"))


def _parts(articles: Collection[int]) -> dict[int, list[Part]]:
    """Mention -> who takes part."""
    cast = _cast(articles)
    parts: dict[int, list[Part]] = defaultdict(list)
    told = Participation.objects.filter(mention__article__in=articles)
    ordered = told.order_by("start", "end", "told__ordinal", "role")
    for mention, actor, role in ordered.values_list("mention_id", "told_id", "role"):
        if actor in cast:  # else a person said that it is none
            parts[mention].append((cast[actor], Role(role)))
    return parts


def _cast(articles: Collection[int]) -> dict[int, Known]:
    """ArticleActor -> its actor of the corpus."""
    told = ArticleActor.objects.filter(article__in=articles, actor__isnull=False)
    rows = list(told.values_list("pk", "actor_id", "actor__kind"))
    named: set[int] = set()
    for batch in batched(sorted({actor for _, actor, _ in rows if actor}), BATCH):
        names = Alias.objects.filter(actor__in=batch, form=MentionForm.NAME.value)
        named.update(names.order_by().values_list("actor_id", flat=True).distinct())
    return {row: Known(str(actor), ActorKind(kind), actor in named) for row, actor, kind in rows}


def _telling(key: TellingKey, row: EventMention, parts: list[Part], sentence: str) -> MergeMention:
    return MergeMention(
        article=key[0],
        start=row.start,
        end=row.end,
        lemma=phrase(row.lemma, row.summary),
        published=row.article.published.isoformat() if row.article.published else "",
        chain=row.chain,
        nominal=row.nominal,
        date=DateInterval.parse(row.edtf) if row.edtf else None,
        anchor=str(row.reason.get("code", "")),
        factuality=Factuality(row.factuality),
        timeline=row.timeline,
        background=row.background,
        participants=tuple(dict.fromkeys((actor.key, role) for actor, role in parts)),
        named=frozenset((actor.key, actor.kind) for actor, _ in parts if actor.named),
        place=row.place,
        context=frozenset(row.context),
        summary=row.summary,
        sentence=row.sentence_start,
        definite=row.nominal and is_definite(sentence[: row.start - row.sentence_start]),
    )
