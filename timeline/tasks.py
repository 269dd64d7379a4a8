"""Wake-up calls for background processing. The item rows are the truth: a lost call costs a second."""

import threading
from collections.abc import Callable
from functools import lru_cache

from django.tasks import task

from timeline import ingest
from timeline.extractor import Extractor

stopping = threading.Event()
# Called every second while a text is read; a worker says there that it lives.
beats: list[Callable[[], None]] = []


def stop() -> bool:
    """Whether this process was asked to end."""
    for beat in beats:
        beat()
    return stopping.is_set()


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """The reading process of this process; whoever ends it closes it."""
    return Extractor()


@task()
def process_items() -> None:
    """Process everything queued, then merge."""
    ingest.work(extractor(), stop=stop, tell=ingest.settle_now_and_then())
    ingest.settle_if_due()
