"""Mentions and judgements become actors and events; ids last; running it again changes nothing."""

import pytest

from tests.web.story_rows import add_article, extraction
from timeline.dates import DateInterval
from timeline.models import Actor, Article, Event, EventActor, EventRedirect, Judgement
from timeline.settle import settle
from timeline.store import store
from timeline.terms import Role

pytestmark = pytest.mark.django_db


def judge(about: str, left: Article, right: Article, *, same: bool) -> Judgement:
    """People judge by span: of the trigger for events, of the name for actors."""
    spans = []
    for article in (left, right):
        row = article.event_mentions.get() if about == "events" else article.actor_mentions.get()
        spans.append((article.text_sha256, row.start, row.end))
    (a, a1, a2), (b, b1, b2) = spans
    return Judgement.objects.create(
        about=about,
        left_text=a,
        left_start=a1,
        left_end=a2,
        right_text=b,
        right_start=b1,
        right_end=b2,
        same=same,
    )


@pytest.fixture
def signing() -> tuple[Article, Article]:
    """Two articles that tell of one signing."""
    return (
        add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03-01"),
        add_article("Mira Halden signed long harbour accord.", "2024-03-03", day="2024-03-01"),
    )


def test_two_tellings_of_one_day_and_actor_become_one_event(signing: tuple[Article, Article]) -> None:
    settle()
    event = Event.objects.get()
    assert (event.edtf, event.precision, event.article_count, event.mention_count) == (
        "2024-03-01",
        "day",
        2,
        2,
    )
    assert event.begins == DateInterval.parse("2024-03-01").begins
    assert event.reason["code"] == "timex-in-clause"
    assert [mention.event for article in signing for mention in article.event_mentions.all()] == [
        event,
        event,
    ]


def test_the_event_is_searchable_by_its_sentences_and_actors(signing: tuple[Article, Article]) -> None:
    settle()
    text = Event.objects.get().search_text
    assert "Mira Halden signed long harbour accord." in text
    assert Event.objects.get().slug == "mira-halden-signed-harbour-accord"


def test_actors_carry_aliases_and_counts(signing: tuple[Article, Article]) -> None:
    add_article("Oleh Kravets resigned.", "2024-03-03", day="2024-03-02", lemma="resign")
    settle()
    halden = Actor.objects.get(name="Mira Halden")
    assert (halden.event_count, halden.article_count) == (1, 2)
    assert [alias.name for alias in halden.aliases.all()] == ["Mira Halden"]
    assert EventActor.objects.filter(actor=halden, role=Role.AGENT).count() == 1


def test_the_same_act_on_another_day_is_another_event() -> None:
    add_article("Mira Halden met dockers.", "2024-03-02", day="2024-03-01", lemma="meet")
    add_article("Mira Halden met dockers again.", "2024-03-12", day="2024-03-11", lemma="meet")
    settle()
    assert Event.objects.count() == 2


def test_a_second_run_writes_nothing_new(signing: tuple[Article, Article]) -> None:
    settle()
    before = list(Event.objects.values()), list(Actor.objects.values()), list(EventActor.objects.values())
    settle()
    assert (
        list(Event.objects.values()),
        list(Actor.objects.values()),
        list(EventActor.objects.values()),
    ) == before


def test_not_the_same_event_splits_and_taking_it_back_joins_again(signing: tuple[Article, Article]) -> None:
    settle()
    first_id = Event.objects.get().public_id
    judgement = judge("events", *signing, same=False)
    settle()
    assert Event.objects.count() == 2
    assert Event.objects.filter(public_id=first_id).exists()
    other_id = Event.objects.exclude(public_id=first_id).get().public_id
    judgement.retracted_at = judgement.created
    judgement.save()
    settle()
    assert Event.objects.get().public_id in {first_id, other_id}
    redirect = EventRedirect.objects.get()
    assert {redirect.public_id, redirect.event.public_id} == {first_id, other_id}


def test_the_same_event_joins_what_the_machine_keeps_apart() -> None:
    left = add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03-01")
    right = add_article("Oleh Kravets inked something.", "2024-05-02", day="2024-05-01", lemma="ink")
    settle()
    assert Event.objects.count() == 2
    judge("events", left, right, same=True)
    settle()
    assert Event.objects.get().article_count == 2


def test_actors_judged_different_stay_apart(signing: tuple[Article, Article]) -> None:
    judge("actors", *signing, same=False)
    settle()
    assert Actor.objects.count() == 2


def test_reading_an_article_anew_keeps_the_event_id(signing: tuple[Article, Article]) -> None:
    settle()
    public_id = Event.objects.get().public_id
    for article in signing:
        store(article, extraction(article.text, "2024-03-02", "2024-03-01", "sign"))
    settle()
    assert Event.objects.get().public_id == public_id


def test_events_and_actors_of_a_deleted_article_go(signing: tuple[Article, Article]) -> None:
    extra = add_article("Oleh Kravets resigned.", "2024-03-03", day="2024-03-02", lemma="resign")
    settle()
    extra.delete()
    settle()
    assert not Actor.objects.filter(name="Oleh Kravets").exists()
    assert Event.objects.count() == 1


def test_undated_events_have_no_date() -> None:
    add_article("Mira Halden resigned.", "2024-03-02", lemma="resign")
    settle()
    event = Event.objects.get()
    assert (event.edtf, event.begins, event.ends, event.precision) == ("", None, None, "")
