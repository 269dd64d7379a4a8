"""Actors listed by hand: their names are one actor's, whatever the rules make of them."""

import pytest

from timeline.nlp.actors.actor_merge import ActorCluster, Reference, Telling, cluster
from timeline.terms import ActorKind

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


def told(article: str, name: str, kind: ActorKind = ORGANISATION, **more: object) -> Telling:
    more.setdefault("aliases", (name,))
    return Telling(article, int(str(more.pop("ordinal", 0))), name, kind, **more)  # type: ignore[arg-type]


def named(found: list[ActorCluster]) -> dict[str, str]:
    return {actor.name: "".join(m.telling.article for m in actor.members) for actor in found}


FERRIES = Reference("Q1", "Brevik Ferries", ORGANISATION, ("Sound Line", "BF"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (told("a", "Brevik Ferries"), told("b", "Sound Line")),
        (told("a", "Brevik Ferries"), told("b", "BF")),
        (told("a", "Sound Line"), told("b", "Sound Line", PERSON)),
        (told("a", "the line", aliases=("Sound Line", "the line")), told("b", "BF")),
    ],
)
def test_names_of_one_listed_actor_join_and_the_listed_name_is_shown(left: Telling, right: Telling) -> None:
    assert len(cluster([left, right])) == (1 if left.name == right.name else 2)
    (actor,) = cluster([left, right], references=[FERRIES])
    assert (actor.name, actor.kind, actor.reference) == ("Brevik Ferries", ORGANISATION, "Q1")
    assert set(actor.aliases) >= {"Brevik Ferries", "Sound Line", "BF"}
    assert actor.members[1].reason == {"code": "listed", "id": "Q1"}


def test_listed_persons_by_full_name_and_spelling() -> None:
    halden = Reference("Q2", "Mira Halden", PERSON, ("Mira Orlova",))
    tellings = [
        told("a", "Mira Orlowa", PERSON),
        told("b", "Mira Halden", PERSON),
        told("c", "Halden", PERSON),
    ]
    assert named(cluster(tellings, references=[halden])) == {"Mira Halden": "abc"}


def test_a_surname_beside_another_given_name_is_no_match() -> None:
    halden = Reference("Q2", "Mira Halden", PERSON, ("Halden",))
    tom = told("a", "Tom Halden", PERSON, aliases=("Halden", "Tom Halden"))
    assert named(cluster([tom], references=[halden])) == {"Tom Halden": "a"}


def test_two_listed_actors_of_one_name_stay_two() -> None:
    town = Reference("Q3", "Brevik (town)", PLACE, ("Brevik",))
    other = Reference("Q4", "Brevik (island)", PLACE, ("Brevik", "Brevik Island"))
    tellings = [told("a", "Brevik", PLACE), told("b", "Brevik Island", PLACE)]
    assert named(cluster(tellings, references=[town, other])) == {"Brevik": "a", "Brevik (island)": "b"}


def test_rules_never_join_two_listed_actors() -> None:
    bank = Reference("Q5", "Orlo Bank AG", ORGANISATION, ("Orlo Bank Switzerland",))
    other = Reference("Q6", "Orlo Bank plc", ORGANISATION)
    tellings = [told("a", "Orlo Bank Switzerland"), told("b", "Orlo Bank"), told("c", "Orlo Bank plc")]
    found = named(cluster(tellings, references=[bank, other]))
    assert found["Orlo Bank AG"] == "a"
    assert "Orlo Bank plc" in found


def test_people_decide_before_the_list() -> None:
    left, right = told("a", "Brevik Ferries"), told("b", "Sound Line")
    assert len(cluster([left, right], cannot_link=[(left.key, right.key)], references=[FERRIES])) == 2
    other = told("c", "Harbour Fund")
    found = cluster([left, other], must_link=[(left.key, other.key)], references=[FERRIES])
    assert named(found) == {"Brevik Ferries": "ac"}


def test_descriptions_are_never_listed_actors() -> None:
    line = told("a", "Sound Line", aliases=())
    assert named(cluster([line], references=[FERRIES])) == {"Sound Line": "a"}
    assert cluster([line], references=[FERRIES])[0].reference == ""
