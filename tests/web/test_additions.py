"""Events that people add: on the timeline with their words, whatever becomes of the machine's rows."""

import pytest

from tests.web.story_rows import add_article, extraction
from timeline import additions, decide
from timeline.additions import Part, Refused, Wanted
from timeline.models import Actor, AddedEvent, Article, Event, EventActor, EventMention
from timeline.settle import settle
from timeline.store import store

pytestmark = pytest.mark.django_db

TEXT = "Mira Halden signed harbour accord. The ferry to Orlo ran aground. Nobody was hurt."
WORDS = "The ferry to Orlo ran aground."


@pytest.fixture
def article() -> Article:
    made = add_article(TEXT, "2024-03-02", day="2024-03-01")
    settle()
    return made


def wanted(article: Article, words: str = WORDS, **fields: object) -> Wanted:
    start = article.text.index(words)
    values: dict[str, object] = {"title": "Ferry aground", "edtf": "2024-02-28", "factuality": "occurred"}
    return Wanted(start, start + len(words), **(values | fields))  # type: ignore[arg-type]


def add(article: Article, words: str = WORDS, **fields: object) -> AddedEvent:
    (row,) = additions.add(article, [wanted(article, words, **fields)], "seen by me", None)
    settle()
    return row


def added() -> Event:
    return Event.objects.get(mentions__added=True)


def test_it_stands_on_the_timeline_with_its_sentence(article: Article) -> None:
    add(article, parts=(Part("agent", "person", "Mira Halden"), Part("patient", "place", "Orlo")))
    event = added()
    assert (event.title, event.edtf, event.precision, event.factuality) == (
        "Ferry aground", "2024-02-28", "day", "occurred"
    )  # fmt: skip
    assert (event.reviewed, event.confidence, event.timeline) == (True, 1.0, True)
    mention = event.mentions.get()
    assert TEXT[mention.start : mention.end] == WORDS == TEXT[mention.sentence_start : mention.sentence_end]
    cast = EventActor.objects.filter(event=event).values_list("actor__name", "role", "actor__kind")
    assert sorted(cast) == [("Mira Halden", "agent", "person"), ("Orlo", "patient", "place")]
    assert Actor.objects.filter(name="Mira Halden").count() == 1
    assert "Orlo" in event.search_text


def test_it_is_never_merged_by_rule_but_by_a_person(article: Article) -> None:
    add(article, edtf="2024-03-01", parts=(Part("agent", "person", "Mira Halden"),))
    machine, own = Event.objects.get(mentions__added=False), added()
    assert machine != own
    decide.join(machine, own, "", None)
    settle()
    event = Event.objects.get()
    assert (event.title, event.mention_count) == ("Ferry aground", 2)
    assert event.machine["title"] != "Ferry aground"


def test_it_outlives_a_new_reading(article: Article) -> None:
    add(article, parts=(Part("patient", "place", "Orlo"),))
    event = added()
    store(article, extraction(TEXT, "2024-03-02", "2024-03-09", "sign"))
    settle()
    assert added() == event
    assert EventActor.objects.filter(event=event).count() == 1
    store(article, extraction(TEXT, "2024-03-02", None, "sign"))
    settle(everything=True)
    assert added() == event


@pytest.mark.parametrize("everything", [False, True])
def test_it_outlives_the_deletion_of_machine_rows(article: Article, everything: bool) -> None:
    add(article)
    public_id = added().public_id
    Event.objects.all().delete()
    EventMention.objects.all().delete()
    settle(everything=everything)
    assert (added().public_id, added().title) == (public_id, "Ferry aground")


def test_it_comes_back_with_its_article(article: Article) -> None:
    row = add(article)
    article.delete()
    settle()
    assert not Event.objects.exists()
    assert decide.event_about(row) is None
    add_article(TEXT, "2024-03-02", day="2024-03-01")
    settle()
    assert decide.event_about(row) == added()


def test_taken_back_it_goes_and_takes_nothing_else(article: Article) -> None:
    row = add(article)
    title = Event.objects.get(mentions__added=False).title
    decide.correct(added(), {"title": "Ferry hit a rock"}, "", None)
    settle()
    assert added().title == "Ferry hit a rock"
    decide.take_back(row, None)
    settle()
    assert [event.title for event in Event.objects.all()] == [title]
    assert AddedEvent.objects.get().retracted_at is not None
    again = add(article)
    assert decide.event_about(again) == added()


def test_what_is_decided_about_a_word_within_it_stays_with_the_word(article: Article) -> None:
    whole = add(article, words=TEXT)
    machine = Event.objects.get(mentions__added=False)
    decide.correct(machine, {"title": "Accord signed"}, "", None)
    settle()
    assert added().title == "Ferry aground"
    decide.correct(added(), {"edtf": "2024"}, "", None)
    settle()
    machine.refresh_from_db()
    assert (machine.title, machine.edtf) == ("Accord signed", "2024-03-01")
    assert added().edtf == "2024"
    decide.take_back(whole, None)
    settle()
    assert Event.objects.get().edtf == "2024-03-01"


def test_words_that_tell_an_entry_already_are_refused(article: Article) -> None:
    with pytest.raises(Refused, match="already"):
        add(article, words="signed")
    add(article)
    with pytest.raises(Refused, match="already"):
        add(article)
    assert AddedEvent.objects.count() == 1


def test_a_word_the_machine_only_mentions_gives_its_sentence(article: Article) -> None:
    EventMention.objects.update(timeline=False)
    row = add(article, words="signed")
    assert TEXT[row.start : row.end] == "Mira Halden signed harbour accord."


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "  "},
        {"edtf": "soon"},
        {"factuality": "certain"},
        {"parts": (Part("hero", "person", "A"),)},
        {"parts": (Part("agent", "person", " "),)},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_stored(
    article: Article, fields: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        additions.add(article, [wanted(article), wanted(article, "Nobody was hurt.", **fields)], "", None)
    assert not AddedEvent.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (10_000, 10_009), (34, 35)])
def test_a_span_without_words_is_refused(article: Article, start: int, end: int) -> None:
    with pytest.raises(Refused, match="Choose the words"):
        additions.add(article, [Wanted(start, end, "Title")], "", None)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ferry", "The ferry left. "),
        ("The ferry left.", "The ferry left. "),
        ("left. It", "The ferry left. It sank! "),
        ("sank!", "It sank! "),
        ("No stop", "No stop"),
        ("Next", "Next line"),
    ],
)
def test_the_sentence_around(words: str, sentence: str) -> None:
    text = "The ferry left. It sank! No stop\nNext line"
    start = text.index(words)
    first, last = additions.sentence_around(text, start, start + len(words))
    assert text[first:last] == sentence.strip()


def test_sentences_to_choose_from() -> None:
    text = "A title\n\nThe ferry left. It “sank.” Why?\nORLO, Jan. 15 - Mr. A. Lind saw it. So did all.\n"
    found = [text[start:end] for start, end in additions.sentences(text)]
    first = ["A title", "The ferry left.", "It “sank.”", "Why?"]
    assert found == [*first, "ORLO, Jan. 15 - Mr. A. Lind saw it.", "So did all."]
