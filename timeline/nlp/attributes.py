"""Part of speech, morphology and lemmas: spaCy's attribute ruler and lemmatizer, remembered by kind of token.

The ruler matches nearly two hundred patterns against every token, a seventh of the whole parse, though nearly
all of them look at one token only. Here it is asked once for each kind of token (its tag, with the word and
the dependency where some rule names them); only rules over several tokens are matched in running text.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

COMPONENT = "attribute_memo"
LEMMAS = "lemma_memo"

type Kind = tuple[int, int, int, int]
type Rules = tuple[int, ...]

_SET = (POS, MORPH, LEMMA)
_READ = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})


@Language.factory(COMPONENT, assigns=["token.pos", "token.morph", "token.lemma"])
def attribute_memo(nlp: Language, name: str) -> "AttributeMemo":
    """Takes the place of the model's own ruler, which is to be disabled."""
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError("the model has no attribute ruler of spaCy's own kind")
    return AttributeMemo(ruler)


class AttributeMemo:
    """Sets what `ruler` would set on a document that has its tags and dependencies.

    A rule is known by its number in the ruler; where several fit a token, the later ones win.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        numbered: dict[int, dict[str, Any]] = dict(enumerate(ruler.patterns))
        self._single = {number for number, rule in numbered.items() if _is_single(rule)}
        single = [numbered[number] for number in self._single]
        self._words = {ruler.vocab.strings.add(word) for word in _named(single, "LOWER")}
        self._labels = {ruler.vocab.strings.add(label) for label in _named(single, "DEP")}
        self._others = Matcher(ruler.vocab)
        for number in numbered.keys() - self._single:
            self._others.add(str(number), numbered[number]["patterns"])
        self._rules: dict[Kind, Rules] = {}
        self._values: dict[Rules, tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        found = self._over_one_token(doc)
        for number, start, end in self._over_several(doc):
            at = range(start, end)[self._ruler.indices[number]]
            found[at] = tuple(sorted({*found[at], number}))
        self._set(doc, found)
        return doc

    def _over_one_token(self, doc: Doc) -> list[Rules]:
        """For each token the rules that fit it alone, in order."""
        found = []
        for index, (tag, word, label, blank) in enumerate(doc.to_array([TAG, LOWER, DEP, IS_SPACE]).tolist()):
            kind = (tag, word if word in self._words else 0, label if label in self._labels else 0, blank)
            rules = self._rules.get(kind)
            if rules is None:
                rules = self._rules[kind] = self._ask(doc[index])
            found.append(rules)
        return found

    def _ask(self, token: Token) -> Rules:
        """What the ruler says of this token where it stands alone."""
        alone = Doc(
            token.vocab, words=[token.text], spaces=[False], tags=[token.tag_], deps=[token.dep_], heads=[0]
        )
        return tuple(number for number, *_ in self._ruler.match(alone) if number in self._single)

    def _over_several(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        for match, start, end in self._others(doc, allow_missing=True):
            yield int(doc.vocab.strings[match]), start, end

    def _set(self, doc: Doc, found: list[Rules]) -> None:
        for rules in set(found) - self._values.keys():
            self._values[rules] = self._merged(rules)
        values: Any = np.array([self._values[rules] for rules in found], dtype="uint64")
        doc.from_array(list(_SET), values)

    def _merged(self, rules: Rules) -> tuple[int, ...]:
        attributes: dict[int, int] = {}
        for number in rules:
            attributes |= self._ruler.attrs[number]
        return tuple(attributes.get(attribute, 0) for attribute in _SET)


@Language.factory(LEMMAS, assigns=["token.lemma"])
def lemma_memo(nlp: Language, name: str) -> "LemmaMemo":
    """Takes the place of the model's own lemmatizer, which is to be disabled."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer):
        raise TypeError("the model has no lemmatizer of spaCy's own kind")
    return LemmaMemo(lemmatizer)


class LemmaMemo:
    """Sets what `lemmatizer` would set; it is asked once for each form, part of speech and morphology."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._lemmas: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        lemmas = self._lemmas
        found = []
        for index, (lemma, *rest) in enumerate(doc.to_array([LEMMA, ORTH, POS, MORPH]).tolist()):
            kind = tuple(rest)
            if not lemma and kind not in lemmas:
                lemmas[kind] = doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[index])[0])
            found.append(lemma or lemmas[kind])
        values: Any = np.array(found, dtype="uint64")
        doc.from_array([LEMMA], values)
        return doc


def _is_single(rule: dict[str, Any]) -> bool:
    """Whether the rule looks at one token, and at nothing of it that isn't part of its kind."""
    return all(
        len(pattern) == 1 and pattern[0].keys() <= _READ and "REGEX" not in str(pattern[0])
        for pattern in rule["patterns"]
    )


def _named(rules: Iterable[dict[str, Any]], attribute: str) -> Iterator[str]:
    """The strings the rules compare `attribute` with."""
    for rule in rules:
        for (token,) in rule["patterns"]:
            value = token.get(attribute, [])
            if isinstance(value, dict):
                yield from (string for strings in value.values() for string in strings)
            elif isinstance(value, str):
                yield value
