"""Numbers, ordinals and content words of the clause of a telling."""

import pytest

from tests.unit.merge_tellings import tell
from timeline.nlp.merging import clause_words


@pytest.mark.parametrize(
    ("summary", "counts", "ordinals"),
    [
        ("Seven miners were buried", {7}, set()),
        ("A ferry with 1,250 passengers sank in 2019", {1250}, set()),
        ("One of the judges resigned", set(), set()),
        ("The second round was held", set(), {"2"}),
        ("", set(), set()),
    ],
)
def test_numbers(summary: str, counts: set[int], ordinals: set[str]) -> None:
    telling = tell("a", "do", summary=summary or " ")
    assert clause_words.counts([telling]) == counts
    assert clause_words.ordinals([telling]) == ordinals


def test_only_words_of_the_clause_count() -> None:
    telling = tell(
        "a", "sink", context="ferry passenger harbour weather", summary="A ferry with passengers sank"
    )
    assert clause_words.content(telling) == {"ferry", "passenger"}


@pytest.mark.parametrize(
    ("lemma", "summary", "found"),
    [
        ("open", "Gunmen opened fire on a patrol", "open fire"),
        ("take", "Two men were taken into custody at dawn", "take into custody"),
        ("walk", "The dockers walk out", "walk out"),
        ("open", "The museum opened its doors", "open"),
        ("take", "Fire crews took the road into town", "take"),
        ("meet", "They met fire chiefs", "meet"),
    ],
)
def test_a_set_phrase_is_one_word(lemma: str, summary: str, found: str) -> None:
    assert clause_words.phrase(lemma, summary) == found
