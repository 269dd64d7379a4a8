"""Takes in a file of finished events: it becomes an article, each row its evidence sentence.

The events are additions, as if a person had read each of them in that text: no machine ever reads it, a new
reading changes nothing, and one step takes the whole import back.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date as Date
from itertools import batched

from django.contrib.auth.models import User
from django.db import transaction

from timeline import additions, ingest, limits, public_ids
from timeline.additions import Part, Wanted
from timeline.models import AddedEvent, Alias, Article, ArticleSource
from timeline.readers.clean import clean_line, clean_text
from timeline.readers.events import EventFile, EventRow, line_of
from timeline.readers.records import Refused
from timeline.terms import ActorKind

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """The article that holds the rows, and how many events it holds; `known`: it was imported before."""

    article: Article
    number: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a file beside its rows."""

    name: str
    title: str = ""
    source: str = ""
    published: str | None = None


def take(found: EventFile, origin: Origin, user: User | None) -> Imported:
    """Store the rows of a file; all of them or none. Raises Refused."""
    heading = clean_line(origin.title or found.title) or f"Events from {clean_line(origin.name)}"
    text, wanted = composed(found.rows, heading, _kinds(found.rows))
    sha = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        article, created = _article(sha, text, heading, origin)
        before = AddedEvent.objects.filter(text=sha, retracted_at=None).count()
        if before:
            return Imported(article, before, known=True)
        try:
            rows = additions.add(article, wanted, f"from {origin.name}"[:300], user, uuid.uuid4().hex)
        except additions.Refused as error:
            raise Refused("refused", str(error)) from None
        if created:
            _arrival(article, origin)
        ingest.unsettle()
    return Imported(article, len(rows))


def composed(rows: tuple[EventRow, ...], heading: str, kinds: dict[str, str]) -> tuple[str, list[Wanted]]:
    """The text of the article, one line a row, and the events with their spans in it. Raises Refused."""
    lines, length, wanted = [heading, ""], len(heading) + 2, list[Wanted]()
    for row in rows:
        line, start, end = line_of(row)
        if length + len(line) > limits.TEXT_CHARACTERS:
            raise Refused(
                "too_long",
                f"Written out, the events fill more than the {limits.TEXT_CHARACTERS:,} characters that an "
                f"article may have; split the file before {row.where}.",
            )
        wanted.append(
            Wanted(
                start=length + start,
                end=length + end,
                title=row.title,
                edtf=row.edtf,
                factuality=row.factuality,
                place=row.place,
                parts=tuple(Part(role, kind or kinds[name], name) for role, kind, name in row.parts),
                sentence=(length, length + len(line)),
            )
        )
        lines.append(line)
        length += len(line) + 1
    return clean_text("\n".join(lines)), wanted


def _kinds(rows: tuple[EventRow, ...]) -> dict[str, str]:
    """What the names without a kind are: what actors of that name are here, else something other."""
    names = sorted({name for row in rows for _role, kind, name in row.parts if not kind})
    found = dict.fromkeys(names, ActorKind.OTHER.value)
    for batch in batched(names, _BATCH):
        known = Alias.objects.filter(name__in=batch).order_by("mention_count")
        found.update(known.values_list("name", "actor__kind"))
    return found


def _article(sha: str, text: str, heading: str, origin: Origin) -> tuple[Article, bool]:
    return Article.objects.get_or_create(
        text_sha256=sha,
        defaults={
            "public_id": public_ids.derive(sha),
            "title": heading[: limits.TITLE_CHARACTERS],
            "text": text,
            "published": Date.fromisoformat(origin.published) if origin.published else None,
            "source": ingest.source_named(origin.source),
            "pipeline": additions.BY_HAND,
        },
    )


def _arrival(article: Article, origin: Origin) -> None:
    ArticleSource.objects.get_or_create(
        article=article,
        source_hash=hashlib.sha256(f"events {origin}".encode()).hexdigest(),
        defaults={
            "origin": clean_line(origin.name)[:400],
            "title": article.title,
            "source_name": clean_line(origin.source)[:200],
            "published": article.published,
        },
    )
