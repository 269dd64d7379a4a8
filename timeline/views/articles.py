"""One article: its text with what was read from it, beside it the events."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from timeline import additions, copies, highlight, reasons, wording
from timeline.addresses import article_url, event_url
from timeline.models import Article, EventMention
from timeline.views import refs
from timeline.views.access import editors_only, person
from timeline.views.marks import article_spans
from timeline.views.rows import Link, published_words


@dataclass(frozen=True, slots=True)
class Card:
    """One event beside the text: what, when, and how that was read."""

    mention: EventMention
    title: str
    url: str
    when: str
    word: str
    why: str
    current: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`start` is its offset in the text."""

    number: int
    start: int
    html: SafeString
    cards: list[Card]


@require_POST
@editors_only
def tell_apart(request: HttpRequest, ref: str) -> HttpResponse:
    """An editor says that a near-duplicate is another article."""
    found = refs.article(ref)
    other = next(
        (one for one in copies.of(found) if one.article.public_id == request.POST.get("other")), None
    )
    if other is None:
        raise Http404(_("These two articles are not alike."))
    if other.apart is None:
        copies.tell_apart(found, other.article, person(request))
    return redirect("article", found.public_id)


@require_safe
def article(request: HttpRequest, ref: str) -> HttpResponse:
    found = refs.article(ref)
    url = article_url(found.public_id, found.title)
    if request.path != url:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{url}?{query}" if query else url, permanent=True)
    return render(request, "timeline/article.html", context(found, request.GET.get("event", "")))


def context(article: Article, chosen: str) -> dict[str, Any]:
    mentions = list(article.event_mentions.select_related("event", "timex").order_by("start"))
    spans = article_spans(
        article.time_mentions.all(),
        article.actor_mentions.select_related("told__actor").order_by("start", "-end"),
        mentions,
    )
    cards = [_card(mention, article, chosen) for mention in mentions if _shown(mention)]
    return {
        "section": "articles",
        "article": article,
        "source": article.source.name if article.source else "",
        "published": published_words(article.published),
        "paragraphs": paragraphs(article.text, spans, cards),
        "number": len({card.mention.event_id for card in cards}),
        "chosen": next((card for card in cards if card.current), None),
        "why_none": "" if cards else _why_none(article, mentions),
        "cast": _cast(article),
        "copies": copies.of(article),
        "by_hand": article.pipeline == additions.BY_HAND,
        "arrivals": list(article.arrivals.order_by("received")[:5]),
    }


def _why_none(article: Article, mentions: list[EventMention]) -> str:
    """Why a text gave no entry, as far as that is known."""
    if any(mention.timeline for mention in mentions):
        return _("An editor took its events off the timeline.")
    if mentions:
        return _("What it mentions is told as background, not as something that happened.")
    if not article.time_mentions.exists():
        return _("It names no date, and no verb or noun in it tells of something happening.")
    return _("No verb or noun in it tells of something happening.")


def _shown(mention: EventMention) -> bool:
    return bool(mention.timeline and mention.event and mention.event.timeline and not mention.event.hidden)


def _card(mention: EventMention, article: Article, chosen: str) -> Card:
    event, timex = mention.event, mention.timex
    expression = article.text[timex.start : timex.end] if timex else ""
    published = article.published.isoformat() if article.published else ""
    why = reasons.date_sentence(mention.reason, timex.reason if timex else {}, expression, published)
    return Card(
        mention=mention,
        title=mention.summary,
        url=event_url(event) if event else "",
        when=wording.date_words(mention.edtf),
        word=wording.FACTUALITY[mention.factuality],
        why=why,
        current=bool(event and event.public_id == chosen),
    )


def _cast(article: Article) -> list[Link]:
    """The actors named most often in the article."""
    told = (
        article.cast.filter(actor__isnull=False)
        .values_list("actor__public_id", "actor__slug", "actor__name")
        .annotate(number=Count("mentions"))
        .order_by("-number", "actor__name")[:12]
    )
    return [Link(name, f"/actors/{public_id}-{slug}/", str(n)) for public_id, slug, name, n in told]


def paragraphs(text: str, spans: list[highlight.Span], cards: list[Card]) -> list[Paragraph]:
    """Blocks of text between line breaks, each with the cards of the events whose trigger stands in it."""
    found: list[Paragraph] = []
    spans = sorted(spans, key=lambda span: span.start)
    cards = sorted(cards, key=lambda card: card.mention.start)
    at = next_span = next_card = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        first_span, first_card = next_span, next_card
        while next_span < len(spans) and spans[next_span].start < end:
            next_span += 1
        while next_card < len(cards) and cards[next_card].mention.start < end:
            next_card += 1
        if line.strip():
            html = highlight.render(text, spans[first_span:next_span], at, end)
            found.append(Paragraph(len(found) + 1, at, html, cards[first_card:next_card]))
        at = end
    return found
