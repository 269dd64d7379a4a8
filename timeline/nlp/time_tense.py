"""The tense that governs a word, read off the dependency parse."""

from spacy.tokens import Token

_MODALS = {"will", "'ll", "’ll", "shall", "wo"}
_PROSPECTIVE = {"schedule", "expect", "plan", "due", "set", "slate", "intend", "hope", "aim", "prepare", "go"}
_LIMIT = 12


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above the word, a few steps up at most."""
    for _ in range(_LIMIT):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def is_future(token: Token) -> str | None:
    """The cue that makes the governing verb future ("will", "to meet", "scheduled"), None for any other tense."""
    verb = governing_verb(token)
    if verb is None:
        return None
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _MODALS:
            return child.lower_
        if child.dep_ == "aux" and child.lower_ == "to" and child.i < verb.i:
            return _infinitive_cue(verb)
    if verb.lemma_.lower() in _PROSPECTIVE and verb.tag_ in ("VBN", "VBG", "VBZ", "VBP"):
        return verb.lower_
    if verb.tag_ in ("VBZ", "VBP", "VBG", "MD") and verb.dep_ in (
        "relcl",
        "advcl",
        "ccomp",
        "conj",
        "acl",
        "pcomp",
    ):
        return is_future(verb.head) if verb.head.i != verb.i and verb.tag_ == "VBG" else None
    return None


def _infinitive_cue(verb: Token) -> str | None:
    """An infinitive is future unless what governs it is a past that was carried out ("managed to leave")."""
    head = verb.head
    if head.i != verb.i and head.pos_ == "VERB" and head.tag_ in ("VBD",) and head.lemma_ not in _PROSPECTIVE:
        return (
            "to" if head.lemma_ in ("agree", "promise", "vow", "offer", "decide", "vote", "order") else None
        )
    return "to"


def is_past(token: Token) -> bool:
    """Whether the governing verb is a simple past or a perfect, and nothing makes it future."""
    verb = governing_verb(token)
    if verb is None or is_future(token):
        return False
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
