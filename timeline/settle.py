"""The merge stage: mentions and judgements -> actors and events.

The rows it makes are a pure function of the mentions and the active judgements, taken in the order of
their natural keys; running it again changes nothing. Events are merged anew only where something changed
since the last time, which gives what merging everything would give.

Clustering happens outside the transaction that writes it. If meanwhile something it started from was marked
(`timeline.touched`), or another process merged, it is done again, the last time under the lock.
"""

from itertools import batched

from django.db import transaction

from timeline import additions, settle_actors, settle_events, touched
from timeline.models import Article, Judgement, ObeyedJudgement, PartChange

ATTEMPTS = 3


def settle(*, everything: bool = False) -> None:
    """Bring actors and events in line with all mentions and judgements."""
    with transaction.atomic():
        touched.lock()
        if everything:
            touched.everything()
        for article in additions.missing():
            additions.place(article)
        _obey()
        _merge_actors()
    for _ in range(ATTEMPTS - 1):
        start = touched.counted()
        found = settle_events.plan()
        with transaction.atomic():
            touched.lock()
            if touched.counted() == start:
                _write(found)
                return
    with transaction.atomic():
        touched.lock()
        _write(settle_events.plan())


def _write(found: settle_events.Plan) -> None:
    settle_events.write(found)
    touched.count()


def _merge_actors() -> None:
    """Merge actors, and mark the articles that now tell of others than before."""
    changed = settle_actors.settle()
    touched.mentions(changed | _with_parts_from(changed))


def _with_parts_from(articles: set[int]) -> set[int]:
    """Articles of the events to which people added an actor that one of these articles names, or the like."""
    changes = PartChange.objects.filter(retracted_at=None).order_by()
    pairs = set(changes.values_list("actor_text", "text"))
    texts = {text for pair in pairs for text in pair}
    known: dict[str, int] = {}
    for batch in batched(sorted(texts), touched.BATCH):
        found = Article.objects.filter(text_sha256__in=batch).order_by()
        known.update(found.values_list("text_sha256", "pk"))
    return {known[text] for named, text in pairs if known.get(named) in articles and text in known}


def _obey() -> None:
    """Mark the articles about which people decided otherwise since the last time."""
    active = {row.pk: row for row in Judgement.objects.filter(retracted_at=None)}
    obeyed = {row.number: row for row in ObeyedJudgement.objects.all()}
    differing = [active.get(number) or obeyed[number] for number in active.keys() ^ obeyed.keys()]
    if not differing:
        return
    touched.texts({text for row in differing for text in (row.left_text, row.right_text)})
    ObeyedJudgement.objects.filter(number__in=obeyed.keys() - active.keys()).delete()
    ObeyedJudgement.objects.bulk_create(
        ObeyedJudgement(number=pk, left_text=row.left_text, right_text=row.right_text)
        for pk, row in active.items()
        if pk not in obeyed
    )
