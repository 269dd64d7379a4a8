"""Word files: paragraphs and table rows in order. The file says when it was saved, not published."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table

from timeline.readers.formats.sizes import check_archive
from timeline.readers.records import Defaults, Record, Refusal, Refused, make, refuse


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        yield _article(name, content, defaults)
    except Refused as error:
        yield refuse(name, error.code, str(error))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        # A broken part of the archive, or XML that is none (lxml's error is a SyntaxError).
        yield refuse(name, "malformed", "This is no Word file (.docx), or it is damaged; save it again.")


def _article(name: str, content: bytes, defaults: Defaults) -> Record:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_archive(archive)
    document = docx.Document(io.BytesIO(content))
    text = "\n\n".join(line for block in document.iter_inner_content() for line in _lines(block))
    about = document.core_properties
    return make(name, text, {"title": about.title or "", "author": about.author or ""}, defaults)


def _lines(block: Any) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(cell.text.strip() for cell in row.cells)
    elif block.text.strip():
        yield block.text.strip()
