"""Puts the marks that belong between kept tokens back, and takes off what may not stand at an end."""

from spacy.tokens import Doc

from timeline.nlp.summaries.words import Word, is_loose

_INNER = frozenset((",", "-", "–", "/", "%", "'", "’"))


class Punctuation:
    """The inner marks of one Doc."""

    def __init__(self, doc: Doc, words: list[Word]) -> None:
        self.words = words
        self.inner = {word.i for word in words if word.text in _INNER}
        self.hyphens = {i for i in self.inner if words[i].text == "-" and _bound(doc, i)}

    def restored(self, kept: set[int]) -> list[int]:
        """The tokens in order, with the commas and hyphens that stand between two kept ones."""
        whole = kept | self._hyphened(kept) if self.hyphens else kept
        found: list[int] = []
        for index in self._without_loose_ends(sorted(whole)):
            if found and index - 1 in self.inner and found[-1] != index - 1 and self._adds(index):
                found.append(index - 1)
            found.append(index)
            if index + 1 in self.inner and index + 1 not in whole and index + 2 in kept:
                found.append(index + 1)
        return found

    def _adds(self, index: int) -> bool:
        """ "Took a hit, killing ten": a participle that a comma parts from what it follows from."""
        word = self.words[index]
        return word.dep == "advcl" and word.tag == "VBG" and self.words[index - 1].text == ","

    def _hyphened(self, kept: set[int]) -> set[int]:
        """The rest of words whose first part is kept: "re-designs"."""
        found: set[int] = set()
        for index in kept:
            hyphen = index + 1
            while hyphen in self.hyphens:
                found.update((hyphen, hyphen + 1))
                hyphen += 2
        return found

    def _without_loose_ends(self, ordered: list[int]) -> list[int]:
        """No preposition, conjunction or article at the end, no relative word at the start."""
        first, last = 0, len(ordered)
        while last - first > 1 and self.words[ordered[first]].tag in ("WRB", "WDT"):
            first += 1
        while last - first > 1 and is_loose(self.words, self.words[ordered[last - 1]]):
            last -= 1
        return ordered[first:last]


def _bound(doc: Doc, hyphen: int) -> bool:
    """Whether no blank stands around this hyphen, and a word behind it."""
    return 0 < hyphen < len(doc) - 1 and not doc[hyphen - 1].whitespace_ and not doc[hyphen].whitespace_
