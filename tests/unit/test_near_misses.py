"""What almost was one event or one actor, and why."""

import pytest

from tests.unit.merge_tellings import tell
from timeline.nlp.actors import actor_near
from timeline.nlp.actors.actor_merge import Telling, cluster
from timeline.nlp.merging.merge import THRESHOLD, Clustering, Corpus, Ties
from timeline.nlp.merging.telling import MergeMention
from timeline.terms import ActorKind

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


def compared(*tellings: MergeMention, apart: bool = False) -> tuple[Ties, Clustering]:
    keys = [telling.key for telling in tellings]
    corpus = Corpus(tellings, (), [(keys[0], keys[1])] if apart else ())
    return corpus.tied_to(keys), corpus.cluster(keys)


def test_a_pair_just_below_the_bar_is_told_with_its_reasons() -> None:
    ours, theirs = "accord harbour ferry orchard glacier", "barley copper meadow anchor saddle"
    ties, found = compared(
        tell("a", "sign", day="2024-03-01", who="Halden", context=f"{ours} tunnel quarry", place="Kesh"),
        tell("b", "agree", day="2024-03", who="Halden", context=f"{theirs} window kettle", place="Tarn"),
    )
    (miss,) = ties.below
    assert len(found.components) == 2
    assert miss.score < THRESHOLD
    assert miss.told == ("kin-word", "same-time", "same-actor", "other-place")
    assert 0.1 < miss.likelihood < 0.5


def test_strangers_are_no_near_miss() -> None:
    ties, _ = compared(
        tell("a", "sign", day="2024-03-01", who="Halden", context="accord"),
        tell("b", "sign", day="2024-06-01", who="Kravets", context="quarry"),
    )
    assert ties.below == []


def test_what_is_one_event_is_no_near_miss() -> None:
    ties, found = compared(
        tell("a", "sign", day="2024-03-01", who="Halden", context="accord harbour"),
        tell("b", "sign", day="2024-03-01", who="Halden", context="accord harbour"),
    )
    assert (ties.below, found.parted) == ([], [])


def test_tied_tellings_that_were_kept_apart_are_told() -> None:
    _, found = compared(
        tell("a", "sign", day="2024-03-01", who="Halden", context="accord harbour"),
        tell("b", "sign", day="2024-03-01", who="Halden", context="accord harbour"),
        apart=True,
    )
    (miss,) = found.parted
    assert miss.score > THRESHOLD
    assert {"same-word", "same-day", "same-actor"} <= set(miss.told)


def told(
    article: str, name: str, kind: ActorKind = PERSON, *, gender: str = "", aliases: tuple[str, ...] = ()
) -> Telling:
    return Telling(article, 0, name, kind, gender=gender, aliases=aliases or (name,))


def proposed(*tellings: Telling) -> list[str]:
    """The codes of all proposals, each once for a pair."""
    blocks: dict[tuple[str, ...], list[tuple[int, actor_near.Sketch]]] = {}
    for number, actor in enumerate(cluster(tellings)):
        sketch = actor_near.sketch(actor.kind, [member.telling for member in actor.members])
        for key in actor_near.keys(sketch):
            blocks.setdefault(key, []).append((number, sketch))
    found = {
        (left, right, code)
        for key, block in blocks.items()
        for left, right, _, code in actor_near.pairs(key, block)
    }
    return sorted(code for _, _, code in found)


@pytest.mark.parametrize(
    ("tellings", "codes"),
    [
        ([told("a", "Mira Halden"), told("b", "Tom Halden"), told("c", "Halden")], ["surname", "surname"]),
        ([told("a", "Mira Halden"), told("b", "Mirna Halden")], ["given-name"]),
        ([told("a", "Mira Halden"), told("b", "Mira Holden")], ["spelling"]),
        (
            [told("a", "Kestrel Harbours", ORGANISATION), told("b", "Kestral Harbours", ORGANISATION)],
            ["spelling"],
        ),
        ([told("a", "Orlo Foods", ORGANISATION), told("b", "Orlo Foods North", ORGANISATION)], ["short"]),
        (
            [
                told("a", "Harbour Safety Board", ORGANISATION),
                told("b", "Hill Sports Bureau", ORGANISATION),
                told("c", "HSB", ORGANISATION),
            ],
            ["acronym", "acronym"],
        ),
        ([told("a", "Talav", PERSON, gender="female"), told("b", "Talav", PLACE)], ["kind"]),
    ],
)
def test_actors_that_might_be_one(tellings: list[Telling], codes: list[str]) -> None:
    assert proposed(*tellings) == codes


@pytest.mark.parametrize(
    "tellings",
    [
        [told("a", "Mira Halden"), told("b", "Oleh Halden")],
        [told("a", "Mira Halden", gender="female"), told("b", "Miro Halden", gender="male")],
        [told("a", "Vardania", PLACE), told("b", "Vardanian", ActorKind.GROUP)],
        [told("a", "Brigade 14 North", ORGANISATION), told("b", "Brigade 15 North", ORGANISATION)],
        [told("a", "Kesh", PLACE), told("b", "Kesh Lake", PLACE)],
        [told("a", "France", PLACE), told("b", "Francis", PLACE)],
    ],
)
def test_actors_that_are_two(tellings: list[Telling]) -> None:
    assert proposed(*tellings) == []


def test_one_article_that_names_both_tells_them_apart() -> None:
    pair = [Telling("a", 0, "Mira Halden", PERSON, aliases=("Mira Halden",))]
    pair += [Telling("a", 1, "Mira Holden", PERSON, aliases=("Mira Holden",))]
    assert proposed(*pair) == []


def test_a_name_that_a_crowd_bears_says_nothing() -> None:
    given = [f"{a}{b}na" for a in "BDFGKLMNPRST" for b in ("a", "e", "o")]
    crowd = [told(f"a{i}", f"{name} Halden") for i, name in enumerate(given)]
    assert "surname" in proposed(*crowd[:5], told("z", "Halden"))
    assert proposed(*crowd, told("z", "Halden")) == []
