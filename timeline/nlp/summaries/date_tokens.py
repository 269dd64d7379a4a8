"""The tokens that a summary leaves out because the date is shown beside it."""

from spacy.tokens import Doc, Token

from timeline.nlp.draft import TimexDraft
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

_MODIFIERS = ("compound", "nmod", "amod")
_MAY_STAY = ("nsubj", "nsubjpass", "dobj", "attr", "ROOT")


def find(doc: Doc, timexes: list[TimexDraft], zones: Zones) -> set[int]:
    """Tokens of the header, the dateline, and dates that stand as adverbials or modifiers; a date as
    subject or object stays, and a time of day as part of a name ("the night train")."""
    found = {i for span in (zones.header, zones.dateline) if span for i in range(*span)}
    for timex in timexes:
        root = doc[timex.first : timex.last].root
        root = doc[timex.last - 1] if root.dep_ == "det" or root.pos_ in ("DET", "PRON") else root
        modifies = root.dep_ in _MODIFIERS
        if not _adverbial(timex, root) or (modifies and timex.type is TimexType.TIME):
            continue
        opening = modifies and doc[timex.first].pos_ == "DET"
        found.update(range(timex.first + opening, timex.last))
        found.update(child.i for child in root.children if child.dep_ == "case")
        if timex.last < len(doc) and doc[timex.last].lower_ == "alone":
            found.add(timex.last)
    return found


def _adverbial(timex: TimexDraft, root: Token) -> bool:
    if timex.type in (TimexType.DATE, TimexType.TIME):
        return root.dep_ not in _MAY_STAY
    return timex.relation is not None and any(child.dep_ == "mark" for child in root.head.lefts)
