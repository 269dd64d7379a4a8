"""Anchoring: the date of each event with the reason for it, or none."""
