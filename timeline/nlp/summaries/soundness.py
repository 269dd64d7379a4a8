"""Whether a clause taken out of its sentence can stand alone: what a careful editor would not print."""

from spacy.tokens import Token

from timeline.nlp.events import inflection

_SINGULAR = frozenset(("is", "was", "has", "does", "'s", "’s"))
_PLURAL = frozenset(("are", "were", "have", "do", "'re", "’re", "'ve", "’ve"))
_HELPING = ("aux", "auxpass")
_ONE = ("NN", "NNP")
_MANY = ("NNS", "NNPS")
_ASKING = ("WRB", "WDT", "WP")
_CONDITIONS = ("if", "unless", "whether", "for", "lest")
_PLURAL_WORDS = frozenset(("they", "we", "you", "both", "many", "several", "few", "police", "people"))


def stands_alone(verb: Token, subject: Token, helped: bool) -> bool:
    """Whether `subject` and `verb` make a statement; `helped`: "to", "will" or "was" stands between."""
    helpers = [child for child in verb.lefts if child.dep_ in _HELPING]
    own = subject.head.i == verb.i
    bare = helpers[0].tag_ == "VB" if helpers else _bare(verb)
    if bare and not helped and not (own and _many(subject)):
        return False
    if not own:
        return helped or _agree(helpers[0] if helpers else verb, subject)
    if _dependent(verb) or subject.left_edge.tag_ in _ASKING:
        return False
    return not helpers or (
        helpers[0].i > subject.i and not (subject.lower_ == "i" and helpers[0].lower_ == "are")
    )


def _dependent(verb: Token) -> bool:
    """Whether the clause asks, sets a condition, or hangs on "for": "whether she won", "for us to win"."""
    if verb.dep_ not in ("ccomp", "advcl", "pcomp", "acl", "relcl"):
        return False
    words = [child for child in verb.lefts if child.dep_ in ("mark", "advmod")]
    return any(
        child.lower_ in _CONDITIONS or (child.tag_ == "WRB" and verb.dep_ == "ccomp") for child in words
    )


def _bare(verb: Token) -> bool:
    """An infinitive without its "to"; a past form that is tagged as one does not count ("sat and wept")."""
    return verb.tag_ == "VB" and not inflection.is_past(verb.lower_)


def _agree(finite: Token, subject: Token) -> bool:
    """Whether a subject taken from elsewhere has the number of the verb; if not, it is not the subject."""
    word = finite.lower_
    if word in _SINGULAR or finite.tag_ == "VBZ":
        return not _many(subject)
    if word in _PLURAL or (finite.tag_ == "VBP" and word != "am"):
        return _many(subject) or subject.tag_ not in _ONE
    return True


def _many(subject: Token) -> bool:
    """Whether more than one is meant: a plural, or a list."""
    listed = any(child.dep_ == "conj" for child in subject.rights)
    return listed or subject.tag_ in _MANY or subject.lower_ in _PLURAL_WORDS
