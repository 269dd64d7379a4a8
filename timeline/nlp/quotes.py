"""Direct speech: which tokens are quoted, and which token names the speaker."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.attrs import IS_SPACE, ORTH
from spacy.tokens import Doc, Token

from timeline.nlp.actors.gazetteer import WORDS

_OPEN, _CLOSE, _STRAIGHT = frozenset("“„«"), frozenset("”»"), frozenset({'"', "''"})
# `` opens; the tokeniser cuts it in two
_TICK = "`"
_REACH = 15
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens [first, last) between quotation marks; `speaker` is the token that says who speaks, or None."""

    first: int
    last: int
    speaker: int | None


def find(doc: Doc) -> list[Quote]:
    """Quotes in text order; a mark left open ends with its paragraph. A quote without a speaker takes
    the one of the quote before it when no more than a sentence lies between."""
    quotes: list[Quote] = []
    for first, last in _ranges(doc):
        if last - first < _SHORTEST:
            continue
        speaker = _speaker(doc, first, last)
        if speaker is None and quotes and first - quotes[-1].last <= 3:
            speaker = quotes[-1].speaker
        quotes.append(Quote(first, last, speaker))
    return quotes


def _ranges(doc: Doc) -> Iterator[tuple[int, int]]:
    """A mark that looks the same on both sides opens and closes by turns; '' closes only where `` opens."""
    ticks = _TICK * 2 in doc.text
    openers = (_OPEN | {'"'}) if ticks else (_OPEN | _STRAIGHT)
    closers = _CLOSE | _STRAIGHT
    opened: int | None = None
    for index, text in marks(doc, openers | closers | {_TICK}):
        if opened is None:
            if text in openers or (text == _TICK and index and doc[index - 1].text == _TICK):
                opened = index + 1
        elif text in closers or text.isspace():
            yield opened, index
            opened = None


def marks(doc: Doc, texts: frozenset[str]) -> list[tuple[int, str]]:
    """The tokens with one of these texts and the blank lines, as (index, text)."""
    codes = np.array([doc.vocab.strings[text] for text in texts], dtype="uint64")
    orths, blanks = doc.to_array([ORTH, IS_SPACE]).T
    near = np.flatnonzero(np.isin(orths, codes) | (blanks == 1)).tolist()
    found = [(index, doc[index].text) for index in near]
    return [(index, text) for index, text in found if text in texts or _blank_line(text)]


def _blank_line(text: str) -> bool:
    return text.isspace() and text.count("\n") > 1


def _speaker(doc: Doc, first: int, last: int) -> int | None:
    """The subject of the nearest verb of speech after the quote, else before it."""
    after = range(last + 1, min(last + 1 + _REACH, len(doc)))
    before = range(first - 2, max(first - 2 - _REACH, -1), -1)
    for window in (after, before):
        for index in window:
            token = doc[index]
            if token.is_space and "\n" in token.text:
                break
            if token.lemma_ in WORDS["speech"] and token.pos_ == "VERB":
                subject = _subject(token)
                if subject is not None and not first <= subject.i < last:
                    return subject.i
    return _writer(doc, first)


def _writer(doc: Doc, first: int) -> int | None:
    """Halden left this farewell, "...": the subject of the clause that runs up to the quote."""
    if first < 3 or doc[first - 2].text not in (",", ":"):
        return None
    for index in range(first - 3, max(first - 3 - _REACH, -1), -1):
        token = doc[index]
        if token.is_sent_end:
            return None
        if token.pos_ == "VERB" and (subject := _subject(token)) is not None:
            return subject.i
    return None


def _subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
    return None
