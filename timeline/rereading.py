"""Articles that an earlier version read are read again; what would change is shown before it is stored.

Each article is an item of one batch for each version, so that work goes on wherever it was interrupted: an
item is read, waits with what was read and how that differs, and is stored once somebody says so.
"""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import batched
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from timeline import additions, items
from timeline.items import State
from timeline.models import Article, Batch, EventMention, IngestItem
from timeline.nlp import version, wire
from timeline.nlp.records import Extraction

# Codes of articles that wait with a new reading: it changes events on the timeline, or none.
PREVIEW, SAME = "preview", "preview-same"
KEY = "reread-"
_TASK = '{"reread"'
_CHUNK = 500
_TOLD = 30

type Told = tuple[str, str]
type Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new reading changes on the timeline: (title, date) each; of events that move, the date before.

    The lists are shortened to what people will look at; `numbers` counts all: added, removed, redated.
    """

    added: list[Told]
    removed: list[Told]
    redated: list[tuple[str, str, str]]
    numbers: tuple[int, int, int]

    def rows(self) -> list[tuple[str, str, str]]:
        """(what happens to it, title, date or dates) of each event that is told by name."""
        return [
            *((_("added"), title, edtf) for title, edtf in self.added),
            *((_("removed"), title, edtf) for title, edtf in self.removed),
            *((_("re-dated"), title, f"{old or '–'} → {new or '–'}") for title, old, new in self.redated),
        ]

    def words(self) -> str:
        """In a sentence, as the item's message."""
        names = (_("added"), _("removed"), _("re-dated"))
        parts = [f"{number:,} {name}" for number, name in zip(self.numbers, names, strict=True) if number]
        return _("Events: %(parts)s.") % {"parts": ", ".join(parts)} if parts else _("No event changes.")


def current() -> str:
    """The name of what would read an article now."""
    return version.of(settings.DATELINE_SPACY_MODEL)[:80]


def outdated() -> QuerySet[Article]:
    """Articles that something else read; those that only people read are none."""
    return Article.objects.exclude(pipeline__in=(current(), additions.BY_HAND))


def concerns(item: IngestItem) -> bool:
    """Whether the item is an article to be read again."""
    return item.payload.startswith(_TASK)


def batch_of_now() -> Batch | None:
    """The batch that brings articles to the current version, if there is one."""
    return Batch.objects.filter(key=_key()).first()


def _key() -> str:
    return f"{KEY}{current()}"[:64]


def submit(user: User | None) -> Batch | None:
    """Queue what is outdated and isn't on its way yet; None when there is nothing to do."""
    missing, known = _missing(), batch_of_now()
    if not missing and (
        known is None or not known.items.filter(state__in=(*items.OPEN, State.WAITING)).exists()
    ):
        return None
    title = _("Read again by %(version)s") % {"version": current()}
    batch, _made = Batch.objects.get_or_create(
        key=_key(), defaults={"title": title[:200], "submitted_by": user}
    )
    for former in Batch.objects.filter(key__startswith=KEY).exclude(pk=batch.pk):
        items.cancel(former)  # an upgrade came before anybody agreed
    items.resume(batch)
    Batch.objects.filter(pk=batch.pk).update(cancelled_at=None)
    for chunk in batched(missing, _CHUNK):
        with transaction.atomic():
            Batch.objects.select_for_update().get(pk=batch.pk)
            last = batch.items.aggregate(last=Max("ordinal"))["last"]
            start = 0 if last is None else last + 1
            rows = (
                Article.objects.filter(pk__in=chunk).order_by("pk").values_list("pk", "title", "text_sha256")
            )
            IngestItem.objects.bulk_create(
                _item(batch, ordinal, *row) for ordinal, row in enumerate(rows, start)
            )
    return batch


def _missing() -> list[int]:
    """Outdated articles without an item that is open, waits, or could not be read."""
    ended = Q(state=State.DONE) | Q(code=items.CANCELLED)
    under_way = IngestItem.objects.filter(batch__key=_key()).exclude(ended)
    known = set(under_way.values_list("article_id", flat=True))
    return [pk for pk in outdated().order_by("pk").values_list("pk", flat=True) if pk not in known]


def _item(batch: Batch, ordinal: int, article: int, title: str, sha: str) -> IngestItem:
    payload = json.dumps({"reread": sha, "apply": False})
    name = title[:400] or sha
    return IngestItem(
        batch=batch, ordinal=ordinal, name=name, article_id=article, payload=payload, background=True
    )


def article_of(item: IngestItem) -> Article | None:
    return Article.objects.filter(text_sha256=json.loads(item.payload)["reread"]).first()


def kept(item: IngestItem, dct: str | None) -> Extraction | None:
    """The reading that is to be stored; None when there is none yet, or it no longer fits."""
    task = json.loads(item.payload)
    if not task["apply"] or item.raw is None or task["dct"] != dct:
        return None
    found = wire.loads(zlib.decompress(bytes(item.raw)))
    return found if found.pipeline[:80] == current() else None


def wait(claim: items.Claim, article: Article, extraction: Extraction, dct: str | None) -> None:
    """Keep a new reading until somebody says that it is to be stored. Raises LostClaim."""
    found = difference(article, extraction)
    task = {"reread": article.text_sha256, "apply": False, "dct": dct, "difference": asdict(found)}
    raw = zlib.compress(wire.dumps(extraction))
    claim.ask(PREVIEW if any(found.numbers) else SAME, found.words(), json.dumps(task), raw)


def difference(article: Article, extraction: Extraction) -> Difference:
    """What the timeline shows of the article, against what it would show; people's additions stay."""
    rows = EventMention.objects.filter(article=article, timeline=True, added=False)
    before: dict[Span, Told] = {
        (start, end): (summary, edtf)
        for start, end, summary, edtf in rows.values_list("start", "end", "summary", "edtf")
    }
    after: dict[Span, Told] = {
        (event.start, event.end): (event.summary[:300], event.date.edtf if event.date else "")
        for event in extraction.events
        if event.timeline
    }
    moved = [
        (told[0], before[span][1], told[1])
        for span, told in sorted(after.items())
        if span in before and before[span][1] != told[1]
    ]
    added = [told for span, told in sorted(after.items()) if span not in before]
    removed = [told for span, told in sorted(before.items()) if span not in after]
    added, removed, others = _paired(added, removed)
    moved += others
    numbers = (len(added), len(removed), len(moved))
    return Difference(added[:_TOLD], removed[:_TOLD], moved[:_TOLD], numbers)


def _paired(
    added: list[Told], removed: list[Told]
) -> tuple[list[Told], list[Told], list[tuple[str, str, str]]]:
    """What of both lists is left, and what was re-dated, once those that only hang on another word are put
    together: events of one title."""
    former: dict[str, list[Told]] = defaultdict(list)
    for told in reversed(removed):
        former[told[0]].append(told)
    new, moved = [], []
    for title, edtf in added:
        if not former[title]:
            new.append((title, edtf))
        elif (before := former[title].pop()[1]) != edtf:
            moved.append((title, before, edtf))
    return new, sorted(told for rest in former.values() for told in rest), moved


def previews(batch: Batch) -> QuerySet[IngestItem]:
    """The articles that are read and wait to be stored."""
    return batch.items.filter(state=State.WAITING, code__in=(PREVIEW, SAME))


def differences(found: Iterable[IngestItem]) -> Iterator[tuple[IngestItem, Difference]]:
    for item in found:
        yield item, Difference(**json.loads(item.payload)["difference"])


def total(batch: Batch) -> dict[str, int]:
    """How many events would be added, removed and re-dated, in how many articles."""
    counts: Counter[str] = Counter(articles=previews(batch).count(), changed=0, added=0, removed=0, redated=0)
    changed = previews(batch).filter(code=PREVIEW).values_list("payload", flat=True)
    for payload in changed.iterator(chunk_size=_CHUNK):
        added, removed, redated = json.loads(payload)["difference"]["numbers"]
        counts.update(changed=1, added=added, removed=removed, redated=redated)
    return dict(counts)


def apply(batch: Batch) -> int:
    """Store what waits, as it was shown; the number of articles. Interrupted, it is called again."""
    number = 0
    for chunk in batched(previews(batch).order_by("pk").values_list("pk", flat=True), _CHUNK):
        for pk, payload in previews(batch).filter(pk__in=chunk).values_list("pk", "payload"):
            task: dict[str, Any] = json.loads(payload) | {"apply": True}
            number += (
                previews(batch)
                .filter(pk=pk)
                .update(payload=json.dumps(task), state=State.QUEUED, code="", message="", updated=Now())
            )
    return number
