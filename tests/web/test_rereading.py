"""After an upgrade articles are read again: shown first, stored when agreed to, and decisions stay."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.stub_reader import StubReader
from timeline import decide, ingest, items, rereading
from timeline.dates import DateInterval
from timeline.items import State
from timeline.models import Article, Batch, Event, EventMention, IngestItem
from timeline.nlp.records import EventMention as Telling
from timeline.nlp.records import Extraction
from timeline.readers import Record

pytestmark = pytest.mark.django_db

OLD, NEW = "stub", "new"
TEXTS = ("Mayor Brandt resigned.", "The bridge opened and the pier closed.")


class NewReader(StubReader):
    """Knows no "closed" any more, dates "opened" a year later, and finds "Mayor"."""

    def extract(self, text: str, dct: str | None, beat: object = None) -> Extraction:
        found = super().extract(text.replace("closed", "shut up"), dct)
        later = [self.moved(event) if event.trigger == "opened" else event for event in found.events]
        if "Mayor" in text:
            first = replace(later[0], start=0, end=5, trigger="Mayor", summary="Mayor")
            later.insert(0, first)
        return replace(found, events=tuple(later), pipeline=NEW)

    def moved(self, event: Telling) -> Telling:
        return replace(event, date=DateInterval.parse("2026-02-21"))


@pytest.fixture(autouse=True)
def articles(monkeypatch: pytest.MonkeyPatch) -> None:
    items.submit("test", [Record(name=text[:9], text=text, published="2025-02-21") for text in TEXTS])
    ingest.work(StubReader())
    ingest.settle_if_due()
    monkeypatch.setattr(rereading, "current", lambda: NEW)


def told() -> set[tuple[str, str]]:
    mentions = EventMention.objects.select_related("article")
    return {(m.article.text[m.start : m.end], m.edtf) for m in mentions}


BEFORE = {("resigned", "2025-02-21"), ("opened", "2025-02-21"), ("closed", "2025-02-21")}
AFTER = {("Mayor", "2025-02-21"), ("resigned", "2025-02-21"), ("opened", "2026-02-21")}


def read(reader: StubReader | None = None) -> Batch:
    batch = rereading.submit(None)
    assert batch
    ingest.work(reader or NewReader())
    return batch


def test_what_would_change_is_shown_and_nothing_is_stored() -> None:
    batch = read()
    assert told() == BEFORE
    assert rereading.total(batch) == {"articles": 2, "changed": 2, "added": 1, "removed": 1, "redated": 1}
    assert set(batch.items.values_list("state", flat=True)) == {State.WAITING}
    ((first, mayor), (_, bridge)) = rereading.differences(rereading.previews(batch).order_by("ordinal"))
    assert mayor.rows() == [("added", "Mayor", "2025-02-21")]
    assert [row[0] for row in bridge.rows()] == ["removed", "re-dated"]
    assert bridge.rows()[1][2] == "2025-02-21 → 2026-02-21"
    assert first.message == "Events: 1 added."


@pytest.mark.parametrize(
    ("former", "numbers"), [("2025-02-21", (0, 0, 0)), ("2025-02-20", (0, 0, 1)), ("", (0, 0, 1))]
)
def test_an_event_that_hangs_on_another_word_is_the_same(former: str, numbers: tuple[int, ...]) -> None:
    article = Article.objects.get(text=TEXTS[0])
    found = NewReader().extract(TEXTS[0], "2025-02-21")
    EventMention.objects.filter(article=article).update(start=6, end=12, edtf=former)
    found = replace(found, events=found.events[1:])
    assert rereading.difference(article, found).numbers == numbers


def test_it_is_stored_as_it_was_shown() -> None:
    batch = read()
    assert rereading.apply(batch) == 2
    reader = NewReader()
    ingest.work(reader)
    assert (told(), reader.read) == (AFTER, []), "what was read is stored, not read once more"
    assert not rereading.outdated().exists()
    assert set(batch.items.values_list("state", flat=True)) == {State.DONE}
    assert sum(items.account([batch]).values()) == 2
    assert rereading.submit(None) is None
    assert batch.items.count() == 2


def test_unchanged_articles_wait_apart_and_are_marked_as_read() -> None:
    class Same(StubReader):
        def extract(self, text: str, dct: str | None, beat: object = None) -> Extraction:
            return replace(super().extract(text, dct), pipeline=NEW)

    batch = read(Same())
    assert rereading.total(batch)["changed"] == 0
    rereading.apply(batch)
    ingest.work(Same())
    assert (told(), rereading.outdated().count()) == (BEFORE, 0)


def test_interrupted_anywhere_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after each of the items, in reading and in storing; `submit` and `apply` are called again."""
    monkeypatch.setattr(rereading, "_CHUNK", 1)
    for step in range(8):
        rereading.submit(None)
        claim = items.claim(f"worker {step}")
        if claim is None:
            batch = rereading.batch_of_now()
            assert batch
            if not rereading.apply(batch):
                break
        elif step % 2:
            IngestItem.objects.filter(pk=claim.item.pk).update(state=State.QUEUED)  # its worker died
            claim = items.claim("another")
            assert claim
            ingest.process(claim, NewReader())
        else:
            ingest.process(claim, NewReader())
    assert told() == AFTER
    assert rereading.batch_of_now()
    assert IngestItem.objects.filter(batch=rereading.batch_of_now(), state=State.DONE).count() == 2


def test_another_upgrade_takes_the_place_of_one_nobody_agreed_to(monkeypatch: pytest.MonkeyPatch) -> None:
    former = read()
    monkeypatch.setattr(rereading, "current", lambda: "newer")
    batch = rereading.submit(None)
    assert batch != former
    assert set(former.items.values_list("state", "code")) == {("rejected", "cancelled")}


def test_decisions_stay() -> None:
    user = User.objects.create_user("ed")
    event = Event.objects.get(mentions__lemma="opened")
    decide.correct(event, {"title": "Brevik bridge opened", "edtf": "2025-01"}, "", user)
    read()
    batch = rereading.batch_of_now()
    assert batch
    rereading.apply(batch)
    ingest.work(NewReader())
    ingest.settle_if_due()
    again = Event.objects.get(mentions__lemma="opened")
    assert (again.public_id, again.title, again.edtf) == (event.public_id, "Brevik bridge opened", "2025-01")


def test_a_date_that_changed_meanwhile_is_read_anew_and_shown_again() -> None:
    batch = read()
    rereading.apply(batch)
    Article.objects.get(text=TEXTS[1]).arrivals.update(published="2024-05-06")
    ingest.work(NewReader())
    assert set(batch.items.values_list("name", "state")) == {
        (TEXTS[0], State.DONE),
        (TEXTS[1], State.WAITING),
    }


def test_an_article_that_is_gone_is_accounted_for() -> None:
    batch = rereading.submit(None)
    assert batch
    Article.objects.get(text=TEXTS[0]).delete()
    ingest.work(NewReader())
    assert sorted(batch.items.values_list("state", "code")) == [("rejected", "gone"), ("waiting", "preview")]


def test_new_uploads_are_read_first() -> None:
    rereading.submit(None)
    items.submit("new", [Record(name="new", text="Two were arrested.", published="2025-03-01")])
    claim = items.claim("me")
    assert claim
    assert claim.item.name == "new"


class TestPage:
    @pytest.fixture
    def admin(self) -> Client:
        client = Client()
        client.force_login(User.objects.create_superuser("ada", password="a long pass phrase"))
        return client

    def test_from_the_list_to_the_stored_readings(self, admin: Client) -> None:
        page = admin.get("/outdated/").text
        assert "2 articles were read by another version" in page
        admin.post("/outdated/read/")
        live = admin.get("/outdated/", headers={"HX-Request": "true"}).text
        assert live.strip().startswith('<section id="progress"')
        assert 'hx-trigger="every 2s"' in live
        ingest.work(NewReader())
        page = admin.get("/outdated/").text
        for words in ("All are read; 2 wait", "<b>1</b> events added", "2025-02-21 → 2026-02-21"):
            assert words in page
        assert "hx-trigger" not in page.partition("<main")[2]
        admin.post("/outdated/apply/")
        ingest.work(NewReader())
        assert told() == AFTER
        assert "Every article was read by the current version" in admin.get("/outdated/").text

    def test_discarded_nothing_changes_and_it_can_be_read_again(self, admin: Client) -> None:
        read()
        admin.post("/outdated/discard/")
        ingest.work(NewReader())
        assert told() == BEFORE
        admin.post("/outdated/read/")
        ingest.work(NewReader())
        batch = rereading.batch_of_now()
        assert batch
        assert rereading.total(batch)["articles"] == 2

    def test_hostile_titles_are_text(self, admin: Client) -> None:
        Article.objects.update(title="<script>alert(1)</script>")
        read()
        assert "<script>alert" not in admin.get("/outdated/").text
