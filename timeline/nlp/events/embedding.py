"""How events lean on each other: the verb that carries a noun, the event another one depends on."""

from spacy.tokens import Doc, Token

from timeline.nlp.draft import EventDraft
from timeline.nlp.events import argument_words, event_verbs, event_words, factuality_words, subjects
from timeline.nlp.summaries.clause import dependents, first_conjunct

_CONTENT = {"ccomp", "xcomp", "csubj", "csubjpass"}
_NOMINAL_CONTENT = {"dobj", "nsubjpass", "nsubj", "attr", "pobj", "pcomp"}
_CONTENT_PREPOSITIONS = {"of", "for", "from", "to", "about"}
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
_STATE_PREPOSITIONS = {"at", "on", "under", "in"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_RELATIVE = {"that", "which", "who", "whom"}
_MAX_CLIMB = 10
_REACH = 60


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
    token = first_conjunct(subjects.coordinated_with(token) if _goes_on_above(token) else token)
    if token.head.i == token.i:
        return None
    said = next((child for child in dependents(token) if child.dep_ == "parataxis" and _reports(child)), None)
    if said is not None:
        return said
    if token.dep_ in _CONTENT or token.dep_ in _NOMINAL_CONTENT:
        return None if stands_alone(token) else token.head
    if token.dep_ == "advcl" and _displaced(token):
        return token.head
    if token.dep_ in {"acl", "relcl"} and (token.tag_ == "VB" or _is_told(token)):
        return token.head
    if token.dep_ == "prep":
        return _beyond_preposition(token)
    return None


def _goes_on_above(token: Token) -> bool:
    """Whether a clause goes on with what governs the one before it: "was urged to leave and has been there
    since"."""
    if token.dep_ != "conj" or token.pos_ != "VERB":
        return False
    return subjects.coordinated_with(token).i != token.head.i


def _is_told(clause: Token) -> bool:
    """Whether the clause is what its noun says: "claims that he left", "rumours he had left"."""
    if any(child.lower_ == "that" and child.dep_ == "mark" for child in dependents(clause)):
        return True
    if clause.head.lemma_.lower() not in factuality_words.words().speech:
        return False
    roles = {child.dep_: child for child in dependents(clause)}
    subject = roles.get("nsubj") or roles.get("nsubjpass")
    gap = subject is None or subject.lower_ in _RELATIVE
    return not gap and ("dobj" in roles or "auxpass" in roles or clause.tag_ != "VBN" or "prep" in roles)


def stands_alone(clause: Token) -> bool:
    """Whether a semicolon parts a clause from the verb the parser puts it under: "It ended; he denies it"."""
    if clause.dep_ != "ccomp" or not 0 < clause.head.i - clause.i < _REACH:
        return False
    return any(token.text == ";" for token in clause.doc[clause.i : clause.head.i])


def _displaced(token: Token) -> bool:
    """Whether a phrase taken for a purpose is content: "threatened on Sunday to leave", "denied once having
    left"."""
    effect = factuality_words.words().embedding.get(event_words.verb_lemma(token.head))
    if effect == "rejected" and token.tag_ in {"VBN", "VBG"}:
        return any(child.dep_ == "aux" and child.lower_ == "having" for child in dependents(token))
    return effect not in {None, "transparent"} and any(
        child.dep_ == "aux" and child.lower_ == "to" for child in dependents(token)
    )


def _beyond_preposition(preposition: Token) -> Token | None:
    """The word a preposition ties its content to; "accused the firm of ..." skips the object."""
    if preposition.lower_ not in _CONTENT_PREPOSITIONS:
        return None
    head = preposition.head
    if head.dep_ == "npadvmod" and event_words.verb_lemma(head.head) in _OBJECT_AND_CONTENT:
        return head.head
    if head.dep_ in {"dobj", "nsubjpass"} and event_words.verb_lemma(head.head) in _OBJECT_AND_CONTENT:
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
    noun = first_conjunct(noun)
    verb = noun.head
    predicate = _predicate(noun) or _relative(noun, nominal) or _set_to(noun, nominal)
    if predicate is not None:
        return predicate
    if verb.pos_ != "VERB" or noun.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
        return None
    return verb if _leans(verb, nominal, subject=noun.dep_ == "nsubj") else None


def _leans(verb: Token, nominal: frozenset[int], subject: bool) -> bool:
    """Whether the verb only says what became of the event noun that is its subject or object."""
    lemma = event_words.verb_lemma(verb)
    words = event_words.verbs()
    if lemma in words.aspectual or lemma in words.occurring or event_verbs.takes_place(verb):
        return True
    if subject:
        return False
    return lemma in argument_words.words().control or event_verbs.carried(verb, nominal) is not None


def _predicate(noun: Token) -> Token | None:
    """The verb of "there was a raid" and "remains at war"."""
    if noun.dep_ == "attr":
        return noun.head
    if (
        noun.dep_ != "pobj"
        or noun.head.lower_ not in _STATE_PREPOSITIONS
        or any(c.dep_ == "det" for c in dependents(noun))
    ):
        return None
    verb = noun.head.head
    return verb if verb.lemma_ in {"be", "remain", "stay", "go"} else None


def _relative(noun: Token, nominal: frozenset[int]) -> Token | None:
    """The verb of "talks that she will open" and "talks to take place in May"."""
    for child in dependents(noun):
        if child.dep_ not in {"relcl", "acl"} or child.pos_ != "VERB":
            continue
        own = any(sub.dep_ in _SUBJECTS and sub.lower_ not in _RELATIVE for sub in dependents(child))
        if any(obj.dep_ == "dobj" and obj.lower_ not in _RELATIVE for obj in dependents(child)):
            if event_verbs.takes_place(child):
                return child
        elif event_verbs.is_held(child) or (child.tag_ != "VBN" and _leans(child, nominal, subject=not own)):
            return child
    return None


def _set_to(noun: Token, nominal: frozenset[int]) -> Token | None:
    """The verb of "talks are to begin", "the trial was due to open"."""
    if noun.dep_ not in _SUBJECTS or noun.head.i == noun.i:
        return None
    for word in (noun.head, *dependents(noun.head)):
        if word.i == noun.head.i or word.dep_ == "acomp":
            for child in dependents(word):
                opens = event_words.verb_lemma(child) == "open" or _leans(child, nominal, subject=True)
                if child.dep_ == "xcomp" and child.pos_ == "VERB" and opens:
                    return child
    return None


def _reports(token: Token) -> bool:
    """Whether a clause put in says who says so; "he denies any part in it" has content of its own."""
    if token.pos_ != "VERB" or event_words.verb_lemma(token) not in event_words.verbs().reporting:
        return False
    denies = factuality_words.words().embedding.get(event_words.verb_lemma(token)) == "rejected"
    return not denies or not any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in dependents(token))
