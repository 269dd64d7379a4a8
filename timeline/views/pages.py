"""Pages that explain, and the pages of errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.terms import Factuality

DATE = r"\d{4}(?:-\d\d){0,2}"


@require_safe
def date(request: HttpRequest, date: str) -> HttpResponse:
    """The timeline of one day, month or year."""
    return redirect(f"/timeline/?from={date}&to={date}")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    marks = [*Factuality, wording.DISPUTED]
    words = [(f"m-{mark}", wording.FACTUALITY[mark], wording.FACTUALITY_SENTENCES[mark]) for mark in marks]
    return render(request, "timeline/about.html", {"section": "about", "words": words})


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    facts = [(fact, wording.FACTUALITY[fact]) for fact in Factuality]
    return render(request, "timeline/search_help.html", {"section": "help", "facts": facts})
