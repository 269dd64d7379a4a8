"""Finds the articles whose tellings may be of one event with those of a given article, by stored keys."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import batched

from timeline.identity import digest
from timeline.models import EventMention, MergeKey
from timeline.nlp.merging import candidates, kinship
from timeline.nlp.merging.clause_words import phrase
from timeline.nlp.merging.stories import LEAST_SHARED, Stories
from timeline.nlp.merging.telling import MergeMention, TellingKey

BATCH = 500

type Rows = dict[TellingKey, EventMention]


def near(tellings: Iterable[MergeMention]) -> set[int]:
    """Articles (by primary key) with keys in the index that share enough with these whole articles."""
    every = list(tellings)
    stories = Stories(every)
    found: set[int] = set()
    for article in {telling.article for telling in every}:
        terms = {digest("story", *key): key[0] for key in stories.keys(article)}
        shared = {(owner, terms[key]) for owner, key, _ in _look_up(terms)}
        counts = Counter(owner for owner, _ in shared)
        found.update(owner for owner, number in counts.items() if number >= LEAST_SHARED)
    return found | _by_actor(every)


def write(rows: Rows, tellings: Iterable[MergeMention]) -> None:
    """Add whole articles that are not in the index yet."""
    every = list(tellings)
    stories = Stories(every)
    articles = {telling.article: rows[telling.key].article_id for telling in every}
    keys = [
        MergeKey(key=digest("story", *key), article_id=pk)
        for article, pk in articles.items()
        for key in sorted(stories.keys(article), key=repr)
    ]
    keys += [
        MergeKey(key=key, article_id=articles[telling.article], mention=rows[telling.key])
        for telling in every
        for key in _actor_keys(telling)
    ]
    MergeKey.objects.bulk_create(keys, batch_size=BATCH)


def _by_actor(tellings: Iterable[MergeMention]) -> set[int]:
    """Articles with a mention of a kin word that shares an actor and a time with one of these."""
    words: dict[int, set[str]] = defaultdict(set)
    for telling in tellings:
        for key in _actor_keys(telling):
            words[key] |= kinship.keys(telling.lemma)
    return {
        article
        for article, key, word in _look_up(words)
        if word and not words[key].isdisjoint(kinship.keys(word))
    }


def _actor_keys(telling: MergeMention) -> list[int]:
    return [digest("actor", actor, *when) for actor, when in candidates.actor_keys(telling)]


def _look_up(keys: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """(article, key, word of the mention if it is a mention's key, else "")."""
    for batch in batched(sorted(keys), BATCH):
        rows = MergeKey.objects.filter(key__in=batch).order_by()
        told = rows.values_list("article_id", "key", "mention__lemma", "mention__summary")
        for article, key, lemma, summary in told.iterator():
            yield article, key, phrase(lemma, summary) if lemma is not None else ""
