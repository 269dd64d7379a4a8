"""What people are asked: pairs that almost were one, without those that they decided on."""

from collections.abc import Callable

import pytest

from tests.web.story_rows import add_article
from timeline import proposals
from timeline.models import Actor, Article, Event, Judgement
from timeline.proposals import Proposal
from timeline.settle import settle

pytestmark = pytest.mark.django_db


def words(number: int) -> str:
    """Words of which no other number has one."""
    return " ".join(f"{a}{b}{'lmnrstvk'[number]}ow" for a in "bdfg" for b in "aeio")


@pytest.fixture
def almost() -> tuple[Article, Article]:
    """What one person signed on a day, and what she agreed to in that month."""
    pair = (
        add_article(f"Mira Halden signed {words(0)}.", "2024-03-02", day="2024-03-01"),
        add_article(f"Mira Halden agreed {words(1)}.", "2024-03-03", day="2024-03", lemma="agree"),
    )
    settle()
    assert Event.objects.count() == 2
    return pair


def judge(about: str, proposal: Proposal, *, same: bool) -> Judgement:
    left, right = proposal.left_telling, proposal.right_telling
    return Judgement.objects.create(
        about=about,
        left_text=left[0],
        left_start=left[1],
        left_end=left[2],
        right_text=right[0],
        right_start=right[1],
        right_end=right[2],
        same=same,
    )


def test_a_near_miss_is_proposed_in_words(almost: tuple[Article, Article]) -> None:
    (one,) = proposals.event_proposals(10)
    assert {one.left, one.right} == set(Event.objects.values_list("pk", flat=True))
    assert one.reason == "kindred words, dates that may be one, an actor in common"
    assert {one.left_telling[0], one.right_telling[0]} == {article.text_sha256 for article in almost}
    assert 0 < one.score < 1
    assert proposals.count_events() == 1


def test_the_same_word_a_year_apart_is_not_proposed() -> None:
    add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03-01")
    add_article("Mira Halden signed harbour accord again.", "2025-03-03", day="2025-03-01")
    settle()
    assert proposals.event_proposals(10) == []


@pytest.mark.parametrize("merged", [False, True], ids=["before the merge", "after it"])
@pytest.mark.parametrize("same", [False, True])
def test_what_people_decided_on_is_not_asked_again(
    almost: tuple[Article, Article], same: bool, merged: bool
) -> None:
    judge("events", proposals.event_proposals(1)[0], same=same)
    if merged:
        settle()
    assert proposals.event_proposals(10) == []
    assert Event.objects.count() == (1 if same and merged else 2)


def test_a_decision_taken_back_is_asked_again(almost: tuple[Article, Article]) -> None:
    row = judge("events", proposals.event_proposals(1)[0], same=False)
    settle()
    row.retracted_at = row.created
    row.save()
    settle()
    assert len(proposals.event_proposals(10)) == 1


@pytest.mark.parametrize("field", ["hidden", "timeline"])
def test_what_nobody_sees_is_not_asked(almost: tuple[Article, Article], field: str) -> None:
    event = Event.objects.order_by("pk")[0]
    Event.objects.filter(pk=event.pk).update(**{field: field == "hidden"})
    assert proposals.event_proposals(10) == []


def test_a_deleted_article_takes_its_proposals_along(almost: tuple[Article, Article]) -> None:
    almost[0].delete()
    settle()
    assert proposals.event_proposals(10) == []


def test_pages_hold_each_pair_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "PAGE", 2)
    add_article(f"Mira Halden agreed {words(0)}.", "2024-03-03", day="2024-03", lemma="agree")
    for number in range(1, 5):
        add_article(f"Mira Halden signed {words(number)}.", "2024-03-28", day=f"2024-03-0{2 * number}")
    settle()
    every = proposals.event_proposals(100)
    assert len(every) > 2
    assert [one for start in range(0, 100, 2) for one in proposals.event_proposals(2, start)] == every
    assert len({frozenset((one.left, one.right)) for one in every}) == len(every)
    assert [one.score for one in every] == sorted((one.score for one in every), reverse=True)
    assert proposals.count_events(2) == 2


@pytest.fixture
def namesakes() -> Callable[[], list[Proposal]]:
    add_article("Mira Halden signed harbour accord.", "2024-03-02", day="2024-03-01")
    add_article("Mira Holden visited quarry.", "2024-05-03", day="2024-05-02", lemma="visit")
    settle()
    return lambda: proposals.actor_proposals(10)


def test_actors_of_nearly_one_name_are_proposed(namesakes: Callable[[], list[Proposal]]) -> None:
    (one,) = namesakes()
    assert {one.left, one.right} == set(Actor.objects.values_list("pk", flat=True))
    assert one.reason == "names that differ by one letter"
    assert proposals.count_actors() == 1


@pytest.mark.parametrize("merged", [False, True], ids=["before the merge", "after it"])
@pytest.mark.parametrize("same", [False, True])
def test_actors_that_people_decided_on_are_not_asked_again(
    namesakes: Callable[[], list[Proposal]], same: bool, merged: bool
) -> None:
    judge("actors", namesakes()[0], same=same)
    if merged:
        settle()
    assert namesakes() == []
    assert Actor.objects.count() == (1 if same and merged else 2)
