"""Text with spans -> HTML with nested marks (pure but for Django's escaping).

Spans are half-open code-point offsets. They are ordered by start, then longest first; a span that
would cross the end of the one around it is cut there, so that elements always nest. A link inside
a link becomes a plain mark.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Span:
    """`css` names the class, `href` makes it a link, `title` the explanation shown on hover."""

    start: int
    end: int
    css: str
    href: str = ""
    title: str = ""
    ident: str = ""
    level: int = 1


def render(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> SafeString:
    """HTML of text[start:end] with the spans that lie in it."""
    end = len(text) if end is None else end
    pieces: list[str] = []
    stack: list[tuple[Span, int, str]] = []
    at = start
    for span in _inside(spans, start, end):
        at = _close(pieces, stack, text, at, span.start)
        pieces.append(escape(text[at : span.start]))
        at = span.start
        limit = min(span.end, stack[-1][1] if stack else end)
        linked = any(closing == "</a>" for _, _, closing in stack)
        opening, closing = _tags(span, linked)
        pieces.append(opening)
        stack.append((span, limit, closing))
    at = _close(pieces, stack, text, at, end)
    pieces.append(escape(text[at:end]))
    return mark_safe("".join(pieces))  # noqa: S308 every piece is escaped or made here


def _inside(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    inside = [span for span in spans if start <= span.start < span.end and span.start < end]
    return sorted(inside, key=lambda span: (span.start, -span.end, span.level))


def _close(pieces: list[str], stack: list[tuple[Span, int, str]], text: str, at: int, until: int) -> int:
    """Close every open element that ends at or before `until`; returns how far the text is written."""
    while stack and stack[-1][1] <= until:
        _, limit, closing = stack.pop()
        pieces.append(escape(text[at:limit]))
        pieces.append(closing)
        at = limit
    return at


def _tags(span: Span, linked: bool) -> tuple[str, str]:
    ident = f' id="{escape(span.ident)}"' if span.ident else ""
    title = f' title="{escape(span.title)}"' if span.title else ""
    if span.href and not linked:
        return f'<a class="{span.css}" href="{escape(span.href)}"{ident}{title}>', "</a>"
    tag = "mark" if span.css.startswith("trigger") else "span"
    return f'<{tag} class="{span.css}"{ident}{title}>', f"</{tag}>"
