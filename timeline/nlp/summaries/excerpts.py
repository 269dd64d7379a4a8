"""A stretch of the sentence as it stands, for events that no clause of their own can be written for.

The stretch ends where nothing is missing: no dependent that its head needs lies behind the cut. Only
where there is no such place does it end within a phrase, with an ellipsis.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from timeline.nlp.anchors import tense
from timeline.nlp.anchors.anchor_story import REPORTING
from timeline.nlp.anchors.tense import Tense
from timeline.nlp.summaries.governors import CARRYING
from timeline.nlp.summaries.phrases import DISCOURSE
from timeline.nlp.summaries.wording import Wording, sentence_case
from timeline.nlp.summaries.words import Word, is_loose, leftmost, subject_of

_REACH = 60
_CLIMB = 5
_SHORTEST = 3
_FREE = {"prep", "advcl", "acl", "relcl", "cc", "conj", "punct", "appos", "advmod", "npadvmod", "parataxis"}
_CLAUSES = ("ROOT", "ccomp", "conj", "parataxis", "advcl")
_SLACK = 60
_NOT_FINITE = (Tense.INFINITIVE, Tense.PARTICIPLE, Tense.GERUND, Tense.NONE)
_RELATIVES = ("WP", "WDT", "WP$")
_NOUNS = ("NOUN", "PROPN")
_OPENERS = ("punct", "cc", "mark", "intj")


class Excerpts:
    """Cuts excerpts from one Doc; `dropped` are the tokens of date phrases and headers."""

    def __init__(self, doc: Doc, words: list[Word], wording: Wording, dropped: set[int]) -> None:
        self.doc = doc
        self.words = words
        self.wording = wording
        self.dropped = dropped

    def around(self, word: Word, limit: int) -> str:
        """The nearest clause or else the sentence around a word, at most `limit` characters."""
        for first, last in self._spans(word):
            text = self._shortened(self._stretch(first, last), word.i, limit)
            if text:
                return text
        return self._clipped(word, limit)

    def _spans(self, word: Word) -> Iterator[tuple[int, int]]:
        for clause in (word, *word.above(_CLIMB)):
            end = self.doc[clause.i].right_edge.i + 1
            if clause.dep in _CLAUSES and self._finite(clause):
                yield leftmost(clause).i, end
            elif clause.dep == "relcl" and any(child.tag == "WRB" for child in clause.lefts):
                yield leftmost(clause.head).i, end
        yield self._sentence(word)

    def _sentence(self, word: Word) -> tuple[int, int]:
        """The sentence of a word, or the part of it that lies not too far away."""
        first = word.i
        while first > 0 and not self.doc[first].is_sent_start and word.i - first < _REACH:
            first -= 1
        last = word.i + 1
        while last < len(self.words) and not self.doc[last].is_sent_start and last - first < 2 * _REACH:
            last += 1
        return first, last

    def _stretch(self, first: int, last: int) -> list[int]:
        """The tokens of a stretch without the date, the conjunction or the mark it opens with."""
        found = [i for i in range(first, min(last, first + 2 * _REACH)) if self._is_told(i)]
        start = 0
        while start < len(found) - 1 and self._opens(self.words[found[start]]):
            start += 1
        return found[start:]

    def _is_told(self, index: int) -> bool:
        text = self.words[index].text
        if index in self.dropped or self._before_date(self.words[index]):
            return False
        return text.isalpha() or not (text.isspace() or self.doc[index].like_url)

    def _opens(self, word: Word) -> bool:
        loose = word.lower in DISCOURSE and not word.rights
        return word.dep in _OPENERS or loose

    def _before_date(self, word: Word) -> bool:
        """ "On Friday, the union struck": the preposition before a date."""
        return word.dep == "prep" and bool(word.rights) and all(c.i in self.dropped for c in word.rights)

    def _shortened(self, found: list[int], inside: int, limit: int) -> str:
        """The longest beginning that fits, ends at a safe place and holds the token `inside`."""
        if inside not in found:
            return ""
        safe = self._safe_ends(found)
        for length in range(self._most(found, limit), found.index(inside), -1):
            if length not in safe:
                continue
            text = self._text(found[:length])
            if len(text) <= limit and text.count(" ") + 1 >= _SHORTEST:
                return text
        return ""

    def _most(self, found: list[int], limit: int) -> int:
        """How many of the tokens can fit, with names in place of longer descriptions."""
        size = 0
        for length, index in enumerate(found):
            size += len(self.words[index].text)
            if size > limit + _SLACK:
                return length
        return len(found)

    def _safe_ends(self, found: list[int]) -> set[int]:
        """The lengths at which the words may be cut without leaving out what one of them needs."""
        place = {index: number for number, index in enumerate(found)}
        safe = set(range(1, len(found) + 1))
        for number, index in enumerate(found):
            word = self.words[index]
            above = place.get(word.head.i)
            if above is None or above == number or (above < number and self._free(word)):
                continue
            if above > number and word.dep == "ccomp" and word.head.lemma in REPORTING:
                continue
            safe.difference_update(range(min(above, number) + 1, max(above, number) + 1))
        return safe

    def _free(self, word: Word) -> bool:
        """Whether what stands before says enough without this dependent."""
        if word.dep not in _FREE or (word.lower == "of" and not self._dated(word)):
            return False
        return word.dep not in ("prep", "advmod") or word.i > word.head.i + 1

    def _dated(self, preposition: Word) -> bool:
        return any(child.i in self.dropped for child in preposition.rights)

    def _text(self, found: list[int]) -> str:
        last = len(found)
        while last > 1 and self._may_not_end(found[last - 1]):
            last -= 1
        asked = last < len(found) and self.words[found[last]].text == "?"
        return sentence_case(self.wording.text([found[:last]])) + "?" * asked

    def _may_not_end(self, index: int) -> bool:
        return self.doc[index].is_punct or is_loose(self.words, self.words[index])

    def _clipped(self, word: Word, limit: int) -> str:
        """The words from the start of the phrase, ended with an ellipsis."""
        first, last = self._sentence(word)
        around = (word, *word.above(_CLIMB))
        starts = sorted(leftmost(above).i for above in around if self._finite(above) or above.pos in _NOUNS)
        for start in (first, *starts, word.i):
            found = self._stretch(max(start, first), last) or [word.i]
            text = self._text(found[: self._most(found, limit)])
            if word.text in text[: limit - 1]:
                break
        if len(text) <= limit:
            return text
        return text[: max(text.rfind(" ", 0, limit - 1), 1)].rstrip(" ,;:-–—") + "…"

    def _finite(self, clause: Word) -> bool:
        """Whether a clause states something by itself: it has a subject and a tense."""
        if clause.pos not in CARRYING or subject_of(clause) is None or leftmost(clause).tag in _RELATIVES:
            return False
        if clause.dep == "advcl" and any(c.tag == "WRB" or c.dep == "mark" for c in clause.lefts):
            return False
        return tense.of(self.doc[clause.i]) not in _NOT_FINITE
