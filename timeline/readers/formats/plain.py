"""Markup to plain text for snippets that are an article already: feed entries, e-mails."""

from lxml import etree
from lxml import html as lxml_html

_BLOCK_NAMES = (
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li"
    " main ol p pre section table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title"})


def plain(markup: str) -> str:
    """The words of a piece of HTML, paragraphs apart by a blank line."""
    if not markup.strip():
        return ""
    try:
        root = lxml_html.fragment_fromstring(markup.replace("\x00", " "), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    for action, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if isinstance(element.tag, str):
            if element.tag in _BLOCKS:
                pieces.append("\n")
            if action == "start" and element.tag not in _SILENT:
                pieces.append(element.text or "")
        if action in ("end", "comment") and element is not root:
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)
