"""Actors: who is mentioned, which mentions are one actor, and which actors of many articles are one."""
