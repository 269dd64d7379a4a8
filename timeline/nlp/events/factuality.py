"""Judges how the text presents each event.

An event starts with what its own clause says (factuality_cues) and is then carried up through the
words that embed it, each of which may change it: "denied that it planned to attack" goes from
attack through plan (planned) to deny (denied). Neutral attribution ("said", "according to") changes
nothing: who says so is the event's source, not its factuality. After Sauri & Pustejovsky (2009).
"""

from spacy.tokens import Doc, Token

from timeline.nlp.draft import EventDraft
from timeline.nlp.events import embedding, event_words, unchecked
from timeline.nlp.events.factuality_cues import OCCURRED, Stance, Stances, is_condition
from timeline.nlp.events.factuality_words import words
from timeline.nlp.summaries.clause import dependents, is_present
from timeline.nlp.zones import Zones
from timeline.terms import Factuality, Role

_MAX_CLIMB = 10
_OPEN = {Factuality.PLANNED, Factuality.HYPOTHETICAL}
_REAL = {Factuality.OCCURRED, Factuality.ONGOING}
_NOMINAL = {"NOUN", "PROPN"}
_PARTICIPLES = {"VBN", "VBD", "JJ"}


def judge(doc: Doc, events: list[EventDraft], zones: Zones) -> None:
    """Set `factuality` and `factuality_reason` of every event; doubts and bare conditions are no entries."""
    carriers = embedding.carriers(doc, events)
    stances = Stances()
    doubted, doubting = unchecked.tokens(doc)
    for event in events:
        token = doc[event.head]
        carrier = carriers.get(event.head)
        stance = _climb(token, carrier, stances)
        if event.narrated and stance.value == Factuality.ONGOING:
            stance = OCCURRED
        if stance == OCCURRED and not event.narrated:
            stance = _default(token, event, doubted)
        if stance.value == Factuality.PLANNED and (undone := _called_off(carrier or token)) is not None:
            stance = Stance(Factuality.CANCELLED, undone.text)
        event.factuality = stance.value
        event.timeline = event.timeline and event.head not in doubting and not is_condition(token)
        if stance.word is not None:
            event.factuality_reason = {"code": "cue", "word": stance.word, "value": stance.value.value}


def reconsider(doc: Doc, events: list[EventDraft], dct: str | None) -> None:
    """Once events are dated: what has no cue but lies after the article's day `dct` is planned
    ("the council meets on 14 March", "Friday's vote"). A past tense outweighs the date."""
    if dct is None:
        return
    for event in events:
        begins = event.date.earliest if event.date is not None else None
        if begins is None or begins <= dct or event.factuality not in _REAL:
            continue
        if event.nominal or is_present(doc[event.head]):
            event.factuality = Factuality.PLANNED
            event.factuality_reason = {"code": "cue", "word": begins, "value": Factuality.PLANNED.value}


def _called_off(planned: Token) -> Token | None:
    """The verb that takes a plan back: "was due to open but was put off", "was to speak but cancelled"."""
    clause = planned
    while clause.dep_ in {"xcomp", "acomp"} and clause.head.i != clause.i:
        clause = clause.head
    helped = (child.tag_ for child in dependents(clause) if child.dep_ in {"aux", "auxpass"})
    if clause.tag_ != "VBD" and "VBD" not in helped:
        return None
    for verb in dependents(clause):
        own = {child.dep_ for child in dependents(verb)} if verb.dep_ == "conj" else set()
        known = "dobj" not in own or any(c.dep_ == "dobj" and not _indefinite(c) for c in dependents(verb))
        alone = "auxpass" in own or (verb.tag_ in {"VBD", "VBN"} and known)
        if alone and not own & {"nsubj", "nsubjpass", "neg"} and _undoes(verb):
            return verb
    return None


def _undoes(verb: Token) -> bool:
    return words().embedding.get(_lemma(verb)) in {"cancelled", "deferred"}


def _climb(token: Token, carrier: Token | None, stances: Stances) -> Stance:
    """The stance after every word that embeds the event had its say."""
    stance = stances.of(token)
    node, parent = token, carrier or stances.parent(token)
    for _ in range(_MAX_CLIMB):
        if parent is None:
            return _adjunct(node, stance, stances)
        if parent is carrier and _lemma(parent) in words().independent:
            return _embed(stance, "inherit", parent, stances.of(parent))
        effect = _effect(parent, node)
        if parent is carrier and effect in {None, "inherit"}:
            effect = "transparent"
        if effect is not None:
            stance = _embed(stance, effect, parent, stances.of(parent))
        elif _presupposed(node, parent):
            return _adjunct(node, stance, stances)
        # a relative clause only carries its noun: what lies above the noun embeds both
        node = node if parent.dep_ in {"relcl", "acl"} and parent.head.i == node.i else parent
        parent = stances.parent(node)
    return stance


def _presupposed(node: Token, parent: Token) -> bool:
    """Whether what lies above says nothing about `node`: "denied that he attended the funeral"."""
    if node.pos_ in _NOMINAL:
        return parent.pos_ in {"VERB", "AUX"}
    return node.dep_ == "prep" and node.lower_ != "of" and parent.pos_ in _NOMINAL


def _effect(parent: Token, node: Token) -> str | None:
    """What `parent` does to the factuality of `node`, None if nothing."""
    if parent.pos_ in _NOMINAL:
        return _noun_effect(parent, node)
    if parent.pos_ == "ADP":
        return None
    if _calls_untrue(parent, node):
        return "rejected"
    if parent.pos_ == "AUX" or parent.lemma_ == "have":
        return _auxiliary_effect(parent, node)
    if (
        parent.tag_ in _PARTICIPLES
        and (effect := words().adjectives.get(parent.lower_))
        and node.dep_ == "xcomp"
    ):
        return _unmet(parent) if effect == "unmet" else effect
    if parent.pos_ == "ADJ":
        return words().adjectives.get(parent.lower_) if node.dep_ in {"xcomp", "ccomp", "advcl"} else None
    return _verb_effect(parent, node)


def _unmet(verb: Token) -> str:
    """ "Was supposed to open" says that it did not."""
    passive = any(child.dep_ == "auxpass" for child in dependents(verb))
    return "planned" if is_present(verb) or not passive else "cancelled"


def _calls_untrue(verb: Token, noun: Token) -> bool:
    """ "Claims that the bank failed are false"."""
    if verb.lemma_ != "be" or noun.dep_ != "nsubj" or noun.lemma_.lower() not in words().speech:
        return False
    negated = any(child.dep_ == "neg" for child in dependents(verb))
    said = (child.lower_ for child in dependents(verb) if child.dep_ in {"acomp", "attr"})
    return not negated and any(words().adjectives.get(word) == "rejected" for word in said)


def _noun_effect(parent: Token, node: Token) -> str | None:
    lemma = parent.lemma_.lower()
    effect = words().nouns.get(lemma)
    if (lemma == "charge" and parent.tag_ == "NN") or (lemma == "report" and _plain_report(parent, node)):
        return None
    if effect is None and node.dep_ == "acl" and node.tag_ == "VB":
        first = any(child.lower_ in {"first", "last", "only"} for child in dependents(parent))
        return None if first else "planned"
    return effect


def _plain_report(report: Token, content: Token) -> bool:
    """ "A report on the raid" and "reports that he left are not false" keep no distance."""
    return content.pos_ in _NOMINAL or (report.dep_ == "nsubj" and report.head.lemma_ == "be")


def _auxiliary_effect(parent: Token, node: Token) -> str | None:
    """The "to" after be and have: "is to visit", "had to leave", "was to have visited"."""
    if node.dep_ != "xcomp" or not any(child.lower_ == "to" for child in dependents(node)):
        return None
    if parent.lemma_ == "have":
        if any(child.lower_ == "yet" for child in dependents(parent)):
            return "denied"
        return "hypothetical" if parent.tag_ in {"VBZ", "VBP"} else "transparent"
    past = any(child.dep_ == "aux" and child.lower_ == "have" for child in dependents(node))
    return "cancelled" if past else "planned"


def _verb_effect(parent: Token, node: Token) -> str | None:
    lemma = _lemma(parent)
    if node.lemma_.lower() in words().speech and lemma in words().dismissing:
        return "rejected"
    effect = words().embedding.get(lemma)
    if parent.lemma_ == "go" and parent.tag_ == "VBG" and node.dep_ == "xcomp":
        return "planned"
    if lemma in words().done_if_past and parent.tag_ == "VBD" and node.dep_ == "xcomp":
        return "transparent"
    if lemma == "commit" and node.pos_ == "VERB":
        return "planned"
    if effect is None:
        if lemma == "set" and _for_a_day(parent, node):
            return "planned"
        return "inherit" if node.pos_ in _NOMINAL and _indefinite(node) else None
    if node.pos_ in _NOMINAL:
        return _on_noun(effect, lemma, node)
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in dependents(node))
    if any(child.lower_ == "whether" for child in dependents(node)):
        return "hypothetical"
    finite = node.dep_ == "ccomp" and not infinitive and node.tag_ != "VBG"
    if finite and lemma == "suggest" and _indicative(node):
        return None
    if finite and lemma not in words().that_clause and effect not in {"rejected", "claimed"}:
        return None
    return effect


def _for_a_day(verb: Token, noun: Token) -> bool:
    """ "Set a hearing for October": the phrase may hang on either."""
    fors = (part for word in (verb, noun) for part in dependents(word) if part.lower_ == "for")
    return any(obj.ent_type_ in {"DATE", "TIME"} for part in fors for obj in dependents(part))


def _indicative(verb: Token) -> bool:
    """Whether the clause states a fact: "suggested that the moon froze", not "that he resign"."""
    helper = next((child for child in dependents(verb) if child.dep_ in {"aux", "auxpass"}), verb)
    return helper.tag_ in {"VBD", "VBZ", "VBP"} or (helper.i == verb.i and verb.tag_ == "VBN")


def _on_noun(effect: str, lemma: str, node: Token) -> str | None:
    """Objects feel the effect, unless the verb takes for granted that they are."""
    if node.dep_ == "nsubj" and effect not in {"cancelled", "deferred"}:
        return None
    if effect == "transparent":
        return "inherit"
    if lemma == "call" and node.dep_ in {"dobj", "nsubjpass"}:
        return "planned"
    return None if lemma in words().presupposing else effect


def _lemma(verb: Token) -> str:
    particle = next((child for child in dependents(verb) if child.dep_ == "prt"), None)
    lemma: str = event_words.verb_lemma(verb)
    whole = f"{lemma} {particle.lower_}" if particle is not None else lemma
    return whole if whole in words().embedding else lemma


def _indefinite(node: Token) -> bool:
    """Whether the noun is new to the text: no "the", "this" or owner, nor "an accord signed in May"; what is
    said is not made new."""
    if node.lemma_.lower() in event_words.nouns().reporting:
        return False
    return node.dep_ in {"dobj", "nsubjpass"} and not any(
        child.dep_ == "poss"
        or (child.dep_ == "acl" and child.tag_ == "VBN")
        or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in dependents(node)
    )


def _embed(inner: Stance, effect: str, parent: Token, outer: Stance) -> Stance:
    """The stance of an event inside `parent`, which does `effect` to it."""
    if effect in {"transparent", "inherit", "ongoing"}:
        return _carried(inner, outer, parent, open_only=effect == "inherit")
    if effect == "planned":
        return _intended(inner, outer, parent)
    if effect == "hypothetical":
        if outer.value in {Factuality.PLANNED, Factuality.DENIED} and _lemma(parent) in words().attempts:
            return outer
        return Stance(Factuality.HYPOTHETICAL, parent.text)
    if effect == "claimed" and outer.value in _OPEN:
        return outer  # "can claim a refund"
    if effect == "claimed":
        return Stance(Factuality.CLAIMED, parent.text) if inner.value in _REAL else inner
    if effect == "excluded":
        open_still = outer.value in _OPEN | {Factuality.DENIED}
        return Stance(Factuality.HYPOTHETICAL if open_still else Factuality.DENIED, parent.text)
    if effect == "deferred" and inner.value != Factuality.PLANNED:
        return inner
    if effect in {"cancelled", "deferred"}:
        undone = outer.value in _REAL
        return Stance(Factuality.CANCELLED if undone else Factuality.PLANNED, parent.text)
    return _negative(inner, effect, outer, parent)


def _carried(inner: Stance, outer: Stance, parent: Token, open_only: bool) -> Stance:
    """Whatever holds of the verb holds of its content: "will begin to withdraw"."""
    if inner.value not in _REAL:
        return inner
    if open_only:
        return outer if outer.value in _OPEN else inner
    if outer.value != Factuality.OCCURRED:
        return outer
    if event_words.verb_lemma(parent) in {
        "continue",
        "keep",
        "persist",
        "remain",
    } and is_present(parent):
        return Stance(Factuality.ONGOING, parent.text)
    return inner


def _intended(inner: Stance, outer: Stance, parent: Token) -> Stance:
    if outer.value in {Factuality.DENIED, Factuality.HYPOTHETICAL}:
        return outer
    if inner.value == Factuality.DENIED:
        return inner
    return Stance(Factuality.PLANNED, parent.text)


def _negative(inner: Stance, effect: str, outer: Stance, parent: Token) -> Stance:
    """Verbs that say the event did not happen, themselves negated or open perhaps."""
    if outer.value == Factuality.DENIED:
        return Stance(Factuality.OCCURRED, parent.text) if effect == "denied" else inner
    if outer.value in _OPEN:
        return Stance(Factuality.HYPOTHETICAL, outer.word) if effect == "denied" else inner
    return Stance(Factuality.DENIED, parent.text)


def _adjunct(node: Token, stance: Stance, stances: Stances) -> Stance:
    """What hangs on an open clause without being its content is open too."""
    if stance.value != Factuality.OCCURRED or node.head.i == node.i:
        return stance
    if (none := _none_of(node, stances)) is not None:
        return none
    clause: Token | None = None
    if node.dep_ == "pobj" and node.head.lower_ in words().within:
        clause = node.head.head
    elif (
        node.dep_ == "advcl"
        and node.tag_ == "VBG"
        and not any(child.dep_ == "mark" for child in dependents(node))
    ):
        clause = node.head
    if clause is None or clause.pos_ not in {"VERB", "AUX"}:
        return stance
    outer = stances.of(clause)
    return outer if outer.value in _OPEN else stance


def _holds(token: Token) -> bool:
    """Whether the statement is about now; a predicate adjective is as present as its verb."""
    return is_present(token.head if token.dep_ in {"acomp", "oprd"} else token)


def _habit(verb: Token) -> bool:
    """A rule or habit: "wolves attack sheep", "usually meets", "meets on Mondays"."""
    for child in dependents(verb):
        if child.lower_ in words().habitual or child.tag_ == "NNPS":
            return True
        if child.dep_ == "nsubj" and child.tag_ == "NNS" and not any(True for _ in dependents(child)):
            return True
        if child.dep_ == "prep" and any(obj.tag_ == "NNPS" for obj in dependents(child)):
            return True
    return False


def _none_of(noun: Token, stances: Stances) -> Stance | None:
    """A noun with "any" in a negated clause: "did not lead to any arrests"."""
    if not any(child.dep_ == "det" and child.lower_ == "any" for child in dependents(noun)):
        return None
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    outer = stances.of(verb)
    return outer if outer.value == Factuality.DENIED else None


def _default(token: Token, event: EventDraft, doubted: set[int]) -> Stance:
    """The stance of a plain statement: rules and habits are no events, other present tense holds now."""
    if event.kind == "generic" and _habit(token):
        return Stance(Factuality.HYPOTHETICAL, token.text)
    if event.kind in {"generic", "state"} and not event.nominal and _holds(token):
        return Stance(Factuality.ONGOING, token.text)
    if token.i in doubted and any(argument.role == Role.SOURCE for argument in event.arguments):
        return Stance(Factuality.CLAIMED, "unverified")
    return OCCURRED
