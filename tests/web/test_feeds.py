"""Workers ask feeds on a schedule, politely, take in what is new, and tell admins what came of it."""

import http.server
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from tests.web.stub_reader import StubReader
from timeline import feeds, fetch, ingest, limits
from timeline.models import Article, Batch, Feed, IngestItem

pytestmark = pytest.mark.django_db


def entry(number: int, text: str = "") -> str:
    told = text or f"Bridge {number} of the town of Lindal opened, the harbour office said."
    return (
        f"<item><title>Bridge {number}</title><guid>bridge-{number}</guid>"
        f"<pubDate>Fri, 21 Feb 2025 10:00:00 GMT</pubDate>"
        f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{told}</content:encoded></item>'
    )


def rss(*entries: str) -> bytes:
    return (
        f'<rss version="2.0"><channel><title>Lindal Post</title>{"".join(entries)}</channel></rss>'.encode()
    )


class Server(http.server.BaseHTTPRequestHandler):
    """Hands out `body` with a mark, or says that nothing changed; remembers what it was asked with."""

    status = 200
    body = b""
    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        self.asked.append(dict(self.headers))
        mark = f'"{hash(self.body)}"'
        known = self.headers.get("If-None-Match") == mark
        self.send_response(304 if known else self.status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("ETag", mark)
        self.send_header("Last-Modified", "Fri, 21 Feb 2025 10:00:00 GMT")
        self.end_headers()
        if not known:
            self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[type[Server]]:
    kind = type("OneServer", (Server,), {"asked": [], "body": rss(entry(1), entry(2))})
    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    kind.url = f"http://127.0.0.1:{listening.server_port}/feed"  # type: ignore[attr-defined]
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    with override_settings(DATELINE_FETCH_PRIVATE=True):
        yield kind
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def feed(server: type[Server]) -> Feed:
    return feeds.add(server.url, "", 60, True, None)[0]  # type: ignore[attr-defined]


def ask(feed: Feed) -> Feed:
    """Ask it as a worker does when it is due."""
    Feed.objects.filter(pk=feed.pk).update(next_poll=timezone.now())
    assert feeds.poll_due()
    feed.refresh_from_db()
    return feed


def test_new_entries_become_a_job_and_old_ones_do_not(server: type[Server], feed: Feed) -> None:
    assert ask(feed).result == "2 new of 2 entries."
    assert (feed.title, feed.failures) == ("Lindal Post", 0)
    assert feed.next_poll > timezone.now() + timedelta(minutes=59)
    assert not feeds.poll_due(), "it is not due again"
    ingest.work(StubReader())
    assert Article.objects.filter(source__name="Lindal Post").count() == 2
    server.body = rss(entry(3), entry(1))
    assert ask(feed).result == "1 new of 2 entries."
    assert feed.batch is not None
    assert feed.batch.title == "Lindal Post"
    assert feed.batch.items.count() == 1
    server.body = rss(entry(1, "Bridge 1 of the town of Lindal closed, the harbour office said."))
    assert ask(feed).result == "1 new of 1 entry.", "what was changed is new"
    assert Batch.objects.count() == 3


def test_the_server_need_not_send_what_was_read(server: type[Server], feed: Feed) -> None:
    ask(feed)
    assert ask(feed).result == "Nothing new."
    first, second = server.asked
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == feed.etag
    assert second["If-Modified-Since"] == "Fri, 21 Feb 2025 10:00:00 GMT"
    assert Batch.objects.count() == 1


def test_a_failing_server_is_asked_less_and_less(server: type[Server], feed: Feed) -> None:
    server.status = 503
    waits = []
    for failures in range(1, 8):
        assert ask(feed).failures == failures
        assert "503" in feed.result
        waits.append(round((feed.next_poll - timezone.now()).total_seconds() / 60))
    assert waits == [120, 240, 480, 960, *3 * [limits.FEED_BACKOFF_MINUTES]]
    server.status = 200
    assert ask(feed).failures == 0


def test_a_feed_that_is_gone_is_paused(server: type[Server], feed: Feed) -> None:
    server.status = 410
    assert ask(feed).paused_at
    Feed.objects.update(next_poll=timezone.now())
    assert not feeds.poll_due()


@pytest.mark.parametrize("body", [b"<html><body>No feed</body></html>", b"", b"\x00\x01", rss()])
def test_what_is_no_feed_is_told(server: type[Server], feed: Feed, body: bytes) -> None:
    server.body = body
    assert ask(feed).failures == 1
    assert feed.result
    assert not Batch.objects.exists()


def test_of_summaries_the_page_is_fetched(server: type[Server], feed: Feed) -> None:
    item = (
        "<item><title>T</title><link>https://post.example/1</link>"
        "<description>A bridge opened.</description></item>"
    )
    server.body = rss(item)
    ask(feed)
    (row,) = IngestItem.objects.all()
    assert (row.name, row.raw is None) == ("https://post.example/1", False)
    Feed.objects.update(follow=False)
    feed.refresh_from_db()
    server.body = rss(item.replace("opened", "closed"))
    ask(feed)
    assert "summary" in IngestItem.objects.order_by("-pk")[0].message


def test_a_crash_between_taking_and_noting_takes_nothing_twice(server: type[Server], feed: Feed) -> None:
    ask(feed)
    Feed.objects.update(seen=[], etag="", modified="")
    feed.refresh_from_db()
    ask(feed)
    assert (Batch.objects.count(), IngestItem.objects.count()) == (1, 2)


def test_two_workers_do_not_ask_at_once(server: type[Server], feed: Feed) -> None:
    assert feeds._claim() == feed
    assert feeds._claim() is None


def test_private_addresses_are_not_asked(server: type[Server], feed: Feed) -> None:
    with override_settings(DATELINE_FETCH_PRIVATE=False):
        assert ask(feed).failures == 1
    assert server.asked == []


def test_marks_of_another_answer_are_no_excuse(server: type[Server]) -> None:
    answer = fetch.fetch(server.url, True, fetch.FEEDS)  # type: ignore[attr-defined]
    with pytest.raises(fetch.NotModified):
        fetch.fetch(answer.url, True, fetch.FEEDS, answer.etag)
    assert fetch.fetch(answer.url, True, fetch.FEEDS, '"other"').content == answer.content


class TestPage:
    @pytest.fixture
    def admin(self) -> Client:
        client = Client()
        client.force_login(User.objects.create_superuser("ada", password="a long pass phrase"))
        return client

    def test_added_paused_asked_and_removed(self, admin: Client) -> None:
        sent = {"url": "https://post.example/feed", "source": "Post", "minutes": 30, "follow": "on"}
        assert "will be asked in a moment" in admin.post("/feeds/", sent, follow=True).text
        feed = Feed.objects.get()
        assert (feed.source, feed.minutes, feed.added_by) == ("Post", 30, User.objects.get(username="ada"))
        assert "in the list already" in admin.post("/feeds/", sent, follow=True).text
        admin.post(f"/feeds/{feed.pk}/pause/")
        assert "paused" in admin.get("/feeds/").text
        assert not feeds.poll_due()
        Feed.objects.update(failures=3, result="The server answered 503 instead of the page.")
        admin.post(f"/feeds/{feed.pk}/resume/")
        feed.refresh_from_db()
        assert (feed.paused_at, feed.failures) == (None, 0)
        admin.post(f"/feeds/{feed.pk}/remove/")
        assert not Feed.objects.exists()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"url": "ftp://post.example"}, "begins with http"),
            ({"minutes": 1}, "15"),
            ({"url": ""}, "required"),
        ],
    )
    def test_mistakes_are_explained(self, admin: Client, change: dict[str, object], words: str) -> None:
        sent = {"url": "https://post.example/feed", "minutes": 60, "source": "<b>", **change}
        response = admin.post("/feeds/", sent)
        assert (response.status_code, words in response.text) == (422, True)
        assert "&lt;b&gt;" in response.text
        assert not Feed.objects.exists()

    def test_hostile_titles_are_text(self, admin: Client) -> None:
        feed = feeds.add("https://post.example/feed", "", 60, True, None)[0]
        Feed.objects.filter(pk=feed.pk).update(
            title="<script>alert(1)</script>", result="<img>", polled_at=timezone.now()
        )
        page = admin.get("/feeds/").text
        assert "<script>alert" not in page
        assert "<img>" not in page
