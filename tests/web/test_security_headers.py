"""Every answer carries the headers that keep a stranger's article from doing anything in a browser."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/timeline/",
    "/about/",
    "/accounts/login/",
    "/admin/login/",
    "/upload/",
    "/nowhere/",
    "/healthz",
]
ADDRESSES += ["/static/dateline.css", "/timeline/?q=%00&from=9999-12-31"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers(client: Client, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    if not address.startswith("/static/"):
        assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/timeline/", "/accounts/login/", "/upload/", "/jobs/"])
def test_pages_have_no_inline_script_or_style(client: Client, address: str) -> None:
    client.force_login(User.objects.create_superuser("ada"))
    page = client.get(address).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page)


def test_readers_get_no_cookie(client: Client) -> None:
    assert not client.get("/timeline/").cookies


def test_cookies_of_a_login() -> None:
    User.objects.create_superuser("ada", password="a long pass phrase")
    client = Client()
    response = client.post("/accounts/login/", {"username": "ada", "password": "a long pass phrase"})
    session = response.cookies["dateline_session"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_unknown_hosts_are_refused(client: Client) -> None:
    assert client.get("/timeline/", headers={"host": "evil.example"}).status_code == 400
