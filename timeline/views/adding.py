"""Entries and actors that a person reads in an article: chosen words, or a chosen sentence, and a form."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from timeline import additions, decide, decide_actors, decision_words, tasks
from timeline.addresses import article_url
from timeline.edit_forms import HOW, AddActorForm, AddForm, PartForm, part_forms, parts_of
from timeline.models import ActorChange, AddedEvent, Article
from timeline.views import refs
from timeline.views.access import editors_only, person
from timeline.views.editing import INVALID

SENTENCES = 200
PARTS = 3
_TITLE = 90


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence to choose; `span` as the forms take it."""

    span: str
    words: str
    chosen: bool


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def event(request: HttpRequest, ref: str) -> HttpResponse:
    """An entry of its own for these words."""
    article = refs.article(ref)
    if request.method != "POST":
        span = _span(request, article)
        words = article.text[span[0] : span[1]] if span else ""
        title = " ".join(words.split()).rstrip(".") if len(words) <= _TITLE else ""
        form = AddForm(initial={"title": title, "span": _written(span), "factuality": "occurred"})
        return _page(request, article, form, part_forms(new=PARTS))
    form, parts = AddForm(request.POST), part_forms(request.POST)
    if not form.is_valid() or not parts.is_valid():
        return _page(request, article, form, parts, INVALID)
    try:
        wanted = form.wanted(parts_of(parts))
        added = additions.add(
            article, [wanted], form.cleaned_data["note"], person(request), decide.new_act()
        )[0]
    except additions.Refused as error:
        form.add_error("span", str(error))
        return _page(request, article, form, parts, INVALID)
    tasks.process_items.enqueue()
    messages.success(
        request,
        _("“%(title)s” is added; it stands on the timeline with the next merge, in a moment.")
        % {"title": added.title},
    )
    return redirect("article_add", article.public_id)


def _page(
    request: HttpRequest, article: Article, form: AddForm, parts: BaseFormSet[PartForm], status: int = 200
) -> HttpResponse:
    context = _chosen(request, article, str(form["span"].value() or "")) | {
        "form": form,
        "parts": parts,
        "how": HOW,
        "known": _names(article),
        "added": _added(article),
    }
    return render(request, "timeline/article_add.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def actor(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody whom the machine didn't see in these words."""
    article = refs.article(ref)
    form = AddActorForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        span = _span(request, article)
        words = " ".join(article.text[span[0] : span[1]].split()) if span else ""
        form = AddActorForm(initial={"name": words, "span": _written(span)})
    elif form.is_valid():
        start, end = (int(number) for number in form.cleaned_data["span"].split("-"))
        name, kind = form.cleaned_data["name"], form.cleaned_data["kind"]
        try:
            decide_actors.introduce(
                article, (start, end), name, kind, form.cleaned_data["note"], person(request)
            )
        except additions.Refused as error:
            form.add_error("span", str(error))
        else:
            tasks.process_items.enqueue()
            messages.success(
                request,
                _("“%(name)s” is added; later articles that use the name tell of the same actor.")
                % {"name": name},
            )
            return redirect(article_url(article.public_id, article.title))
    context = _chosen(request, article, str(form["span"].value() or "")) | {"form": form}
    status = INVALID if form.errors else 200
    return render(request, "timeline/article_actor.html", context, status=status)


def _span(request: HttpRequest, article: Article) -> additions.Span | None:
    """What the address says was chosen, or where a name that it gives stands first."""
    find = request.GET.get("find", "").strip()
    if find:
        at = article.text.find(find)
        if at >= 0:
            return at, at + len(find)
        messages.error(request, _("“%(name)s” doesn’t stand in the article.") % {"name": find[:40]})
    start, end = (request.GET.get(name, "") for name in ("start", "end"))
    if not (start.isdecimal() and end.isdecimal() and len(start) < 8 and len(end) < 8):
        return None
    span = additions.trimmed(article.text, int(start), int(end))
    return span if span[0] < span[1] else None


def _written(span: additions.Span | None) -> str:
    return f"{span[0]}-{span[1]}" if span else ""


def _chosen(request: HttpRequest, article: Article, span: str) -> dict[str, Any]:
    """The words that were chosen, or else the sentences of the article to choose from."""
    start, _dash, end = span.partition("-")
    chosen = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
    page = request.GET.get("page", "1")
    number = max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1
    spans = additions.sentences(article.text)
    here = list(islice(spans, (number - 1) * SENTENCES, number * SENTENCES + 1))
    return {
        "section": "articles",
        "article": article,
        "url": article_url(article.public_id, article.title),
        "span": span,
        "span_words": _context(article.text, chosen) if chosen else None,
        "choices": list(_choices(article.text, here[:SENTENCES], span)),
        "next": number + 1 if len(here) > SENTENCES else None,
        "previous": number - 1,
    }


def _context(text: str, span: additions.Span) -> tuple[str, str, str]:
    """What stands before, the words, what stands after, within the sentence."""
    start, end = additions.trimmed(text, *span)
    if start >= end:
        return "", "", ""
    first, last = additions.sentence_around(text, start, end)
    return text[first:start], text[start:end], text[end:last]


def _choices(text: str, spans: Iterable[additions.Span], chosen: str) -> Iterable[Choice]:
    for start, end in spans:
        span = f"{start}-{end}"
        yield Choice(span, text[start:end], span == chosen)


def _names(article: Article) -> list[str]:
    told = article.cast.filter(actor__isnull=False).values_list("actor__name", flat=True)
    return sorted(set(told))[:200]


def _added(article: Article) -> list[tuple[decision_words.Entry, tuple[str, str] | None]]:
    """What people added here, with where it stands on the timeline."""
    rows: list[decide.Decision] = list(
        AddedEvent.objects.filter(text=article.text_sha256).select_related("author", "retracted_by")
    )
    rows += ActorChange.objects.filter(text=article.text_sha256, what=ActorChange.What.ADDED).select_related(
        "author", "retracted_by"
    )
    found = []
    for entry in decision_words.entries(rows):
        event = decide.event_about(entry.row) if entry.row.retracted_at is None else None
        found.append((entry, (f"/events/{event.public_id}/", event.title) if event else None))
    return found
