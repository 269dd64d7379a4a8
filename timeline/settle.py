"""The merge stage: mentions and judgements -> actors and events.

The rows it makes are a pure function of the mentions and the active judgements, taken in the order of
their natural keys; running it again changes nothing. One writer at a time.
"""

from django.db import connection, transaction

from timeline import settle_actors, settle_events

# Any number, as long as no other part of the program takes the same one.
_LOCK = 0x64617465


@transaction.atomic
def settle() -> None:
    """Bring actors and events in line with all mentions and judgements."""
    _wait_for_other_writers()
    keys = settle_actors.settle()
    settle_events.settle(keys)
    settle_actors.count()


def _wait_for_other_writers() -> None:
    """PostgreSQL: an advisory lock until the end of the transaction; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
