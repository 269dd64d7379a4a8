"""Ids that fall out of use, and ids that come back with a text that is read again."""

from collections.abc import Iterable
from itertools import batched

from timeline.models import Retired

BATCH = 500


def retire(things: Iterable[tuple[str, str]]) -> None:
    """Remember (id, name) of what goes without an heir."""
    rows = [Retired(public_id=public_id, name=name) for public_id, name in things]
    Retired.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def revive(public_ids: Iterable[str]) -> None:
    """Ids are derived from the text: the same telling read anew has its former id."""
    for batch in batched(public_ids, BATCH):
        Retired.objects.filter(public_id__in=batch).delete()
