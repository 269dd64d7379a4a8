"""Tells the parser where sentences begin and where they do not, before it decides the rest.

Known news layout (header, headline, caption, list lines) forces a break; abbreviations, closing
marks and a lower-case continuation forbid one. Everything else is left to the parser.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from timeline.nlp import resources, zones

COMPONENT = "sentence_breaks"

_ABBREVIATIONS = resources.load("abbreviations")
_LEADING = frozenset(_ABBREVIATIONS["leading"])
_NUMBERING = frozenset(_ABBREVIATIONS["numbering"])
_CLOSING = frozenset(",;:)]}’”»%")
_OPENING = frozenset("([{‘“«$£€")


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def sentence_breaks(doc: Doc) -> Doc:
    """Set `is_sent_start` where the layout or an abbreviation leaves no choice."""
    found = zones.locate(doc.text)
    forced = found.breaks
    dateline = range(found.dateline[0] + 1, found.dateline[1] + 2) if found.dateline else range(0)
    previous: Token | None = None
    for token in doc:
        if token.is_space:
            continue
        if previous is not None:
            _decide(token, previous, forced)
        if token.idx in dateline:
            token.is_sent_start = False
        previous = token
    return doc


def _decide(token: Token, previous: Token, forced: set[int]) -> None:
    if token.idx in forced:
        token.is_sent_start = True
        return
    within_line = previous.idx in forced and previous.is_alpha
    if within_line or _continues(token.text, previous.text) or _closes(token, previous):
        token.is_sent_start = False


def _closes(token: Token, previous: Token) -> bool:
    """A straight quotation mark right behind a stop or a comma ends a quotation."""
    return token.text in ('"', "'", "''") and previous.is_punct and not previous.whitespace_


def _continues(word: str, before: str) -> bool:
    """Whether `word` cannot begin a sentence after `before`."""
    if word[0] in _CLOSING or before in _OPENING:
        return True
    if before[-1] != ".":
        return False
    if word.islower() and before != "...":
        return True
    lowered = before.lower()
    return lowered in _LEADING or (word[0].isdecimal() and lowered in _NUMBERING)
