"""Dateline: dated events with actors and evidence, read from news articles."""
