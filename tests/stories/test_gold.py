"""The gold of the sample stories is sound, and the figures on it do not fall."""

import tomllib
from datetime import date

import pytest

from tests.stories import score
from timeline.dates import DateInterval
from timeline.nlp.records import Actor, ActorMention, EventMention, Extraction, Participant
from timeline.terms import ActorKind, Factuality, MentionForm, Role

SLACK = 0.5
STORIES = [(story, of) for of in (*score.COLLECTIONS, score.SEALED) for story in score.stories(of)]
each_story = pytest.mark.parametrize(("story", "of"), STORIES, ids=[story for story, _ in STORIES])
BODY = "Ada Quist signed the lease on Friday. Nils Brandt did not."


def test_enough_articles_have_gold() -> None:
    assert len(score.stories()) >= 12


@each_story
def test_gold_is_sound(story: str, of: score.Collection) -> None:
    """Places occur once, dates parse, factualities are of the vocabulary, names are in the article."""
    published, body = score.read_article(story, of)
    date.fromisoformat(published)
    events = score.read_gold(story, body, of)
    assert len(events) >= 8
    for event in events:
        assert all(DateInterval.parse(reading) for reading in event.dates if reading)
        assert set(event.factualities) <= set(Factuality)
        for name in event.required + event.optional:
            assert name.casefold() in body.replace("\n", " ").casefold(), name


@each_story
def test_no_trigger_has_two_rows(story: str, of: score.Collection) -> None:
    _, body = score.read_article(story, of)
    spans = [event.spans[0] for event in score.read_gold(story, body, of)]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize("place", ["no mark", "the [", "[e]", "[absent] words"])
def test_an_unsound_place_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="must mark a trigger and occur once"):
        score._span("lease", BODY, place)


@pytest.mark.parametrize(
    ("table", "of"), [("shipped", score.SHIPPED), ("control", score.CONTROL), ("kinds", score.KINDS)]
)
def test_no_figure_falls(table: str, of: score.Collection) -> None:
    total = dict(score.score(score.stories(of), of))["all"]
    floor = tomllib.loads((score.HERE / "floor.toml").read_text(encoding="utf-8"))[table]
    fallen = [name for name in score.METRICS if total.figures()[name] < floor[name] - SLACK]
    assert not fallen, "\n".join([str(total.figures()), *total.errors])


def _told(edtf: str | None, factuality: Factuality, agent: int, timeline: bool = True) -> Extraction:
    """What a reader of BODY might hand out for "signed"."""
    people = [("Ada Quist", 0, 9), ("Nils Brandt", 38, 49)]
    actors = tuple(
        Actor(name, ActorKind.PERSON, (ActorMention(start, end, name, MentionForm.NAME, {}),))
        for name, start, end in people
    )
    _, start, end = people[agent]
    event = EventMention(
        start=10, end=16, trigger="signed", lemma="sign", sentence_start=0, sentence_end=37, timex=None,
        date=DateInterval.parse(edtf) if edtf else None, factuality=factuality,
        participants=(Participant(agent, Role.AGENT, start, end),), place=None, summary="", reason={},
        timeline=timeline,
    )  # fmt: skip
    return Extraction("2024-03-04", (), (event,), actors, "test")


GOLD = [score._gold_event("lease", BODY, ["Quist [signed] the", "2024-03-01", "occurred", ["Ada Quist"]])]


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        (_told("2024-03-01", Factuality.OCCURRED, 0), (100, 100, 100, 100, 100)),
        (_told("2024-03-01~", Factuality.OCCURRED, 0), (100, 100, 100, 100, 100)),
        (_told("2024-03", Factuality.OCCURRED, 0), (0, 100, 0, 100, 100)),
        (_told(None, Factuality.OCCURRED, 0), (0, 100, 0, 100, 100)),
        (_told("2024-03-01", Factuality.DENIED, 0), (100, 100, 100, 0, 100)),
        (_told("2024-03-01", Factuality.OCCURRED, 1), (100, 100, 100, 100, 0)),
        (_told("2024-03-01", Factuality.OCCURRED, 0, timeline=False), (0, 0, 0, 0, 0)),
    ],
)
def test_figures(said: Extraction, figures: tuple[int, ...]) -> None:
    assert tuple(score.compare("lease", GOLD, said).figures().values()) == figures


@pytest.mark.parametrize(
    ("name", "said", "same"),
    [
        ("Ada Quist", "Quist", True),
        ("dockers", "About 300 dockers", True),
        ("doctors", "the doctors of the hospital", True),
        ("hospital", "the doctors of the clinic", False),
        ("Harbour League", "the Harbour League's", True),
        ("Ada Quist", "Mona Quist", False),
        ("art", "Bogart", False),
    ],
)
def test_names(name: str, said: str, same: bool) -> None:
    assert score._is(name, Actor(said, ActorKind.OTHER, ())) is same
