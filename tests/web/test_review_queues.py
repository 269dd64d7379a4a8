"""Reviewing actors, pairs and many entries at once; decisions whose text is gone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.test_editing import actor, article, decisions, editor, event, pair_fields
from timeline import additions, decide, decide_actors
from timeline.models import Actor, Article, Judgement, Verdict
from timeline.settle import settle

__all__ = ["article", "editor"]  # fixtures
pytestmark = pytest.mark.django_db


def test_actors_are_reviewed_one_by_one_and_taken_back(article: Article, editor: Client) -> None:
    for verdict in ("yes", "no"):
        card = editor.get("/review/", {"queue": "actors"}).context["side"]
        address = reverse("actor_verdict", args=[card.actor.public_id])
        editor.post(address, {"accepted": verdict, "seen": card.seen, "queue": "actors"})
        settle()
    assert Actor.objects.count() == 1
    page = editor.get("/review/", {"queue": "actors"})
    assert "Nothing to review" in page.content.decode()
    kind, row = page.context["last"]
    answer = editor.post(reverse("take_back", args=[kind, row.pk]), {"queue": "actors"})
    assert answer.headers["Location"] == "/review/?queue=actors"
    settle()
    assert editor.get("/review/", {"queue": "actors"}).context["left"] == 1


@pytest.mark.parametrize("fields", [{"accepted": "yes", "seen": "0"}, {"accepted": "perhaps"}])
def test_a_verdict_on_an_actor_that_changed_is_refused(
    article: Article, editor: Client, fields: dict[str, str]
) -> None:
    sent = {"seen": decide_actors.state(actor())} | fields
    editor.post(reverse("actor_verdict", args=[actor().public_id]), sent)
    assert decisions() == 0


@pytest.mark.parametrize(("same", "number"), [("yes", 1), ("no", 2)])
def test_a_pair_is_judged(article: Article, editor: Client, same: str, number: int) -> None:
    answer = editor.post(reverse("pair_verdict"), pair_fields(same))
    assert answer.headers["Location"] == "/review/?queue=same-actor"
    settle()
    assert Actor.objects.count() == number
    assert Judgement.objects.get().same is (same == "yes")


@pytest.mark.parametrize(
    "change",
    [
        {"same": "perhaps"},
        {"about": "places"},
        {"left": "x"},
        {"right": f"{'0' * 64} 1 2"},
        {"left": "a b c"},
    ],
)
def test_a_pair_that_is_none_is_not_judged(article: Article, editor: Client, change: dict[str, str]) -> None:
    editor.post(reverse("pair_verdict"), pair_fields("yes") | change)
    assert decisions() == 0


def test_many_entries_are_judged_at_once_but_not_those_that_changed(article: Article, editor: Client) -> None:
    page = editor.get(reverse("review_list"), {"queue": "confidence"})
    chosen = [f"{line.row.event.public_id}:{line.seen}" for line in page.context["entries"]]
    assert len(chosen) == 2
    decide.correct(event(), {"title": "Meanwhile"}, "", None)
    sent = {"queue": "confidence", "chosen": chosen, "accepted": "yes"}
    told = editor.post(reverse("review_verdicts"), sent, follow=True).content.decode()
    assert "1 entry reviewed." in told
    assert "“Meanwhile” was changed by somebody else meanwhile" in told
    assert Verdict.objects.count() == 1


def test_nothing_ticked_is_no_verdict(article: Article, editor: Client) -> None:
    told = editor.post(reverse("review_verdicts"), {"queue": "confidence", "accepted": "yes"}, follow=True)
    assert "Tick the entries" in told.content.decode()
    assert editor.get(reverse("review_list"), {"queue": "actors"}).status_code == 404
    assert decisions() == 0


def test_every_queue_answers_with_something_in_it_and_without(article: Article, editor: Client) -> None:
    for _ in range(2):
        for name in ("confidence", "conflicts", "undated", "actors", "same-event", "same-actor"):
            assert editor.get("/review/", {"queue": name}).status_code == 200
        Article.objects.all().delete()
        settle()


def test_decisions_whose_text_is_gone_are_listed(article: Article, editor: Client) -> None:
    decide.correct(event(), {"title": "Accord"}, "", None)
    additions.add(article, [additions.Wanted(35, 45, "Ferry")], "", None)
    decide_actors.change(actor(), "name", "Mira K. Halden", "", None)
    decide.join(event("2024-04-01"), event(), "", None)
    assert "There are none" in editor.get("/audit/?lost").content.decode()
    article.delete()
    settle()
    page = editor.get("/audit/?lost")
    assert len(page.context["entries"]) == 4
    assert "not told now" in page.content.decode()
    assert "no longer" not in editor.get("/audit/").content.decode()
