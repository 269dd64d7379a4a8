"""Capitals and seats of government: a town, a house, or the state they stand for."""

from spacy.tokens import Doc, Token

from timeline.nlp import resources
from timeline.nlp.actors.gazetteer import WORDS
from timeline.nlp.actors.mentions import Name

_TABLE = {name: frozenset(text.split()) for name, text in resources.load("metonymy").items()}
_FIRST_CONJUNCT = 6
_LOCATING = frozenset({"in", "at", "near", "outside", "around", "to", "from"})


def stands_for_state(doc: Doc, name: Name) -> bool:
    """Whether a capital or seat of government acts, or is acted on, as its state."""
    token = _first_conjunct(doc[name.head])
    following = doc[name.last].lower_ if name.last < len(doc) else ""
    if following == "-" or (following == "," and name.sense == "capital" and _more_of_the_address(doc, name)):
        return False
    if token.dep_ == "poss":
        return token.head.lemma_.lower() in _TABLE["nouns"]
    if token.dep_ in ("compound", "amod"):
        return name.sense == "seat" or token.head.lemma_.lower() in _TABLE["nouns"]
    if token.dep_ == "nsubj":
        return name.sense == "seat" or acts(token)
    if token.dep_ == "nsubjpass":
        return token.head.lemma_.lower() in _TABLE["patient"]
    if token.dep_ == "dobj":
        return token.head.lemma_.lower() in _TABLE["patient"]
    if token.dep_ == "pobj":
        return _after_preposition(token, name)
    return False


def locates(token: Token) -> bool:
    """Whether something is told to be in, at or near what the token names."""
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "at",
        "near",
        "outside",
        "around",
        "to",
        "from",
    )


def _first_conjunct(token: Token) -> Token:
    for _ in range(_FIRST_CONJUNCT):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _more_of_the_address(doc: Doc, name: Name) -> bool:
    """ "Paris, Texas": a further name after the comma, itself closed by a comma or the sentence."""
    after = name.last + 1
    return after < len(doc) and doc[after].pos_ == "PROPN" and doc[after].dep_ == "appos"


def acts(token: Token) -> bool:
    """Whether a subject does what people and powers do: speak, decide, negotiate, fight."""
    verb = token.head
    if verb.lemma_.lower() in _TABLE["agent"]:
        return True
    # "was firm", "is ready to": a copula over an attitude
    return verb.lemma_ == "be" and any(
        c.dep_ == "acomp" and c.lower_ in WORDS["attitudes"] for c in verb.rights
    )


def _after_preposition(token: Token, name: Name) -> bool:
    preposition = token.head
    word = preposition.lower_
    if preposition.dep_ == "agent" or word in (
        "with",
        "between",
        "against",
        "among",
        "by",
        "without",
        "unlike",
    ):
        return True
    governor = preposition.head.lemma_.lower() if preposition.head.pos_ != "VERB" else ""
    if word in ("from", "to", "toward", "towards", "for", "of", "on", "over"):
        wanted = preposition.head.lemma_ in ("require", "demand", "hear", "seek")
        return governor in _TABLE["nouns"] or (word == "from" and wanted)
    return word not in _TABLE["locative"] and name.sense == "seat"
