"""Which tellings are of one event: kin words, shared actors, dates, stories, judgements."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.merge_tellings import tell
from timeline.nlp.merging import merge
from timeline.nlp.merging.likeness import Unit, likeness
from timeline.nlp.merging.merge import MergeMention
from timeline.nlp.merging.stories import Stories
from timeline.terms import ActorKind, Factuality

BRIDGE = "bridge river flood pillar engineer collapse village"
STRIKE = "docker union wage crane port container picket"


def groups(*mentions: MergeMention, **links: list[merge.Link]) -> list[list[str]]:
    """The clusters as lists of 'article:lemma'."""
    return [[f"{m.article}:{m.lemma}" for m in group] for group in merge.cluster(mentions, **links)]


def together(left: MergeMention, right: MergeMention, *others: MergeMention) -> bool:
    clusters = merge.cluster((left, right, *others))
    return any({left.key, right.key} <= {mention.key for mention in group} for group in clusters)


SIGNED = tell("a", "sign", day="2024-03-01", who="halden", whom="accord")


@pytest.mark.parametrize(
    ("other", "one_event"),
    [
        (tell("b", "sign", day="2024-03-01", who="halden", whom="accord"), True),
        (tell("b", "signing", day="2024-03-01", who="halden"), True),
        (tell("b", "sign", day="2024-03", who="halden"), True),
        (tell("b", "sign", day="2024-03-02", who="halden", whom="accord"), False),
        (tell("b", "sign", day="2024-03-02", who="halden", whom="accord", anchor="dct"), True),
        (tell("b", "sign", day="2024-03-03", who="halden", whom="accord", anchor="dct"), False),
        (tell("b", "sign", day="2024-03-01", who="kravets", whom="treaty"), False),
        (tell("b", "resign", day="2024-03-01", who="halden"), False),
        (tell("b", "say", day="2024-03-01", who="halden"), False),
    ],
)
def test_dated_tellings(other: MergeMention, one_event: bool) -> None:
    assert together(SIGNED, other) is one_event


@pytest.mark.parametrize("lemma", ["say", "announce", "tell"])
def test_what_is_said_twice_on_a_day_is_not_one_saying(lemma: str) -> None:
    one = tell("a", lemma, day="2024-03-01", who="halden", context="budget tax school")
    two = tell("b", lemma, day="2024-03-01", who="halden", context="harbour ferry storm")
    assert not together(one, two)


def test_mutual_acts_merge_whoever_is_named_first() -> None:
    one = tell("a", "meet", day="2024-03-01", who="halden", with_="kravets")
    two = tell("b", "talk", day="2024-03-01", who="kravets", with_="halden")
    assert together(one, two)


def test_roles_that_are_swapped_otherwise_are_another_event() -> None:
    one = tell("a", "sue", day="2024-03", who="halden", whom="kravets")
    two = tell("b", "sue", day="2024-03", who="kravets", whom="halden")
    assert not together(one, two)


def test_the_same_act_on_different_days_stays_apart_even_in_one_story() -> None:
    days = [
        tell(f"a{day}", "meet", day=f"2024-03-{day:02d}", who="halden", with_="kravets", context=STRIKE)
        for day in (1, 8, 15)
    ]
    assert len(merge.cluster(days)) == 3


def test_a_vague_date_cannot_chain_two_days_together() -> None:
    first = tell("a", "attack", day="2024-03-04", who="raiders", whom="orlo")
    month = tell("b", "attack", day="2024-03", who="raiders", whom="orlo")
    second = tell("c", "attack", day="2024-03-20", who="raiders", whom="orlo")
    clusters = groups(first, month, second)
    assert sorted(map(len, clusters)) == [1, 2]


def test_one_article_that_misstates_the_day_does_not_tear_an_event_apart() -> None:
    right = [
        tell(f"a{n}", "arrest", day="2024-03-04", who="police", whom="orlo", context=STRIKE) for n in range(6)
    ]
    undated = [tell(f"b{n}", "arrest", who="police", whom="orlo", context=STRIKE) for n in range(3)]
    wrong = tell("c", "arrest", day="2024-03-09", who="police", whom="orlo", context=STRIKE)
    clusters = merge.cluster([*right, *undated, wrong])
    assert max(map(len, clusters)) >= 8


def test_undated_tellings_merge_in_one_story_only() -> None:
    one = tell("a", "collapse", whom="bridge", context=BRIDGE)
    two = tell("b", "collapse", whom="bridge", context=BRIDGE)
    other = tell("c", "collapse", whom="talks", context=STRIKE)
    assert together(one, two, other)
    assert not together(one, other, two)


@pytest.mark.parametrize("lemma", ["go", "make", "open"])
def test_general_words_do_not_merge_without_a_date(lemma: str) -> None:
    one = tell("a", lemma, who="halden", context="harbour pier ferry")
    two = tell("b", lemma, who="halden", context="school budget tax")
    assert not together(one, two)


def test_a_plan_merges_with_its_fulfilment() -> None:
    plan = tell("a", "meet", day="2024-04", who="halden", with_="kravets", factuality=Factuality.PLANNED)
    done = tell("b", "meet", day="2024-04-09", who="halden,kravets", published="2024-04-10")
    assert together(plan, done)


def test_a_death_told_with_two_days_is_a_dispute_not_two_deaths() -> None:
    one = tell("a", "die", day="2024-03-01", who="orlo", place="Brist", published="2024-03-03")
    two = tell("b", "die", day="2024-03-02", who="orlo", place="Brist", published="2024-03-03")
    far = tell("b", "die", day="2024-03-22", who="orlo", place="Brist", published="2024-03-03")
    other = tell("b", "die", day="2024-03-02", who="brandt", place="Brist", published="2024-03-03")
    elsewhere = tell("b", "die", day="2024-03-02", who="orlo", place="Ansel", published="2024-03-03")
    assert together(one, two)
    assert not together(one, far)
    assert not together(one, other)
    assert not together(one, elsewhere)


def test_an_arrest_told_with_two_days_is_one_if_it_names_the_same_person() -> None:
    one = tell("a", "arrest", day="2024-03-01", who="police", whom="orlo", published="2024-03-03")
    two = tell("b", "detain", day="2024-03-02", whom="orlo", published="2024-03-03")
    other = tell("b", "arrest", day="2024-03-02", who="police", whom="brandt", published="2024-03-03")
    assert together(one, two)
    assert not together(one, other)


@pytest.mark.parametrize(("summary", "same"), [("Seven sailors died", True), ("Nine sailors died", False)])
def test_as_many_dead_on_two_days_are_the_same_dead(summary: str, same: bool) -> None:
    one = tell("a", "die", day="2024-03-01", context=BRIDGE, summary="Seven sailors died", whom="orlo")
    two = tell("b", "perish", day="2024-03-02", context=BRIDGE, summary=summary)
    assert together(one, two) is same


def test_what_lasts_has_many_days_of_which_one_is_shared() -> None:
    began = tell("a", "strike", day="2024-01-09", chain=1, context=STRIKE)
    later = [
        tell("a", "strike", day="2024-02-23", start=start, chain=1, context=STRIKE) for start in (30, 60)
    ]
    other = tell("b", "walkout", day="2024-01-09", context=STRIKE)
    assert together(began, other, *later)
    assert not together(began, tell("b", "walkout", day="2024-01-20", context=STRIKE), *later)


def test_what_a_state_lands_is_what_its_craft_does() -> None:
    state = tell("a", "land", day="2024-03-01", who="Norland", context=BRIDGE)
    state = replace(state, named=frozenset({("Norland", ActorKind.PLACE)}))
    craft = tell("a", "touch down", day="2024-03-01", who="Tern", start=80, context=BRIDGE)
    thing = replace(craft, named=frozenset({("Tern", ActorKind.OTHER)}))
    rival = replace(craft, named=frozenset({("Tern", ActorKind.PLACE)}))
    assert together(state, thing)
    assert not together(state, rival)


def test_a_chain_of_one_article_stays_together() -> None:
    call = tell("a", "speak", day="2024-03-01", who="halden", chain=0)
    again = tell("a", "conversation", start=40, chain=0)
    assert groups(call, again) == [["a:speak", "a:conversation"]]


def test_people_decide_against_the_machine() -> None:
    left = tell("a", "sign", day="2024-03-01", who="halden", whom="accord")
    right = tell("b", "sign", day="2024-03-01", who="halden", whom="accord")
    other = tell("c", "resign", day="2023-05-05", who="orlo")
    assert groups(left, right, cannot_link=[(left.key, right.key)]) == [["a:sign"], ["b:sign"]]
    assert groups(left, other, must_link=[(other.key, left.key)]) == [["a:sign", "c:resign"]]


def test_not_the_same_wins_over_the_same() -> None:
    left, right = tell("a", "sign"), tell("b", "sign")
    pair = (left.key, right.key)
    assert groups(left, right, must_link=[pair], cannot_link=[pair]) == [["a:sign"], ["b:sign"]]


def test_judgements_on_what_is_gone_are_ignored() -> None:
    left = tell("a", "sign")
    gone = ("zz", 0, 1)
    assert groups(left, must_link=[(left.key, gone)], cannot_link=[(gone, left.key)]) == [["a:sign"]]


def test_no_tellings_no_events() -> None:
    assert merge.cluster([]) == []


MENTIONS = st.builds(
    tell,
    article=st.sampled_from("abcdef"),
    lemma=st.sampled_from(["meet", "talk", "sign", "attack", "strike", "die", "death"]),
    day=st.sampled_from(["", "2024-03-01", "2024-03-02", "2024-03", "2024", "2024-03-01~"]),
    who=st.sampled_from(["", "halden", "kravets", "halden,kravets"]),
    whom=st.sampled_from(["", "orlo"]),
    context=st.sampled_from(["", BRIDGE, STRIKE]),
    anchor=st.sampled_from(["dct", "timex-in-clause"]),
    start=st.integers(0, 9).map(lambda n: n * 50),
    chain=st.sampled_from([None, None, 0]),
)


@settings(deadline=None, derandomize=True)
@given(st.lists(MENTIONS, max_size=14, unique_by=lambda m: m.key), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(mentions: list[MergeMention], rng: random.Random) -> None:
    shuffled = rng.sample(mentions, len(mentions))
    clusters = merge.cluster(mentions)
    assert merge.cluster(shuffled) == clusters
    assert sorted(m.key for group in clusters for m in group) == sorted(m.key for m in mentions)


@settings(deadline=None, derandomize=True)
@given(st.lists(MENTIONS, min_size=2, max_size=12, unique_by=lambda m: m.key), st.data())
def test_what_people_said_holds_whatever_the_machine_thinks(
    mentions: list[MergeMention], data: st.DataObject
) -> None:
    pairs = st.tuples(st.sampled_from(mentions), st.sampled_from(mentions)).filter(lambda p: p[0] != p[1])
    same = data.draw(pairs)
    apart = [pair for pair in data.draw(st.lists(pairs, max_size=3)) if set(pair) != set(same)]
    clusters = merge.cluster(
        mentions,
        must_link=[(same[0].key, same[1].key)],
        cannot_link=[(a.key, b.key) for a, b in apart],
    )
    number = {mention.key: n for n, group in enumerate(clusters) for mention in group}
    assert number[same[0].key] == number[same[1].key]
    assert all(number[a.key] != number[b.key] for a, b in apart)


@pytest.mark.parametrize(("article", "one_event"), [("a", False), ("b", True)])
def test_an_article_does_not_deny_what_it_reports(article: str, one_event: bool) -> None:
    """Of two papers one may deny what the other reports."""
    reported = tell("a", "meet", day="2024-03", who="halden", with_="kravets")
    denied = tell(
        article,
        "meeting",
        day="2024-03",
        who="halden",
        with_="kravets",
        start=50,
        factuality=Factuality.DENIED,
    )
    assert together(reported, denied) is one_event


def test_a_plan_merges_with_the_news_that_it_came_to_nothing() -> None:
    planned = tell("a", "meet", context=BRIDGE, factuality=Factuality.PLANNED)
    assert together(planned, tell("b", "meeting", context=BRIDGE, factuality=Factuality.DENIED))


@pytest.mark.parametrize(
    ("article", "day", "one_event"),
    [("b", "2024-03-01", True), ("b", "", False), ("a", "2024-03-01", False)],
)
def test_related_words_need_the_same_date_in_another_article(article: str, day: str, one_event: bool) -> None:
    ballot = tell("a", "vote", day="2024-03-01", who="parliament", context=BRIDGE)
    outcome = tell(article, "ratify", day=day, who="parliament", context=BRIDGE, start=50)
    assert together(ballot, outcome) is one_event


@pytest.mark.parametrize(
    ("told", "same", "other"),
    [
        ("three miners die", "the three miners die", "nine miners die"),
        ("the first test fails", "a test fails", "the third test fails"),
    ],
)
def test_another_number_in_the_clause_speaks_against(told: str, same: str, other: str) -> None:
    one, two, three = (
        tell(article, "die", context=BRIDGE, summary=summary)
        for article, summary in (("a", told), ("b", same), ("c", other))
    )
    stories = Stories((one, two, three))
    left, right, stranger = (Unit.of([mention]) for mention in (one, two, three))
    alike, unlike = likeness(left, right, stories), likeness(left, stranger, stories)
    assert alike is not None
    assert unlike is not None
    assert alike >= unlike + 1


def _likeness_of_a_later_telling(summary: str, published: str) -> float:
    told = tell("a", "fail", context=BRIDGE, summary="the pillar failed", published="2024-03-02")
    later = tell("b", "fail", context=BRIDGE, summary=summary, published=published)
    score = likeness(Unit.of([told]), Unit.of([later]), Stories((told, later)))
    assert score is not None
    return score


def test_weeks_later_a_verb_alone_recalls_nothing() -> None:
    next_day = _likeness_of_a_later_telling("it failed", "2024-03-03")
    assert _likeness_of_a_later_telling("it failed", "2024-06-03") < next_day - 1
    assert _likeness_of_a_later_telling("the pillar failed", "2024-06-03") > _likeness_of_a_later_telling(
        "it failed", "2024-06-03"
    )
