"""The address of a mail server."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsapp.mail import mailers


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://localhost", {"host": "localhost", "port": 25}),
        (
            "smtp+tls://news%40x.example:p%2Fw@mail.example:2525",
            {
                "host": "mail.example",
                "port": 2525,
                "use_tls": True,
                "username": "news@x.example",
                "password": "p/w",
            },
        ),
        ("smtps://mail.example", {"host": "mail.example", "port": 465, "use_ssl": True}),
    ],
)
def test_a_mail_server(url: str, options: dict[str, Any]) -> None:
    assert mailers(url)["default"]["OPTIONS"] == options | {"timeout": 10}


def test_no_address_is_no_mail() -> None:
    assert "dummy" in mailers("")["default"]["BACKEND"]


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp+tls:mail"])
def test_what_is_no_mail_server_stops_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATELINE_EMAIL_URL"):
        mailers(url)
