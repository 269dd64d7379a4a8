"""What an article tells apart is never joined within it, however alike the words are."""

from dataclasses import replace

import pytest

from tests.unit.merge_tellings import tell
from timeline.nlp.merging import merge, one_article
from timeline.nlp.merging.telling import MergeMention
from timeline.terms import ActorKind, Factuality

PLANNED, OCCURRED, DENIED = Factuality.PLANNED, Factuality.OCCURRED, Factuality.DENIED
HYPOTHETICAL, CANCELLED = Factuality.HYPOTHETICAL, Factuality.CANCELLED
PORT = "harbour crane cargo pier"


def together(*mentions: MergeMention) -> bool:
    return len(merge.cluster(mentions)) == 1


def noun(article: str, lemma: str, *, definite: bool = False, day: str = "", start: int = 90) -> MergeMention:
    told = tell(article, lemma, day=day, context=PORT, start=start, summary=f"the {lemma} at the harbour")
    return replace(told, nominal=True, definite=definite)


@pytest.mark.parametrize("unreal", [PLANNED, HYPOTHETICAL, DENIED, CANCELLED])
@pytest.mark.parametrize("real", [OCCURRED, Factuality.ONGOING])
def test_what_may_happen_is_not_what_happened(unreal: Factuality, real: Factuality) -> None:
    one = tell("a", "attack", who="orlo", whom="brandt", factuality=real, context=PORT)
    two = tell("a", "attack", who="orlo", whom="brandt", factuality=unreal, context=PORT, start=80)
    assert not together(one, two)
    assert together(one, replace(two, factuality=real))


def test_a_chain_of_the_article_may_hold_a_plan_and_its_fulfilment() -> None:
    plan = tell("a", "meet", who="orlo", factuality=PLANNED, chain=1)
    assert together(plan, tell("a", "meeting", who="orlo", start=80, chain=1))


@pytest.mark.parametrize(
    ("who", "whom", "one_event"),
    [("orlo", "", True), ("kravets", "", False), ("kravets,orlo", "", True), ("", "kravets", True)],
)
def test_other_names_are_another_event(who: str, whom: str, one_event: bool) -> None:
    """Who did it and whom it befell may complete each other."""
    one = tell("a", "rob", day="2024-03-01", who="orlo", context=PORT)
    two = tell("a", "robbery", day="2024-03-01", who=who, whom=whom, context=PORT, start=80)
    assert together(one, two) is one_event


def test_who_meets_somebody_else_meets_again() -> None:
    one = tell("a", "meet", day="2024-03-01", who="orlo", context=PORT)
    assert not together(one, tell("a", "meeting", day="2024-03-01", whom="kravets", context=PORT, start=80))


@pytest.mark.parametrize(("lemma", "apart"), [("signing", False), ("endorse", True)])
def test_states_take_part_in_everything(lemma: str, apart: bool) -> None:
    """For mere synonyms they count as any name does."""
    one, two = (
        replace(
            tell("a", word, day="2024-03-01", who=who, context=PORT, start=start),
            named=frozenset({(who, ActorKind.PLACE)}),
        )
        for who, start, word in (("soravia", 0, "sign"), ("lunnland", 80, lemma))
    )
    assert one_article.tells_apart([one], [two]) is apart


@pytest.mark.parametrize(
    ("lemma", "day", "one_event"),
    [
        ("raid", "2024-03", True),
        ("raid", "2024-03-01", True),
        ("assault", "2024-03-01T10:00:00", True),
        ("raid", "2024-03-03", False),
        ("raid", "2024-02", False),
    ],
)
def test_another_date_in_the_clause_is_another_event(lemma: str, day: str, one_event: bool) -> None:
    one = tell("a", "raid", day="2024-03-01", who="orlo")
    two = tell("a", lemma, day=day, who="orlo", start=80)
    assert one_article.tells_apart([one], [two]) is not one_event


def test_a_coarser_date_is_the_same_only_for_the_same_word() -> None:
    one = tell("a", "talk", day="2024-03-01", context=PORT)
    assert one_article.tells_apart([one], [tell("a", "meeting", day="2024-03", start=80)])


@pytest.mark.parametrize(("definite", "one_event"), [(True, True), (False, False)])
def test_a_bare_noun_points_back_only_if_it_is_definite(definite: bool, one_event: bool) -> None:
    told = tell("a", "collapse", day="2024-03-01", whom="orlo", context=PORT, start=40)
    assert one_article.tells_apart([told], [noun("a", "collapse", definite=definite)]) is not one_event


def test_the_text_introduces_anew_what_the_headline_told() -> None:
    headline = tell("a", "collapse", context=PORT)
    assert not one_article.tells_apart([headline], [noun("a", "collapse")])


def test_other_articles_are_not_held_to_it() -> None:
    one = tell("a", "attack", who="orlo")
    assert not one_article.tells_apart([one], [tell("b", "attack", who="brandt", factuality=PLANNED)])


def test_one_misread_article_does_not_tear_apart_what_others_join() -> None:
    left = [tell(article, "raid") for article in "abc"]
    plan = tell("a", "raid", factuality=PLANNED, start=80)
    right = [plan, *(tell(article, "raid", start=80) for article in "bc")]
    assert not one_article.tells_apart(left, right)
    assert one_article.tells_apart(left, [plan])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("The ", True),
        ("They spoke of the long and costly ", True),
        ("After that ", True),
        ("In his ", True),
        ("There was a ", False),
        ("The envoy, tired, called for ", False),
        ("", False),
    ],
)
def test_definite(before: str, expected: bool) -> None:
    assert one_article.is_definite(before) is expected


def test_kin_of_kin_are_not_kin() -> None:
    """A speech is no meeting, though both may be talk."""
    speech, talk, meeting = (
        tell("a", lemma, day="2024-03-01", who="orlo,kravets", context=PORT, start=start)
        for lemma, start in (("speak", 0), ("talk", 50), ("meet", 90))
    )
    groups = merge.cluster((speech, talk, meeting))
    assert not any({"speak", "meet"} <= {mention.lemma for mention in group} for group in groups)
