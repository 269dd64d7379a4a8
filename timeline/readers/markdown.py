"""Markdown: the words without the marks; the first heading is the title when nothing else names one."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline.readers.records import Defaults, Record, Refusal, Refused, make, refuse
from timeline.readers.text import decode, front_matter


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        fields, rest = front_matter(decode(content))
        blocks = list(_blocks(MarkdownIt("commonmark").enable("table").parse(rest)))
        headings = [words for kind, words in blocks if kind == "h1"]
        if headings and not fields.get("title"):
            fields["title"] = headings[0]
        yield make(name, "\n\n".join(words for _, words in blocks), fields, defaults)
    except Refused as error:
        yield refuse(name, error.code, str(error))


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """(element, words) of each paragraph, heading, list item or cell, in order."""
    element = ""
    for token in tokens:
        if token.nesting == 1:
            element = token.tag
        elif token.type == "inline" and (words := _words(token.children or []).strip()):
            yield element, words
        elif token.type in ("fence", "code_block"):
            yield "pre", token.content.rstrip()


def _words(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif token.type in ("text", "code_inline"):
            pieces.append(token.content)
    return "".join(pieces)
