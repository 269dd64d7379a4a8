"""Small articles with known mentions, stored as ingestion would, for the tests of what comes after it."""

import hashlib
from datetime import date

from timeline.dates import DateInterval
from timeline.models import Article
from timeline.nlp import records
from timeline.store import store
from timeline.terms import ActorKind, Factuality, MentionForm, Role


def add_article(
    text: str, published: str, *, day: str | None = None, lemma: str = "sign", record_id: str = ""
) -> Article:
    """Store a text of the form 'First Last VERB ...': one actor, one event, dated `day`."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    article = Article.objects.create(
        public_id=sha[:10],
        record_id=record_id,
        title=text[:40],
        text=text,
        text_sha256=sha,
        published=date.fromisoformat(published),
        pipeline="test",
    )
    store(article, extraction(text, published, day, lemma))
    return article


def extraction(text: str, published: str, day: str | None, lemma: str) -> records.Extraction:
    first, last, verb, *rest = text.rstrip(".").split()
    name = f"{first} {last}"
    start = text.index(verb)
    mention = records.ActorMention(0, len(name), name, MentionForm.NAME, {"code": "name"})
    event = records.EventMention(
        start=start,
        end=start + len(verb),
        trigger=verb,
        lemma=lemma,
        sentence_start=0,
        sentence_end=len(text),
        timex=None,
        date=DateInterval.parse(day) if day else None,
        factuality=Factuality.OCCURRED,
        participants=(records.Participant(0, Role.AGENT, 0, len(name)),),
        place=None,
        summary=text.rstrip("."),
        reason={"code": "timex-in-clause"} if day else {"code": "abstain"},
        context=tuple(word.lower() for word in rest),
    )
    office = records.RoleFact("mayor", "Port Ansel", None, None, 0, len(name))
    actor = records.Actor(name, ActorKind.PERSON, (mention,), roles=(office,), aliases=(name,))
    return records.Extraction(published, (), (event,), (actor,), "test")
