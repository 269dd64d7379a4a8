"""Pages that explain, and the pages of errors."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.dates import DateInterval
from timeline.models import Article
from timeline.terms import Factuality


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    marks = [*Factuality, wording.DISPUTED]
    words = [(f"m-{mark}", wording.FACTUALITY[mark], wording.FACTUALITY_SENTENCES[mark]) for mark in marks]
    return render(request, "timeline/about.html", {"section": "about", "words": words})


EXAMPLES = (
    *("2025-02-20T14:05:00", "2025-02-20", "2025-02-18/2025-02-20", "[2025-02-18,2025-02-20]", "2025-04"),
    *("2025-04~", "2025-04-15?", "2025-22", "2025", "201X", "19XX", "../2025-04", "2025-05-25/..", "-0051"),
)


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """How it works in more detail, with the versions that read this collection."""
    parsed = [DateInterval.parse(edtf) for edtf in EXAMPLES]
    counted = Article.objects.order_by().values_list("pipeline").annotate(number=Count("pk"))
    context = {
        "section": "methods",
        "dates": [(d.edtf, wording.date_words(d.edtf), wording.PRECISION[d.precision]) for d in parsed],
        "pipelines": counted.order_by("-number", "pipeline"),
    }
    return render(request, "timeline/methods.html", context)


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    facts = [(fact, wording.FACTUALITY[fact]) for fact in Factuality]
    return render(request, "timeline/search_help.html", {"section": "help", "facts": facts})
