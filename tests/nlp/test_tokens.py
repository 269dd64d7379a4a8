"""A text as plain objects says what spaCy says of it."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from timeline.nlp import pipeline, tokens

TEXTS = [
    "",
    "Dockers walked out.",
    "On Friday Mira Halden, who leads the dockers of Port Ansel, wouldn't say how long they'd stay out.\n\n"
    "“We'll see,” she told the Ansel Courier. The harbour, which a state-owned firm built in 1974, is idle.",
    "LIST:\n- one\n- two (of 3)\n\nSee http://orlo.example/a 🚢",
]
VALUES = (
    *(
        "text",
        "lower_",
        "lemma_",
        "pos_",
        "tag_",
        "dep_",
        "ent_type_",
        "ent_type",
        "ent_iob_",
        "i",
        "idx",
    ),
    *(
        "whitespace_",
        "is_sent_start",
        "is_sent_end",
        "is_space",
        "is_punct",
        "is_upper",
        "is_lower",
        "is_alpha",
    ),
    *("is_digit", "is_stop", "like_num", "like_url", "shape_", "n_lefts", "n_rights"),
)
ONE = ("head", "left_edge", "right_edge")
SEVERAL = ("lefts", "rights", "children", "subtree", "ancestors")


@pytest.fixture(scope="module", params=TEXTS, ids=["empty", "short", "story", "lines"])
def both(request: pytest.FixtureRequest) -> tuple[Doc, Doc]:
    parsed = pipeline.parse(request.param)
    return parsed, tokens.plain(parsed)


def test_tokens_have_the_same_values(both: tuple[Doc, Doc]) -> None:
    for theirs, ours in zip(*both, strict=True):
        assert [getattr(ours, name) for name in VALUES] == [getattr(theirs, name) for name in VALUES]
        assert len(ours) == len(theirs)


def test_tokens_hang_together_in_the_same_way(both: tuple[Doc, Doc]) -> None:
    for theirs, ours in zip(*both, strict=True):
        assert [getattr(ours, name).i for name in ONE] == [getattr(theirs, name).i for name in ONE]
        for name in SEVERAL:
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], name
        assert ours.doc[ours.i] is ours


def test_sentences_and_names_are_the_same(both: tuple[Doc, Doc]) -> None:
    parsed, plain = both
    assert plain.text == parsed.text
    assert [(s.start, s.end, s.root.i, s.text) for s in plain.sents] == [
        (s.start, s.end, s.root.i, s.text) for s in parsed.sents
    ]
    for theirs, ours in zip(parsed.ents, plain.ents, strict=True):
        assert (ours.label_, ours.text, ours.root.i) == (theirs.label_, theirs.text, theirs.root.i)
        assert (ours.start_char, ours.end_char) == (theirs.start_char, theirs.end_char)
        assert (ours[-1].i, len(ours), ours.sent.start) == (theirs[-1].i, len(theirs), theirs.sent.start)
    assert [token.sent.start for token in plain] == [token.sent.start for token in parsed]


@pytest.mark.parametrize("bounds", [(0, 0), (0, 2), (2, 1), (1, 99), (-3, None), (None, 3), (90, 99)])
def test_slices_are_the_same(nlp_parse: Callable[[str], Doc], bounds: tuple[int | None, int | None]) -> None:
    parsed = nlp_parse(TEXTS[2])
    theirs, ours = parsed[slice(*bounds)], tokens.plain(parsed)[slice(*bounds)]
    assert (ours.start, ours.end, ours.text) == (theirs.start, theirs.end, theirs.text)
    assert [token.i for token in ours] == [token.i for token in theirs]


def test_neighbours_end_with_the_text(nlp_parse: Callable[[str], Doc]) -> None:
    doc = tokens.plain(nlp_parse(TEXTS[1]))
    assert doc[1].nbor(-1) is doc[0]
    assert doc[1].nbor() is doc[2]
    for token, step in ((doc[0], -1), (doc[-1], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_what_no_stage_asks_is_an_error(nlp_parse: Callable[[str], Doc]) -> None:
    with pytest.raises(AttributeError, match="conjuncts"):
        _ = tokens.plain(nlp_parse(TEXTS[1]))[0].conjuncts
