"""The formats that hold no surprises for their readers; they are read where they arrive."""

from timeline.readers import jsonl, markdown, table, text
from timeline.readers.records import Reader

PLAIN: dict[str, Reader] = {
    "": text.read,
    ".csv": table.read,
    ".jsonl": jsonl.read,
    ".md": markdown.read,
    ".text": text.read,
    ".tsv": table.read,
    ".txt": text.read,
}
