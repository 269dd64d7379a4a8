"""An editor adds an entry from selected words, changes who takes part, and judges actors by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_upload_journey import PASSWORD
from tests.web.story_rows import add_article
from timeline import apps
from timeline.models import Actor, ActorChange, Article, Event, EventActor, Judgement
from timeline.settle import settle

TEXT = "Mira Halden signed harbour accord. Caf\u00e9 \U0001f30d The ferry to Orlo ran aground."


@pytest.fixture
def article(live_server: LiveServer) -> Article:
    made = add_article(TEXT, "2024-03-02", day="2024-03-01")
    for n, name in enumerate(("Anna Berg", "Zora Lind", "Tomas Brekke")):
        add_article(f"{name} opened market {n}.", f"2024-04-0{n + 1}", day=f"2024-04-0{n + 1}", lemma="open")
    settle()
    User.objects.create_user("mira", password=PASSWORD).groups.add(Group.objects.get(name=apps.EDITORS))
    return made


def sign_in(page: Page, url: str, then: str) -> None:
    page.goto(f"{url}/accounts/login/?next={then}")
    page.get_by_label("Name").fill("mira")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def select(page: Page, words: str) -> None:
    """Select words of the article, wherever they stand in its elements."""
    page.evaluate(
        """words => {
            const line = document.querySelector(".para p");
            const range = document.createRange();
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            let at = 0, text = "", nodes = [];
            while (walker.nextNode()) {
                if (walker.currentNode.parentElement.closest(".no")) continue;
                nodes.push([text.length, walker.currentNode]);
                text += walker.currentNode.data;
            }
            const place = (offset) => {
                const [from, node] = nodes.findLast(([begins]) => begins <= offset);
                return [node, offset - from];
            };
            range.setStart(...place(text.indexOf(words)));
            range.setEnd(...place(text.indexOf(words) + words.length));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_selected_words_become_an_entry(reader: Page, live_server: LiveServer, article: Article) -> None:
    sign_in(reader, live_server.url, f"/articles/{article.public_id}/")
    expect(reader.locator(".selection")).to_be_hidden()
    select(reader, "The ferry to Orlo ran aground.")
    reader.get_by_role("link", name="Add as an entry").click()
    expect(reader.locator(".chosen mark")).to_have_text("The ferry to Orlo ran aground.")
    expect(reader.get_by_label("What happened")).to_have_value("The ferry to Orlo ran aground")
    reader.get_by_label("Date").fill("28 February 2024")
    reader.get_by_label("Name").first.fill("Orlo")
    reader.get_by_label("Kind").first.select_option("place")
    reader.get_by_label("Part").first.select_option("patient")
    reader.get_by_role("button", name="Add the entry").click()
    expect(reader.locator(".messages")).to_contain_text("is added")
    settle()
    event = Event.objects.get(title="The ferry to Orlo ran aground")
    assert (event.edtf, event.parts.get().actor.name) == ("2024-02-28", "Orlo")
    reader.goto(f"{live_server.url}/events/{event.public_id}/")
    expect(reader.locator(".evidence mark")).to_have_text("The ferry to Orlo ran aground.")


def test_without_script_a_sentence_is_chosen(
    plain_reader: Page, live_server: LiveServer, article: Article
) -> None:
    sign_in(plain_reader, live_server.url, f"/articles/{article.public_id}/")
    plain_reader.get_by_role("link", name="Add an entry").click()
    plain_reader.get_by_label("The ferry to Orlo ran aground.").check()
    plain_reader.get_by_label("What happened").fill("Ferry aground")
    plain_reader.get_by_role("button", name="Add the entry").click()
    settle()
    assert Event.objects.get(title="Ferry aground").edtf == ""


def test_somebody_is_replaced_in_an_event(reader: Page, live_server: LiveServer, article: Article) -> None:
    event = Event.objects.get(edtf="2024-03-01")
    sign_in(reader, live_server.url, f"/events/{event.public_id}/edit/")
    reader.get_by_label("Part of Mira Halden").select_option("")
    reader.get_by_label("Name").first.fill("Anna Berg")
    reader.get_by_role("button", name="Save").click()
    expect(reader.locator("h1")).to_have_text("History")
    assert EventActor.objects.get(event=event).actor.name == "Anna Berg"
    reader.get_by_role("button", name="Take back").first.click()
    expect(reader.locator("tr.gone")).to_have_count(2)
    assert EventActor.objects.get(event=event).actor.name == "Mira Halden"


def test_actors_are_reviewed_by_keys(reader: Page, live_server: LiveServer, article: Article) -> None:
    sign_in(reader, live_server.url, "/review/?queue=actors")
    expect(reader.locator("h1")).to_have_text("Review")
    for key in "arn":
        press(reader, key)
        settle()
    reader.goto(f"{live_server.url}/review/?queue=actors")
    press(reader, "z")
    settle()
    assert ActorChange.objects.filter(retracted_at=None).count() == 1
    assert Actor.objects.filter(reviewed=True).count() == 1


def test_two_actors_are_made_one_and_taken_back(
    reader: Page, live_server: LiveServer, article: Article
) -> None:
    actor = Actor.objects.get(name="Anna Berg")
    sign_in(reader, live_server.url, f"/actors/{actor.public_id}/edit/")
    reader.get_by_label("The same as").fill("Zora Lind")
    reader.get_by_role("button", name="Compare the two").click()
    expect(reader.locator(".sides section")).to_have_count(2)
    reader.get_by_role("button", name="They are one").click()
    expect(reader.locator(".messages")).to_contain_text("are one actor")
    settle()
    assert Actor.objects.count() == 3
    reader.reload()
    reader.get_by_role("button", name="Take back").click()
    assert Judgement.objects.filter(retracted_at=None).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_phone(
    page: Page, live_server: LiveServer, article: Article, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    sign_in(page, live_server.url, "/review/")
    one, two = Actor.objects.order_by("name")[:2]
    event = Event.objects.get(edtf="2024-03-01")
    here = f"/articles/{article.public_id}"
    paths = [
        *("/review/?queue=actors", "/review/?queue=same-event", "/review/list/", "/audit/?lost"),
        *(
            f"{here}/add/",
            f"{here}/add/?start=36&end=60",
            f"{here}/add-actor/",
            f"{here}/add-actor/?find=Orlo",
        ),
        *(f"/actors/{one.public_id}/edit/", f"/actors/{one.public_id}/merge/?other={two.public_id}"),
        f"/events/{event.public_id}/edit/",
    ]
    for path in paths:
        page.goto(f"{live_server.url}{path}")
        assert Axe().run(page).response["violations"] == [], path
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.set_viewport_size({"width": 1280, "height": 900})
