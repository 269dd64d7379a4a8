"""The Django application, and the group of those who may correct the timeline."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_delete

EDITORS = "Editors"
_RIGHTS = tuple(
    f"add_{name}"
    for name in ("correction", "verdict", "judgement", "addedevent", "partchange", "actorchange")
)


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "Dateline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from timeline import append_only, touched

        post_migrate.connect(make_editors, sender=self)
        post_migrate.connect(append_only.protect, sender=self)
        pre_delete.connect(touched.before_deletion, sender="timeline.Article")


def make_editors(**_: Any) -> None:
    """The group that an admin puts editors into; rights that were added by hand stay."""
    from django.contrib.auth.models import Group, Permission

    group, _made = Group.objects.get_or_create(name=EDITORS)
    rights = Permission.objects.filter(content_type__app_label="timeline", codename__in=_RIGHTS)
    group.permissions.add(*rights)
