"""What a word's own clause says about whether it happened: auxiliaries, negation, mood, tense."""

from dataclasses import dataclass

from spacy.tokens import Token

from timeline.nlp import event_words
from timeline.nlp.factuality_words import words
from timeline.terms import Factuality

_AUXILIARY = {"aux", "auxpass"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_NOMINAL = {"NOUN", "PROPN"}
_PRESENT_BE = {"is", "are", "am", "'s", "’s", "'re", "’re", "'m"}
_PRESENT = _PRESENT_BE | {"has", "have", "'ve", "’ve"}


@dataclass(frozen=True, slots=True)
class Stance:
    """A factuality and the word that says so; no word for what simply occurred."""

    value: Factuality
    word: str | None = None


OCCURRED = Stance(Factuality.OCCURRED)


def of(token: Token) -> Stance:
    """The stance of a verb, event noun or predicate adjective, its embedding left aside."""
    if token.pos_ in _NOMINAL:
        return _of_noun(token)
    for judge in (_negated, _conditional, _modal, _infinitive, _adverbial, _asked, _ongoing):
        stance = judge(token)
        if stance is not None:
            return stance
    return OCCURRED


def auxiliaries(token: Token) -> list[Token]:
    """The verb's auxiliaries, those of the verb it is coordinated with if it shares them."""
    own = [child for child in token.children if child.dep_ in _AUXILIARY]
    return own or ([] if (partner := _partner(token)) is None else auxiliaries(partner))


def is_present(token: Token) -> bool:
    """Whether the clause is told in the present, the present perfect included."""
    helpers = auxiliaries(token)
    if not helpers:
        return token.tag_ in {"VBZ", "VBP"}
    return helpers[0].lower_ in _PRESENT


def _partner(token: Token) -> Token | None:
    """The verb before in a coordination that shares subject and auxiliaries: "will meet and sign"."""
    if token.dep_ != "conj" or token.head.tag_ != token.tag_ or token.tag_ not in {"VB", "VBN", "VBG"}:
        return None
    return None if any(child.dep_ in _SUBJECTS for child in token.children) else token.head


def _negated(token: Token) -> Stance | None:
    negator = _negator(token)
    if negator is None:
        return None
    modal = next(
        (helper.lower_ for helper in auxiliaries(token) if helper.lower_ in words().auxiliaries), None
    )
    if modal is not None and modal not in words().firm:
        return Stance(Factuality.HYPOTHETICAL, modal)
    return Stance(Factuality.DENIED, negator.text)


def _negator(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "neg" or (
            child.dep_ in {"preconj", "advmod"} and child.lower_ in {"never", "neither"}
        ):
            return None if _harmless(child) else child
        if child.dep_ in _SUBJECTS and _negative_phrase(child):
            return child
        if child.dep_ == "dobj" and _negative_phrase(child):
            return child
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return token.head
    if (
        token.dep_ == "pcomp"
        and token.head.lower_ in {"of", "than"}
        and token.head.head.lower_ in {"instead", "rather"}
    ):
        return token.head.head
    partner = _partner(token)
    return _negator(partner) if partner is not None and not _contrasted(partner) else None


def _harmless(negator: Token) -> bool:
    doc = negator.doc
    return negator.i + 1 < len(doc) and doc[negator.i + 1].lower_ in words().harmless


def _contrasted(token: Token) -> bool:
    """Whether "but" ends the reach of a negation over what follows."""
    return any(child.dep_ == "cc" and child.lower_ in {"but", "yet"} for child in token.children)


def _negative_phrase(token: Token) -> bool:
    if token.lower_ in words().negative_subjects or (token.lower_ == "one" and _no(token)):
        return True
    return _no(token)


def _no(token: Token) -> bool:
    return any(child.dep_ in {"det", "neg"} and child.lower_ in {"no", "neither"} for child in token.children)


def _conditional(token: Token) -> Stance | None:
    """The clause after "if", or one that depends on such a clause and has no date."""
    for child in token.children:
        if child.dep_ in {"mark", "advmod"} and child.lower_ in words().conditional and child.i < token.i:
            return Stance(Factuality.HYPOTHETICAL, child.text)
        if child.dep_ == "aux" and child.lower_ == "should" and token.dep_ == "advcl":
            return Stance(Factuality.HYPOTHETICAL, child.text)
    condition = condition_of(token)
    if condition is not None and _is_future(token) and not _dated(token):
        return Stance(Factuality.HYPOTHETICAL, condition.text)
    partner = token.head if token.dep_ == "conj" and token.head.dep_ == "advcl" else None
    return _conditional(partner) if partner is not None else None


def condition_of(token: Token) -> Token | None:
    """The "if" or "in the event" the clause depends on."""
    for child in token.children:
        if child.dep_ == "advcl":
            for mark in child.children:
                if mark.dep_ == "mark" and mark.lower_ in {"if", "unless", "provided", "should"}:
                    return mark
        if child.dep_ == "prep" and child.lower_ == "in":
            for obj in child.children:
                if obj.lower_ in {"event", "case"}:
                    return obj
    return None


def _is_future(token: Token) -> bool:
    return any(helper.lower_ in words().auxiliaries for helper in auxiliaries(token))


def _dated(token: Token) -> bool:
    return any(
        child.ent_type_ == "DATE"
        or (child.dep_ == "prep" and any(obj.ent_type_ == "DATE" for obj in child.children))
        for child in token.children
    )


def _modal(token: Token) -> Stance | None:
    helpers = auxiliaries(token)
    for helper in helpers:
        effect = words().auxiliaries.get(helper.lower_)
        if effect is None or (helper.lower_ == "'d" and token.tag_ in {"VBN", "VBD"}):
            continue
        if helper.lower_ == "would" and _reported_future(token, helpers):
            effect = "planned"
        return Stance(Factuality(effect), helper.text)
    return None


def _reported_future(token: Token, helpers: list[Token]) -> bool:
    """Said it would close: the future seen from a past report."""
    if any(helper.lower_ in {"have", "'ve"} for helper in helpers) or condition_of(token) is not None:
        return False
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    verbs = event_words.verbs()
    lemma = event_words.verb_lemma(token.head)
    return token.dep_ in {"ccomp", "parataxis"} and (lemma in verbs.reporting or lemma in verbs.speech_act)


def _infinitive(token: Token) -> Stance | None:
    """A purpose or a headline's future: "flew in to sign", "Minister to visit Orlo"."""
    if token.dep_ not in {"advcl", "ROOT", "relcl"} or token.head.lower_ in {"first", "last", "only"}:
        return None
    to = next((child for child in token.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    return Stance(Factuality.PLANNED, to.text) if to is not None else None


def _adverbial(token: Token) -> Stance | None:
    for child in token.children:
        effect = words().adverbs.get(child.lower_) if child.dep_ in {"advmod", "neg"} else None
        if effect is None:
            continue
        if effect == "ongoing" and not is_present(token):
            continue
        return Stance(Factuality(effect), child.text)
    return None


def _asked(token: Token) -> Stance | None:
    """The main clause of a question."""
    root = token
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    if root.dep_ != "ROOT":
        return None
    return next(
        (
            Stance(Factuality.HYPOTHETICAL, "?")
            for child in root.children
            if child.dep_ == "punct" and child.text == "?"
        ),
        None,
    )


def _ongoing(token: Token) -> Stance | None:
    """Progressive told in the present, or present and perfect with "since"."""
    helpers = auxiliaries(token)
    if token.tag_ == "VBG" and _progressive(token, helpers):
        soon = next((child for child in token.children if _comes(child)), None)
        if soon is not None:
            return Stance(Factuality.PLANNED, soon.text)
        return Stance(Factuality.ONGOING, helpers[0].text if helpers else token.text)
    since = since_of(token)
    if since is not None and is_present(token):
        return Stance(Factuality.ONGOING, since.text)
    return None


def _progressive(token: Token, helpers: list[Token]) -> bool:
    if not helpers:
        return token.dep_ == "ROOT" and any(child.dep_ in _SUBJECTS for child in token.children)
    return helpers[0].lower_ in _PRESENT


def _comes(child: Token) -> bool:
    """A date that lies ahead: tomorrow, next week."""
    if child.lower_ in words().future:
        return True
    return child.ent_type_ == "DATE" and any(part.lower_ in words().future for part in child.children)


def since_of(token: Token) -> Token | None:
    """The "since" that opens a span up to now."""
    return next(
        (child for child in token.children if child.lower_ == "since" and child.dep_ in {"prep", "mark"}),
        None,
    )


def _of_noun(token: Token) -> Stance:
    for child in token.children:
        if child.dep_ in {"det", "neg"} and child.lower_ in {"no", "neither"}:
            return Stance(Factuality.DENIED, child.text)
        effect = (
            words().modifiers.get(child.lower_)
            if child.dep_ in {"amod", "acl", "advmod", "compound"}
            else None
        )
        if effect is not None:
            return Stance(Factuality(effect), child.text)
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return Stance(Factuality.DENIED, token.head.text)
    return _lasting(token) or OCCURRED


def _lasting(noun: Token) -> Stance | None:
    """What still holds: "the war since April", "is at war", "on strike since Monday"."""
    since = since_of(noun)
    if since is None and noun.dep_ == "pobj" and noun.head.lower_ in {"at", "on", "under"}:
        verb = noun.head.head
        if verb.lemma_ in {"be", "remain", "stay"} and is_present(verb):
            return Stance(Factuality.ONGOING, verb.text)
        since = since_of(verb)
        if since is not None and (since.i < noun.i or since.i > noun.i + 5):
            since = None
    return Stance(Factuality.ONGOING, since.text) if since is not None else None
