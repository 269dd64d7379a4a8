"""Events that a time expression dates although it hangs elsewhere, or they hang on it.

Parsers tie a clause to the date before it ("in May, when Vesland withdrew"), and a date that opens a sentence
to its first verb ("on 24 May, hours after Norland had left, Kravets came"). Each look is bounded.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from timeline.nlp.draft import TimexDraft

_WHEN = frozenset(("when", "where"))
_WITHIN = {"in", "on", "at", "during"}
_OPENING = 3
_STEPS = 10
_VERBS = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "ADP")
_STATES = ("oprd", "acomp")


def clauses(doc: Doc, timex: TimexDraft, at: dict[int, int]) -> Iterator[int]:
    """The verbs of clauses that say what happened then: "in May, when Vesland withdrew", "it was only
    in 1848 that the council sent a ship". The pluperfect steps back from the date."""
    for token in doc[timex.first : timex.last]:
        for verb in (*token.rights, *_beside_be(token)):
            told = _tells_when(verb) if verb.dep_ == "relcl" else False
            if verb.i in at and (told or _is_cleft(token, verb)):
                yield verb.i


def _beside_be(token: Token) -> Iterator[Token]:
    """The clauses that complete "it was in May"."""
    be = token.head.head if token.head.dep_ == "prep" else token.head
    return (child for child in be.rights if child.dep_ == "ccomp") if be.lemma_ == "be" else iter(())


def _tells_when(verb: Token) -> bool:
    words = {word.lower_ for word in verb.lefts}
    return "had" not in words and (bool(words & _WHEN) or in_which(verb))


def in_which(verb: Token) -> bool:
    """Whether the clause of `verb` begins with "in which", "at which" or the like."""
    return any(
        word.dep_ == "prep"
        and word.lower_ in _WITHIN
        and any(child.lower_ == "which" for child in word.rights)
        for word in verb.lefts
    )


def _is_cleft(token: Token, verb: Token) -> bool:
    """ "It was in 1848 that ...": the date is all that "it was" says."""
    if not any(word.lower_ == "that" for word in verb.lefts):
        return False
    be = token.head.head if token.head.dep_ == "prep" else token.head
    return be.lemma_ == "be" and any(word.lower_ == "it" for word in be.lefts)


def main_verb(doc: Doc, timex: TimexDraft, dated: int, at: dict[int, int]) -> int | None:
    """The main verb, for a date that opens the sentence, ends in a comma and hangs on a verb before it."""
    first = doc[timex.first]
    opens = first.is_sent_start or any(
        doc[i].is_sent_start for i in range(max(first.i - _OPENING, 0), first.i)
    )
    if not opens or timex.last >= len(doc) or doc[timex.last].lower_ != ",":
        return None
    node = doc[dated]
    for _ in range(_STEPS):
        if node.head.i == node.i:
            break
        node = node.head
    return node.i if node.i in at and node.i > dated and node.pos_ in _VERBS else None


def verb_of_state(token: Token, at: dict[int, int]) -> Token:
    """ "Set him free on bail the next day": the verb, where the date was hung on the state it leads to."""
    return token.head if token.dep_ in _STATES and token.head.i in at else token


def clause_of_root(noun: Token, at: dict[int, int]) -> Token | None:
    """ "In May a lawyer, Ana Brist, forwarded a letter": the verb, where it was read as a participle."""
    if noun.head.i != noun.i:
        return None
    return next((child for child in noun.rights if child.dep_ == "acl" and child.i in at), None)


def described(noun: Token, at: dict[int, int]) -> Token | None:
    """ "An auction of bonds planned for May": the event noun above the word that was taken for the plan."""
    for _ in range(_STEPS):
        if noun.i in at:
            return noun
        if noun.head.i == noun.i or noun.pos_ not in _NOMINAL:
            return None
        noun = noun.head
    return None
