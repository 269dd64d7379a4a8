"""Whose "its" is in "an invasion that began with its air raids": that of who invaded."""

from collections.abc import Mapping

from spacy.tokens import Token

from timeline.nlp import resources
from timeline.nlp.events import event_words

_CLIMB = 8
# how many tokens before the noun its verb may stand: "if Norland invades ..., the invasion that"
_REACH = 80
_SUBJECTS = ("nsubj", "nsubjpass")


def agent(pronoun: Token, heads: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The actors behind the event whose relative clause the possessive stands in; empty if none is named.

    The clause must have the event as its subject. Its agent is what the noun names before it or with
    "by", else the subject of the verb that says the same shortly before.
    """
    noun = _event_of_clause(pronoun)
    if noun is None:
        return ()
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound") and child.i in heads:
            return heads[child.i]
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            return next((heads[obj.i] for obj in child.children if obj.i in heads), ())
    return _who_did(noun, heads)


def _event_of_clause(pronoun: Token) -> Token | None:
    """The noun that is the subject of the relative clause around a pronoun, by its relative pronoun."""
    node = pronoun.head
    for _ in range(_CLIMB):
        if node.dep_ == "relcl":
            subject = next((child for child in node.lefts if child.dep_ in _SUBJECTS), None)
            stands = subject is not None and subject.lower_ in ("that", "which")
            return node.head if stands and _verbs(node.head) else None
        if node.head == node:
            return None
        node = node.head
    return None


def _verbs(noun: Token) -> list[str]:
    """The verbs whose action the noun names; an "attack" is what attacks."""
    lemma = noun.lemma_.lower()
    verbs: list[str] = list(resources.load("nominalisations").get(lemma, ()))
    words = event_words.nouns()
    return [*verbs, lemma] if lemma in words.strong or lemma in words.likely else verbs


def _who_did(noun: Token, heads: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    verbs = _verbs(noun)
    for i in range(noun.i - 1, max(noun.i - _REACH, 0) - 1, -1):
        verb = noun.doc[i]
        if verb.pos_ != "VERB" or verb.lemma_ not in verbs:
            continue
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if subject is not None and subject.i in heads:
            return heads[subject.i]
    return ()
