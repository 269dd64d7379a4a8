"""Databases of the test session.

`uv run pytest` runs everything on the embedded database; `tests/test_postgresql.py` then runs the tests
that touch the database once more, on a PostgreSQL server of their own.
"""

import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests import postgresql
from tests.canary import canary  # noqa: F401  a fixture
from tests.require import require
from timeline import append_only

# A busy machine draws examples slowly; that says nothing about the code.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
ON_POSTGRESQL = os.environ.get("DATELINE_TESTS_ON") == "postgresql"
_DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_client"}


@pytest.fixture(autouse=True, scope="session")
def _own_settings() -> Iterator[None]:
    """No test reads the key of this checkout or hands work to a real queue."""
    tasks = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": []}}
    # Real hashes are slow on purpose; no test depends on how hard they are to guess.
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    key = "k3y-of-the-tests-" * 4
    with override_settings(SECRET_KEY=key, TASKS=tasks, PASSWORD_HASHERS=hashers, DATELINE_KEEP_PARSES=False):
        yield


@pytest.fixture(autouse=True, scope="session")
def _emptied_between_tests() -> Iterator[None]:
    """Tests that commit leave their rows to be deleted, decisions too, which the database refuses otherwise.

    Emptying ends with the signal of `migrate`, upon which the triggers are made again.
    """
    empty = DatabaseWrapper.ops_class.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        drops = [statement for table in tables for statement in append_only.dropped(table)]
        return [*drops, *empty(self, style, tables, **options)]

    with patch.object(DatabaseWrapper.ops_class, "sql_flush", sql_flush):
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a private PostgreSQL server."""
    require(postgresql.find("initdb"), "PostgreSQL")
    with postgresql.server() as url:
        yield url


@pytest.fixture
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with postgresql.database(postgresql_server) as url:
        yield url


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database is run again."""
    if not ON_POSTGRESQL:
        return
    chosen = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & _DATABASE_FIXTURES)
