"""Which words name the same kind of event."""

import pytest

from timeline.nlp.merging import kinship


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("resign", "resign"),
        ("resign", "resignation"),
        ("die", "death"),
        ("meet", "talks"),
        ("kill", "murder"),
        ("arrest", "apprehend"),
        ("collide", "crash"),
        ("invade", "invasion"),
    ],
)
def test_kin(left: str, right: str) -> None:
    assert kinship.kinship(left, right) == kinship.kinship(right, left) > 0
    assert kinship.keys(left) & kinship.keys(right)


@pytest.mark.parametrize(
    ("left", "right"), [("resign", "sign"), ("buy", "say"), ("vote", "fall"), ("", "die")]
)
def test_strangers(left: str, right: str) -> None:
    assert kinship.kinship(left, right) == 0


def test_the_closer_the_word_the_stronger_the_kinship() -> None:
    strengths = [kinship.kinship("die", word) for word in ("die", "death", "perish")]
    assert strengths == sorted(set(strengths), reverse=True)


def test_word_classes() -> None:
    assert kinship.is_reporting("say")
    assert not kinship.is_reporting("sign")
    assert kinship.is_general("take")
    assert kinship.is_mutual("meeting")
    assert not kinship.is_mutual("arrest")
    assert kinship.happens_once("death")
    assert not kinship.happens_once("visit")
