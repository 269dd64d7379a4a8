"""The database keeps decisions as they were taken: triggers refuse to change or delete a row.

One change is let through, once: that a decision is taken back, when and by whom. `migrate` makes the triggers
each time, for SQLite loses them when a later migration copies a table.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.models import Model

_TAKEN_BACK = ("retracted_at", "retracted_by_id")
_REFUSAL = "Decisions are never changed or deleted; they are taken back."

_FUNCTION = f"""CREATE OR REPLACE FUNCTION dateline_keep() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.retracted_at IS NULL AND NEW.retracted_at IS NOT NULL
        AND to_jsonb(NEW) - '{{{",".join(_TAKEN_BACK)}}}'::text[]
          = to_jsonb(OLD) - '{{{",".join(_TAKEN_BACK)}}}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql"""


def protect(using: str = "default", **_: Any) -> None:
    """Receiver of `post_migrate`."""
    connection = connections[using]
    tables = {model._meta.db_table: model for model in _models()}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if tables.keys() - there:
            return  # in the middle of the migrations
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def _models() -> list[type[Model]]:
    from timeline import models

    return [
        models.ActorChange,
        models.AddedEvent,
        models.Correction,
        models.Judgement,
        models.PartChange,
        models.Verdict,
    ]


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield _FUNCTION
    for model in _models():
        table = model._meta.db_table
        if vendor == "postgresql":
            yield f"""CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION dateline_keep()"""
        else:
            yield from dropped(table)
            yield from _on_sqlite(model)


def dropped(table: str) -> list[str]:
    """On SQLite."""
    return [f"DROP TRIGGER IF EXISTS {table}_kept", f"DROP TRIGGER IF EXISTS {table}_unchanged"]


def _on_sqlite(model: type[Model]) -> Iterator[str]:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if field.column not in _TAKEN_BACK]
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in columns)
    refusal = f"SELECT RAISE(ABORT, '{_REFUSAL}')"
    yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN {refusal}; END"
    yield f"""CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
        WHEN NOT (OLD.retracted_at IS NULL AND NEW.retracted_at IS NOT NULL AND {same})
        BEGIN {refusal}; END"""
