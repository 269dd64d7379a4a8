"""For load balancers and monitors: does the process answer, and is what it needs there?"""

import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from timeline.models import Worker

FREE_SHARE = 0.05
SILENT_SECONDS = 60


@login_not_required
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Touches nothing: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Names what is broken. A missing worker only degrades: reading goes on without one."""
    broken = [name for name, check in CHECKS.items() if not _passes(check)]
    if broken:
        return JsonResponse({"status": "broken", "broken": broken}, status=503)
    silent = [] if _passes(_worker) else ["worker"]
    return JsonResponse({"status": "degraded" if silent else "ready", "broken": silent})


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _disk() -> bool:
    usage = shutil.disk_usage(settings.DATA_DIR if settings.DATA_DIR.exists() else settings.BASE_DIR)
    return usage.free > FREE_SHARE * usage.total


def _worker() -> bool:
    return Worker.objects.filter(seen__gte=timezone.now() - timedelta(seconds=SILENT_SECONDS)).exists()


CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "migrations": _migrations, "disk": _disk}
