"""`manage.py export events|actors|articles`: the merged corpus on standard output, one record a line."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from timeline import exports
from timeline.database import ensure_database
from timeline.models import Event
from timeline.query import TimelineQuery


class Command(BaseCommand):
    help = (
        "Write events, actors or articles to standard output. QUERY is what stands in a timeline's address "
        "or search field; without one, everything that isn't hidden."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["events", "actors", "articles"])
        parser.add_argument("query", nargs="?", default="", metavar="QUERY")
        parser.add_argument("--format", choices=["jsonl", "csv"], default="jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_database()
        lines = _lines(options["what"], options["format"], self._events(options["query"]))
        try:
            for line in lines:
                self.stdout.write(line, ending="")
        except BrokenPipeError:
            # The reader, such as `head`, has had enough; nothing may be written when Python exits either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _events(self, text: str) -> QuerySet[Event] | None:
        if not text:
            return None
        query = TimelineQuery.parse(text)
        for problem in query.problems:
            self.stderr.write(problem)
        return query.everything()


def _lines(what: str, form: str, events: QuerySet[Event] | None) -> Iterator[str]:
    records, columns = _records(what, events)
    return exports.as_jsonl(records) if form == "jsonl" else exports.as_csv(records, columns)


def _records(what: str, events: QuerySet[Event] | None) -> tuple[Iterator[exports.Json], Sequence[str]]:
    if what == "events":
        return exports.event_records(exports.chosen_events(events)), exports.EVENT_COLUMNS
    if what == "actors":
        return exports.actor_records(exports.chosen_actors(events)), exports.ACTOR_COLUMNS
    return exports.article_records(exports.chosen_articles(events)), exports.ARTICLE_COLUMNS
