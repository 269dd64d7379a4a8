"""Adding entries, changing who takes part and what actors are, reviewing pairs and many: on the pages."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.story_rows import add_article
from tests.web.test_review import signed_in
from timeline import apps, decide, decide_actors, review_urls
from timeline.decide import KINDS
from timeline.models import (
    Actor,
    ActorChange,
    AddedEvent,
    Article,
    Event,
    EventActor,
    EventMention,
    Judgement,
    PartChange,
)
from timeline.settle import settle

pytestmark = pytest.mark.django_db

TEXT = "Mira Halden signed harbour accord. The ferry to Orlo ran aground."
OTHER = "Anna Berg opened long market."


@pytest.fixture
def editor() -> Client:
    return signed_in("mira", apps.EDITORS)


@pytest.fixture
def article() -> Article:
    made = add_article(TEXT, "2024-03-02", day="2024-03-01")
    add_article(OTHER, "2024-04-02", day="2024-04-01", lemma="open")
    settle()
    return made


def actor(name: str = "Mira Halden") -> Actor:
    return Actor.objects.get(name=name)


def event(edtf: str = "2024-03-01") -> Event:
    return Event.objects.get(edtf=edtf)


def decisions() -> int:
    return sum(model.objects.count() for model in KINDS.values())


def parts(*rows: dict[str, str], shown: int = 0) -> dict[str, str]:
    """What the rows of the form send."""
    fields = {"part-TOTAL_FORMS": str(len(rows)), "part-INITIAL_FORMS": str(shown)}
    return fields | {f"part-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def added(**changes: str) -> dict[str, str]:
    start = TEXT.index("The ferry")
    fields = {"title": "Ferry aground", "edtf": "28 February 2024", "factuality": "occurred", "place": "Orlo"}
    return {"span": f"{start}-{len(TEXT)}", **fields, **parts(), **changes}


# ---- entries added from a text -------------------------------------------------------------------


def test_an_entry_is_added_from_a_sentence(article: Article, editor: Client) -> None:
    address = reverse("article_add", args=[article.public_id])
    page = editor.get(address).content.decode()
    assert "The ferry to Orlo ran aground." in page
    row = {"name": "Orlo", "kind": "place", "role": "patient"}
    assert editor.post(address, added(**parts(row), note="overlooked")).status_code == 302
    settle()
    found = Event.objects.get(title="Ferry aground")
    assert (found.edtf, found.place, found.reviewed) == ("2024-02-28", "Orlo", True)
    assert found.parts.get().actor.name == "Orlo"
    shown = Client().get(f"/events/{found.public_id}-{found.slug}/").content.decode()
    assert "Added by an editor.<" in shown
    history = editor.get(reverse("event_history", args=[found.public_id])).content.decode()
    assert ("Entry added" in history, "overlooked" in history, "mira" in history) == (True, True, True)
    assert f"/events/{found.public_id}/" in editor.get(address).content.decode()


def test_the_words_chosen_in_the_article_stand_in_the_form(article: Article, editor: Client) -> None:
    start = TEXT.index("ferry")
    address = reverse("article_add", args=[article.public_id])
    page = editor.get(address, {"start": start, "end": start + 13}).content.decode()
    assert '<mark class="trigger">ferry to Orlo</mark>' in page
    assert 'value="ferry to Orlo"' in page
    for span in (
        {"start": "x", "end": "3"},
        {"start": "9" * 99, "end": "3"},
        {"start": 3, "end": 3},
        {"page": "9"},
    ):
        assert editor.get(address, span).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"edtf": "soon"}, "“soon” is no date"),
        ({"title": ""}, "required"),
        ({"span": ""}, "required"),
        ({"span": "12-0"}, "Choose the words"),
        ({"span": f"{TEXT.index('signed')}-{TEXT.index('signed') + 6}"}, "tell an entry already"),
        ({"factuality": "sure"}, "valid choice"),
        (parts({"name": "A" * 301, "kind": "person", "role": "agent"}), "300"),
    ],
)
def test_what_cannot_be_added_is_said_and_what_was_typed_is_kept(
    article: Article, editor: Client, changes: dict[str, str], words: str
) -> None:
    answer = editor.post(reverse("article_add", args=[article.public_id]), added(**changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "title" in changes or 'value="Ferry aground"' in page
    assert not AddedEvent.objects.exists()


def test_an_added_entry_is_taken_back_on_the_page_it_was_added_on(article: Article, editor: Client) -> None:
    address = reverse("article_add", args=[article.public_id])
    editor.post(address, added())
    settle()
    answer = editor.post(reverse("take_back", args=["added", AddedEvent.objects.get().pk]))
    assert answer.headers["Location"] == address
    settle()
    assert not Event.objects.filter(title="Ferry aground").exists()
    assert "taken back" in editor.get(address).content.decode()


def test_an_actor_is_added_where_the_article_names_it(article: Article, editor: Client) -> None:
    address = reverse("article_add_actor", args=[article.public_id])
    assert 'name="find"' in editor.get(address).content.decode()
    assert "doesn’t stand in the article" in editor.get(address, {"find": "Zora"}).content.decode()
    assert 'value="Orlo"' in editor.get(address, {"find": "Orlo"}).content.decode()
    start = TEXT.index("Orlo")
    sent = {"span": f"{start}-{start + 4}", "name": "Orlo", "kind": "place"}
    assert editor.post(address, sent).status_code == 302
    settle()
    assert actor("Orlo").kind == "place"
    again = editor.post(address, sent)
    assert (again.status_code, "name an actor already" in again.content.decode()) == (422, True)


def test_readers_are_not_offered_to_add(article: Article, editor: Client) -> None:
    address = f"/articles/{article.public_id}-x/"
    assert "/add/" in editor.get(address, follow=True).content.decode()
    assert "/add/" not in Client().get(address, follow=True).content.decode()


# ---- who takes part ------------------------------------------------------------------------------


def edit(client: Client, *rows: dict[str, str], **changes: str) -> int:
    found = event()
    shown = {"title": found.title, "edtf": found.edtf, "factuality": found.factuality, "place": found.place}
    sent = shown | {"seen": decide.state(found)} | parts(*rows, shown=1) | changes
    return client.post(reverse("event_edit", args=[found.public_id]), sent).status_code


def own(role: str = "agent") -> dict[str, str]:
    return {"actor": actor().public_id, "name": "Mira Halden", "kind": "person", "role": role}


def cast() -> list[tuple[str, str]]:
    return sorted(EventActor.objects.filter(event=event()).values_list("actor__name", "role"))


def test_the_form_left_alone_changes_nothing(article: Article, editor: Client) -> None:
    blank = {"actor": "", "name": "", "kind": "person", "role": "agent"}
    assert edit(editor, own(), blank) == 302
    assert decisions() == 0


def test_a_part_is_changed_added_and_taken_away(article: Article, editor: Client) -> None:
    assert edit(editor, own("patient"), {"name": "anna berg", "kind": "person", "role": "agent"}) == 302
    assert cast() == [("Anna Berg", "agent"), ("Mira Halden", "patient")]
    assert edit(editor, own("")) == 302
    assert cast() == []
    page = editor.get(reverse("event_history", args=[event().public_id])).content.decode()
    assert page.count("<td>Takes no part</td>") == 3
    shown = Client().get(f"/events/{event().public_id}-x/", follow=True).content.decode()
    assert "an editor put right: who takes part" in shown


def test_date_and_parts_of_one_save_are_taken_back_together(article: Article, editor: Client) -> None:
    assert edit(editor, own(""), edtf="March 2024") == 302
    editor.post(reverse("take_back", args=["part", PartChange.objects.get().pk]))
    assert cast() == [("Mira Halden", "agent")]
    assert event().machine["edtf"] == "2024-03-01"


def test_a_name_that_the_article_does_not_know_is_refused_and_nothing_saved(
    article: Article, editor: Client
) -> None:
    EventMention.objects.filter(event=event()).update(start=0, end=11)
    stranger = {"name": "Zora Lind", "kind": "person", "role": "agent"}
    assert edit(editor, own(), stranger, title="Accord") == 422
    assert decisions() == 0


def test_parts_changed_by_another_meanwhile_are_shown_beside(article: Article, editor: Client) -> None:
    found = event()
    late = {"title": "Late", "edtf": "", "factuality": "occurred", "seen": decide.state(found)} | parts(own())
    assert edit(signed_in("jon", apps.EDITORS), own("source")) == 302
    answer = editor.post(reverse("event_edit", args=[found.public_id]), late)
    assert answer.status_code == 409
    assert "Mira Halden (acts)" in answer.content.decode()
    assert "Mira Halden (says so)" in answer.content.decode()


# ---- actors --------------------------------------------------------------------------------------


def change(client: Client, what: str, value: str = "", **more: str) -> int:
    one = actor()
    sent = {"what": what, "value": value, "seen": decide_actors.state(one), **more}
    status = client.post(reverse("actor_change", args=[one.public_id]), sent).status_code
    settle()
    return status


def test_an_actor_is_renamed_and_says_so(article: Article, editor: Client) -> None:
    public_id = actor().public_id
    assert change(editor, "name", "Mira K. Halden", note="her full name") == 302
    page = editor.get(reverse("actor_edit", args=[public_id])).content.decode()
    assert "Renamed" in page
    assert "her full name" in page
    assert actor("Mira K. Halden").public_id == public_id


@pytest.mark.parametrize(
    ("what", "value", "status"),
    [
        ("name", " ", 422),
        ("kind", "wizard", 422),
        ("added", "X", 422),
        ("other", "X", 422),
        ("kind", "group", 302),
        ("alias", "M. Halden", 302),
        ("none", "", 302),
        ("confirmed", "", 302),
    ],
)
def test_what_may_be_decided(article: Article, editor: Client, what: str, value: str, status: int) -> None:
    assert change(editor, what, value) == status
    assert decisions() == (status == 302)


def test_a_stale_form_about_an_actor_changes_nothing(article: Article, editor: Client) -> None:
    assert change(editor, "name", "Late", seen="0") == 409
    assert decisions() == 0


def test_the_page_says_that_later_articles_are_read_so(article: Article, editor: Client) -> None:
    sent = {"what": "alias", "value": "M. Halden", "seen": decide_actors.state(actor())}
    page = editor.post(reverse("actor_change", args=[actor().public_id]), sent, follow=True).content.decode()
    assert "“M. Halden” is read as Mira Halden from now on, in later articles too." in page


def test_what_is_no_actor_is_brought_back_from_the_list(article: Article, editor: Client) -> None:
    address = reverse("actor_edit", args=[actor().public_id])
    change(editor, "none")
    assert editor.get(address).status_code == 410
    row = ActorChange.objects.get()
    assert reverse("take_back", args=["actor", row.pk]) in editor.get("/audit/").content.decode()
    editor.post(reverse("take_back", args=["actor", row.pk]))
    settle()
    assert editor.get(address).status_code == 200


def test_two_actors_are_compared_joined_and_parted(article: Article, editor: Client) -> None:
    address = reverse("actor_merge", args=[actor().public_id])
    page = editor.get(address, {"other": "anna berg"}).content.decode()
    assert ("Mira Halden" in page, "Anna Berg" in page, decisions()) == (True, True, 0)
    editor.post(address, {"other": actor("Anna Berg").public_id})
    settle()
    (one,) = Actor.objects.all()
    split = reverse("actor_split", args=[one.public_id])
    editor.post(split, {"telling": [str(pk) for pk in one.tellings.values_list("pk", flat=True)]})
    assert Judgement.objects.count() == 1
    editor.post(reverse("take_back", args=["judgement", Judgement.objects.get().pk]))
    settle()
    assert Actor.objects.count() == 2


@pytest.mark.parametrize("other", ["", "nobody", "Mira Halden", "../x"])
def test_no_other_actor_is_no_merge(article: Article, editor: Client, other: str) -> None:
    address = reverse("actor_merge", args=[actor().public_id])
    assert "No other actor" in editor.post(address, {"other": other}, follow=True).content.decode()
    assert decisions() == 0


# ---- each change is on record --------------------------------------------------------------------


def pair_fields(same: str, about: str = "actors") -> dict[str, str]:
    spans = []
    for name in ("Mira Halden", "Anna Berg"):
        mention = actor(name).tellings.get().mentions.get()
        spans.append(f"{mention.article.text_sha256} {mention.start} {mention.end}")
    return {"about": about, "left": spans[0], "right": spans[1], "same": same, "queue": "same-actor"}


CHANGES: dict[str, Callable[[], Mapping[str, object]]] = {
    "event_edit": lambda: {
        "title": "Accord",
        "edtf": "",
        "factuality": "occurred",
        "seen": decide.state(event()),
        **parts(own()),
    },
    "event_verdict": lambda: {"accepted": "yes", "seen": decide.state(event())},
    "event_merge": lambda: {"other": event("2024-04-01").public_id},
    "review_verdicts": lambda: {
        "accepted": "no",
        "chosen": [f"{event().public_id}:{decide.state(event())}"],
    },
    "pair_verdict": lambda: pair_fields("no"),
    "article_add": added,
    "article_add_actor": lambda: {"span": "48-52", "name": "Orlo", "kind": "place"},
    "actor_change": lambda: {"what": "name", "value": "Mira K.", "seen": decide_actors.state(actor())},
    "actor_verdict": lambda: {"accepted": "yes", "seen": decide_actors.state(actor())},
    "actor_merge": lambda: {"other": actor("Anna Berg").public_id},
}
# Of two that were joined; and what takes back, which the triggers allow once.
OF_TWO = {"event_split", "actor_split"}


def address(name: str, article: Article) -> str:
    owners: dict[str, Callable[[], Event | Article | Actor]] = {
        "event": event,
        "article": lambda: article,
        "actor": actor,
    }
    owner = owners.get(name.partition("_")[0])
    return reverse(name, args=[owner().public_id] if owner else [])


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_every_change_adds_a_row_with_its_author(article: Article, editor: Client, name: str) -> None:
    editor.post(address(name, article), CHANGES[name]())
    rows = [row for model in KINDS.values() for row in model.objects.all()]
    assert rows
    assert {str(row.author) for row in rows} == {"mira"}


def test_every_address_that_changes_something_is_tried(article: Article, editor: Client) -> None:
    names = {pattern.name for pattern in review_urls.urlpatterns} - {"take_back"}
    changing = {name for name in names if name and editor.post(address(name, article)).status_code != 405}
    assert changing == CHANGES.keys() | OF_TWO


def test_a_split_has_its_author(article: Article, editor: Client) -> None:
    decide.join(event(), event("2024-04-01"), "", None)
    decide_actors.join(actor(), actor("Anna Berg"), "", None)
    settle()
    one, who = Event.objects.get(), Actor.objects.get()
    editor.post(reverse("event_split", args=[one.public_id]), {"telling": one.mentions.all()[0].pk})
    editor.post(reverse("actor_split", args=[who.public_id]), {"telling": who.tellings.all()[0].pk})
    made = Judgement.objects.filter(author__username="mira", same=False)
    assert set(made.values_list("about", flat=True)) == {"events", "actors"}
    settle()
    assert (Event.objects.count(), Actor.objects.count()) == (2, 2)
