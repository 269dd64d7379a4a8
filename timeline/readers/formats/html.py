"""Web pages: the article without menus, adverts and comments, and what the page says about it.

trafilatura chooses the text and reads the metadata (JSON-LD, Open Graph, meta elements); only a publication
date that the page states is taken, none is guessed from its words.
"""

from collections.abc import Iterator

import trafilatura
from htmldate import find_date
from trafilatura.settings import Document

from timeline import limits
from timeline.readers.records import Defaults, Record, Refusal, Refused, make, refuse

_DATES = {"original_date": True, "extensive_search": False}


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        yield page(name, content, defaults, defaults.url)
    except Refused as error:
        yield refuse(name, error.code, str(error))


def _changed(content: bytes | str) -> str:
    """The day of the last change that the page states."""
    return find_date(content, original_date=False, extensive_search=False) or ""


def page(name: str, content: bytes | str, defaults: Defaults, url: str = "") -> Record:
    """Raises Refused. `url` is where the page was found, if known."""
    if len(content) > limits.HTML_BYTES:
        raise Refused("too_large", f"The page is larger than {limits.HTML_BYTES // 2**20} MB; save its text.")
    found = trafilatura.bare_extraction(
        content, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    if not isinstance(found, Document) or not found.text:
        raise Refused("no_text", "No article was found in this page; paste its text instead.")
    fields = {
        "title": found.title or "",
        "author": found.author or "",
        "source": found.sitename or found.hostname or "",
        "url": found.url or url,
        "date": found.date or "",
        "updated": _changed(content),
    }
    return make(name, found.text.replace("\n", "\n\n"), fields, defaults)
