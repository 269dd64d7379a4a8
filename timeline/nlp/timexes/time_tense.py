"""The tense that governs a word, read off the dependency parse."""

from spacy.tokens import Token

from timeline.nlp.timexes.time_atoms import context

_STEPS = 12
# how far behind its verb a day may stand
_REACH = 25
# how the parts of a date hang together, and what makes a participle a past
_INNER = {"nummod", "compound", "appos", "npadvmod", "nmod"}
# where a verb's tense also holds for the date of its noun: "they will hold a Friday vote"
_CORE = {"nsubj", "nsubjpass", "dobj", "ROOT"}
# prepositions between a past verb and the date it happened on
_TELLING = {"on", "in", "from", "since", "during"}
# futures seen from today; "would" may be one seen from the past
WILL = {"will", "'ll", "’ll", "shall", "wo"}
_HELPED = {"was", "were", "had", "has", "have"}


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above the word, a few steps up at most."""
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def is_future(token: Token) -> str | None:
    """The cue that makes the governing verb future ("will", "to meet", "scheduled"), else None."""
    led = token.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
    if led == "since":
        return None
    modifies = token.dep_ == "compound" and token.head.tag_ in ("NN", "NNS") and token.ent_type_ == "DATE"
    if modifies and led not in ("from", "on", "until", "by"):
        verb = governing_verb(token.head)
        return _verb_future(verb) if verb is not None and token.head.dep_ in _CORE else None
    if _told_by_neighbour(token):
        return None
    verb = governing_verb(token)
    if verb is None:
        return None
    perfect = any(child.lower_ == "had" for child in verb.children)
    if (
        led in context()["deadlines"]
        and not perfect
        and (verb.tag_ != "VBD" or verb.lemma_ in context()["extending_verbs"])
    ):
        return led
    if led == "to" and verb.lemma_ in context()["moving_verbs"]:
        return verb.lower_
    if led == "as" and token.left_edge.i > 2 and token.doc[token.left_edge.i - 2].lower_ in ("soon", "early"):
        return "as soon as"
    if token.dep_ == "poss":
        return next(
            (
                c.lower_
                for c in verb.children
                if c.dep_ == "aux" and c.lower_ in context()["future_auxiliaries"]
            ),
            None,
        )
    return verb.lower_ if _is_planned(token, verb) else _verb_future(verb)


def has_future_auxiliary(token: Token) -> bool:
    """Whether "will" or "would" goes with the governing verb."""
    verb = governing_verb(token)
    return verb is not None and any(
        child.dep_ == "aux" and child.lower_ in context()["future_auxiliaries"] for child in verb.children
    )


def is_pluperfect(token: Token) -> bool:
    """Whether the governing verb tells what had happened before."""
    verb = governing_verb(token)
    return (
        verb is not None
        and verb.tag_ == "VBN"
        and any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)
    )


def is_fixture(token: Token) -> str | None:
    """The present tense that a day itself dates tells what is fixed for it: "the team plays on Saturday"."""
    if token.dep_ == "pobj" and token.head.lower_ == "on":
        token = token.head
    elif token.dep_ != "npadvmod":
        return None
    verb = token.head
    if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_ in context()["stating_verbs"]:
        return None
    if token.i - verb.i > _REACH:
        return None
    if any(between.tag_ == "VBD" for between in token.doc[verb.i + 1 : token.i]):
        return None  # "the index lags the market, which fell on Friday", read amiss
    return None if any(child.dep_ in ("aux", "neg") for child in verb.children) else verb.lower_


def _told_by_neighbour(token: Token) -> bool:
    """In "said on Friday that he would come" the day belongs to the verb just before it."""
    before = token.left_edge.i - 1
    if before >= 0 and token.doc[before].lower_ == "on":
        before -= 1
    verb = token.doc[before] if before >= 0 else None
    return verb is not None and verb.tag_ == "VBD" and verb.lemma_ not in context()["extending_verbs"]


def _verb_future(verb: Token) -> str | None:
    """The cue on the verb itself; a participle clause takes the tense of the verb it hangs on."""
    for _ in range(_STEPS):
        if cue := _own_cue(verb):
            return cue
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("since", "after"):
            return None  # "to vote after meeting on Friday"
        if (
            verb.tag_ != "VBG"
            or verb.dep_ not in ("advcl", "conj", "pcomp", "xcomp")
            or verb.head.i == verb.i
        ):
            return None
        above = governing_verb(verb.head)
        if above is None:
            return None
        verb = above
    return None


def _own_cue(verb: Token) -> str | None:
    """The cue on the verb itself."""
    for child in verb.children:
        if child.lower_ == "would" and verb.dep_ == "relcl":  # "a box that would hold a gun"
            return None
        if child.dep_ in ("aux", "auxpass") and child.lower_ in context()["future_auxiliaries"]:
            return child.lower_
        if child.dep_ == "aux" and child.lower_ in context()["modal_auxiliaries"] and verb.tag_ == "VB":
            return child.lower_
        if child.dep_ == "aux" and child.lower_ == "to" and child.i < verb.i:
            return _infinitive_cue(verb)
        if child.dep_ == "acomp" and child.lower_ == "due" and verb.tag_ in ("VBZ", "VBP"):
            return child.lower_
    if verb.lemma_.lower() in context()["prospective_verbs"] and verb.tag_ in ("VBN", "VBG", "VBZ", "VBP"):
        return verb.lower_
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in context()["scheduled_verbs"]:
        return verb.lower_
    return None


def _is_planned(token: Token, verb: Token) -> bool:
    """The union planned a rally on Saturday: the day is that of what was planned, named before it."""
    if verb.tag_ != "VBD" or verb.lemma_ not in context()["planning_verbs"]:
        return False
    return any(child.dep_ == "dobj" and verb.i < child.i < token.i for child in verb.children)


def _infinitive_cue(verb: Token) -> str | None:
    """An infinitive is future unless what governs it is a past that was carried out ("managed to leave")."""
    head = verb.head
    if head.i == verb.i:
        return "to"
    if verb.dep_ == "relcl":
        return None
    told = head.head if head.lower_ == "due" else head
    if head.lower_ in ("able", "unable") and head.head.tag_ == "VBD":
        return None
    if any(child.lower_ in ("had", "been") for child in told.children) or _made_to(head):
        return None
    if (
        head.tag_ == "VBD"
        and head.lemma_ not in context()["prospective_verbs"] | context()["promising_verbs"]
    ):
        return None
    return "to"


def _made_to(verb: Token) -> bool:
    """ "Was forced to leave on Tuesday": a past passive that says that it came about."""
    past = any(child.lower_ in ("was", "were") and child.dep_ == "auxpass" for child in verb.children)
    return past and verb.tag_ == "VBN" and verb.lemma_ in context()["enabling_verbs"]


def speaks_now(token: Token) -> bool:
    """Whether the governing verb is a present or a future seen from today."""
    verb = governing_verb(token)
    if verb is None:
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return verb.lower_ not in context()["unchanging_verbs"]
    return any(child.dep_ == "aux" and child.lower_ in WILL for child in verb.children)


def dates_main_verb(token: Token) -> bool:
    """Whether the expression headed by the word dates the past verb of its sentence itself, and that verb
    tells no mere origin ("was founded in May 1901")."""
    while token.dep_ in _INNER and token.head.pos_ in ("NUM", "PROPN"):
        token = token.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("on", "in"):
        return False
    verb = token.head.head
    if verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ != "ROOT" or verb.lemma_ in context()["origin_verbs"]:
        return False
    return verb.tag_ in ("VBD", "VBN") and not is_future(token)


def is_beneath(token: Token, other: Token) -> bool:
    """Whether the word stands in the clause that the other dates or in one that hangs on it, not ahead."""
    main = other.head.head if other.dep_ == "pobj" and other.head.lower_ in ("in", "on") else other.head
    verb = governing_verb(token)
    if verb is None or main.pos_ not in ("VERB", "AUX") or is_future(token):
        return False
    for _ in range(_STEPS):
        if verb.i == main.i:
            return True
        verb = verb.head
    return False


def is_past(token: Token) -> bool:
    """Whether the governing verb is a simple past or a perfect, and nothing makes it future."""
    verb = governing_verb(token)
    if verb is None or is_future(token):
        return False
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        verb = governing_verb(verb.head) or verb
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def asked_for(verb: Token, date: Token) -> Token | None:
    """The noun in "called for a strike on 1 June", which the date may mean rather than the call."""
    if verb.lemma_ not in context()["asking_verbs"]:
        return None
    for child in verb.rights:
        if child.i >= date.i:
            break
        if child.lower_ == "for" and child.dep_ == "prep":
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None


def is_told(token: Token) -> bool:
    """Whether the time expression headed by the word dates a past verb itself ("resigned on May 24")."""
    while token.dep_ in _INNER and token.head.pos_ in ("NUM", "PROPN"):
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in _TELLING:
        if token.head.lower_ == "since":
            return True
        token = token.head
    elif token.dep_ != "npadvmod":
        return False
    verb = token.head
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ not in context()["prospective_verbs"]:
        return True
    perfect = any(child.lower_ in _HELPED for child in verb.children)
    return is_past(token) and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and perfect))
