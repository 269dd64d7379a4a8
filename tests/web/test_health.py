"""Trouble with the database is told in words; monitors learn what is broken."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from timeline.middleware import DatabaseTrouble
from timeline.models import Worker
from timeline.views import health


class Canceled(Exception):
    pgcode = "57014"


@pytest.fixture
def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_liveness_touches_nothing(client: Client) -> None:
    """Without the `db` fixture any query would fail the test."""
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")


@pytest.mark.django_db
def test_readiness_with_a_worker_and_without(client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "degraded", "broken": ["worker"]}
    Worker.objects.create(name="w", seen=timezone.now())
    assert client.get("/readyz").json() == {"status": "ready", "broken": []}
    Worker.objects.update(seen=timezone.now() - timedelta(minutes=2))
    assert client.get("/readyz").json()["status"] == "degraded"


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(health.CHECKS))
def test_each_fault_is_named(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails() -> bool:
        raise OSError

    monkeypatch.setitem(health.CHECKS, name, fails)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "broken", "broken": [name]}


class TestDatabaseTrouble:
    def answer(self, error: Exception) -> tuple[int, str] | None:
        request = RequestFactory().get("/timeline/")
        response = DatabaseTrouble(lambda request: HttpResponse()).process_exception(request, error)
        return (response.status_code, response.text) if response else None

    def test_a_slow_statement_gets_advice(self) -> None:
        error = OperationalError("canceling statement")
        error.__cause__ = Canceled()
        answer = self.answer(error)
        assert answer
        assert answer[0] == 503
        assert "Narrow it" in answer[1]

    def test_a_database_that_is_away_invites_a_retry(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(logging.getLogger("timeline"), "propagate", True)
        monkeypatch.setattr(
            "timeline.middleware.connection", type("Away", (), {"close": lambda self: None})()
        )
        answer = self.answer(OperationalError("connection refused"))
        assert answer
        assert answer[0] == 503
        assert "try again" in answer[1]
        assert "connection refused" in caplog.text, "the operator learns why"
        assert "connection refused" not in answer[1]

    def test_other_errors_are_none_of_its_business(self) -> None:
        assert self.answer(ValueError()) is None

    @pytest.mark.django_db
    def test_a_page_whose_query_is_canceled(self, quiet: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def slow(*args: object) -> None:
            raise OperationalError("canceling statement") from Canceled()

        monkeypatch.setattr("timeline.views.home.context", slow)
        response = quiet.get("/timeline/")
        assert response.status_code == 503
        assert response["Retry-After"] == "5"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
