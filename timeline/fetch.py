"""Fetches a web page for a person, and nothing that only this machine can reach.

An address that somebody names may point into the network behind us, by itself, by a name or by a redirect. So
only http and https on their own ports are spoken; a name is resolved once, every address it has must be
public, and the connection goes to the address that was checked; each redirect is checked anew.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connectionpool import HTTPConnectionPool

from timeline import limits

_AGENT = "Dateline (reads articles that an editor names)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
_XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
# Many servers don't name the kind of their feeds.
FEEDS = (*_XML, "text/plain", "text/html", "application/octet-stream", "")
# Reasons that may pass by themselves.
PASSING = frozenset({"unreachable", "too_slow", "busy"})
_BUSY = frozenset({429, 500, 502, 503, 504})
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotFetched(Exception):
    """`code` names the rule; the message tells a person what was wrong."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class NotModified(Exception):
    """The server says that nothing changed since the answer whose marks it was sent."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The page: its address after redirects, its bytes unpacked, its content type without parameters.

    `etag` and `modified` are the marks by which the server knows this answer again.
    """

    url: str
    content: bytes
    kind: str
    etag: str = ""
    modified: str = ""


def fetch(
    url: str, private: bool = False, kinds: tuple[str, ...] = PAGES, etag: str = "", modified: str = ""
) -> Fetched:
    """Raises NotFetched. `private` allows addresses of this network, for an installation's own tests.

    With the marks of an earlier answer, raises NotModified if that still holds.
    """
    marks = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {"Accept": ", ".join(filter(None, kinds)), **{key: mark for key, mark in marks.items() if mark}}
    ends = time.monotonic() + limits.FETCH_SECONDS
    for _ in range(limits.FETCH_REDIRECTS + 1):
        response, pool = _ask(url, private, ends, headers)
        with pool:
            if response.status in _REDIRECTS and (target := response.headers.get("Location")):
                url = urljoin(url, target)
                continue
            return _answer(url, response, ends, kinds)
    raise NotFetched("redirects", f"The page leads on more than {limits.FETCH_REDIRECTS} times.")


def _ask(
    url: str, private: bool, ends: float, headers: Mapping[str, str]
) -> tuple[urllib3.BaseHTTPResponse, HTTPConnectionPool]:
    scheme, host, path = _parts(url, private)
    port = urlsplit(url).port or _PORTS[scheme]
    address = str(_checked(host, port, private))
    pool: HTTPConnectionPool
    if scheme == "https":
        context = ssl.create_default_context()
        pool = urllib3.HTTPSConnectionPool(
            address, port, server_hostname=host, assert_hostname=host, ssl_context=context
        )
    else:
        pool = HTTPConnectionPool(address, port)
    shown = f"[{host}]" if ":" in host else host
    named = shown if port == _PORTS[scheme] else f"{shown}:{port}"
    sent = {**headers, "Host": named, "User-Agent": _AGENT, "Accept-Encoding": "gzip"}
    left = min(limits.FETCH_STEP_SECONDS, max(ends - time.monotonic(), 0.1))
    try:
        response = pool.request(
            "GET",
            path,
            headers=sent,
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(total=left),
            preload_content=False,
            decode_content=True,
        )
    except urllib3.exceptions.HTTPError:
        pool.close()
        raise NotFetched("unreachable", f"The server {host} does not answer; try again later.") from None
    return response, pool


def _parts(url: str, private: bool) -> tuple[str, str, str]:
    """(scheme, host, path with query) of an address that may be asked for. Raises NotFetched."""
    if (
        any(character <= " " or character in "\\\x7f" for character in url)
        or len(url) > limits.URL_CHARACTERS
    ):
        raise NotFetched("address", "This is no address of a web page.")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        raise NotFetched("address", "This is no address of a web page.") from None
    if split.scheme not in _PORTS or not split.hostname:
        raise NotFetched("address", "Only addresses that begin with http:// or https:// are fetched.")
    if split.username is not None or split.password is not None:
        raise NotFetched("address", "An address with a name or password in it is not fetched.")
    if port not in (None, *_PORTS.values()) and not private:
        raise NotFetched("address", "Only the ports of the web, 80 and 443, are asked.")
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    return split.scheme, split.hostname, path


def _checked(host: str, port: int, private: bool) -> Address:
    """The first address of a host all of whose addresses are public. Raises NotFetched."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched("unreachable", f"There is no server {host[:80]}; check the address.") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not private and not all(is_public(address) for address in addresses):
        raise NotFetched("private", "This address leads into a private network; it is not fetched.")
    return addresses[0]


def is_public(address: Address) -> bool:
    """Whether the address, and every older one hidden in it, is reachable from everywhere.

    `is_global` alone lets through multicast and translated addresses; the versions of Python differ.
    """
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    if address in _TRANSLATED or int(address) >> 32 in (0, 0xFFFF, 0xFFFF0000):
        return False
    teredo = address.teredo or ()
    return all(is_public(inner) for inner in (address.ipv4_mapped, address.sixtofour, *teredo) if inner)


def _answer(url: str, response: urllib3.BaseHTTPResponse, ends: float, kinds: tuple[str, ...]) -> Fetched:
    if response.status == 304:
        raise NotModified
    if response.status != 200:
        code = "busy" if response.status in _BUSY else "gone" if response.status == 410 else "status"
        raise NotFetched(code, f"The server answered {response.status} instead of the page.")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise NotFetched(
            "kind", f"This is no page but {kind or 'something unnamed'}; upload the file instead."
        )
    marks = [response.headers.get(name, "") for name in ("ETag", "Last-Modified")]
    return Fetched(url, b"".join(_pieces(response, ends)), kind, *marks)


def _pieces(response: urllib3.BaseHTTPResponse, ends: float) -> Iterator[bytes]:
    """The body, unpacked, until it is whole, too long or too slow. Raises NotFetched."""
    size = 0
    try:
        for piece in response.stream(65_536):
            size += len(piece)
            if size > limits.FETCH_BYTES:
                raise NotFetched("too_large", f"The page is larger than {limits.FETCH_BYTES // 2**20} MB.")
            if time.monotonic() > ends:
                raise NotFetched("too_slow", f"The page took longer than {limits.FETCH_SECONDS} seconds.")
            yield piece
    except urllib3.exceptions.HTTPError:
        raise NotFetched("unreachable", "The page broke off before its end; try again later.") from None
