"""Wake-up calls for background processing. The item rows are the truth: a lost call costs a second."""

import threading
from functools import lru_cache

from django.tasks import task

from timeline import ingest
from timeline.extractor import Extractor

stopping = threading.Event()


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """The reading process of this process; whoever ends it closes it."""
    return Extractor()


@task()
def process_items() -> None:
    """Process everything queued, then merge."""
    ingest.work(extractor(), stop=stopping.is_set)
    ingest.settle_if_due()
