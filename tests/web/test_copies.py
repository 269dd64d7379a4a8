"""Articles that are almost the same are shown as such, whatever their order; editors tell them apart."""

from collections.abc import Iterable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.web.stub_reader import StubReader
from timeline import apps, copies, decision_words, fingerprints, ingest, items
from timeline.models import Article, Batch, Fingerprint, FingerprintKey, Judgement
from timeline.readers import Record

pytestmark = pytest.mark.django_db

SENTENCES = [
    f"On day {n} the crew of boat {n * 7} checked buoy {n * 13} near pier {n + 4}." for n in range(24)
]
STORY = " ".join(SENTENCES)
LEAD_CHANGED = STORY.replace(SENTENCES[0], "The harbour office told how its buoys are looked after.")
HALF = " ".join(
    [*SENTENCES[:12], *(f"Weather note {n}: rain over hill {n * 3} is likely." for n in range(12))]
)
OTHER = " ".join(f"Mayor number {n} spoke of school {n * 5} in town {n * 11}." for n in range(24))


def take(*texts: str) -> Batch:
    records = [Record(name=text[:30], text=text, published="2025-02-21", title=text[:40]) for text in texts]
    batch = items.submit("test", records)
    ingest.work(StubReader())
    return batch


def article(text: str) -> Article:
    return Article.objects.get(text=text)


def likes(text: str) -> set[str]:
    return {copy.article.text for copy in copies.of(article(text))}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_what_is_almost_the_same_is_found_in_any_order(order: Iterable[int]) -> None:
    texts = (STORY, LEAD_CHANGED, HALF, OTHER)
    take(*(texts[index] for index in order))
    assert likes(STORY) == {LEAD_CHANGED}
    assert likes(LEAD_CHANGED) == {STORY}
    assert likes(HALF) == likes(OTHER) == set()
    (copy,) = copies.of(article(STORY))
    assert 80 <= copy.percent <= 99


def test_short_texts_are_compared_with_nothing() -> None:
    take("The bridge opened.", "The bridge opened!")
    assert likes("The bridge opened.") == set()
    assert not FingerprintKey.objects.exists()


def test_articles_of_an_earlier_version_get_their_digests_later() -> None:
    take(STORY, LEAD_CHANGED)
    Fingerprint.objects.filter(article=article(STORY)).update(method="older")
    Fingerprint.objects.filter(article=article(LEAD_CHANGED)).delete()
    assert likes(STORY) == set()
    found = fingerprints.missing(10)
    assert {one.text for one in found} == {STORY, LEAD_CHANGED}
    for one in found:
        fingerprints.store(one)
    assert (likes(STORY), fingerprints.missing(10)) == ({LEAD_CHANGED}, [])


class TestPages:
    @pytest.fixture
    def editor(self) -> Client:
        user = User.objects.create_user("ed", password="a long pass phrase")
        user.groups.add(Group.objects.get(name=apps.EDITORS))
        client = Client()
        client.force_login(user)
        return client

    def page(self, client: Client, text: str) -> str:
        return client.get(f"/articles/{article(text).public_id}/", follow=True).text

    def test_told_apart_and_taken_back(self, editor: Client) -> None:
        take(STORY, LEAD_CHANGED)
        assert "These are two articles" not in self.page(Client(), STORY)
        assert "% alike" in self.page(Client(), STORY)
        assert "These are two articles" in self.page(editor, STORY)
        address = f"/articles/{article(STORY).public_id}/apart/"
        for _ in range(2):
            editor.post(address, {"other": article(LEAD_CHANGED).public_id})
        row = Judgement.objects.get()
        assert row.author == User.objects.get(username="ed")
        for text in (STORY, LEAD_CHANGED):
            assert "two articles, says ed" in self.page(Client(), text)
        assert "are two" in editor.get("/audit/").text
        assert not decision_words.lost(row)
        ingest.settle_if_due()
        back = editor.post(f"/decisions/judgement/{row.pk}/undo/")
        assert "/articles/" in back["Location"]
        assert "two articles, says" not in self.page(editor, STORY)
        assert copies.of(article(STORY))[0].apart is None

    def test_the_decision_outlives_the_article(self, editor: Client) -> None:
        take(STORY, LEAD_CHANGED)
        copies.tell_apart(article(STORY), article(LEAD_CHANGED), None)
        article(STORY).delete()
        assert decision_words.lost(Judgement.objects.get())
        take(STORY)
        assert copies.of(article(STORY))[0].apart

    def test_only_what_is_alike_is_told_apart(self, editor: Client) -> None:
        take(STORY, OTHER)
        address = f"/articles/{article(STORY).public_id}/apart/"
        for other in (article(OTHER).public_id, "x", ""):
            assert editor.post(address, {"other": other}).status_code == 404
        assert not Judgement.objects.exists()

    def test_the_job_tells_of_copies_until_they_are_told_apart(self) -> None:
        take(STORY)
        batch = take(LEAD_CHANGED)
        admin = Client()
        admin.force_login(User.objects.create_superuser("ada", password="a long pass phrase"))
        assert "Almost the same text" in admin.get(f"/jobs/{batch.pk}/").text
        copies.tell_apart(article(STORY), article(LEAD_CHANGED), None)
        assert "Almost the same text" not in admin.get(f"/jobs/{batch.pk}/").text
