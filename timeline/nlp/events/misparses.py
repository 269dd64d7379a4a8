"""Finds the subjects of finite verbs that the parser left without one, by what it made of them instead.

Labels are those of the ClearNLP dependency scheme spaCy's English models use.
"""

from spacy.tokens import Token

from timeline.nlp.summaries.clause import dependents

_SUBJECTS = {"nsubj", "nsubjpass"}
_FINITE = {"VBD", "VBZ", "VBP"}
_NAMES = {"NOUN", "PROPN"}
_ERAS = {"bc", "bce", "ad", "ce", "b.c.", "a.d."}


def is_finite(verb: Token) -> bool:
    """Whether the verb or its auxiliary has a tense."""
    return verb.tag_ in _FINITE or any(
        child.tag_ in _FINITE for child in dependents(verb) if child.dep_ in {"aux", "auxpass"}
    )


def is_misread_past(verb: Token) -> bool:
    """Whether the parser took a past tense for a description of its object: "Orlo, 31, floored Brand"."""
    if verb.dep_ != "amod":
        return False
    loose = verb.head.dep_ == "appos" and verb.head.ent_type_ == "PERSON" and verb.i > 0
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and loose and verb.nbor(-1).text == ",")


def closes_sentence(verb: Token) -> bool:
    """Whether a participle is the missing main verb: "Orlo, citing the raids, proclaimed with ..."."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.head.i != noun.i or verb.nbor(-1).text != ",":
        return False
    return any(token.text == "," for token in verb.doc[noun.i + 1 : verb.i - 1])


def displaced_subject(verb: Token) -> Token | None:
    """Who acts where the parser hung them on something else before the verb.

    "Investigators, wondering why, searched": on the clause put in. "In 490 BC Orlo and Brand set sail", "In
    490 BC, the king, Orlo, set sail": on the year.
    """
    if is_misread_past(verb):
        root = verb.sent.root
        return root if root.i < verb.i and root.pos_ in _NAMES else None
    if verb.dep_ not in {"ROOT", "ccomp"} or not is_finite(verb):
        return None
    for child in dependents(verb):
        if child.i > verb.i:
            break
        if child.dep_ == "advcl" and child.tag_ in {"VBG", "VBN"}:
            own = next((c for c in dependents(child) if c.dep_ in _SUBJECTS and c.i < child.i), None)
        else:
            own = _behind_year(child)
        if own is not None:
            return own
    return None


def _behind_year(preposition: Token) -> Token | None:
    """The name after the year in a phrase that opens a sentence."""
    if preposition.dep_ != "prep" or not preposition.is_sent_start:
        return None
    year = next((child for child in dependents(preposition) if child.dep_ == "pobj"), None)
    if year is None:
        return None
    if year.lower_ in _ERAS or year.is_digit:
        return next((c for c in dependents(year) if c.dep_ == "appos" and c.pos_ in _NAMES), None)
    dated = any(c.is_digit or c.lower_ in _ERAS for c in dependents(year) if c.i < year.i)
    return year if dated and year.pos_ == "PROPN" else None
