"""The word vectors behind spaCy's tagger, parser and entity recogniser, computed for reading only.

spaCy's layers serve training too: each makes its result anew for a whole batch and keeps what the way back
needs. Here the same sums are taken in the same order over blocks of rows that fit the processor's cache, and
the vector of a kind of word, before its context counts, is computed once. What comes out is the same.
"""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

type Floats = NDArray[np.float32]
# of one layer: weights with a column for each piece of each output, bias, and gain and shift of the norm
type Layer = tuple[Floats, Floats, Floats, Floats]

# spaCy's MultiHashEmbed without vectors, then its MaxoutWindowEncoder
_BUILT_LIKE = re.compile(
    r"extract_features>>list2ragged>>with_array\(ints-getitem>>hashembed(\|ints-getitem>>hashembed)+\)"
    r">>with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
    r">>with_array\(residual\(expand_window>>maxout>>layernorm>>dropout\)"
    r"(>>residual\(expand_window>>maxout>>layernorm>>dropout\))+\)"
)
_BLOCK = 512  # rows a time
_KINDS = 20_000  # how many kinds of word are remembered
_FEWEST = 16  # rows; products of fewer are summed in another order, so the last digit would differ


def quicken(nlp: Language) -> None:
    """Let every encoder of the pipeline that is built as known here compute its vectors in this way."""
    models = [getattr(component, "model", None) for _, component in nlp.pipeline]
    for model in models:
        for node in list(model.walk()) if isinstance(model, Model) else ():
            if _BUILT_LIKE.fullmatch(node.name) and len(node.layers) == 2 and _is_known(node.layers[1]):
                node.layers[:] = [_as_layer(Encoder(*node.layers))]


def _is_known(encode: Model[Any, Any]) -> bool:
    """Whether each layer looks at one word to each side and takes the largest of several pieces."""
    nodes = list(encode.walk())
    near = all(node.attrs["window_size"] == 1 for node in nodes if node.name == "expand_window")
    return near and all(node.get_dim("nP") > 1 for node in nodes if node.name == "maxout")


def _as_layer(encoder: "Encoder") -> Model[list[Doc], list[Floats]]:
    def forward(
        model: Model[list[Doc], list[Floats]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Floats], Callable[..., Any]]:
        return encoder(docs), _no_way_back

    return Model("encoder", forward)


def _no_way_back(*_: object) -> Any:
    raise NotImplementedError("the vectors are computed for reading, not for training")


class Embedding:
    """The vectors of words out of context, remembered by what they are made of (form, affixes, shape)."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._columns: list[int | str] = embed.layers[0].attrs["columns"]
        self._hashed, self._mixed = embed.layers[2].layers[0], embed.layers[3].layers[0]
        self._width: int = embed.get_dim("nO")
        self._forget()

    def _forget(self) -> None:
        """Number 0 is no word: it stands between texts."""
        self._numbers: dict[bytes, int] = {}
        self._vectors: Floats = np.zeros((1, self._width), dtype="float32")

    def rows(self, docs: list[Doc], between: int) -> Floats:
        """A row for each word of all texts, with so many rows of zeros before, between and behind them."""
        if len(self._numbers) > _KINDS:
            self._forget()
        known, apart = self._numbers, [0] * between
        kinds = [self._kinds(doc) for doc in docs]
        self._learn([kind for kind in dict.fromkeys(chain.from_iterable(kinds)) if kind not in known])
        found = list(apart)
        for kinds_of_text in kinds:
            found += [known[kind] for kind in kinds_of_text]
            found += apart
        rows: Floats = self._vectors[found]
        return rows

    def _kinds(self, doc: Doc) -> list[bytes]:
        features = np.ascontiguousarray(doc.to_array(self._columns), dtype="uint64")
        kinds: list[bytes] = features.view(f"V{features.shape[1] * 8}").ravel().tolist()
        return kinds

    def _learn(self, kinds: list[bytes]) -> None:
        if not kinds:
            return
        features = np.frombuffer(b"".join(kinds), dtype="uint64").reshape(len(kinds), -1)
        enough = np.resize(features, (max(len(kinds), _FEWEST), features.shape[1]))
        first = len(self._numbers) + 1
        self._numbers.update(zip(kinds, range(first, first + len(kinds)), strict=True))
        self._make_room(first, first + len(kinds))
        vectors = self._mixed.predict(self._hashed.predict(enough))
        self._vectors[first : first + len(kinds)] = vectors[: len(kinds)]

    def _make_room(self, used: int, needed: int) -> None:
        if needed > len(self._vectors):
            wider: Floats = np.zeros((2 * needed, self._width), dtype="float32")
            wider[:used] = self._vectors[:used]
            self._vectors = wider


class Encoder:
    """Turns texts into one row of floats for each token, as `embed` and `encode` do one after the other."""

    def __init__(self, embed: Model[Any, Any], encode: Model[Any, Any]) -> None:
        self._embedding = Embedding(embed)
        self._layers = [_layer(residual) for residual in encode.layers[0].layers]

    def __call__(self, docs: list[Doc]) -> list[Floats]:
        reach = len(self._layers)
        rows = self._embedding.rows(docs, reach)
        done = self._encoded(rows)
        found, start = [], 0
        for doc in docs:
            found.append(done[start : start + len(doc)])
            start += len(doc) + reach
        return found

    def _encoded(self, rows: Floats) -> Floats:
        """All rows but those at the ends, each with what stands around it taken in."""
        reach, width = len(self._layers), rows.shape[1]
        done: Floats = np.empty((max(len(rows) - 2 * reach, 0), width), dtype="float32")
        windows: Floats = np.empty((_BLOCK + 2 * reach, 3 * width), dtype="float32")
        sums: Floats = np.empty((len(windows), self._layers[0][0].shape[1]), dtype="float32")
        for start in range(0, len(done), _BLOCK):
            block = rows[start : start + _BLOCK + 2 * reach]
            for layer in self._layers:
                block = _through(layer, block, windows, sums)
            done[start : start + _BLOCK] = block
        return done


def _layer(residual: Model[Any, Any]) -> Layer:
    nodes = {node.name: node for node in residual.walk()}
    weights, bias = (np.asarray(nodes["maxout"].get_param(name)) for name in ("W", "b"))
    pieces_first = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
    gain, shift = (np.asarray(nodes["layernorm"].get_param(name)) for name in ("G", "b"))
    return np.ascontiguousarray(pieces_first.T), np.ascontiguousarray(bias.T).ravel(), gain, shift


def _through(layer: Layer, rows: Floats, windows: Floats, sums: Floats) -> Floats:
    """One layer: each row with its neighbours, the largest of the pieces, normed, added to the row; the
    first and the last row have no neighbours and fall away."""
    weights, bias, gain, shift = layer
    width = rows.shape[1]
    windows, sums = windows[: len(rows) - 2], sums[: len(rows) - 2]
    for place in range(3):
        windows[:, place * width : (place + 1) * width] = rows[place : place + len(windows)]
    np.dot(windows, weights, out=sums)
    sums += bias
    best = sums[:, :width]
    for piece in range(width, sums.shape[1], width):
        best = np.maximum(best, sums[:, piece : piece + width])
    best -= np.add.reduce(best, axis=1, keepdims=True) / width
    variance = np.add.reduce(best * best, axis=1, keepdims=True) / width + 1e-08
    best *= variance ** (-1.0 / 2.0)
    best *= gain
    best += shift
    best += rows[1:-1]
    return best
