"""The quick encoder gives the vectors that spaCy's own layers give."""

from typing import Any

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, use_ops

from timeline.nlp import encoder, pipeline

type Rows = NDArray[np.float32]

_STORY = (
    "On Friday the dockers of Port Ansel walked out; Mira Halden, who leads them, wouldn't say for how long. "
)
TEXTS = ["", " ", "Ship!", "\n\n", _STORY, _STORY * 90, "Ünïcode – “quotes” 🚢 and 3.5 % of $20"]
COMPONENTS = ("tok2vec", "ner")


@pytest.fixture(scope="module")
def own() -> Language:
    with use_ops("numpy", use_blis=False):
        return spacy.load(pipeline.DEFAULT_MODEL)


@pytest.fixture(scope="module")
def quick() -> Language:
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(pipeline.DEFAULT_MODEL)
    encoder.quicken(nlp)
    return nlp


def _model(nlp: Language, component: str) -> Model[Any, Any]:
    pipe: Any = nlp.get_pipe(component)
    model: Model[Any, Any] = pipe.model
    return model


def _names(nlp: Language, component: str) -> list[str]:
    return [node.name for node in _model(nlp, component).walk()]


def _vectors(nlp: Language, component: str, texts: list[str]) -> list[Rows]:
    model = _model(nlp, component)
    model = model.get_ref("tok2vec").layers[0] if model.has_ref("tok2vec") else model
    found: list[Rows] = model.predict([nlp.make_doc(text) for text in texts])
    return found


@pytest.mark.parametrize("component", COMPONENTS)
@pytest.mark.parametrize(
    "texts", [TEXTS, TEXTS[::-1], TEXTS[4:5], [""]], ids=["all", "reversed", "one", "none"]
)
def test_the_vectors_are_the_same(own: Language, quick: Language, component: str, texts: list[str]) -> None:
    theirs, ours = _vectors(own, component, texts), _vectors(quick, component, texts)
    assert [len(rows) for rows in ours] == [len(rows) for rows in theirs]
    for mine, expected in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, expected, rtol=1e-4, atol=1e-4)


def test_both_encoders_of_the_model_are_known(quick: Language) -> None:
    names = [name for component in COMPONENTS for name in _names(quick, component)]
    assert names.count("encoder") == len(COMPONENTS)
    assert "maxout" not in names


def test_kinds_of_words_are_forgotten_when_there_are_many(
    quick: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _vectors(quick, "tok2vec", TEXTS)
    monkeypatch.setattr(encoder, "_KINDS", 3)
    _vectors(quick, "tok2vec", ["Other words were here before."])
    for mine, before in zip(_vectors(quick, "tok2vec", TEXTS), expected, strict=True):
        np.testing.assert_array_equal(mine, before)


def test_another_architecture_is_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", **_CNN}})
    nlp.initialize()
    before = _names(nlp, "tok2vec")
    encoder.quicken(nlp)
    assert _names(nlp, "tok2vec") == before


_CNN = {
    "width": 32,
    "depth": 2,
    "embed_size": 100,
    "window_size": 2,
    "maxout_pieces": 3,
    "subword_features": True,
    "pretrained_vectors": None,
}
