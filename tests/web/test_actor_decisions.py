"""What people decide about actors: shown at the next merge, kept by later ones, taught to later articles."""

import pytest

from tests.web.story_rows import add_article, extraction
from timeline import additions, decide, decide_actors, decide_parts
from timeline.additions import Refused
from timeline.decide_parts import Part
from timeline.decision_words import actor_history, lost
from timeline.models import Actor, ActorChange, Alias, Article, Event, EventActor, PartChange
from timeline.settle import settle
from timeline.store import store

pytestmark = pytest.mark.django_db

What = ActorChange.What
TEXT = "Mira Halden signed harbour accord."


@pytest.fixture
def article() -> Article:
    made = add_article(TEXT, "2024-03-02", day="2024-03-01")
    settle()
    return made


def actor(name: str = "Mira Halden") -> Actor:
    return Actor.objects.get(name=name)


def change(what: str, value: str = "", name: str = "Mira Halden") -> ActorChange:
    row = decide_actors.change(actor(name), what, value, "known to me", None)
    settle()
    return row


def again(article: Article) -> None:
    """Everything that the machine read is read anew."""
    store(article, extraction(article.text, "2024-03-02", "2024-03-01", "sign"))
    settle(everything=True)


def names() -> list[str]:
    return sorted(Actor.objects.values_list("name", flat=True))


def test_a_new_name_and_kind_are_shown_and_last(article: Article) -> None:
    first = actor().public_id
    rows = [change(What.RENAMED, "Mira K. Halden"), change(What.KIND, "group", "Mira K. Halden")]
    again(article)
    shown = Actor.objects.get()
    assert (shown.name, shown.kind, shown.public_id, shown.reviewed) == (
        "Mira K. Halden",
        "group",
        first,
        True,
    )
    assert Event.objects.get().search_text.count("Mira K. Halden") == 1
    assert {"Mira Halden", "Mira K. Halden"} <= set(shown.aliases.values_list("name", flat=True))
    for row in rows:
        decide.take_back(row, None)
    settle()
    shown.refresh_from_db()
    assert (shown.name, shown.kind, shown.reviewed) == ("Mira Halden", "person", False)


def test_a_name_that_is_added_is_read_so_in_later_articles(article: Article) -> None:
    row = change(What.ALIAS, "Anna Berg")
    assert names() == ["Mira Halden"]
    add_article("Anna Berg opened long market.", "2024-04-02", day="2024-04-01", lemma="open")
    settle()
    assert names() == ["Mira Halden"]
    assert actor().article_count == 2
    decide.take_back(row, None)
    settle()
    assert names() == ["Anna Berg", "Mira Halden"]


def test_a_name_that_is_taken_away_keeps_later_articles_apart(article: Article) -> None:
    add_article("Anna Berg opened long market.", "2024-04-02", day="2024-04-01", lemma="open")
    change(What.ALIAS, "Anna Berg")
    row = change(What.NOT_ALIAS, "Anna Berg")
    assert names() == ["Anna Berg", "Mira Halden"]
    add_article("Anna Berg closed short market.", "2024-05-02", day="2024-05-01", lemma="close")
    settle()
    assert Actor.objects.get(name="Anna Berg").article_count == 2
    decide.take_back(row, None)
    settle()
    assert names() == ["Mira Halden"]


def test_what_is_no_actor_takes_no_part_in_later_articles_either(article: Article) -> None:
    row = change(What.NOT_AN_ACTOR)
    assert not Actor.objects.exists()
    assert not EventActor.objects.exists()
    add_article("Mira Halden opened long market.", "2024-04-02", day="2024-04-01", lemma="open")
    settle()
    assert not Actor.objects.exists()
    assert Event.objects.count() == 2
    decide.take_back(row, None)
    settle()
    assert actor().event_count == 2


def test_two_actors_are_joined_and_parted_again(article: Article) -> None:
    add_article("Anna Berg opened long market.", "2024-04-02", day="2024-04-01", lemma="open")
    settle()
    row = decide_actors.join(actor(), actor("Anna Berg"), "one woman", None)
    settle()
    (one,) = Actor.objects.all()
    assert one.event_count == 2
    assert [entry.row for entry in actor_history(one)] == [row]
    decide.take_back(row, None)
    settle()
    assert names() == ["Anna Berg", "Mira Halden"]


def test_some_articles_mean_somebody_else(article: Article) -> None:
    for n in range(4):
        add_article(
            f"Mira Halden opened market {n}.", f"2024-04-0{n + 1}", day=f"2024-04-0{n + 1}", lemma="open"
        )
    settle()
    tellings = list(actor().tellings.order_by("article__published"))
    rows = decide_actors.part(actor(), [tellings[0].pk, tellings[1].pk], "her aunt", None)
    settle()
    assert sorted(Actor.objects.values_list("article_count", flat=True)) == [2, 3]
    add_article("Mira Halden opened market 9.", "2024-06-02", day="2024-06-01", lemma="open")
    settle()
    assert Actor.objects.count() == 2
    decide.take_back(rows[1], None)
    settle()
    assert Actor.objects.get().article_count == 6


@pytest.mark.parametrize("chosen", [[], None])
def test_none_or_all_articles_part_nobody(article: Article, chosen: list[int] | None) -> None:
    every = list(actor().tellings.values_list("pk", flat=True))
    assert decide_actors.part(actor(), every if chosen is None else chosen, "", None) == []


def test_who_takes_part_is_changed_and_lasts(article: Article) -> None:
    add_article("Anna Berg opened long market.", "2024-04-02", day="2024-04-01", lemma="open")
    settle()
    event = Event.objects.get(edtf="2024-03-01")
    act = decide.new_act()
    assert decide_parts.change(event, [Part("Anna Berg", "patient", "person")], "not she", None, act) == 2
    wanted = [("Anna Berg", "patient")]
    assert cast(event) == wanted
    searched = Event.objects.get(pk=event.pk).search_text.split("\n")
    assert "Anna Berg" in searched
    assert "Mira Halden" not in searched
    settle()
    assert cast(event) == wanted
    again(article)
    assert cast(event) == wanted
    assert actor("Anna Berg").event_count == 2
    decide.take_back(PartChange.objects.all()[0], None)
    assert PartChange.objects.filter(retracted_at=None).count() == 0
    assert cast(event) == [("Mira Halden", "agent")]
    settle()
    assert cast(event) == [("Mira Halden", "agent")]


def cast(event: Event) -> list[tuple[str, str]]:
    return sorted(EventActor.objects.filter(event=event).values_list("actor__name", "role"))


def test_somebody_who_was_not_seen_takes_part_if_the_article_names_them(article: Article) -> None:
    event = Event.objects.get()
    act = decide.new_act()
    mira = Part("Mira Halden", "agent", "person", actor())
    decide_parts.change(event, [mira, Part("harbour", "patient", "place")], "", None, act)
    settle()
    assert cast(event) == [("Mira Halden", "agent"), ("harbour", "patient")]
    again(article)
    assert cast(event) == [("Mira Halden", "agent"), ("harbour", "patient")]
    decide.take_back(PartChange.objects.get(), None)
    settle()
    assert cast(event) == [("Mira Halden", "agent")]
    assert names() == ["Mira Halden"]


def test_a_part_follows_its_actor_when_actors_are_joined(article: Article) -> None:
    other = add_article("Anna Berg opened long market.", "2024-04-02", day="2024-04-01", lemma="open")
    third = add_article("Zora Lind closed long market.", "2024-05-02", day="2024-05-01", lemma="close")
    settle()
    event = Event.objects.get(edtf="2024-03-01")
    decide_parts.change(event, [Part("Anna Berg", "agent", "person")], "", None, "")
    decide_actors.join(actor("Zora Lind"), actor("Anna Berg"), "", None)
    settle()
    assert len(cast(event)) == 1
    assert {other.cast.get().actor_id, third.cast.get().actor_id} == {
        EventActor.objects.get(event=event).actor_id
    }


def test_a_decision_on_an_article_that_is_gone_is_listed(article: Article) -> None:
    row = change(What.RENAMED, "Mira K. Halden")
    assert not lost(row)
    article.delete()
    settle()
    assert lost(row)
    add_article(TEXT, "2024-03-02", day="2024-03-01")
    settle()
    assert names() == ["Mira K. Halden"]
    assert not lost(row)


def test_an_actor_is_introduced_where_it_is_named(article: Article) -> None:
    start = TEXT.index("harbour")
    row = decide_actors.introduce(article, (start, start + 7), "Harbour", "place", "", None)
    settle()
    assert actor("Harbour").kind == "place"
    again(article)
    assert names() == ["Harbour", "Mira Halden"]
    with pytest.raises(Refused):
        decide_actors.introduce(article, (start, start + 7), "Harbour", "place", "", None)
    decide.take_back(row, None)
    settle()
    assert names() == ["Mira Halden"]
    assert not Alias.objects.filter(name="Harbour").exists()


def test_what_was_said_of_somebody_added_is_not_said_of_another(article: Article) -> None:
    who = (additions.Part("agent", "person", "Zora Lind"),)
    (added,) = additions.add(article, [additions.Wanted(0, len(TEXT), "Accord", parts=who)], "", None)
    settle()
    row = change(What.RENAMED, "Zora B. Lind", "Zora Lind")
    assert names() == ["Mira Halden", "Zora B. Lind"]
    decide.take_back(added, None)
    settle()
    assert names() == ["Mira Halden"]
    assert lost(row)
