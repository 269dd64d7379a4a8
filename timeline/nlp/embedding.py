"""How events lean on each other: the verb that carries a noun, the event another one depends on."""

from spacy.tokens import Doc, Token

from timeline.nlp import argument_words, event_verbs, event_words
from timeline.nlp.draft import EventDraft

_CONTENT = {"ccomp", "xcomp", "csubj", "csubjpass"}
_NOMINAL_CONTENT = {"dobj", "nsubjpass", "nsubj", "attr", "pobj", "pcomp"}
_CONTENT_PREPOSITIONS = {"of", "for", "from", "to", "with", "about"}
# Verbs with an object and, after a preposition, what it is said or kept to do.
_OBJECT_AND_CONTENT = {
    "accuse",
    "suspect",
    "prevent",
    "stop",
    "bar",
    "ban",
    "discourage",
    "dissuade",
    "warn",
    "charge",
}
_MAX_CLIMB = 25


def carriers(doc: Doc, events: list[EventDraft]) -> dict[int, Token]:
    """For nominal events the verb that says what became of them: light, aspectual or controlling."""
    nominal = frozenset(event.head for event in events if event.nominal)
    found: dict[int, Token] = {}
    for event in events:
        if event.nominal and (verb := _carrier(doc[event.head], nominal)) is not None:
            found[event.head] = verb
    return found


def attach(doc: Doc, events: list[EventDraft]) -> None:
    """Set each event's `governor`: the nearest event whose content it is."""
    index = {event.head: i for i, event in enumerate(events)}
    for event in events:
        event.governor = _governor(doc[event.head], index)


def content_parent(token: Token) -> Token | None:
    """The word that embeds `token`: what it is said, planned, denied ... by; None at the top."""
    if token.head.i == token.i:
        return None
    if token.dep_ == "conj":
        return content_parent(token.head)
    said = next((child for child in token.children if child.dep_ == "parataxis" and _reports(child)), None)
    if said is not None:
        return said
    if token.dep_ in _CONTENT or token.dep_ in _NOMINAL_CONTENT:
        return token.head
    if token.dep_ == "acl" and (
        token.tag_ == "VB" or any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)
    ):
        return token.head
    if token.dep_ == "prep":
        return _beyond_preposition(token)
    return None


def _beyond_preposition(preposition: Token) -> Token | None:
    """The word a preposition ties its content to; "accused the firm of ..." skips the object."""
    if preposition.lower_ not in _CONTENT_PREPOSITIONS:
        return None
    head = preposition.head
    if head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in _OBJECT_AND_CONTENT:
        return head.head
    return head if head.pos_ in {"NOUN", "VERB"} else None


def _governor(token: Token, index: dict[int, int]) -> int | None:
    node: Token | None = token
    for _ in range(_MAX_CLIMB):
        node = content_parent(node) if node is not None else None
        if node is None:
            return None
        if node.i in index and node.i != token.i:
            return index[node.i]
    return None


def _carrier(noun: Token, nominal: frozenset[int]) -> Token | None:
    verb = noun.head
    if noun.dep_ == "conj":
        return _carrier(verb, nominal) if verb.i != noun.i else None
    if verb.pos_ != "VERB" or noun.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
        return None
    lemma = verb.lemma_.lower()
    words = event_words.verbs()
    phase = lemma in words.aspectual or lemma in words.occurring or event_verbs.takes_place(verb)
    if noun.dep_ == "nsubj":
        return verb if phase else None
    if phase or lemma in argument_words.words().control or event_verbs.carried(verb, nominal) is not None:
        return verb
    return None


def _reports(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in event_words.verbs().reporting
