"""Forty files that nobody sends by accident: bombs, endless runs, wrong bytes, markup that reaches out."""

import base64
import io
import zipfile
import zlib

from tests.unit.test_reader_formats import GERMAN, PAGE, packed, pdf, word

DATED = "date 2025-02-21\n\n"
_XML = '<?xml version="1.0"?>'
_ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "{}">]>'.format("&a;" * 5_000)
_REACHING = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def files() -> dict[str, bytes]:
    """Name -> content. Each must end in a state with its reason, or be read like any other."""
    return {
        f"hostile {name}": content for name, content in {**bombs(), **runs(), **bytes_gone_wrong()}.items()
    }


def bombs() -> dict[str, bytes]:
    """Small files that want to be large."""
    return {
        "ratio.zip": packed(a__txt="0" * 60_000_000),
        "nested.zip": packed(inner__zip=_text(packed(a__txt="x"))),
        "many.zip": packed(**{f"{n}__txt": "The pier closed." for n in range(1_200)}),
        "lying.zip": _lying(),
        "ratio.docx": packed(word__document__xml="0" * 60_000_000),
        "entities.docx": _with_part(word("Crane", "It fell."), "word/document.xml", f"{_ENTITIES}<a>&b;</a>"),
        "entities.xml": f"{_XML}{_ENTITIES}<rss><channel><item>&b;</item></channel></rss>".encode(),
        "reaching.xml": f"{_XML}{_REACHING}<rss><channel><item>&a;</item></channel></rss>".encode(),
        "deep.html": b"<html><body>" + b"<div>" * 200_000 + b"x",
        "large.html": b"<html><body><p>" + b"The pier closed. " * 150_000,
        "pages.pdf": pdf(*["x"] * 501),
        "deflated.pdf": _deflated_pdf(),
    }


def runs() -> dict[str, bytes]:
    """What a language pipeline chokes on."""
    texts = {
        "brackets": "(" * 20_000,
        "quotes": '"' * 20_000,
        "snowmen": "☃" * 20_000,
        "faces": "\U0001f600" * 20_000,
        "dollars": "$" * 20_000,
        "word": "a" * 200_000,
        "lines": "x" + "\n" * 200_000,
        "script": "var a=function(b){return b?[1,2,{c:3}]:null};" * 2_000,
        "encoded": base64.b64encode(bytes(range(256)) * 300).decode(),
        "digits": "1" * 100_000,
        "marks": "Z" + "\u0311\u0322" * 30_000,
        "backwards": "\u202e" + "The pier closed on Monday. " * 500,
    }
    return {f"{name}.txt": f"{DATED}{text}".encode() for name, text in texts.items()}


def bytes_gone_wrong() -> dict[str, bytes]:
    told = f"{DATED}The pier closed on Monday."
    return {
        "latin.txt": f"{DATED}Caf\xe9 closed.".encode("latin-1"),
        "half.txt": "The pier — closed".encode()[:12],
        "wide.txt": told.encode("utf-16-le"),
        "zeros.txt": bytes(5_000),
        "binary.txt": bytes(range(256)) * 40,
        "elf.txt": b"\x7fELF\x02\x01\x01" + bytes(100),
        "cut.pdf": pdf("The pier closed.")[:300],
        "cut.docx": word("Crane", "It fell.")[:400],
        "cut.zip": packed(a__txt="The pier closed." * 100)[:60],
        "surrogate.jsonl": b'{"text": "The pier \\ud800 closed.", "dct": "2025-02-21"}',
        "deep.jsonl": b"[" * 100_000,
        "numbers.jsonl": b'{"text": "The pier closed.", "dct": NaN, "title": 1e999}',
        "quote.csv": b'text,date\n"The pier closed,2025-02-21\n' * 3,
        "header.eml": b"Subject: " + b"x" * 100_000 + b"\nDate: never\n\nThe pier closed.",
        "german.txt": f"{DATED}{GERMAN}".encode(),
        "scripts.html": PAGE.replace("<article>", "<article><script>alert(1)</script>" * 50).encode()[:-400],
    }


def _text(content: bytes) -> str:
    return content.decode("latin-1")


def _lying() -> bytes:
    """An archive whose directory says ten bytes, where a hundred thousand are packed."""
    whole = bytearray(packed(a__txt="0" * 100_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.find(mark) + offset
        whole[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(whole)


def _with_part(document: bytes, name: str, content: str) -> bytes:
    """The document with one of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


def _deflated_pdf() -> bytes:
    """A page whose content is forty million blanks, packed."""
    content = zlib.compress(b" " * 40_000_000)
    plain = pdf("x")
    start, end = plain.index(b"<< /Length"), plain.index(b"endstream")
    head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
    return plain[:start] + head + content + b"\n" + plain[end:]
