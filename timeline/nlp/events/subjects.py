"""Who a clause is about: its own subject, or the one it shares with what it hangs on.

Labels are those of the ClearNLP dependency scheme spaCy's English models use.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.nlp.events import argument_words, event_words, misparses
from timeline.nlp.summaries.clause import dependents, first_conjunct

SUBJECTS = {"nsubj", "nsubjpass"}
RELATIVE = {"who", "whom", "which", "that"}
_FINITE = {"VBD", "VBZ", "VBP"}
_PHRASES = {"NOUN", "PROPN", "PRON", "NUM"}
_NOUNS = {"NOUN", "PROPN"}
_NO_PERSONS = {"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "DATE"}
_OCCASIONS = {"after", "before", "since", "upon", "while", "without"}
_APPEALS = {"on", "upon", "to", "for", "with"}
_MAX_CLIMB = 8


def is_passive(verb: Token) -> bool:
    """Whether the surface subject undergoes the event."""
    helped = False
    for child in dependents(verb):
        if child.dep_ in {"auxpass", "nsubjpass"}:
            return True
        if child.dep_ == "nsubj":
            return False
        helped = helped or child.dep_ == "aux"
    if helped or verb.tag_ != "VBN" or _goes_on_active(verb):
        return False
    first = first_conjunct(verb)
    if first.i != verb.i:
        return first.tag_ == "VBN" and is_passive(first)
    return (
        verb.dep_ in {"acl", "advcl", "relcl", "amod", "ROOT"}
        and not has_object(verb)
        and not misparses.closes_sentence(verb)
    )


def _goes_on_active(verb: Token) -> bool:
    """ "Marched on, captured and burned Brist": a past tense that shares its object with the next."""
    return any(c.dep_ == "conj" and c.tag_ == "VBD" and has_object(c) for c in dependents(verb))


def subject(verb: Token, climb: int = _MAX_CLIMB) -> Token | None:
    """The head of the verb's subject, its own or the one it shares with the clause above."""
    own = nearest(verb, [child for child in dependents(verb) if child.dep_ in SUBJECTS])
    if own is not None:
        return antecedent(_described(own))
    if (behind := _behind(verb)) is not None:
        return behind
    if (displaced := misparses.displaced_subject(verb)) is not None:
        return displaced
    if climb == 0 or verb.head.i == verb.i:
        return None
    return _inherited(verb, climb - 1)


def nearest(verb: Token, subjects: list[Token]) -> Token | None:
    """Of several subjects, as after a dateline, the last before the verb."""
    before = [token for token in subjects if token.i < verb.i]
    return before[-1] if before else next(iter(subjects), None)


def _behind(verb: Token) -> Token | None:
    """The subject of translated English behind its verb: "was postponed the vote", "died the mayor"."""
    if verb.dep_ not in {"ROOT", "ccomp"}:
        return None
    helpers = {child.dep_: child for child in dependents(verb) if child.dep_ in {"aux", "auxpass"}}
    passive = "auxpass" in helpers
    if not passive and event_words.verb_lemma(verb) not in argument_words.words().intransitive:
        return None
    if verb.tag_ not in _FINITE and not helpers:
        return None
    roles = {"dobj"} if passive else {"dobj", "npadvmod", "attr"}
    following = (child for child in dependents(verb) if child.i > verb.i and child.dep_ in roles)
    return next((c for c in following if c.pos_ in _PHRASES and c.ent_type_ not in {"DATE", "TIME"}), None)


def _described(token: Token) -> Token:
    """The noun before a participle the parser took for the subject: "the firm operating there said"."""
    if token.tag_ != "VBG":
        return token
    return next((child for child in dependents(token) if child.dep_ in SUBJECTS), token)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is its own antecedent."""
    if token.lower_ not in RELATIVE or token.tag_ not in {"WP", "WDT"}:
        return token
    for node in _upward(token):
        if node.dep_ == "relcl":
            return _person(node.head) if token.lower_ in {"who", "whom"} else node.head
    return token


def _person(noun: Token) -> Token:
    """Whom "who" means: in "Halden, the head of Norland Rail, who resigned" not the firm beside it."""
    node = noun
    for _ in range(_MAX_CLIMB):
        if node.ent_type_ not in _NO_PERSONS:
            return node.head if node.dep_ == "appos" and node.head.pos_ in _NOUNS else node
        if node.dep_ == "pobj" and node.head.head.pos_ in _NOUNS:
            node = node.head.head
        elif node.dep_ in {"appos", "compound", "conj"} and node.head.pos_ in _NOUNS:
            node = node.head
        else:
            break
    return noun


def coordinated_with(verb: Token) -> Token:
    """What a verb shares its subject with: by its form, not only by where the parser hung it.

    A past verb behind "that A should leave, and" goes on with the past verb that governs the clause.
    """
    head = verb.head
    if verb.dep_ != "conj" or not _untold(head):
        return head
    past = verb.tag_ == "VBD" or (head.tag_ == "VBN" and verb.tag_ == "VBN" and has_object(verb))
    if not past and not (head.tag_ in {"VB", "VBG"} and misparses.is_finite(verb)):
        return head
    for node in _upward(head.head):
        told = node.tag_ == "VBD" or (head.tag_ in {"VB", "VBG", "VBN"} and misparses.is_finite(node))
        if node.i < head.i and told:
            return node
    return head


def _inherited(verb: Token, climb: int) -> Token | None:
    """The subject a clause without one shares, by the way it hangs on what governs it."""
    head = verb.head
    if verb.dep_ == "acomp":
        return subject(head, climb)
    if verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and _appeals(head)):
        return _controller(verb, climb)
    if verb.dep_ in {"conj", "advcl", "parataxis", "dep"} and head.pos_ in {"VERB", "AUX"}:
        return subject(coordinated_with(verb), climb)
    if verb.dep_ == "pcomp" and head.head.pos_ in {"VERB", "AUX"}:
        return _after_preposition(head, climb)
    if verb.dep_ == "pcomp" and head.lower_ in _OCCASIONS and (above := _verb_above(head)) is not None:
        return subject(above, climb)
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return _modified(verb, climb)
    return None


def _verb_above(preposition: Token) -> Token | None:
    """The verb of "lifted the ban after hearing him", where the phrase may hang on the noun."""
    return next((node for node in _upward(preposition.head) if node.pos_ == "VERB"), None)


def _untold(verb: Token) -> bool:
    """Whether the verb is no plain past: infinitive, modal, gerund or present."""
    if verb.tag_ == "VBN":
        return any(child.tag_ == "MD" for child in dependents(verb))
    if verb.tag_ == "VBG":
        return verb.dep_ in {"pcomp", "xcomp", "acl", "advcl"}
    if verb.tag_ == "VB":
        return all(child.lower_ != "did" for child in dependents(verb))
    return verb.tag_ in {"VBZ", "VBP"} and verb.dep_ in {"ccomp", "xcomp", "relcl", "acl", "advcl"}


def _controller(verb: Token, climb: int) -> Token | None:
    """The object of "urged him to leave", the subject of "promised him to leave"."""
    head = verb.head
    if event_words.verb_lemma(head) not in argument_words.words().subject_control:
        obj = next(
            (child for child in dependents(head) if child.dep_ in {"dobj", "dative"} and child.i < verb.i),
            None,
        )
        if obj is not None:
            return obj
    return (_appealed_to(verb) if _appeals(head) else None) or subject(head, climb)


def _appeals(verb: Token) -> bool:
    return event_words.verb_lemma(verb) in argument_words.words().appealing


def _appealed_to(verb: Token) -> Token | None:
    """Who is to act in "called on Norland to withdraw"."""
    for child in dependents(verb.head):
        if child.dep_ == "prep" and child.i < verb.i and child.lower_ in _APPEALS:
            return next((obj for obj in dependents(child) if obj.dep_ == "pobj"), None)
    return None


def _after_preposition(preposition: Token, climb: int) -> Token | None:
    """Who does what the gerund says: the object of "barred him from leaving", else the subject."""
    verb = preposition.head
    if preposition.lower_ in {"from", "of", "into"}:
        obj = next((child for child in dependents(verb) if child.dep_ == "dobj"), None)
        if obj is not None:
            return obj
    return subject(verb, climb)


def _modified(verb: Token, climb: int) -> Token | None:
    """The noun a participle describes; for an infinitive, who owns the noun: "her plan to leave"."""
    noun = verb.head
    if verb.tag_ != "VB":
        return noun
    owner = next((child for child in dependents(noun) if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"}:
        return subject(noun.head, climb)
    return None


def _upward(token: Token) -> Iterator[Token]:
    for _ in range(_MAX_CLIMB):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in dependents(verb))
