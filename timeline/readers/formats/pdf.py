"""PDF files: the text of the pages, broken lines joined. A PDF says when it was made, not published."""

import io
import re
from collections.abc import Iterable, Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from timeline import limits
from timeline.readers.records import Defaults, Record, Refusal, Refused, make, refuse

_BROKEN_WORD = re.compile(r"(\w)[-\u00ad]\n(?=[a-z])")
_STOPS = (".", "!", "?", "”", '"', ":", "…")
# A line this much shorter than the widest one of its page ends a paragraph.
_SHORT = 0.75


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        yield _article(name, content, defaults)
    except Refused as error:
        yield refuse(name, error.code, str(error))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # pypdf raises all of these on files that break the format.
        yield refuse(name, "malformed", "This PDF is damaged and can't be read; print it to a new PDF.")


def _article(name: str, content: bytes, defaults: Defaults) -> Record:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("encrypted", "This PDF needs a password; save it without one.")
    if len(reader.pages) > limits.PDF_PAGES:
        raise Refused("too_long", f"The PDF has more than {limits.PDF_PAGES} pages; split it.")
    text = "\n\n".join(_paragraphs(page.extract_text()) for page in reader.pages).strip()
    if not text:
        raise Refused(
            "no_text", "The PDF holds pictures of text only; run text recognition (OCR) on it first."
        )
    about = reader.metadata
    title = (about.title if about else None) or ""
    return make(name, text, {"title": title, "author": (about.author if about else None) or ""}, defaults)


def _paragraphs(page: str) -> str:
    """Lines of a page joined to paragraphs, words broken at a line's end made whole."""
    lines = [line.strip() for line in _BROKEN_WORD.sub(r"\1", page).split("\n")]
    width = max(map(len, lines), default=0)
    return "\n\n".join(_joined(lines, width))


def _joined(lines: Iterable[str], width: int) -> Iterator[str]:
    paragraph: list[str] = []
    for line in lines:
        if line:
            paragraph.append(line)
        if paragraph and (not line or (len(line) < _SHORT * width and line.endswith(_STOPS))):
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)
