"""The rows of what was submitted: how an item moves from one state to the next. No text is read here.

An item is claimed by one conditional UPDATE that raises its fence; whoever holds an older fence can
change nothing any more, however late it wakes up. Leases are judged by the database's clock.
"""

import json
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Now

from timeline import limits
from timeline.fetch import PASSING
from timeline.models import Article, Batch, IngestItem
from timeline.readers import Defaults, Record, Refusal, Unread
from timeline.readers.clean import clean_line
from timeline.readers.records import Preview, shown_name

State = IngestItem.State
OPEN = (State.QUEUED, State.RUNNING)
FINAL = (State.DONE, State.DUPLICATE, State.REJECTED, State.QUARANTINED)
NO_DATE = "No publication date found. Words such as “yesterday” depend on it: please give it."
NO_DAY = "no_date"
NO_COLUMNS = "Which column holds what? Please confirm it on the page of the job; nothing is read before."
COLUMNS = "columns"
CANCELLED = "cancelled"
# Pages that the server didn't hand out; by now it may.
RETRIABLE = Q(state=State.QUARANTINED) | Q(
    state=State.REJECTED, code__in=(CANCELLED, *sorted(PASSING), "status")
)
CANCELLED_WORDS = "The job was cancelled before this was read."
_CHUNK = 200
# Each part of a submission has room for this many items; what files unpack to stands behind all parts.
_PART = 100_000
_UNPACKED = 1_000_000_000


class LostClaim(Exception):
    """Somebody else holds the item by now; nothing may be stored."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to process one item until the lease ends."""

    item: IngestItem
    owner: str
    fence: int

    def _row(self) -> QuerySet[IngestItem]:
        return IngestItem.objects.filter(
            pk=self.item.pk, state=State.RUNNING, owner=self.owner, fence=self.fence
        )

    def renew(self) -> None:
        """Raises LostClaim. Called while the reading process works, and first in the storing transaction."""
        if not self._row().update(lease_until=_lease_end()):
            raise LostClaim

    def finish(self, state: str, code: str = "", message: str = "", article: Article | None = None) -> None:
        """Raises LostClaim."""
        changed = self._row().update(
            state=state,
            code=code,
            message=message[:500],
            article=article,
            raw=None,
            lease_until=None,
            updated=Now(),
        )
        if not changed:
            raise LostClaim

    def ask(self, code: str, message: str, payload: str, raw: bytes) -> None:
        """The item waits for somebody's answer, with what was found so far. Raises LostClaim."""
        changed = self._row().update(
            state=State.WAITING,
            code=code,
            message=message[:500],
            payload=payload,
            raw=raw,
            lease_until=None,
            updated=Now(),
        )
        if not changed:
            raise LostClaim

    def refuse_page(self, code: str, message: str) -> None:
        """A page could not be fetched: if that may pass, try later, up to three times. Raises LostClaim.

        The address stays with the item, so that somebody can have it tried once more.
        """
        attempts = self.item.attempts + 1
        later = code in PASSING and attempts <= len(limits.FETCH_AGAIN_SECONDS)
        wait = timedelta(seconds=limits.FETCH_AGAIN_SECONDS[attempts - 1]) if later else None
        changed = self._row().update(
            state=State.QUEUED if later else State.REJECTED,
            code=code,
            message=message[:500],
            attempts=attempts,
            not_before=Now() + wait if wait else None,
            lease_until=None,
            updated=Now(),
        )
        if not changed:
            raise LostClaim

    def fail(self, code: str, message: str) -> None:
        """The reading process failed on it: try again, or set it aside after the last attempt.

        An exception is no accident: reading is a pure function, the next attempt would end alike.
        """
        attempts = self.item.attempts + 1
        aside = code == "exception" or attempts >= limits.ATTEMPTS
        state = State.QUARANTINED if aside else State.QUEUED
        self._row().update(
            state=state, code=code, message=message[:500], attempts=attempts, lease_until=None, updated=Now()
        )


def _lease_end() -> object:
    return Now() + timedelta(seconds=limits.LEASE_SECONDS)


def submit(
    title: str,
    found: Iterable[Record | Refusal | Unread],
    key: str | None = None,
    user: User | None = None,
) -> Batch:
    """Record what came in, one item each; a key that was used before returns the batch of that time."""
    if key is not None and (known := Batch.objects.filter(key=key).first()) is not None:
        return known
    # Files are read before the transaction: it would keep everybody else from writing meanwhile.
    rows = [_item(ordinal, one) for ordinal, one in enumerate(found)]
    with transaction.atomic():
        batch, created = Batch.objects.get_or_create(
            key=key or uuid.uuid4().hex, defaults={"title": clean_line(title)[:200], "submitted_by": user}
        )
        if created:
            _create(batch, rows)
    return batch


def receive(
    key: str, title: str, part: int, found: Iterable[Record | Refusal | Unread], user: User | None
) -> Batch:
    """Record one part of a submission that arrives in several; a part that comes again changes nothing."""
    rows = [_item(part * _PART + number, one) for number, one in enumerate(found)]
    with transaction.atomic():
        batch, _ = Batch.objects.get_or_create(
            key=key, defaults={"title": clean_line(title)[:200], "submitted_by": user}
        )
        # A file may have become its articles by the time it is sent again.
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        first, last = part * _PART, (part + 1) * _PART
        if not batch.items.filter(ordinal__gte=first, ordinal__lt=last).exists():
            _create(batch, rows)
    return batch


def _create(batch: Batch, rows: Sequence[IngestItem]) -> None:
    for row in rows:
        _join(row, batch)
    IngestItem.objects.bulk_create(rows, batch_size=_CHUNK)


def _join(row: IngestItem, batch: Batch) -> None:
    """What reaches a cancelled batch late isn't begun either."""
    row.batch = batch
    if batch.cancelled_at and row.state in (State.QUEUED, State.WAITING):
        row.state, row.code, row.message = State.REJECTED, CANCELLED, CANCELLED_WORDS


def _item(ordinal: int, one: Record | Refusal | Unread) -> IngestItem:
    item = IngestItem(ordinal=ordinal, name=shown_name(one.name), state=State.QUEUED)
    if isinstance(one, Unread):
        item.raw = one.content
        item.payload = json.dumps(_file(one))
        if one.preview is not None:
            item.state, item.code, item.message = State.WAITING, COLUMNS, NO_COLUMNS
        return item
    if isinstance(one, Refusal):
        item.state, item.code, item.message = State.REJECTED, one.code, one.message
        return item
    item.payload = one.as_json()
    if not one.published and not one.undated:
        item.state, item.code = State.WAITING, NO_DAY
        item.message = one.note or NO_DATE
    return item


def _file(one: Unread) -> dict[str, Any]:
    kept: dict[str, Any] = {"remote": one.remote, "defaults": asdict(one.defaults)}
    return kept if one.preview is None else {**kept, "preview": asdict(one.preview)}


def unread(item: IngestItem) -> Unread:
    """The file that an item with `raw` holds."""
    kept = json.loads(item.payload)
    return Unread(item.name, bytes(item.raw or b""), Defaults(**kept["defaults"]), kept["remote"])


def preview(item: IngestItem) -> Preview:
    """The top of the table whose columns are to be confirmed."""
    return Preview(**json.loads(item.payload)["preview"])


@transaction.atomic
def unpack(claim: Claim, found: Sequence[Record | Refusal]) -> None:
    """The file of a claimed item was read: the item becomes its first article. Raises LostClaim."""
    claim.renew()
    batch = Batch.objects.select_for_update().get(pk=claim.item.batch_id)
    first = _item(claim.item.ordinal, found[0])
    first.pk, first.fence, first.raw = claim.item.pk, claim.fence, None
    _join(first, batch)
    first.save()
    following = max(batch.items.aggregate(last=Max("ordinal"))["last"] + 1, _UNPACKED)
    others = [_item(ordinal, one) for ordinal, one in enumerate(found[1:], following)]
    _create(batch, others)


def give_date(item: IngestItem, published: str | None) -> bool:
    """Answer a waiting item: an ISO day, or None when the date is unknown. False if it waits no more."""
    payload = {**json.loads(item.payload), "published": published, "undated": published is None}
    waiting = IngestItem.objects.filter(pk=item.pk, state=State.WAITING)
    text = json.dumps(payload, ensure_ascii=False)
    return bool(waiting.update(payload=text, state=State.QUEUED, code="", message="", updated=Now()))


def give_columns(item: IngestItem, columns: Sequence[str], headed: bool) -> bool:
    """Answer what the columns of a waiting table hold. False if it waits no more."""
    kept = json.loads(item.payload)
    kept["defaults"] |= {"columns": list(columns), "headed": headed}
    waiting = IngestItem.objects.filter(pk=item.pk, state=State.WAITING, code=COLUMNS)
    del kept["preview"]
    return bool(
        waiting.update(
            payload=json.dumps(kept), state=State.QUEUED, code="", message="", attempts=0, updated=Now()
        )
    )


def retry(items: QuerySet[IngestItem]) -> int:
    """Queue again what was set aside or cancelled, or could not be fetched."""
    again = items.filter(RETRIABLE).exclude(payload="")
    Batch.objects.filter(pk__in=again.order_by().values("batch")).update(cancelled_at=None)
    unanswered = again.filter(code=CANCELLED, payload__contains='"preview": {')
    asked = unanswered.update(state=State.WAITING, code=COLUMNS, message=NO_COLUMNS, updated=Now())
    fresh = {"attempts": 0, "lost": 0, "code": "", "message": "", "not_before": None}
    queued = again.update(state=State.QUEUED, updated=Now(), **fresh)
    return asked + queued


def pause(batch: Batch) -> None:
    """Claim nothing more of it; what is being read is finished."""
    Batch.objects.filter(pk=batch.pk, paused_at=None).update(paused_at=Now())


def resume(batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(paused_at=None)


def cancel(batch: Batch) -> int:
    """Give up what wasn't begun; what is being read is finished. It can be queued again."""
    Batch.objects.filter(pk=batch.pk).update(cancelled_at=Now())
    waiting = batch.items.filter(state__in=(State.QUEUED, State.WAITING))
    return waiting.update(state=State.REJECTED, code=CANCELLED, message=CANCELLED_WORDS, updated=Now())


def claim(owner: str, batches: Collection[Batch] | None = None) -> Claim | None:
    """The next queued item (of these batches), now ours; None when nothing is queued for now."""
    due = Q(not_before=None) | Q(not_before__lte=Now())
    queued = IngestItem.objects.filter(due, state=State.QUEUED, batch__paused_at=None)
    if batches is not None:
        queued = queued.filter(batch__in=batches)
    while (item := queued.order_by("background", "attempts", "id").first()) is not None:
        mine = IngestItem.objects.filter(pk=item.pk, state=State.QUEUED, fence=item.fence).update(
            state=State.RUNNING, owner=owner, fence=F("fence") + 1, lease_until=_lease_end(), updated=Now()
        )
        if mine:
            return Claim(item, owner, item.fence + 1)
    return None


def release(owner: str) -> None:
    """A clean stop: what this owner holds goes back to the queue, counted as nobody's failure."""
    IngestItem.objects.filter(owner=owner, state=State.RUNNING).update(state=State.QUEUED, lease_until=None)


def reconcile() -> int:
    """Queue again what a vanished worker left; what took its worker with it too often is set aside."""
    lost = IngestItem.objects.filter(state=State.RUNNING, lease_until__lt=Now())
    aside = lost.filter(lost__gte=limits.LOST - 1).update(
        state=State.QUARANTINED,
        lost=F("lost") + 1,
        code="lost",
        message="The worker ended again and again while reading this.",
        updated=Now(),
    )
    return aside + lost.update(state=State.QUEUED, lost=F("lost") + 1, updated=Now())


def unfinished() -> list[Batch]:
    """The batches with items that are still to be processed."""
    return list(Batch.objects.filter(items__state__in=OPEN).distinct().order_by("pk"))


def account(batches: Collection[Batch]) -> dict[str, int]:
    """How many items of these batches are in which state; the sum is what went in."""
    rows = IngestItem.objects.filter(batch__in=batches).order_by()
    counts = dict(rows.values_list("state").annotate(Count("id")))
    return {state.value: counts.get(state.value, 0) for state in State}
