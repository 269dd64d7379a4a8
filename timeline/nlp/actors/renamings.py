"""Finds names that a text says are one actor's: "Verdant, formerly known as Orlo Foods"."""

from itertools import pairwise

from spacy.tokens import Doc

from timeline.nlp import resources
from timeline.nlp.actors.mentions import Name

_LONGEST = 8
_PHRASES = resources.load("renamings")
_NOW_BEFORE = frozenset(_PHRASES["now_before"])
_NOW_BEHIND = frozenset(_PHRASES["now_behind"])
_CUES = frozenset(word for phrase in _NOW_BEFORE | _NOW_BEHIND for word in phrase.split())
# what may stand around the phrases
_FILLERS = frozenset({",", "(", "-", "–", "—", "the", "which", "who", '"', "“", "'", "‘"})


def _in_brackets(doc: Doc, left: Name, right: Name) -> bool:
    """ "Union of Tarn Dockers (SDT)": an abbreviation of any letters, such as those of another language."""
    if right.first != left.last + 1 or doc[left.last].text != "(" or left.sense or right.sense:
        return False
    short = right.text.isupper() and len(right.words) == 1 and 1 < len(right.text) <= 8
    return short and len(left.words) > 1 and right.last < len(doc) and doc[right.last].text == ")"


def find(doc: Doc, found: list[Name]) -> list[tuple[Name, Name]]:
    """(name used now, other name) of each renaming told between two neighbouring names of a sentence."""
    pairs = []
    for left, right in pairwise(found):
        if _in_brackets(doc, left, right):
            pairs.append((left, right))
            continue
        if 1 < right.first - left.last <= _LONGEST and doc[right.first - 1].lower_ in _CUES | _FILLERS:
            words = [token.lower_ for token in doc[left.last : right.first]]
            phrase = " ".join(word for word in words if word not in _FILLERS)
            if phrase in _NOW_BEFORE:
                pairs.append((left, right))
            elif phrase in _NOW_BEHIND:
                pairs.append((right, left))
    return pairs
