"""The only way in: an item's text is read, and article, mentions and outcome are stored in one transaction.

Reading is slow and happens outside any transaction. What decides about duplicates is the unique hash of
the text. Several arrivals of one text make one article, whose title, date and record id are a function of
the set of its arrivals, so that the order in which they came makes no difference.
"""

import contextlib
import hashlib
import logging
import re
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date as Date

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils.text import slugify

from timeline import additions, fetch, fingerprints, items, limits, public_ids, readers, rereading, touched
from timeline.extractor import Extractor, ReaderUnavailable, ReadingFailed
from timeline.items import Claim, LostClaim, State
from timeline.models import Article, ArticleSource, Batch, Revision, Source
from timeline.nlp.records import Extraction
from timeline.readers import Record, Refusal, Unread
from timeline.readers.records import refuse

log = logging.getLogger(__name__)

MERGE_SECONDS = 30
_TITLE_CHARACTERS = 100
_HEADER = re.compile(r"date:?[ \t]{1,8}\d{4}-\d\d?-\d\d?|https?://\S+$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s")


class Outdated(Exception):
    """While the text was read, another arrival changed its publication date: read it again."""


class Stopped(Exception):
    """The process was asked to end; what it was reading goes back to the queue."""


def work(
    extractor: Extractor,
    batches: Collection[Batch] | None = None,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[], None] = lambda: None,
) -> int:
    """Process queued items until none is left or `stop` says so; returns how many. Calls `tell` each time."""
    owner, done = uuid.uuid4().hex, 0
    try:
        while not stop() and (claim := items.claim(owner, batches)) is not None:
            process(claim, extractor, stop)
            done += 1
            tell()
    except (KeyboardInterrupt, SystemExit, ReaderUnavailable):
        items.release(owner)
        raise
    return done


def process(claim: Claim, extractor: Extractor, stop: Callable[[], bool] = lambda: False) -> None:
    """Bring one claimed item to its next state. Raises ReaderUnavailable."""
    try:
        if rereading.concerns(claim.item):
            reread(claim, extractor, _beat(claim, stop))
        elif claim.item.raw is not None:
            open_file(claim, _beat(claim, stop))
        else:
            take_in(claim, Record.from_json(claim.item.payload), extractor, _beat(claim, stop))
    except ReadingFailed as error:
        log.warning("item %s: %s (%s)", claim.item.pk, error, error.code)
        claim.fail(error.code, f"It could not be read: {error}")
    except LostClaim:
        log.warning("item %s: claimed by another worker", claim.item.pk)
    except Stopped:
        items.release(claim.owner)
    except ReaderUnavailable:
        raise  # the installation, not the article
    except (OperationalError, InterfaceError):
        raise  # the database, not the article: the caller waits for it, and the lease runs out
    except Exception as error:
        log.exception("item %s could not be stored", claim.item.pk)
        claim.fail("exception", f"It could not be stored: {type(error).__name__}.")


def open_file(claim: Claim, beat: Callable[[], None] = lambda: None) -> None:
    """Read the file that the item holds or names; its articles become items. Raises LostClaim."""
    file = items.unread(claim.item)
    try:
        found = list(_fetched(claim, file) if file.remote else _read(file, beat))
    except fetch.NotFetched as error:
        return claim.refuse_page(error.code, str(error))
    return items.unpack(claim, found or [refuse(file.name, "empty", "There is no article in it.")])


def _read(file: Unread, beat: Callable[[], None]) -> Iterator[Record | Refusal]:
    return readers.read(file.name, file.content, file.defaults, beat)


def _fetched(claim: Claim, file: Unread) -> Iterator[Record | Refusal]:
    """The articles of a page on the web. Raises NotFetched."""
    claim.renew()
    page = fetch.fetch(file.name, settings.DATELINE_FETCH_PRIVATE)
    claim.renew()
    ending = {"application/pdf": ".pdf", "text/plain": ".txt"}.get(page.kind, ".html")
    for one in readers.read(f"page{ending}", page.content, replace(file.defaults, url=page.url)):
        yield replace(one, name=file.name)


def _beat(claim: Claim, stop: Callable[[], bool]) -> Callable[[], None]:
    """Called every second while a text is read: ends the wait on request, renews the lease in time."""
    renewed = time.monotonic()

    def beat() -> None:
        nonlocal renewed
        if stop():
            raise Stopped
        if time.monotonic() - renewed > limits.LEASE_SECONDS / 3:
            claim.renew()
            renewed = time.monotonic()

    return beat


def take_in(
    claim: Claim, record: Record, extractor: Extractor, beat: Callable[[], None] = lambda: None
) -> None:
    """Read the record if its text or its date is new, and store it. Raises ReadingFailed, LostClaim."""
    sha = hashlib.sha256(record.text.encode()).hexdigest()
    while True:
        known = Article.objects.filter(text_sha256=sha).first()
        published = _earliest(known, record)
        extraction = None
        if known is None or (_earliest(known) != published and known.pipeline != additions.BY_HAND):
            extraction = extractor.extract(record.text, published, beat)
        try:
            return _store(claim, record, sha, published, extraction)
        except Outdated:
            log.info("item %s: another arrival changed the date, reading again", claim.item.pk)


@transaction.atomic
def _store(
    claim: Claim, record: Record, sha: str, published: str | None, extraction: Extraction | None
) -> None:
    claim.renew()
    article, created = Article.objects.select_for_update().get_or_create(
        text_sha256=sha, defaults={"text": record.text, "public_id": public_ids.derive(sha)}
    )
    _add_arrival(article, record)
    if _earliest(article) != published or (created and extraction is None):
        raise Outdated
    redated = not created and article.published != (Date.fromisoformat(published) if published else None)
    _describe(article, extraction)
    if extraction is not None:
        _store_mentions(article, extraction)
    if created:
        fingerprints.store(article)
        claim.finish(State.DONE, message=record.note, article=article)
    else:
        note = "; its publication date was corrected" if redated else ""
        claim.finish(State.DUPLICATE, message=f"Same text as “{article.title}”{note}.", article=article)


def reread(claim: Claim, extractor: Extractor, beat: Callable[[], None] = lambda: None) -> None:
    """Read a known article again and wait for a decision, or store what was decided on.

    Raises ReadingFailed, LostClaim.
    """
    article = rereading.article_of(claim.item)
    if article is None:
        return claim.finish(State.REJECTED, "gone", "The article was deleted meanwhile.")
    published = _earliest(article)
    extraction = rereading.kept(claim.item, published)
    if extraction is not None:
        with contextlib.suppress(Outdated):
            return _store_again(claim, article, published, extraction)
        published = _earliest(article)
    found = extractor.extract(article.text, published, beat)
    return rereading.wait(claim, article, found, published)


@transaction.atomic
def _store_again(claim: Claim, article: Article, published: str | None, extraction: Extraction) -> None:
    claim.renew()
    article = Article.objects.select_for_update().get(pk=article.pk)
    if _earliest(article) != published:
        raise Outdated
    _describe(article, extraction)
    _store_mentions(article, extraction)
    claim.finish(State.DONE, message=claim.item.message, article=article)


def _store_mentions(article: Article, extraction: Extraction) -> None:
    from timeline import store  # loads what only a writing process needs

    store.store(article, extraction)
    unsettle()


def _earliest(article: Article | None, record: Record | None = None) -> str | None:
    """The earliest publication date among the arrivals of a text; None if no arrival has one."""
    days = [record.published] if record and record.published else []
    if article is not None:
        stored = article.arrivals.exclude(published=None).order_by("published").first()
        days += [stored.published.isoformat()] if stored and stored.published else []
    return min(days, default=None)


def _add_arrival(article: Article, record: Record) -> None:
    facts = [record.published or "", record.record_id, record.title, record.source]
    facts += [record.url, record.author, record.language, *([record.updated] if record.updated else [])]
    source_hash = hashlib.sha256("\x1f".join(facts).encode()).hexdigest()
    ArticleSource.objects.get_or_create(
        article=article,
        source_hash=source_hash,
        defaults={
            "origin": record.name,
            "record_id": record.record_id,
            "title": record.title,
            "source_name": record.source,
            "url": record.url,
            "author": record.author,
            "language": record.language,
            "published": Date.fromisoformat(record.published) if record.published else None,
            "updated": Date.fromisoformat(record.updated) if record.updated else None,
        },
    )


def _describe(article: Article, extraction: Extraction | None) -> None:
    """Title, source and so on from the set of arrivals: the earliest that has one; the smallest record id."""
    arrivals = sorted(article.arrivals.all(), key=lambda one: (one.published or Date.max, one.source_hash))
    article.title = _first(one.title for one in arrivals) or title_of(article.text)
    article.url = _first(one.url for one in arrivals)
    article.author = _first(one.author for one in arrivals)
    article.language = _first(one.language for one in arrivals)
    article.updated = max((one.updated for one in arrivals if one.updated), default=None)
    article.record_id = min((one.record_id for one in arrivals if one.record_id), default="")
    article.source = source_named(_first(one.source_name for one in arrivals))
    if extraction is not None:
        article.pipeline = extraction.pipeline[:80]
        article.published = Date.fromisoformat(extraction.dct) if extraction.dct else None
    article.save()


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def title_of(text: str) -> str:
    """The first sentence, shortened: the title of an article that came without one.

    A `date` line or a bare address on top is passed over.
    """
    lines = [line.strip() for line in text[:5_000].splitlines() if line.strip()]
    if len(lines) > 1 and _HEADER.match(lines[0]):
        lines = lines[1:]
    sentence = _SENTENCE_END.split(lines[0], maxsplit=1)[0]
    if len(sentence) <= _TITLE_CHARACTERS:
        return sentence
    return sentence[:_TITLE_CHARACTERS].rsplit(" ", 1)[0] + "…"


def source_named(name: str) -> Source | None:
    if not name:
        return None
    found = Source.objects.filter(name=name).first()
    if found is not None:
        return found
    slug = slugify(name)[:180] or "source"
    if Source.objects.filter(slug=slug).exists():
        slug = f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return Source.objects.get_or_create(name=name, defaults={"slug": slug})[0]


def settle_now_and_then() -> Callable[[], None]:
    """To be called after each item of a long queue: merges every MERGE_SECONDS, for the pages to show."""
    last = time.monotonic()

    def settle() -> None:
        nonlocal last
        if time.monotonic() - last > MERGE_SECONDS:
            settle_if_due()
            last = time.monotonic()

    return settle


def unsettle() -> None:
    """Say that what was stored or decided is not merged yet."""
    touched.unsettle()


def settle_if_due() -> bool:
    """Merge what was stored since the last time into actors and events; True if there was anything."""
    if not unsettled():
        return False
    from timeline import settle  # loads what only a writing process needs

    # What is stored while merging raises `stored` again, and is merged the next time.
    stored = Revision.objects.filter(name="stored").values_list("value", flat=True).first() or 0
    settle.settle()
    Revision.objects.get_or_create(name="settled")
    Revision.objects.filter(name="settled", value__lt=stored).update(value=stored)
    return True


def unsettled() -> bool:
    """Whether something stored or decided is not merged yet."""
    values = dict(Revision.objects.values_list("name", "value"))
    return values.get("stored", 0) != values.get("settled", 0)
