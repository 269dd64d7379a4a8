"""Finds sentences whose claims the text says nobody could check."""

from spacy.tokens import Doc, Token

from timeline.nlp.factuality_words import words

_NEGATIVE = {"not", "n't", "no", "neither", "unable", "impossible", "never"}


def sentences(doc: Doc) -> set[int]:
    """Start tokens of the sentences before one like "Neither account could be independently checked"."""
    found: set[int] = set()
    previous: int | None = None
    for sentence in doc.sents:
        if previous is not None and any(_doubts(token) for token in sentence if token.pos_ == "VERB"):
            found.add(previous)
        previous = sentence.start
    return found


def _doubts(verb: Token) -> bool:
    """A negated verb of checking with "independently", or whose object is an account."""
    if verb.lemma_.lower() not in words().unchecked:
        return False
    near = [*verb.lefts, *verb.head.children, *(part for child in verb.children for part in child.children)]
    if not any(token.lower_ in _NEGATIVE for token in [*near, verb.head]):
        return False
    nouns = words().speech | {"account", "version", "statement", "figure", "footage"}
    children = [*verb.children]
    return any(child.lower_ == "independently" or child.lemma_.lower() in nouns for child in children)
