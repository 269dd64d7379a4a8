"""Searching events by words and fields: one syntax, two back ends (FTS5 and tsvector)."""
