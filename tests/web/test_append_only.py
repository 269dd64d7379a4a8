"""Decisions are rows that the database itself keeps: taken back once, never changed, never deleted."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from timeline.append_only import _models

pytestmark = pytest.mark.django_db


def made(model: type[models.Model], author: User | None = None) -> Any:
    """A row with something in every column that needs something."""
    values: dict[str, Any] = {"author": author}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.IntegerField) and not field.primary_key:
            values[field.name] = 1
        elif isinstance(field, models.BooleanField):
            values[field.name] = True
        elif isinstance(field, models.CharField) and field.name not in ("act", "note"):
            values[field.name] = field.choices[0][0] if field.choices else "a"
    return model._default_manager.create(**values)


def refused(change: Any) -> None:
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        change()


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_a_decision_is_never_changed_or_deleted(model: type[models.Model]) -> None:
    row = made(model)
    rows = model._default_manager.filter(pk=row.pk)
    refused(rows.delete)
    refused(lambda: rows.update(note="another reason"))
    refused(lambda: rows.update(created=timezone.now()))
    refused(lambda: rows.update(retracted_at=timezone.now(), note="another reason"))
    assert list(rows.values_list("note", flat=True)) == [""]


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_a_decision_is_taken_back_once(model: type[models.Model]) -> None:
    row = made(model)
    rows = model._default_manager.filter(pk=row.pk)
    user = User.objects.create_user("mira")
    assert rows.update(retracted_at=timezone.now(), retracted_by=user) == 1
    refused(lambda: rows.update(retracted_at=None))
    refused(lambda: rows.update(retracted_by=None))


def test_every_table_of_decisions_is_kept() -> None:
    from timeline.models.decisions import Decision

    def concrete(model: type[models.Model]) -> set[type[models.Model]]:
        below = {one for child in model.__subclasses__() for one in concrete(child)}
        return below if model._meta.abstract else {model, *below}

    assert set(_models()) == concrete(Decision)


def test_who_decided_is_not_deleted() -> None:
    user = User.objects.create_user("mira")
    made(_models()[0], user)
    with pytest.raises(ProtectedError):
        user.delete()
