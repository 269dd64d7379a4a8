"""How well it reads, as measured, and what the running database holds."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline import wording
from timeline.models import Article, Event
from timeline.query import TimelineQuery
from timeline.summary import Selection, select
from timeline.terms import Precision
from timeline.views import intervals
from timeline.views.sources import lines, percent

FIGURES = Path(settings.BASE_DIR) / "docs" / "quality.md"
_OPEN_TABLE = '<div class="wide" tabindex="0" role="group" aria-label="{}">'


@dataclass(frozen=True, slots=True)
class Count:
    """How many events have one value, and the address that shows them."""

    mark: str
    mark_words: str
    number: int
    share: str
    url: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "timeline/quality.html", context())


def context() -> dict[str, Any]:
    chosen = select(TimelineQuery())
    total, undated = chosen.number, chosen.undated().number
    reviewed = Event.objects.filter(timeline=True, hidden=False, reviewed=True).count()
    return {
        "section": "quality",
        "articles": Article.objects.count(),
        "total": total,
        "dated": total - undated,
        "dated_share": percent(total - undated, total),
        "undated": undated,
        "undated_share": percent(undated, total),
        "undated_url": TimelineQuery(undated_only=True).url(),
        "reviewed": reviewed,
        "reviewed_share": percent(reviewed, total),
        "facts": facts(chosen),
        "precisions": precisions(chosen),
        "sources": lines(chosen),
        "figures": measured(FIGURES.read_text(encoding="utf-8")),
    }


def facts(chosen: Selection) -> list[Count]:
    return [
        Count(fact, wording.FACTUALITY[fact], n, percent(n, chosen.number), TimelineQuery(fact=(fact,)).url())
        for fact, n in chosen.factualities()
    ]


def precisions(chosen: Selection) -> list[Count]:
    dated = chosen.dated()
    return [
        Count(
            "",
            wording.PRECISION[Precision(name)],
            n,
            percent(n, dated.number),
            TimelineQuery(precision=(name,)).url(),
        )
        for name, n in dated.precisions()
    ]


def measured(text: str) -> SafeString:
    """The measured part of docs/quality.md as HTML: the same words and figures for both readers.

    The page has its own title; headings move down one level, links into the repository become plain
    words, wide tables scroll by themselves.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    start = next((at for at, token in enumerate(tokens) if token.tag == "h2"), 0)
    intervals.add(tokens)
    html: str = markdown.renderer.render(_adapted(tokens[start:]), markdown.options, {})
    return SafeString(html)  # HTML in the source is escaped by the renderer


def _adapted(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    heading = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content.replace('"', "")
        if token.type in ("heading_open", "heading_close"):
            token.tag = {"h2": "h3", "h3": "h4"}.get(token.tag, token.tag)
        if token.type == "table_open":
            found.append(_raw(_OPEN_TABLE.format(heading)))
        if token.type == "fence":
            token.attrSet("tabindex", "0")
        if token.children:
            token.children = [child for child in token.children if not _is_inner_link(child)]
        found.append(token)
        if token.type == "table_close":
            found.append(_raw("</div>"))
    return found


def _raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _is_inner_link(token: Token) -> bool:
    """Links of the documents lead to files beside them, which the site has no page for."""
    return token.type in ("link_open", "link_close")
