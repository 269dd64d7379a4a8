"""Merging only what changed gives what merging everything gives, whatever came, went or was decided."""

import hashlib
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from django.db.models import F
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from timeline import canonical, settle_actors, settle_events
from timeline.cast_tellings import Rows
from timeline.dates import DateInterval
from timeline.models import (
    Actor,
    ActorMention,
    ActorProposal,
    Article,
    Event,
    EventMention,
    EventProposal,
    Judgement,
    KnownActor,
)
from timeline.nlp import records
from timeline.settle import settle
from timeline.store import store
from timeline.terms import ActorKind, Factuality, MentionForm, Role

# A failing example is long enough to be read; making it smaller would take minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
NAMES = ["Mira Halden", "Oleh Kravets", "Halden", "Ada Lindqvist", "Mira Holden", "Tom Halden"]
LEMMAS = ["meet", "talk", "sign", "attack", "raid", "say"]
DAYS = ["2024-03-01", "2024-03-02", "2024-03", "2023", None]
WORDS = ["harbour", "ferry", "quarry", "tunnel", "glacier", "orchard"]

STORY: list[Any] = [(NAMES[0], LEMMAS[0], "2010-03-01", [], Factuality.OCCURRED)]

sentences = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(LEMMAS),
    st.sampled_from(DAYS),
    st.sets(st.sampled_from(WORDS), max_size=3).map(sorted),
    st.sampled_from([Factuality.OCCURRED, Factuality.PLANNED]),
)
stories = st.lists(sentences, min_size=1, max_size=3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), stories),
        st.tuples(st.just("delete"), st.integers(0, 9)),
        st.tuples(st.just("again"), st.integers(0, 9), stories),
        st.tuples(
            st.just("judge"),
            st.integers(0, 30),
            st.integers(0, 30),
            st.booleans(),
            st.sampled_from(["events", "actors"]),
        ),
        st.tuples(st.just("list"), st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)),
        st.tuples(st.just("retract"), st.integers(0, 9)),
        st.tuples(st.just("settle")),
    ),
    min_size=3,
    max_size=14,
)


def read(text: str, story: list) -> records.Extraction:  # type: ignore[type-arg]
    """What a reader would say of a text that has one line of fixed form for each sentence."""
    names = list(dict.fromkeys(sentence[0] for sentence in story))
    lines, spans, at = text.split("\n"), [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    actors = tuple(
        records.Actor(
            name,
            ActorKind.PERSON,
            tuple(
                records.ActorMention(
                    spans[i][0], spans[i][0] + len(name), name, MentionForm.NAME, {"code": "name"}
                )
                for i, sentence in enumerate(story)
                if sentence[0] == name
            ),
            aliases=(name,),
        )
        for name in names
    )
    events = tuple(
        records.EventMention(
            start=(start := spans[i][0] + len(name) + 1),
            end=start + len(lemma),
            trigger=lemma,
            lemma=lemma,
            sentence_start=spans[i][0],
            sentence_end=spans[i][1],
            timex=None,
            date=DateInterval.parse(day) if day else None,
            factuality=factuality,
            participants=(
                records.Participant(names.index(name), Role.AGENT, spans[i][0], spans[i][0] + len(name)),
            ),
            place=None,
            summary=lines[i],
            reason={"code": "timex-in-clause" if day else "abstain"},
            context=tuple(words),
        )
        for i, (name, lemma, day, words, factuality) in enumerate(story)
    )
    return records.Extraction("2024-03-02", (), events, actors, "test")


def add(number: int, story: list) -> None:  # type: ignore[type-arg]
    text = "\n".join(f"{name} {lemma} {number} {' '.join(words)}" for name, lemma, _, words, _ in story)
    sha = hashlib.sha256(text.encode()).hexdigest()
    article = Article.objects.create(
        public_id=sha[:10],
        title=text[:20],
        text=text,
        text_sha256=sha,
        published=date(2024, 3, 2 + number),
        pipeline="test",
    )
    store(article, read(text, story))


def judge(left: int, right: int, same: bool, about: str) -> None:
    model: Any = EventMention if about == "events" else ActorMention
    mentions = list(model.objects.select_related("article").order_by("article__text_sha256", "start"))
    if not mentions:
        return
    one, two = mentions[left % len(mentions)], mentions[right % len(mentions)]
    if one == two:
        return
    Judgement.objects.create(
        about=about,
        left_text=one.article.text_sha256,
        left_start=one.start,
        left_end=one.end,
        right_text=two.article.text_sha256,
        right_start=two.start,
        right_end=two.end,
        same=same,
    )


def perform(step: tuple, number: int) -> None:  # type: ignore[type-arg]
    kind, *rest = step
    articles = list(Article.objects.order_by("pk"))
    judgements = list(Judgement.objects.filter(retracted_at=None).order_by("pk"))
    if kind == "add":
        add(number, rest[0])
    elif kind == "delete" and articles:
        articles[rest[0] % len(articles)].delete()
    elif kind == "again" and articles:
        article = articles[rest[0] % len(articles)]
        known = read_anew(article, rest[1])
        store(article, known)
    elif kind == "judge":
        judge(*rest)
    elif kind == "retract" and judgements:
        row = judgements[rest[0] % len(judgements)]
        row.retracted_at = row.created
        row.save()
    elif kind == "list":
        KnownActor.objects.all().delete()
        name, *aliases = rest[0]
        KnownActor.objects.create(external_id="q1", name=name, kind="person", aliases=aliases)
    elif kind == "settle":
        settle()


def read_anew(article: Article, story: list) -> records.Extraction:  # type: ignore[type-arg]
    """The same lines with other dates: what a better reader might say."""
    lines = [line.split() for line in article.text.split("\n")]
    told = [
        (" ".join(words[: 2 if len(words) > 2 and not words[2].isdigit() else 1]), words) for words in lines
    ]
    _, _, day, extra, factuality = story[0]
    return read(
        article.text,
        [(name, words[len(name.split())], day, extra, factuality) for name, words in told],
    )


def proposed() -> tuple[list[Any], list[Any]]:
    """All rows of what almost was one, those left out that nobody is asked about any more."""
    spans = [f"{side}__{name}" for side in ("left", "right") for name in ("article__text_sha256", "start")]
    events = EventProposal.objects.exclude(left__event=F("right__event"))
    actors = ActorProposal.objects.values_list("left__name", "right__name", "block", "score", "told")
    return (
        sorted(map(repr, events.values_list(*spans, "score", "tied", "told"))),
        sorted(map(repr, actors)),
    )


@patch.object(settle_events, "_MOST", 99)  # look up what is near, however few articles there are
class Piecewise(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
    @given(steps)
    def test_piecewise_is_whole(self, drawn: list) -> None:  # type: ignore[type-arg]
        for number, step in enumerate(drawn):
            perform(step, number)
        settle()
        piecewise = list(canonical.lines()), proposed()
        settle(everything=True)
        assert (list(canonical.lines()), proposed()) == piecewise


@pytest.mark.django_db
def test_only_what_is_near_is_read_again() -> None:
    for number in range(8):
        words = [f"{WORDS[number % 6]}{number}"]
        add(
            number,
            [(NAMES[number % 4], LEMMAS[number % 6], f"20{10 + number}-03-01", words, Factuality.OCCURRED)],
        )
    settle()
    add(9, [(NAMES[0], LEMMAS[0], "2010-03-01", [], Factuality.OCCURRED)])
    settle_actors.settle()
    assert 1 < len(settle_events.plan().read.articles) < 5


@pytest.mark.django_db
def test_what_is_stored_while_merging_waits_for_the_next_time() -> None:
    add(1, STORY)
    settle_actors.settle()
    add(2, STORY)
    settle_events.write(settle_events.plan())
    assert EventMention.objects.filter(event=None).count() == 1
    settle()
    assert Event.objects.get().article_count == 2


@pytest.mark.django_db
def test_a_merge_starts_anew_if_what_it_read_was_changed_meanwhile() -> None:
    add(1, STORY)
    add(2, STORY)
    plans: list[settle_events.Plan] = []

    def plan() -> settle_events.Plan:
        found = prepared()
        if not plans:
            Article.objects.order_by("pk")[0].delete()
        plans.append(found)
        return found

    prepared = settle_events.plan
    with patch.object(settle_events, "plan", plan):
        settle()
    assert len(plans) == 2
    assert Event.objects.get().article_count == 1


@pytest.fixture
def merged(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The names of the tellings of actors that each merge looked at."""
    seen: list[set[str]] = []
    merge = settle_actors._merge

    def watch(rows: Rows) -> set[int]:
        seen.append({row.name for row in rows.values()})
        return merge(rows)

    monkeypatch.setattr(settle_actors, "_merge", watch)
    return seen


@pytest.mark.django_db
def test_a_telling_like_a_merged_one_is_taken_in_without_the_others(merged: list[set[str]]) -> None:
    for number in range(12):
        add(number, [(NAMES[0], LEMMAS[0], "2010-03-01", [], Factuality.OCCURRED)])
        settle()
    assert merged.count(set()) > 5  # all but those whose text comes first by its hash
    halden = Actor.objects.get()
    assert (halden.article_count, halden.event_count) == (12, 1)
    assert halden.aliases.get().mention_count == 12


@pytest.mark.django_db
def test_an_actor_is_merged_without_a_look_at_strangers(merged: list[set[str]]) -> None:
    for number, name in enumerate(["Ada Lindqvist", "Oleh Kravets", "Tom Halden", "Mira Holden"]):
        add(number, [(name, LEMMAS[0], "2010-03-01", [], Factuality.OCCURRED)])
    settle()
    add(9, [("Mira Halden", LEMMAS[0], "2010-03-01", [], Factuality.OCCURRED)])
    settle()
    assert merged[1:] == [{"Mira Halden", "Tom Halden"}]
