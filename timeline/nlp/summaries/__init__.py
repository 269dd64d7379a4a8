"""Summaries: one readable clause for each event."""
