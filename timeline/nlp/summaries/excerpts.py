"""A stretch of the sentence as it stands, for events that no clause of their own can be written for.

The stretch ends where nothing is missing: no dependent that its head needs lies behind the cut. Only
where there is no such place does it end within a phrase, with an ellipsis.
"""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc, Token

from timeline.nlp.anchors import tense
from timeline.nlp.anchors.anchor_story import REPORTING
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.summaries.clause_parts import DISCOURSE, is_loose, subject_of
from timeline.nlp.summaries.wording import Wording, sentence_case

_REACH = 60
_CLIMB = 5
_SHORTEST = 3
_FREE = {"prep", "advcl", "acl", "relcl", "cc", "conj", "punct", "appos", "advmod", "npadvmod", "parataxis"}
_CLAUSES = ("ROOT", "ccomp", "conj", "parataxis", "advcl")
_VERBS = ("VERB", "AUX")
_RELATIVES = ("WP", "WDT", "WP$")
_NOUNS = ("NOUN", "PROPN")
_OPENERS = ("punct", "cc", "mark", "intj")


class Excerpts:
    """Cuts excerpts from one Doc; `dropped` are the tokens of date phrases and headers."""

    def __init__(self, doc: Doc, wording: Wording, dropped: set[int]) -> None:
        self.doc = doc
        self.wording = wording
        self.dropped = dropped

    def around(self, token: Token, limit: int) -> str:
        """The nearest clause or else the sentence around a token, at most `limit` characters."""
        for first, last in self._spans(token):
            words = self._words(first, last)
            text = self._shortened(words, token.i, limit)
            if text:
                return text
        return self._clipped(token, limit)

    def _spans(self, token: Token) -> Iterator[tuple[int, int]]:
        for clause in (token, *islice(token.ancestors, _CLIMB)):
            if clause.dep_ in _CLAUSES and _finite(clause):
                yield clause.left_edge.i, clause.right_edge.i + 1
            elif clause.dep_ == "relcl" and any(child.tag_ == "WRB" for child in clause.lefts):
                yield clause.head.left_edge.i, clause.right_edge.i + 1
        yield self._sentence(token)

    def _sentence(self, token: Token) -> tuple[int, int]:
        """The sentence of a token, or the part of it that lies not too far away."""
        first = token.i
        while first > 0 and not self.doc[first].is_sent_start and token.i - first < _REACH:
            first -= 1
        last = token.i + 1
        while last < len(self.doc) and not self.doc[last].is_sent_start and last - first < 2 * _REACH:
            last += 1
        return first, last

    def _words(self, first: int, last: int) -> list[int]:
        """The tokens of a stretch without the date, the conjunction or the mark it opens with."""
        last = min(last, first + 2 * _REACH)
        words = [i for i in range(first, last) if not self.doc[i].is_space and not self.doc[i].like_url]
        start = 0
        while start < len(words) - 1 and self._opens(self.doc[words[start]]):
            start += 1
        return words[start:]

    def _opens(self, token: Token) -> bool:
        loose = token.lower_ in DISCOURSE and not token.n_rights
        return token.i in self.dropped or token.dep_ in _OPENERS or loose

    def _shortened(self, words: list[int], inside: int, limit: int) -> str:
        """The longest beginning that fits, ends at a safe place and holds the token `inside`."""
        if inside not in words:
            return ""
        safe = self._safe_ends(words)
        for length in range(len(words), words.index(inside), -1):
            if length not in safe:
                continue
            text = self._text(words[:length])
            if len(text) <= limit and text.count(" ") + 1 >= _SHORTEST:
                return text
        return ""

    def _safe_ends(self, words: list[int]) -> set[int]:
        """The lengths at which the words may be cut without leaving out what one of them needs."""
        place = {index: number for number, index in enumerate(words)}
        safe = set(range(1, len(words) + 1))
        for number, index in enumerate(words):
            token = self.doc[index]
            above = place.get(token.head.i)
            if above is None or above == number or (above < number and self._free(token)):
                continue
            if above > number and token.dep_ == "ccomp" and token.head.lemma_ in REPORTING:
                continue
            safe.difference_update(range(min(above, number) + 1, max(above, number) + 1))
        return safe

    def _free(self, token: Token) -> bool:
        """Whether what stands before says enough without this dependent."""
        if token.dep_ not in _FREE or (token.lower_ == "of" and not self._dated(token)):
            return False
        return token.dep_ not in ("prep", "advmod") or token.i > token.head.i + 1

    def _dated(self, preposition: Token) -> bool:
        return any(child.i in self.dropped for child in preposition.rights)

    def _text(self, words: list[int]) -> str:
        last = len(words)
        while last > 1 and (self.doc[words[last - 1]].is_punct or is_loose(self.doc[words[last - 1]])):
            last -= 1
        asked = last < len(words) and self.doc[words[last]].text == "?"
        return sentence_case(self.wording.text([words[:last]])) + "?" * asked

    def _clipped(self, token: Token, limit: int) -> str:
        """The words from the start of the phrase, ended with an ellipsis."""
        first, last = self._sentence(token)
        around = (token, *islice(token.ancestors, _CLIMB))
        starts = sorted(above.left_edge.i for above in around if _finite(above) or above.pos_ in _NOUNS)
        for start in (first, *starts, token.i):
            text = self._text(self._words(max(start, first), last) or [token.i])
            if token.text in text[: limit - 1]:
                break
        if len(text) <= limit:
            return text
        return text[: max(text.rfind(" ", 0, limit - 1), 1)].rstrip(" ,;:-–—") + "…"


def _finite(clause: Token) -> bool:
    """Whether a clause states something by itself: it has a subject and a tense."""
    if subject_of(clause) is None or clause.left_edge.tag_ in _RELATIVES or clause.pos_ not in _VERBS:
        return False
    if clause.dep_ == "advcl" and any(c.tag_ == "WRB" or c.dep_ == "mark" for c in clause.lefts):
        return False
    return tense.of(clause) not in (Tense.INFINITIVE, Tense.PARTICIPLE, Tense.GERUND, Tense.NONE)
