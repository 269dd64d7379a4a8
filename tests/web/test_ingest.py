"""Records become articles, whatever order and however often they come; each item ends in one state."""

from collections.abc import Iterable

import pytest

from tests.web.stub_reader import StubReader
from timeline import ingest, items, limits
from timeline.items import LostClaim, State
from timeline.models import Article, ArticleSource, Batch, Event, EventMention, IngestItem, Revision, Source
from timeline.readers import Record, Refusal

pytestmark = pytest.mark.django_db

MAYOR = "Mayor Ilse Brandt of Lindal resigned."


def record(text: str = MAYOR, published: str | None = "2025-02-21", **fields: object) -> Record:
    return Record(name="a.jsonl, line 1", text=text, published=published, **fields)  # type: ignore[arg-type]


def take(*found: Record | Refusal, reader: StubReader | None = None) -> Batch:
    batch = items.submit("test", found)
    ingest.work(reader or StubReader())
    return batch


def states(batch: Batch) -> list[str]:
    return [item.state for item in batch.items.order_by("ordinal")]


class TestStates:
    def test_done(self) -> None:
        batch = take(
            record(title="Mayor goes", source="Lindal Post", url="https://post.example/1", author="K. Oy")
        )
        (item,) = batch.items.all()
        assert item.state == State.DONE
        article = Article.objects.get()
        assert item.article == article
        assert (article.title, article.text) == ("Mayor goes", MAYOR)
        assert (str(article.published), article.author) == ("2025-02-21", "K. Oy")
        assert article.source == Source.objects.get(name="Lindal Post")
        assert article.event_mentions.get().edtf == "2025-02-21"

    def test_every_state_is_counted_and_the_sum_is_what_went_in(self) -> None:
        batch = take(
            record(),
            record(),
            record("Two men were arrested.", published=None),
            Refusal("b.txt", "empty", "The file is empty."),
            record("CRASH"),
            record("BUG"),
            record("The bridge opened.", published=None, undated=True),
        )
        counts = items.account([batch])
        assert sum(counts.values()) == 7
        assert {state: number for state, number in counts.items() if number} == {
            "done": 2,
            "duplicate": 1,
            "rejected": 1,
            "quarantined": 2,
            "waiting": 1,
        }

    def test_refusal_keeps_name_code_and_message(self) -> None:
        (item,) = take(Refusal("b.txt", "empty", "The file is empty.")).items.all()
        assert (item.name, item.state, item.code) == ("b.txt", State.REJECTED, "empty")
        assert item.message == "The file is empty."

    def test_a_crash_is_tried_again_and_then_set_aside(self) -> None:
        reader = StubReader()
        (item,) = take(record("CRASH"), reader=reader).items.all()
        assert len(reader.read) == limits.ATTEMPTS
        assert (item.state, item.code, item.attempts) == (State.QUARANTINED, "segv", limits.ATTEMPTS)
        assert "signal 11" in item.message

    def test_an_exception_is_set_aside_at_once(self) -> None:
        reader = StubReader()
        (item,) = take(record("BUG"), reader=reader).items.all()
        assert len(reader.read) == 1
        assert (item.state, item.code) == (State.QUARANTINED, "exception")

    def test_what_was_set_aside_can_be_retried(self) -> None:
        batch = take(record("CRASH"))
        assert items.retry(batch.items.all()) == 1
        assert states(batch) == [State.QUEUED]

    def test_a_bad_item_stops_no_other(self) -> None:
        batch = take(record("CRASH"), record("BUG"), record())
        assert states(batch) == [State.QUARANTINED, State.QUARANTINED, State.DONE]

    def test_failure_to_store_is_the_items_outcome(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*args: object) -> None:
            raise ValueError("no such column")

        monkeypatch.setattr("timeline.store.store", broken)
        (item,) = take(record()).items.all()
        assert (item.state, item.code) == (State.QUARANTINED, "exception")
        assert not Article.objects.exists()

    def test_replaced_characters_are_told(self) -> None:
        (item,) = take(record(note="2 unreadable characters were replaced.")).items.all()
        assert item.state == State.DONE
        assert item.message == "2 unreadable characters were replaced."


class TestDates:
    def test_an_item_without_a_date_waits_for_the_answer(self) -> None:
        reader = StubReader()
        batch = take(record(published=None), reader=reader)
        (item,) = batch.items.all()
        assert (item.state, item.code, reader.read) == (State.WAITING, "no_date", [])
        assert items.give_date(item, "2025-02-21")
        ingest.work(reader)
        assert states(batch) == [State.DONE]
        assert str(Article.objects.get().published) == "2025-02-21"

    def test_the_answer_may_be_that_it_is_unknown(self) -> None:
        batch = take(record(published=None))
        assert items.give_date(batch.items.get(), None)
        ingest.work(StubReader())
        assert states(batch) == [State.DONE]
        assert Article.objects.get().published is None

    def test_an_answer_comes_once(self) -> None:
        (item,) = take(record(published=None)).items.all()
        assert items.give_date(item, "2025-02-21")
        assert not items.give_date(item, "2024-01-01")

    def test_null_is_read_without_a_date(self) -> None:
        reader = StubReader()
        take(record(published=None, undated=True), reader=reader)
        assert reader.read == [(MAYOR, None)]
        assert Article.objects.get().published is None


class TestDuplicates:
    def test_the_same_again_changes_nothing(self) -> None:
        take(record())
        reader = StubReader()
        before = list(Article.objects.values()), list(EventMention.objects.values())
        (item,) = take(record(), reader=reader).items.all()
        assert (item.state, reader.read) == (State.DUPLICATE, [])
        assert MAYOR[:20] in item.message
        assert (list(Article.objects.values()), list(EventMention.objects.values())) == before
        assert ArticleSource.objects.count() == 1

    def test_several_arrivals_make_one_article_in_any_order(self) -> None:
        arrivals = [
            record(published="2025-02-22", record_id="b", title="Later", source="Gazette"),
            record(published="2025-02-21", record_id="c", title="Earlier"),
            record(published=None, undated=True, record_id="a", title="Undated", author="K. Oy"),
        ]
        for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
            Article.objects.all().delete()
            take(*(arrivals[index] for index in order))
            article = Article.objects.select_related("source").get()
            assert (str(article.published), article.record_id, article.title) == (
                "2025-02-21",
                "a",
                "Earlier",
            )
            assert article.source is not None
            assert (article.source.name, article.author) == ("Gazette", "K. Oy")
            assert article.event_mentions.get().edtf == "2025-02-21"
            assert article.arrivals.count() == 3

    def test_an_earlier_date_reads_the_text_again(self) -> None:
        take(record(published="2025-02-22"))
        reader = StubReader()
        (item,) = take(record(published="2025-02-20"), reader=reader).items.all()
        assert reader.read == [(MAYOR, "2025-02-20")]
        assert item.state == State.DUPLICATE
        assert "date was corrected" in item.message
        assert EventMention.objects.get().edtf == "2025-02-20"

    def test_a_later_date_does_not(self) -> None:
        take(record(published="2025-02-20"))
        reader = StubReader()
        take(record(published="2025-02-22"), reader=reader)
        assert reader.read == []

    def test_a_changed_date_while_reading_is_noticed(self) -> None:
        """Another worker stores an earlier arrival of the same text while this one reads."""

        class Slow(StubReader):
            def extract(self, text: str, dct: str | None, beat: object = None) -> object:  # type: ignore[override]
                if not self.read:
                    take(record(published="2025-02-01"))
                return super().extract(text, dct)

        reader = Slow()
        batch = items.submit("test", [record(published="2025-02-21")])
        claimed = items.claim("me", [batch])
        assert claimed
        ingest.process(claimed, reader)
        assert states(batch) == [State.DUPLICATE]
        assert str(Article.objects.get().published) == "2025-02-01"

    def test_the_same_date_while_reading_is_no_correction(self) -> None:
        class Slow(StubReader):
            def extract(self, text: str, dct: str | None, beat: object = None) -> object:  # type: ignore[override]
                if not self.read:
                    take(record())
                return super().extract(text, dct)

        batch = items.submit("test", [record()])
        claimed = items.claim("me", [batch])
        assert claimed
        ingest.process(claimed, Slow())
        assert batch.items.get().message == f"Same text as “{MAYOR}”."


class TestClaims:
    def submit(self, *texts: str) -> Batch:
        return items.submit("test", [record(text) for text in texts])

    def test_two_workers_never_hold_one_item(self) -> None:
        self.submit("one", "two")
        first, second, third = (items.claim(name) for name in ("a", "b", "c"))
        assert first
        assert second
        assert first.item.pk != second.item.pk
        assert third is None

    def test_a_zombie_stores_nothing(self) -> None:
        batch = self.submit(MAYOR)
        zombie = items.claim("me")
        assert zombie
        IngestItem.objects.update(state=State.QUEUED)
        again = items.claim("me")
        assert again
        ingest.process(zombie, StubReader())
        assert not Article.objects.exists()
        assert states(batch) == [State.RUNNING]
        with pytest.raises(LostClaim):
            zombie.renew()
        ingest.process(again, StubReader())
        assert states(batch) == [State.DONE]

    def test_an_expired_lease_is_queued_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LEASE_SECONDS", -1)
        batch = self.submit(MAYOR)
        assert items.claim("gone")
        assert items.reconcile() == 1
        item = batch.items.get()
        assert (item.state, item.lost, item.attempts) == (State.QUEUED, 1, 0)

    def test_a_living_lease_is_left_alone(self) -> None:
        self.submit(MAYOR)
        assert items.claim("alive")
        assert items.reconcile() == 0

    def test_what_takes_its_worker_with_it_is_set_aside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LEASE_SECONDS", -1)
        batch = self.submit(MAYOR)
        for _ in range(limits.LOST):
            assert items.claim("gone")
            items.reconcile()
        item = batch.items.get()
        assert (item.state, item.code, item.lost) == (State.QUARANTINED, "lost", limits.LOST)

    def test_a_clean_stop_counts_as_nobodys_failure(self) -> None:
        batch = self.submit(MAYOR)

        class Interrupted(StubReader):
            def extract(self, text: str, dct: str | None, beat: object = None) -> object:  # type: ignore[override]
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            ingest.work(Interrupted())
        item = batch.items.get()
        assert (item.state, item.attempts, item.lost) == (State.QUEUED, 0, 0)

    def test_work_of_some_batches_leaves_the_others(self) -> None:
        mine, other = self.submit("one"), self.submit("two")
        ingest.work(StubReader(), [mine])
        assert (states(mine), states(other)) == ([State.DONE], [State.QUEUED])

    def test_a_form_sent_twice_is_one_batch(self) -> None:
        first = items.submit("test", [record()], key="form-1")
        second = items.submit("test", [record()], key="form-1")
        assert first == second
        assert first.items.count() == 1


def test_the_day_of_the_last_change_is_the_latest_that_is_told() -> None:
    reader = StubReader()
    for updated in (None, "2025-02-25", "2025-02-23"):
        take(record(updated=updated), reader=reader)
    article = Article.objects.get()
    assert (str(article.published), str(article.updated)) == ("2025-02-21", "2025-02-25")
    assert len(reader.read) == 1, "nothing is counted from it, so nothing is read again"


class TestMerging:
    def test_stored_articles_are_merged_once(self) -> None:
        take(record())
        assert ingest.unsettled()
        assert ingest.settle_if_due()
        assert Event.objects.get().edtf == "2025-02-21"
        assert not ingest.settle_if_due()

    def test_a_death_between_storing_and_merging_is_made_good(self) -> None:
        take(record())
        assert not Event.objects.exists()
        Revision.objects.filter(name="settled").delete()
        assert ingest.settle_if_due()
        assert Event.objects.count() == 1

    def test_duplicates_need_no_merging(self) -> None:
        take(record())
        ingest.settle_if_due()
        take(record())
        assert not ingest.unsettled()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ice closed the port. Pilots waited.", "Ice closed the port."),
        ("date 2025-02-21 The mole (picture)\n\nIce closed the port.\nMore.", "Ice closed the port."),
        ("date 2025-02-21", "date 2025-02-21"),
        ("https://post.example/ice\n\nIce closed the port. Pilots waited.", "Ice closed the port."),
        ("\n\n  Headline without a stop  \nBody.", "Headline without a stop"),
        ("word " * 60, "word " * 19 + "word…"),
    ],
)
def test_title_of(text: str, title: str) -> None:
    assert ingest.title_of(text) == title


def test_sources_with_one_slug_are_two_sources() -> None:
    take(record("one", source="Lindal Post"), record("two", source="Lindal, Post"))
    slugs: Iterable[str] = Source.objects.order_by("pk").values_list("slug", flat=True)
    first, second = slugs
    assert first == "lindal-post"
    assert second.startswith("lindal-post-")
