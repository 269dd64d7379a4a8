"""Events, actors and articles in the formats of other programs; commands and pages share them.

`records` asks the database; every other module turns its records into text and knows no database.
"""

from timeline.cells import plain_cell, safe_cell
from timeline.exports.lines import (
    ACTOR_COLUMNS,
    ARTICLE_COLUMNS,
    EVENT_COLUMNS,
    as_csv,
    as_jsonl,
)
from timeline.exports.records import (
    Json,
    actor_records,
    article_key,
    article_records,
    best_evidence,
    chosen_actors,
    chosen_articles,
    chosen_events,
    event_records,
)

__all__ = [
    "ACTOR_COLUMNS",
    "ARTICLE_COLUMNS",
    "EVENT_COLUMNS",
    "Json",
    "actor_records",
    "article_key",
    "article_records",
    "as_csv",
    "as_jsonl",
    "best_evidence",
    "chosen_actors",
    "chosen_articles",
    "chosen_events",
    "event_records",
    "plain_cell",
    "safe_cell",
]
