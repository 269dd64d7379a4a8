"""Web archives: each archived page that was answered with HTML is an article."""

import io
from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from timeline import limits
from timeline.readers.formats import html
from timeline.readers.records import Defaults, Record, Refusal, Refused, refuse


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    number = 0
    try:
        for number, (url, page) in enumerate(_pages(content), 1):
            if number > limits.ARCHIVE_ENTRIES:
                yield refuse(
                    name, "too_many", f"More than {limits.ARCHIVE_ENTRIES:,} pages; split the archive."
                )
                return
            yield _page(f"{name}, {url or f'page {number}'}", page, url, defaults)
    except ArchiveLoadFailed:
        yield refuse(name, "malformed", "This is no web archive (WARC), or it is damaged; make it again.")
        return
    if not number:
        yield refuse(name, "no_text", "The archive holds no web page; only HTML answers are read.")


def _pages(content: bytes) -> Iterator[tuple[str, bytes]]:
    for record in ArchiveIterator(io.BytesIO(content)):
        kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
        if record.rec_type == "response" and "html" in kind:
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield address, record.content_stream().read(limits.HTML_BYTES + 1)


def _page(name: str, content: bytes, url: str, defaults: Defaults) -> Record | Refusal:
    try:
        return html.page(name, content, defaults, url)
    except Refused as error:
        return refuse(name, error.code, str(error))
