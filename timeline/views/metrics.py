"""Figures for a monitor, in the text form of Prometheus. All are read from the database when asked for."""

import hmac
from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Min, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from timeline.models import Article, Event, IngestItem, Revision, Worker
from timeline.views.access import may_upload

State = IngestItem.State


@login_not_required
@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """For uploaders and for whoever knows the token of DATELINE_METRICS_TOKEN; refuses others."""
    if not (_knows_token(request) or may_upload(request)):
        raise PermissionDenied
    registry = CollectorRegistry()
    registry.register(_Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _knows_token(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    known = settings.DATELINE_METRICS_TOKEN
    return bool(known) and scheme == "Bearer" and hmac.compare_digest(token.encode(), known.encode())


class _Figures(Collector):
    def collect(self) -> Iterator[Metric]:
        yield _items()
        yield _one(
            "dateline_queue_oldest_seconds", "Age of the oldest item that waits to be read.", _oldest()
        )
        yield _one("dateline_worker_seen_seconds", "Since a worker last said that it lives.", _silence())
        yield _one(
            "dateline_lost_leases", "Times that an item was taken back from a lost worker.", _sum("lost")
        )
        yield _one("dateline_failed_readings", "Times that the reading process failed.", _sum("attempts"))
        yield _one("dateline_articles", "Articles stored.", Article.objects.count())
        yield _one("dateline_events", "Events, merged.", Event.objects.count())
        yield _one("dateline_unmerged", "1 while something stored is not merged yet.", _unmerged())


def _items() -> Metric:
    """The states and codes are closed sets: at most some sixty rows."""
    family = GaugeMetricFamily(
        "dateline_items", "Items submitted, by what became of them.", labels=["state", "code"]
    )
    rows = IngestItem.objects.order_by("state", "code").values_list("state", "code")
    counts = dict.fromkeys(((state, "") for state in State.values), 0)
    counts.update({(state, code): n for state, code, n in rows.annotate(n=Count("pk"))})
    for labels, number in counts.items():
        family.add_metric(labels, number)
    return family


def _one(name: str, text: str, value: float) -> Metric:
    return cast(Metric, GaugeMetricFamily(name, text, value=value))


def _oldest() -> float:
    oldest = IngestItem.objects.filter(state=State.QUEUED).aggregate(at=Min("updated"))["at"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0


def _silence() -> float:
    """Minus one: there is no worker."""
    seen = Worker.objects.aggregate(at=Max("seen"))["at"]
    return (timezone.now() - seen).total_seconds() if seen else -1


def _sum(field: str) -> int:
    return int(IngestItem.objects.aggregate(sum=Sum(F(field)))["sum"] or 0)


def _unmerged() -> int:
    values = dict(Revision.objects.values_list("name", "value"))
    return int(values.get("stored", 0) != values.get("settled", 0))
