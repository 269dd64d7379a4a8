"""Only public pages are fetched, whatever spelling, name or redirect an address comes with."""

import ipaddress
import socket
import time

import pytest

from timeline import fetch, limits

BLOCKED = (
    *(
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
    ),
    *(
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.5",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
    ),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "fc00::1"),
    *("fe80::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001:0:7f00:1::"),
)
ODD = (
    *(
        "ftp://post.example/a",
        "file:///etc/passwd",
        "gopher://post.example",
        "data:text/html,x",
        "//post.example",
    ),
    *("http://", "http://ada@post.example/", "http://ada:pw@post.example/", "http://post.example:8080/"),
    *(
        "http://post.example\\@127.0.0.1/",
        "http://post.example/\r\nHost: evil",
        "http:// post.example",
        "nonsense",
    ),
    "http://post.example:99999/",
)
SPELLINGS = ("127.1", "0x7f.1", "2130706433", "017700000001", "localhost", "0", "127.0.0.1.")


def refused(url: str, private: bool = False) -> str:
    with pytest.raises(fetch.NotFetched) as caught:
        fetch.fetch(url, private)
    assert str(caught.value).endswith(".")
    return caught.value.code


@pytest.mark.parametrize("address", BLOCKED)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not fetch.is_public(ipaddress.ip_address(address))
    assert refused(f"http://[{address}]/" if ":" in address else f"http://{address}/") == "private"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_addresses_that_are(address: str) -> None:
    assert fetch.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("url", ODD)
def test_what_is_no_web_address(url: str) -> None:
    assert refused(url) == "address"


@pytest.mark.parametrize("host", SPELLINGS)
def test_other_spellings_of_this_machine(host: str) -> None:
    assert refused(f"http://{host}/") in ("private", "unreachable")


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
    assert refused("http://post.example/") == "private"


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch, canary: tuple[str, list[str]]
) -> None:
    """A name that turns into this machine at the second question is asked only once."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    connected: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 80))])

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise OSError

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert refused("http://post.example/") == "unreachable"
    assert connected == ["93.184.216.34"]


def test_a_private_server_is_never_asked(canary: tuple[str, list[str]]) -> None:
    url, asked = canary
    assert refused(url.replace("127.0.0.1", "localhost")) in ("private", "address")
    assert refused(url) in ("private", "address")
    assert asked == []


def test_a_page_is_fetched_with_its_kind(canary: tuple[str, list[str]]) -> None:
    found = fetch.fetch(f"{canary[0]}/page", private=True)
    assert (found.content, found.kind) == (b"<p>The bridge opened.</p>", "text/html")


def test_redirects_are_followed_three_times(canary: tuple[str, list[str]]) -> None:
    assert fetch.fetch(f"{canary[0]}/hop-3", private=True).url.endswith("/page")
    assert refused(f"{canary[0]}/hop-4", private=True) == "redirects"


@pytest.mark.parametrize(("path", "code"), [("missing", "status"), ("image", "kind"), ("bomb", "too_large")])
def test_answers_that_are_no_page(canary: tuple[str, list[str]], path: str, code: str) -> None:
    assert refused(f"{canary[0]}/{path}", private=True) == code


def test_a_page_that_drips_is_given_up(
    canary: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FETCH_SECONDS", 0.3)
    started = time.monotonic()
    assert refused(f"{canary[0]}/drip", private=True) in ("too_slow", "unreachable")
    assert time.monotonic() - started < 6
