"""How much a shared word or actor says: little if it is common everywhere. Pure Python.

Rarity is that of the language, not of the articles at hand: so what one pair of articles says of each
other never changes with a third, and merging a new article leaves alone whatever it does not touch.
"""

import math
from functools import cache

from timeline.nlp.resources import load
from timeline.terms import ActorKind

# A word with that many uses in the corpus behind `word_counts.toml` says nothing.
EVERYWHERE = 400
LEAST, MOST = 0.3, 4.0
# Places take part in everything, and descriptions ("police") are the same words for many.
NAMED, OTHER = 3.0, 1.0


@cache
def of_words() -> dict[str, float]:
    """Rarity of the words that are common; all others have MOST."""
    return {
        word: min(MOST, max(LEAST, math.log(EVERYWHERE / (1.5 * band["count"]))))
        for band in load("word_counts")["band"]
        for word in band["words"]
    }


def of_actor(kind: ActorKind | None) -> float:
    """Rarity of an actor that goes by a name of this kind, None for one without a name."""
    return OTHER if kind is None or kind is ActorKind.PLACE else NAMED
