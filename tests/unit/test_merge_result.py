"""What a merged event is: date, factuality, title, dispute, weight."""

from dataclasses import replace

import pytest

from tests.unit.merge_tellings import tell
from timeline.nlp.merging.merged import merge
from timeline.nlp.merging.telling import MergeMention
from timeline.terms import Factuality, Role

OCCURRED, PLANNED, DENIED = Factuality.OCCURRED, Factuality.PLANNED, Factuality.DENIED
CANCELLED, HYPOTHETICAL, CLAIMED = Factuality.CANCELLED, Factuality.HYPOTHETICAL, Factuality.CLAIMED


def edtf(*tellings: MergeMention) -> str:
    date = merge(tellings).date
    return date.edtf if date else ""


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2024", "2024-03-01", "2024-03"], "2024-03-01"),
        (["2024-03-01~", "2024-03-02"], "2024-03-02"),
        (["2024-02-26/2024-03-03", "2024-03"], "2024-02-26/2024-03-03"),
        (["", "2024-03"], "2024-03"),
        (["", ""], ""),
        (["2014-04/..", "2014"], "2014"),
        (["2024-03-01", "2024-03-01", "2024-04-01", "2024"], "2024-03-01"),
        (["2024-04-02~", "2024-03-01", "2024-03"], "2024-03-01"),
    ],
)
def test_the_finest_compatible_date_wins(days: list[str], expected: str) -> None:
    assert edtf(*(tell(f"a{number}", "x", day=day) for number, day in enumerate(days))) == expected


def test_a_stated_day_beats_the_day_of_publication() -> None:
    guess = tell("a", "x", day="2024-03-02", anchor="dct")
    assert edtf(guess, tell("b", "x", day="2024-03-01")) == "2024-03-01"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("2024-03-01", PLANNED), ("2024-04-10", OCCURRED)], OCCURRED),
        ([("2024-03-01", PLANNED), ("2024-04-10", CANCELLED)], CANCELLED),
        ([("2024-03-01", OCCURRED), ("2024-04-10", PLANNED)], OCCURRED),
        ([("2024-03-01", PLANNED), ("2024-04-10", PLANNED)], PLANNED),
        ([("2024-03-01", PLANNED), ("2024-04-10", HYPOTHETICAL)], PLANNED),
        ([("2024-03-01", OCCURRED), ("2024-04-10", DENIED)], DENIED),
        ([("2024-03-01", CLAIMED), ("2024-03-01", OCCURRED)], OCCURRED),
        ([("2024-03-01", HYPOTHETICAL)], HYPOTHETICAL),
        ([("2024-03-01", PLANNED), ("2024-03-10", OCCURRED), ("2024-03-20", PLANNED)], OCCURRED),
        ([("2024-03-20", PLANNED), ("2024-03-10", CANCELLED), ("2024-03-01", PLANNED)], CANCELLED),
        ([("2024-03-20", OCCURRED), ("2024-03-01", CANCELLED)], OCCURRED),
        ([("2024-03-01", OCCURRED), ("2024-03-20", HYPOTHETICAL), ("", PLANNED)], OCCURRED),
    ],
)
def test_the_newest_article_has_the_last_word(
    told: list[tuple[str, Factuality]], expected: Factuality
) -> None:
    tellings = [tell(f"a{n}", "x", published=day, factuality=value) for n, (day, value) in enumerate(told)]
    assert merge(tellings).factuality is expected


def test_conflicting_days_are_a_dispute_with_sides() -> None:
    one = merge([tell("a", "die", day="2024-03-01"), tell("b", "die", day="2024-03-02")])
    assert one.disputed
    assert one.sides == ("2024-03-01", "2024-03-02")


@pytest.mark.parametrize(("anchor", "disputed"), [("clause-relation", True), ("scene", False)])
def test_a_day_that_stands_beside_the_event_is_no_dispute(anchor: str, disputed: bool) -> None:
    other = tell("b", "resign", day="2024-03-02", anchor=anchor)
    assert merge([tell("a", "resign", day="2024-03-01"), other]).disputed is disputed


@pytest.mark.parametrize(("article", "lemma"), [("a", "die"), ("b", "visit")])
def test_other_differences_are_none(article: str, lemma: str) -> None:
    one = merge([tell("a", lemma, day="2024-03-01"), tell(article, lemma, day="2024-03-02", start=50)])
    assert not one.disputed


def test_one_article_denying_what_another_reports_is_a_dispute() -> None:
    told, denied = tell("a", "sell"), tell("b", "sell", factuality=DENIED)
    assert merge([told, denied]).disputed
    assert not merge([told, tell("a", "sell", start=9, factuality=DENIED)]).disputed
    assert not merge([told, tell("b", "sell")]).disputed


def test_the_title_is_the_fullest_telling_and_no_fragment() -> None:
    short = tell("a", "sign", who="halden", summary="Halden signed it")
    full = tell("b", "sign", who="halden", whom="accord", summary="Halden signed the accord")
    bare = tell("c", "signing", who="halden", whom="accord", place="Brist", summary="signing")
    assert merge([short, full, bare]).title == "Halden signed the accord"


def test_a_reckoned_day_does_not_win_over_days_told_by_more() -> None:
    reckoned = tell("a", "crash", day="2024-02-03", anchor="offset-from-event")
    days = {"b": "2024-02-06", "c": "2024-02-06", "d": "2024-02-05"}
    stated = [tell(article, "crash", day=day) for article, day in days.items()]
    assert edtf(reckoned, *stated) == "2024-02-06"


@pytest.mark.parametrize(
    "poorer",
    [
        tell(
            "a", "sign", who="halden", whom="accord", place="Brist", summary="She signed the accord in Brist"
        ),
        tell(
            "a", "sign", who="halden", whom="accord", place="Brist", summary="Whose envoy signed the accord"
        ),
        replace(
            tell("a", "signing", who="halden", whom="accord", summary="Halden's signing of it"), nominal=True
        ),
        tell("a", "sign", summary="The accord was signed"),
    ],
)
def test_a_clause_that_stands_alone_and_names_names_is_the_title(poorer: MergeMention) -> None:
    best = tell("b", "sign", who="halden", summary="Halden signed the accord", published="2024-03-05")
    assert merge([poorer, best]).title == "Halden signed the accord"


@pytest.mark.parametrize(
    "summary",
    [
        "To sign the accord of Brist",
        "Halden signed the accord of",
        "Halden signed the long harbour …",
        "Halden said",
    ],
)
def test_an_infinitive_or_a_cut_clause_is_no_title_if_there_is_a_whole_one(summary: str) -> None:
    poor = tell(
        "a", "sign", who="halden", whom="accord", place="Brist", summary=summary, published="2024-03-01"
    )
    whole = tell("b", "sign", summary="The accord was signed", published="2024-03-05")
    assert merge([poor, whole]).title == "The accord was signed"


def test_a_plan_is_no_title_of_what_happened_though_it_names_it() -> None:
    named = tell("a", "trial", summary="Planned: The vote was moved because of the trial")
    assert merge([named, tell("b", "trial", summary="The trial began")]).title == "The trial began"
    assert merge([named]).title == "The vote was moved because of the trial"


def test_only_a_label_is_left_out_of_a_title() -> None:
    plan = replace(tell("a", "vote", summary="Halden said: the vote is on"), factuality=PLANNED)
    assert merge([plan, tell("b", "vote", summary="The vote")]).title == "Halden said: the vote is on"
    claim = replace(tell("a", "vote", summary="Claimed by Halden: vote was fair"), factuality=CLAIMED)
    assert merge([claim, tell("b", "vote", summary="The vote")]).title == "Vote was fair"


def test_ties_go_to_the_earliest_article() -> None:
    late = tell("a", "sign", who="halden", summary="Halden has signed it", published="2024-03-05")
    early = tell("b", "sign", who="halden", summary="Halden signed it today", published="2024-03-01")
    assert merge([late, early]).title == "Halden signed it today"


def test_the_title_presents_the_event_as_it_is_merged() -> None:
    plan = tell("a", "meet", who="halden", with_="kravets", summary="planned: Halden to meet Kravets")
    plan = replace(plan, factuality=PLANNED)
    done = tell("b", "meet", who="halden", summary="Halden met her guest", published="2024-04-10")
    assert merge([plan, done]).title == "Halden met her guest"


def test_what_happened_is_not_labelled_planned() -> None:
    plan = replace(tell("a", "vote", summary="Planned: new vote on the pier"), factuality=PLANNED)
    assert merge([plan]).title == "Planned: new vote on the pier"
    assert merge([plan, tell("b", "vote", summary="The vote")]).title == "New vote on the pier"


def test_what_is_on_the_timeline_lends_the_title() -> None:
    aside = replace(
        tell(
            "a",
            "sign",
            who="halden",
            whom="accord",
            place="Brist",
            summary="Halden signed an accord in Brist",
        ),
        timeline=False,
    )
    own = tell("b", "sign", summary="To sign the accord at last", published="2024-03-05")
    assert merge([aside, own]).title == "To sign the accord at last"
    assert merge([aside, replace(own, summary="Signed it")]).title == "Halden signed an accord in Brist"


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Claimed by Orlo: The convoy shot at a patrol", CLAIMED),
        ("Denied: Talks almost broke down", Factuality.DENIED),
        ("Halden met the patrol", Factuality.OCCURRED),
        ("Planned: The vote was moved because of the trial", Factuality.OCCURRED),
    ],
)
def test_a_label_never_contradicts_what_is_shown(summary: str, shown: Factuality) -> None:
    assert merge([tell("a", "patrol", summary=summary)]).factuality is shown
    better = tell("b", "patrol", summary="A patrol was shot at")
    both = merge([tell("a", "patrol", summary=summary, who="halden"), better])
    assert both.factuality is Factuality.OCCURRED
    assert "laimed" not in both.title
    assert "enied" not in both.title


def test_importance_counts_articles_and_sentences() -> None:
    tellings = [tell("a", "x"), tell("a", "x", start=50), tell("b", "x")]
    one = merge(tellings)
    assert (one.articles, one.importance) == (2, 5)


def test_parts_are_those_of_all_tellings() -> None:
    one = merge([tell("a", "meet", who="halden"), tell("b", "meet", with_="kravets")])
    assert one.parts == (("halden", Role.AGENT), ("kravets", Role.PARTICIPANT))


def test_roles_are_those_told_with_the_own_date_of_the_event() -> None:
    dated = tell("a", "meet", day="2024-03-01", who="halden", with_="kravets")
    later = tell("b", "meeting", who="kravets,orlo", with_="halden")
    parts = merge([later, dated]).parts
    assert parts == (("halden", Role.AGENT), ("kravets", Role.PARTICIPANT), ("orlo", Role.AGENT))


@pytest.mark.parametrize("role", [Role.AGENT, Role.SOURCE])
def test_who_takes_part_is_not_a_source_as_well(role: Role) -> None:
    told = replace(tell("a", "meet", day="2024-03-01"), participants=(("halden", Role.SOURCE),))
    other = replace(tell("b", "meet"), participants=(("halden", role),))
    assert merge([told, other]).parts == (("halden", role),)
