"""Readers of the formats that need a library; `readers.isolated` runs them in a process of their own."""

from importlib import import_module

from timeline.readers.records import Reader

# Named, not imported: a file needs the libraries of its own format only.
MODULES = {
    ".atom": "feed",
    ".docx": "word",
    ".eml": "mail",
    ".htm": "html",
    ".html": "html",
    ".pdf": "pdf",
    ".rss": "feed",
    ".warc": "warc",
    ".xhtml": "html",
    ".xml": "feed",
    ".zip": "archive",
}


def reader(ending: str) -> Reader:
    """The reader of a format; raises KeyError if there is none."""
    read: Reader = import_module(f"{__name__}.{MODULES[ending]}").read
    return read
