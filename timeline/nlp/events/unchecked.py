"""Finds sentences whose claims the text says nobody could check.

Either a sentence of its own says so of the one before ("The claim could not be verified"), or a clause
of it ("..., something that could not be independently verified").
"""

from spacy.tokens import Doc, Token

from timeline.nlp.events.factuality_words import words
from timeline.nlp.summaries.clause import dependents

_NEGATIVE = {"not", "n't", "no", "neither", "unable", "impossible", "never"}


def tokens(doc: Doc) -> tuple[set[int], set[int]]:
    """Tokens of the claims that nobody could check, and of the verbs that say so."""
    claims: set[int] = set()
    doubting: set[int] = set()
    previous = range(0)
    for sentence in doc.sents:
        doubt = next((token for token in sentence if token.pos_ == "VERB" and _doubts(token)), None)
        if doubt is not None:
            doubting.add(doubt.i)
            claims.update(range(sentence.start, doubt.i) if doubt.dep_ == "relcl" else previous)
        previous = range(sentence.start, sentence.end)
    return claims, doubting


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
    if verb.dep_ == "relcl" and (verb.head.lower_ == "something" or verb.head.lemma_.lower() in nouns):
        return True
    children = list(dependents(verb))
    return any(child.lower_ == "independently" or child.lemma_.lower() in nouns for child in children)
