"""Feeds on the web, asked from time to time; their new entries become a job like any other submission.

The server is told which answer was read last, so that it need not send it again. A feed whose server fails
is asked less and less often; one that is gone for good is paused.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline import fetch, items, limits
from timeline.models import Batch, Feed
from timeline.readers import Record, Refusal, Unread, isolated
from timeline.readers.records import SUMMARY_ONLY, Defaults

_NAME = "feed.xml"
_SEEN = 2_000
# Whoever asks a feed has it for so long; should it die meanwhile, another does.
_CLAIM = timedelta(minutes=5)


def add(url: str, source: str, minutes: int, follow: bool, user: User | None) -> tuple[Feed, bool]:
    """The feed, and whether it is new. It is asked as soon as a worker has time."""
    fields = {"url": url, "source": source, "minutes": minutes, "follow": follow, "added_by": user}
    return Feed.objects.get_or_create(url_sha256=hashlib.sha256(url.encode()).hexdigest(), defaults=fields)


def poll_due(beat: Callable[[], None] = lambda: None) -> bool:
    """Ask the feed that is due longest; False if none is."""
    feed = _claim()
    if feed is not None:
        poll(feed, beat)
    return feed is not None


def _claim() -> Feed | None:
    """A due feed, which nobody else asks meanwhile."""
    due = Feed.objects.filter(paused_at=None, next_poll__lte=timezone.now()).order_by("next_poll")
    while (feed := due.first()) is not None:
        mine = Feed.objects.filter(pk=feed.pk, next_poll=feed.next_poll, paused_at=None)
        if mine.update(next_poll=timezone.now() + _CLAIM):
            return feed
    return None


def poll(feed: Feed, beat: Callable[[], None] = lambda: None) -> None:
    """Fetch it, take in what is new, and note the result."""
    try:
        answer = fetch.fetch(feed.url, settings.DATELINE_FETCH_PRIVATE, fetch.FEEDS, feed.etag, feed.modified)
    except fetch.NotModified:
        return _asked(feed, _("Nothing new."))
    except fetch.NotFetched as error:
        return _failed(feed, str(error), gone=error.code == "gone")
    found = list(isolated.read(_NAME, answer.content, Defaults(source=feed.source), beat))
    if len(found) == 1 and isinstance(found[0], Refusal) and found[0].name == _NAME:
        return _failed(feed, found[0].message)
    new = [one for one in found if _key(one) not in feed.seen]
    title = next((one.source for one in found if isinstance(one, Record)), "") or feed.title
    batch = _submit(feed, new, title or feed.url) if new else feed.batch
    seen = [*(_key(one) for one in found), *feed.seen]
    words = ngettext("%(new)s new of %(all)s entry.", "%(new)s new of %(all)s entries.", len(found))
    return _asked(
        feed,
        words % {"new": len(new), "all": len(found)} if new else _("Nothing new."),
        etag=answer.etag[:300],
        modified=answer.modified[:100],
        seen=list(dict.fromkeys(seen))[:_SEEN],
        title=title[:200],
        batch=batch,
    )


def _key(entry: Record | Refusal) -> str:
    """Names an entry in the state it has now: one that was changed is new again."""
    if isinstance(entry, Refusal):
        facts = [entry.name, entry.code]
    else:
        facts = [entry.record_id or entry.url or entry.name, entry.title, entry.text]
    return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()[:24]


def _submit(feed: Feed, new: list[Record | Refusal], title: str) -> Batch:
    """Taken in twice, after a crash, the same entries are one job."""
    digest = hashlib.sha256("".join(map(_key, new)).encode()).hexdigest()
    return items.submit(title, _entries(feed, new), key=f"feed-{feed.pk}-{digest[:40]}", user=feed.added_by)


def _entries(feed: Feed, new: list[Record | Refusal]) -> Iterator[Record | Refusal | Unread]:
    """The entries; of one that holds a summary only, the page it leads to if that is wanted."""
    for one in new:
        name = one.name.removeprefix(f"{_NAME}, ")
        if isinstance(one, Refusal):
            yield replace(one, name=name)
            continue
        source = feed.source or one.source
        if feed.follow and one.url and SUMMARY_ONLY in one.note:
            yield Unread(one.url, b"", Defaults(one.published, source), remote=True)
        else:
            yield replace(one, name=name, source=source)


def _asked(feed: Feed, result: str, **fields: object) -> None:
    due = timezone.now() + timedelta(minutes=feed.minutes)
    _note(feed, result, failures=0, next_poll=due, **fields)


def _failed(feed: Feed, result: str, gone: bool = False) -> None:
    failures = feed.failures + 1
    minutes = min(feed.minutes * 2 ** min(failures, 10), max(limits.FEED_BACKOFF_MINUTES, feed.minutes))
    due = timezone.now() + timedelta(minutes=minutes)
    fields = {"paused_at": timezone.now()} if gone else {}
    _note(feed, result, failures=failures, next_poll=due, **fields)


def _note(feed: Feed, result: str, **fields: object) -> None:
    Feed.objects.filter(pk=feed.pk).update(result=result[:300], polled_at=Now(), **fields)
