"""Dates what the article states in the present tense: it held on the day of publication.

That is no event of that day, and few of these words are entries of a timeline; but "the store sells books"
and "the law allows it" say how things stood when the article appeared. What is true of a whole kind at all
times ("wolves attack sheep"), what is planned or supposed, and the present tense of histories do not.
"""

from spacy.tokens import Token

from timeline.nlp.anchors.anchor_story import Story
from timeline.nlp.anchors.tense import Tense
from timeline.terms import Factuality

_NOW = {Tense.PRESENT, Tense.PROGRESSIVE}
_STATED = {"ROOT", "conj", "ccomp", "relcl", "parataxis", "dep"}
_REAL = {Factuality.OCCURRED, Factuality.ONGOING, Factuality.CLAIMED}
_OPEN = {Tense.FUTURE, Tense.MODAL, Tense.INFINITIVE}
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVES = {"that", "which", "who"}
_INDEFINITE = {"a", "an", "any", "every", "no", "each"}


def assign(story: Story) -> None:
    """Give present statements the publication date; without one, and in histories, nothing."""
    if story.dct is None:
        return
    for index, event in enumerate(story.events):
        if event.date is None and story.tenses[index] in _NOW and _holds(story, index):
            story.date(index, story.dct, None, {"code": "dct", "via": "present"})


def _holds(story: Story, index: int) -> bool:
    """Whether the verb states how things are, of something particular."""
    event, verb = story.events[index], story.head(index)
    if event.nominal or event.narrated or event.factuality not in _REAL or verb.dep_ not in _STATED:
        return False
    if story.in_caption(index) or index in story.unread:
        return False
    governor = story.governors[index]
    if governor is not None and story.tenses[governor.event] in _OPEN:
        return False
    subject = _subject(verb)
    return subject is not None and _particular(subject)


def _subject(verb: Token) -> Token | None:
    """The subject; that of a relative clause is the noun it belongs to, that of a second verb the first's."""
    for child in verb.lefts:
        if child.dep_ in _SUBJECTS:
            return verb.head if child.lower_ in _RELATIVES and verb.dep_ == "relcl" else child
    return _subject(verb.head) if verb.dep_ == "conj" and verb.head.i < verb.i else None


def _particular(noun: Token) -> bool:
    """Not a kind as such: "wolves", "a ship"."""
    if noun.pos_ != "NOUN":
        return True
    words = {child.lower_ for child in noun.lefts}
    if words & _INDEFINITE:
        return False
    return any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)
