"""Merging: which tellings in which articles are of one event. Pure Python: no spaCy, no Django."""
