"""Words -> rows of the text index: FTS5 on SQLite, tsvector on PostgreSQL (made by the search migration)."""

import re
import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F
from django.db.models.sql.compiler import SQLCompiler

from timeline.search.syntax import And, Node, Or, Words


def fold(text: str) -> str:
    """Accents away, so that both databases index and find the same letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


class TextMatch(Expression):
    """True for events whose text matches a tree of Words, And, Or (no Not, no Field inside)."""

    conditional = True

    def __init__(self, node: Node) -> None:
        super().__init__(output_field=BooleanField())
        self.node = node
        self.key: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.key]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.key,) = exprs

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        key, params = compiler.compile(self.key)
        if connection.vendor == "postgresql":
            inner = "SELECT id FROM timeline_event WHERE search_vector @@ to_tsquery('dateline', %s)"
            return f"{key} IN ({inner})", (*params, tsquery(self.node))
        inner = "SELECT rowid FROM timeline_event_text WHERE timeline_event_text MATCH %s"
        return f"{key} IN ({inner})", (*params, fts5(self.node))


def fts5(node: Node) -> str:
    """The MATCH string: every word quoted, so that nothing a reader types is FTS5 syntax."""
    if isinstance(node, Words):
        return f'"{fold(node.text)}"' + "*" * node.prefix
    return _combined(node, fts5, " AND ", " OR ")


def tsquery(node: Node) -> str:
    """The to_tsquery string: words quoted, neighbours joined by <->."""
    if isinstance(node, Words):
        words = re.findall(r"\w+", fold(node.text))
        quoted = [f"'{word}'" for word in words]
        return f"({' <-> '.join(quoted)}{':*' * node.prefix})"
    return _combined(node, tsquery, " & ", " | ")


def _combined(node: Node, render: Any, both: str, either: str) -> str:
    if not isinstance(node, And | Or):
        raise TypeError(f"{type(node).__name__} is no text search")
    return "(" + (both if isinstance(node, And) else either).join(render(part) for part in node.parts) + ")"
