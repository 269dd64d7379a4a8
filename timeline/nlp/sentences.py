"""Tells the parser where sentences begin and where they do not, before it decides the rest.

Known news layout (header, headline, caption, list lines) forces a break; abbreviations, closing
marks and a lower-case continuation forbid one. Everything else is left to the parser.
"""

from functools import lru_cache
from typing import NamedTuple

from spacy.attrs import IDX, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc, Token

from timeline.nlp import resources, zones

COMPONENT = "sentence_breaks"

_ABBREVIATIONS = resources.load("abbreviations")
_LEADING = frozenset(_ABBREVIATIONS["leading"])
_NUMBERING = frozenset(_ABBREVIATIONS["numbering"])
_CLOSING = frozenset(",;:)]}’”»%")
_OPENING = frozenset("([{‘“«$£€")
_STRAIGHT = ('"', "'", "''")


class Look(NamedTuple):
    """What counts of a token's text: may it close what stands before, may it hold what follows?"""

    text: str
    blank: bool
    alphabetic: bool
    closing: bool
    holding: bool


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def sentence_breaks(doc: Doc) -> Doc:
    """Set `is_sent_start` where the layout or an abbreviation leaves no choice."""
    rows = doc.to_array([ORTH, IDX, SPACY]).tolist()
    looks = {orth: _look(doc.vocab.strings[orth]) for orth in {row[0] for row in rows}}
    found = zones.locate("".join([looks[orth].text + " " * blank for orth, _, blank in rows]))
    forced = found.breaks
    dateline = range(found.dateline[0] + 1, found.dateline[1] + 2) if found.dateline else range(0)
    previous, before, within_line = -1, _NOTHING, False
    for index, (orth, at, _) in enumerate(rows):
        word = looks[orth]
        if word.blank:
            continue
        first = previous < 0
        if at in dateline:
            doc[index].is_sent_start = False
        elif at in forced and not first:
            doc[index].is_sent_start = True
        elif within_line or (
            (word.closing or before.holding)
            and not first
            and _continues(word.text, before.text, doc[previous])
        ):
            doc[index].is_sent_start = False
        previous, before, within_line = index, word, word.alphabetic and at in forced
    return doc


@lru_cache(maxsize=20_000)
def _look(text: str) -> Look:
    return Look(
        text,
        blank=text.isspace(),
        alphabetic=text.isalpha(),
        closing=text[0] in _CLOSING or text in _STRAIGHT,
        holding=text[-1] == "." or text in _OPENING,
    )


def _continues(word: str, before: str, previous: Token) -> bool:
    """Whether `word` cannot begin a sentence after `before`, the text of the token `previous`."""
    if word[0] in _CLOSING or before in _OPENING:
        return True
    if word in _STRAIGHT and previous.is_punct and not previous.whitespace_:
        return True  # a straight quotation mark right behind a stop or a comma ends a quotation
    if before[-1] != ".":
        return False
    if word.islower() and before != "...":
        return True
    lowered = before.lower()
    return lowered in _LEADING or (word[0].isdecimal() and lowered in _NUMBERING)


_NOTHING = Look("", blank=True, alphabetic=False, closing=False, holding=False)
