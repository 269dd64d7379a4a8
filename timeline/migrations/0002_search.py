"""The text index: FTS5 kept by triggers on SQLite, a generated tsvector with its own stop-word-free
configuration on PostgreSQL, so that both find the same words."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    """CREATE VIRTUAL TABLE timeline_event_text USING fts5(
        search_text, content='timeline_event', content_rowid='id',
        tokenize="porter unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER timeline_event_text_insert AFTER INSERT ON timeline_event BEGIN
        INSERT INTO timeline_event_text(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER timeline_event_text_delete AFTER DELETE ON timeline_event BEGIN
        INSERT INTO timeline_event_text(timeline_event_text, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER timeline_event_text_update AFTER UPDATE OF search_text ON timeline_event
    WHEN old.search_text IS NOT new.search_text BEGIN
        INSERT INTO timeline_event_text(timeline_event_text, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO timeline_event_text(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    "INSERT INTO timeline_event_text(timeline_event_text) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER timeline_event_text_insert",
    "DROP TRIGGER timeline_event_text_delete",
    "DROP TRIGGER timeline_event_text_update",
    "DROP TABLE timeline_event_text",
]
POSTGRESQL = [
    "CREATE TEXT SEARCH DICTIONARY dateline_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION dateline (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION dateline ALTER MAPPING REPLACE english_stem WITH dateline_stem",
    """ALTER TABLE timeline_event ADD COLUMN search_vector tsvector
        GENERATED ALWAYS AS (to_tsvector('dateline', search_text)) STORED""",
    "CREATE INDEX timeline_event_search ON timeline_event USING gin (search_vector)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE timeline_event DROP COLUMN search_vector",
    "DROP TEXT SEARCH CONFIGURATION dateline",
    "DROP TEXT SEARCH DICTIONARY dateline_stem",
]


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, None)


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
