"""Actors of many articles: which tellings are one actor, whatever the order they come in."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.nlp.actors.actor_merge import ActorCluster, Office, Telling, cluster
from timeline.terms import ActorKind

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


def told(article: str, name: str, kind: ActorKind = PERSON, **more: object) -> Telling:
    """A telling whose only name is `name`, unless `aliases` says otherwise."""
    more.setdefault("aliases", (name,))
    return Telling(article, int(str(more.pop("ordinal", 0))), name, kind, **more)  # type: ignore[arg-type]


def groups(found: list[ActorCluster]) -> set[frozenset[str]]:
    return {frozenset(f"{m.telling.article}{m.telling.ordinal}" for m in actor.members) for actor in found}


def joined(*tellings: Telling) -> bool:
    return len(cluster(tellings)) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (told("a", "Mira Halden"), told("b", "Mira Halden")),
        (told("a", "Volodymyr Kovalsky"), told("b", "Volodimir Kovalski")),
        (told("a", "Mira Halden"), told("b", "Halden")),
        (told("a", "Robert Orlo"), told("b", "Bob Orlo")),
        (told("a", "Mira J. Halden"), told("b", "Mira Halden")),
        (told("a", "United States", PLACE), told("b", "US", PLACE)),
        (told("a", "NATO", ORGANISATION), told("b", "Atlantic Alliance", ORGANISATION)),
        (told("a", "Orlo Shipping Corp.", ORGANISATION), told("b", "Orlo Shipping", ORGANISATION)),
        (told("a", "Organization for Harbour Safety", ORGANISATION), told("b", "OHS", ORGANISATION)),
        (told("a", "Orlo Bank", ORGANISATION), told("b", "Orlo Bank", PERSON)),
        (
            told("a", "Portugal's parliament", ORGANISATION, aliases=()),
            told("b", "Portugal’s parliament", ORGANISATION, aliases=()),
        ),
        (
            told("a", "the Portugal coastguard", ORGANISATION, aliases=()),
            told("b", "Portugal's coastguard", ORGANISATION, aliases=()),
        ),
    ],
)
def test_names_of_one_actor(left: Telling, right: Telling) -> None:
    assert joined(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (told("a", "Mira Halden"), told("b", "Tom Halden")),
        (told("a", "Mira Halden"), told("b", "Mira Holden")),
        (told("a", "Mira Halden", gender="female"), told("b", "Halden", gender="male")),
        (
            told("a", "dockers", ActorKind.GROUP, aliases=()),
            told("b", "dockers", ActorKind.GROUP, aliases=()),
        ),
        (
            told("a", "the ministry", ORGANISATION, aliases=()),
            told("b", "the ministry", ORGANISATION, aliases=()),
        ),
        (
            told("a", "Union's board", ORGANISATION, aliases=()),
            told("b", "Union's board", ORGANISATION, aliases=()),
        ),
        (told("a", "Lisbon", PLACE), told("b", "Portugal", PLACE)),
        (told("a", "Norlanders", ActorKind.GROUP), told("b", "Norland", PLACE)),
    ],
)
def test_different_actors_stay_apart(left: Telling, right: Telling) -> None:
    assert not joined(left, right)


def test_a_surname_that_two_people_share_joins_neither() -> None:
    found = cluster([told("a", "Mira Halden"), told("b", "Tom Halden"), told("c", "Halden")])
    assert len(found) == 3


def test_a_short_form_of_two_firms_joins_neither() -> None:
    firms = [told("a", "Orlo Bank", ORGANISATION, aliases=("Orlo", "Orlo Bank"))]
    firms += [told("b", "Orlo Foods", ORGANISATION, aliases=("Orlo", "Orlo Foods"))]
    assert len(cluster([*firms, told("c", "Orlo", ORGANISATION)])) == 3


def test_a_description_finds_the_holder_of_the_office_in_another_article() -> None:
    known = told("a", "Mira Halden", roles=(Office("prime minister", "Norland"),), published="2024-03-04")
    meant = told(
        "b", "the Norland leader", aliases=(), roles=(Office("leader", "Norland"),), published="2024-04-09"
    )
    (found,) = cluster([known, meant])
    assert found.name == "Mira Halden"
    assert found.members[1].reason["code"] == "role-fact"


@pytest.mark.parametrize(
    ("facts", "published"),
    [
        ([("Mira Halden", ""), ("Tom Orlo", "")], "2024-04-09"),
        ([("Mira Halden", "XXXX")], "2024-04-09"),
        ([("Mira Halden", "")], "1999-04-09"),
    ],
)
def test_a_description_without_one_fitting_holder_stays_alone(
    facts: list[tuple[str, str]], published: str
) -> None:
    known = [
        told(f"a{i}", name, roles=(Office("president", "Norland", "", until),), published="2024-03-04")
        for i, (name, until) in enumerate(facts)
    ]
    meant = told(
        "b", "the Norland leader", aliases=(), roles=(Office("leader", "Norland"),), published=published
    )
    assert frozenset({"b0"}) in groups(cluster([*known, meant]))


def test_people_decide_against_and_for_the_rules() -> None:
    left, right, other = told("a", "Mira Halden"), told("b", "Mira Halden"), told("c", "Oleh Kravets")
    assert len(cluster([left, right], cannot_link=[(left.key, right.key)])) == 2
    (found,) = cluster([left, other], must_link=[(left.key, other.key)])
    assert found.members[1].reason["code"] == "judgement"
    assert len(cluster([left, other], [(left.key, other.key)], [(other.key, left.key)])) == 2
    assert len(cluster([left], must_link=[(left.key, ("gone", 9))])) == 1


def test_the_name_is_full_frequent_and_from_the_tables_for_states() -> None:
    tellings = [
        told("a", "Volodymyr Kovalsky", mentions=4, published="2024-01-01"),
        told("b", "Volodymyr Kovalsky", mentions=4, published="2024-01-02"),
        told("c", "Volodimir Kovalski", mentions=1, published="2024-01-03"),
        told("d", "Kovalski", mentions=9, published="2024-01-03"),
    ]
    (found,) = cluster(tellings)
    assert found.name == "Volodymyr Kovalsky"
    assert set(found.aliases) == {"Volodymyr Kovalsky", "Volodimir Kovalski", "Kovalski"}
    (state,) = cluster([told("a", "US", PLACE, mentions=9), told("b", "America", PLACE)])
    assert state.name == "United States"


_TELLINGS = [
    told("a", "Mira Halden", gender="female"),
    told("b", "Halden"),
    told("c", "Volodymyr Kovalsky"),
    told("d", "Kovalskyy", gender="male"),
    told("e", "Organization for Harbour Safety", ORGANISATION),
    told("f", "OHS", ORGANISATION),
]


def test_order_does_not_matter() -> None:
    wanted = cluster(_TELLINGS)
    for order in permutations(_TELLINGS[:5]):
        assert cluster([*order, _TELLINGS[5]]) == wanted


@given(st.lists(st.sampled_from(["Halden", "Mira Halden", "Tom Halden", "M. Halden", "Orlo"]), max_size=8))
def test_every_telling_is_in_exactly_one_cluster(drawn: list[str]) -> None:
    tellings = [told(f"art{i}", name) for i, name in enumerate(drawn)]
    found = cluster(tellings)
    assert sorted(m.telling.key for actor in found for m in actor.members) == sorted(t.key for t in tellings)
    assert cluster(tellings[::-1]) == found


def test_ten_thousand_tellings_are_quick() -> None:
    tellings = [told(f"{i:05}", f"Ana Brist-{i % 700}") for i in range(10_000)]
    assert len(cluster(tellings)) == 700


def _office(article: str, day: str, name: str = "", **more: str) -> Telling:
    """A telling that gives somebody, or nobody by name, the office of prime minister of Norland."""
    role = Office("prime minister", "Norland", **more)
    names = (name,) if name else ()
    return told(article, name or "the prime minister", aliases=names, roles=(role,), published=day)


@pytest.mark.parametrize(
    ("described", "holder"),
    [("2023-05-01", "Mira Halden"), ("2024-04-02", "Tom Orlo"), ("2024-01-15", "Mira Halden"), ("", None)],
)
def test_of_two_holders_one_after_the_other_the_one_of_that_day(described: str, holder: str | None) -> None:
    first = [_office("a", "2023-03-04", "Mira Halden"), _office("b", "2023-12-30", "Mira Halden")]
    second = [_office("c", "2024-02-01", "Tom Orlo"), _office("d", "2024-03-01", "Tom Orlo")]
    found = cluster([*first, *second, _office("z", described)])
    assert next(c for c in found if "z" in {m.telling.article for m in c.members}).name == (
        holder or "the prime minister"
    )


def test_of_holders_named_in_turns_none_is_chosen() -> None:
    named = [_office("a", "2024-01-01", "Mira Halden"), _office("b", "2024-02-01", "Tom Orlo")]
    named.append(_office("c", "2024-03-01", "Mira Halden"))
    assert len(cluster([*named, _office("z", "2024-04-01")])) == 3


def test_a_former_holder_is_who_another_article_calls_so() -> None:
    now, then = (
        _office("a", "2024-01-01", "Tom Orlo"),
        _office("b", "2024-01-02", "Mira Halden", valid_to="XXXX"),
    )
    found = cluster([now, then, _office("z", "2024-01-03", valid_to="XXXX")])
    assert groups(found) == {frozenset({"a0"}), frozenset({"b0", "z0"})}


def test_nobody_held_an_office_before_it_began() -> None:
    holder = _office("a", "2024-01-01", "Mira Halden", valid_from="2021-05")
    assert len(cluster([holder, _office("z", "2020-03-20")])) == 2
    assert len(cluster([holder, _office("z", "2022-03-20")])) == 1
