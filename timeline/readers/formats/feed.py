"""RSS and Atom feeds that were saved to a file: each entry is an article."""

import io
import time
from collections.abc import Iterator
from typing import Any

import feedparser

from timeline import limits
from timeline.readers.formats.plain import plain
from timeline.readers.records import SUMMARY_ONLY, Defaults, Record, Refusal, Refused, make, refuse


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    if len(content) > limits.FEED_BYTES:
        yield refuse(name, "too_large", f"The feed is larger than {limits.FEED_BYTES // 2**20} MB; split it.")
        return
    # As a stream: a string could be taken for an address or a path.
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=True, resolve_relative_uris=False)
    if not feed.entries:
        yield refuse(
            name,
            "malformed",
            "This is no RSS or Atom feed, or it holds no entries; check where it came from.",
        )
        return
    source = str(feed.feed.get("title", ""))
    for number, entry in enumerate(feed.entries[: limits.FEED_ENTRIES], 1):
        # A place that stays the same when the feed moves on.
        place = f"{name}, {entry.get('link') or f'entry {number}'}"
        try:
            yield _article(place, entry, source, defaults)
        except Refused as error:
            yield refuse(place, error.code, str(error))
    if len(feed.entries) > limits.FEED_ENTRIES:
        left = len(feed.entries) - limits.FEED_ENTRIES
        yield refuse(
            name, "too_many", f"A feed may hold {limits.FEED_ENTRIES} entries; {left} were not read."
        )


def _article(name: str, entry: Any, source: str, defaults: Defaults) -> Record:
    whole = " ".join(part.get("value", "") for part in entry.get("content", []))
    changed = entry.get("updated_parsed")
    moment = entry.get("published_parsed") or changed
    fields = {
        "title": plain(entry.get("title", "")).replace("\n", " "),
        "author": entry.get("author", ""),
        "source": source,
        "url": entry.get("link", ""),
        "id": entry.get("id", ""),
        "date": time.strftime("%Y-%m-%d", moment) if moment else "",
        "updated": time.strftime("%Y-%m-%d", changed) if changed else "",
        "note": "" if whole else SUMMARY_ONLY,
    }
    return make(name, plain(whole or entry.get("summary", "")), fields, defaults)
