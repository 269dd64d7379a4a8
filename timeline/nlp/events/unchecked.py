"""Finds sentences whose claims the text says nobody could check."""

from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from timeline.nlp.events.factuality_words import words
from timeline.nlp.summaries.clause import dependents

_NEGATIVE = {"not", "n't", "no", "neither", "unable", "impossible", "never"}


def tokens(doc: Doc) -> set[int]:
    """Tokens of the sentences before one like "Neither account could be independently checked"."""
    found: set[int] = set()
    previous = range(0)
    for sentence in doc.sents:
        if previous and any(_doubts(token) for token in sentence if token.pos == VERB):
            found.update(previous)
        previous = range(sentence.start, sentence.end)
    return found


def _doubts(verb: Token) -> bool:
    """A negated verb of checking with "independently", or whose object is an account."""
    if verb.lemma_.lower() not in words().unchecked:
        return False
    near = [
        *verb.lefts,
        *dependents(verb.head),
        *(part for child in dependents(verb) for part in dependents(child)),
    ]
    if not any(token.lower_ in _NEGATIVE for token in [*near, verb.head]):
        return False
    nouns = words().speech | {"account", "version", "statement", "figure", "footage"}
    children = list(dependents(verb))
    return any(child.lower_ == "independently" or child.lemma_.lower() in nouns for child in children)
