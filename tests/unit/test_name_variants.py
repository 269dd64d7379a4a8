"""Spellings of one name over articles, and names that misread pronouns must not split."""

import pytest

from timeline.nlp.actors import names
from timeline.nlp.actors.actor_merge import Telling, cluster
from timeline.terms import ActorKind


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("yevhen", "yevgeny", True),
        ("danae", "danai", True),
        ("volodymyr", "vladimir", True),
        ("osama", "usama", True),
        ("daniel", "denis", False),
        ("maria", "marta", False),
    ],
)
def test_given_names(left: str, right: str, same: bool) -> None:
    assert names.same_given(left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Szeremet", "Sheremet", True),
        ("Reyhl", "Reyl", True),
        ("Brehme", "Breme", True),
        ("Ahoma", "Aoma", False),
    ],
)
def test_keys(left: str, right: str, same: bool) -> None:
    assert (names.key(left) == names.key(right)) is same


def _told(article: str, name: str, gender: str) -> Telling:
    return Telling(article, 0, name, ActorKind.PERSON, aliases=(name,), gender=gender)


@pytest.mark.parametrize(("name", "actors"), [("Ifeoma Castellane", 1), ("Castellane", 2)])
def test_a_misread_pronoun_splits_no_full_name(name: str, actors: int) -> None:
    assert len(cluster([_told("a", name, "female"), _told("b", name, "male")])) == actors


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ana Lindvold", "Ana Lindvolt", True),
        ("Ana Kirschmidt", "Ana Kirschmid", True),
        ("Ana Hawthorne", "Ana Hawthorn", True),
        ("Ana Brand", "Ana Brant", False),
        ("Ana Lindvold", "Eva Lindvolt", False),
        ("Ana Halden", "Ana Halder", False),
    ],
)
def test_what_the_ear_drops_at_the_end_of_a_surname(left: str, right: str, same: bool) -> None:
    tellings = [
        Telling(article, 0, name, ActorKind.PERSON, aliases=(name,))
        for article, name in (("a", left), ("b", right))
    ]
    assert (len(cluster(tellings)) == 1) is same
