"""What the clause of a telling says beside its trigger: content words, how many, and the how-manieth."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from timeline.nlp.merging.telling import MergeMention
from timeline.nlp.resources import load

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
# Enough of a word to know it by in another inflection.
_STEM = 4
# Figures from here on may be years.
_YEARS = range(1500, 2200)


@lru_cache(maxsize=65_536)
def _words(summary: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(summary.lower()))


def phrase(lemma: str, summary: str) -> str:
    """The lemma, or the set phrase that it begins in the clause: "open fire" of "Gunmen opened fire".

    Two letters tell the word itself, in any inflection but those of "go".
    """
    words = _words(summary)
    for known, rest in _phrases().get(lemma, ()):
        for start, word in enumerate(words):
            if word[:2] == lemma[:2] and words[start + 1 : start + 1 + len(rest)] == rest:
                return known
    return lemma


def content(telling: MergeMention) -> frozenset[str]:
    """Those lemmas of the sentence that stand in the clause itself."""
    stems = {word[:_STEM] for word in _words(telling.summary)}
    return frozenset(lemma for lemma in telling.context if lemma[:_STEM] in stems)


def counts(tellings: Iterable[MergeMention]) -> frozenset[int]:
    """The numbers in the clauses, years and "one" left out; "one" is too often a pronoun."""
    found = (_count(word) for telling in tellings for word in _words(telling.summary))
    return frozenset(number for number in found if number > 1 and number not in _YEARS)


def ordinals(tellings: Iterable[MergeMention]) -> frozenset[str]:
    """first, second, ... in the clauses."""
    known = _listed("ordinals")
    return frozenset(known[word] for telling in tellings for word in _words(telling.summary) if word in known)


def _count(word: str) -> int:
    figure = word.replace(",", "")
    return int(figure) if figure.isdecimal() else int(_listed("counts").get(word, 0))


@cache
def _phrases() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word -> the set phrases that begin with it and their other words, the longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for group in load("kinship")["same"]:
        for known in group["words"]:
            first, *rest = known.split()
            if rest and (known, tuple(rest)) not in found[first]:
                found[first].append((known, tuple(rest)))
    return {first: sorted(known, key=lambda one: -len(one[1])) for first, known in found.items()}


@cache
def _listed(name: str) -> dict[str, str]:
    return {str(word): str(value) for word, value in load("numbers")[name].items()}
