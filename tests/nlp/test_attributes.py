"""The remembered attribute ruler says what spaCy's own one says, token by token."""

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from timeline.nlp import pipeline

TEXTS = [
    "",
    " \n\t ",
    "The dockers hadn't been told, so they'd left; it's what I'd have done, wouldn't you?",
    "There's nothin' left of it, y'all gonna see, 'cause he's gotta go an' get 'em. Ain't it so? Let's go.",
    "He gets what she got: her own ship, his and hers.\n\nWho had had enough did what had been done.",
    "DOCKERS, 20,000 of them (in \u201cPort Ansel\u201d) \u2014 marched on 4 March 2024 \U0001f6a2 :-) http://orlo.example/a?b=c",
    "The men that were hit were those who themselves had hit; being there, they have been hit before.",
]


@pytest.fixture(scope="module")
def bare() -> Language:
    return spacy.load(pipeline.DEFAULT_MODEL)


@pytest.mark.parametrize("text", TEXTS)
def test_it_agrees_with_the_ruler(bare: Language, nlp_parse: Callable[[str], Doc], text: str) -> None:
    ours = nlp_parse(text)
    theirs = Doc(ours.vocab, words=[t.text for t in ours], spaces=[bool(t.whitespace_) for t in ours])
    for token, same in zip(ours, theirs, strict=True):
        same.tag, same.dep, same.head = token.tag, token.dep, theirs[token.head.i]
    theirs = bare.get_pipe("lemmatizer")(bare.get_pipe("attribute_ruler")(theirs))
    assert _read(ours) == _read(theirs)


def _read(doc: Doc) -> list[tuple[str, str, str, str, str]]:
    return [(token.text, token.tag_, token.pos_, str(token.morph), token.lemma_) for token in doc]
