"""Whether a clause taken out of its sentence can stand alone: what a careful editor would not print."""

from timeline.nlp.events import inflection
from timeline.nlp.summaries.words import Word, first_helper, leftmost

_SINGULAR = frozenset(("is", "was", "has", "does", "'s", "’s"))
_PLURAL = frozenset(("are", "were", "have", "do", "'re", "’re", "'ve", "’ve"))
_ONE = ("NN", "NNP")
_MANY = ("NNS", "NNPS")
_ASKING = ("WRB", "WDT", "WP")
_CONDITIONS = ("if", "unless", "whether", "for", "lest")
_PLURAL_WORDS = frozenset(("they", "we", "you", "both", "many", "several", "few", "police", "people"))
_SUBORDINATE = ("ccomp", "advcl", "pcomp", "acl", "relcl")


def stands_alone(verb: Word, subject: Word, helped: bool) -> bool:
    """Whether `subject` and `verb` make a statement; `helped`: "to", "will" or "was" stands between."""
    helper = first_helper(verb)
    own = subject.head is verb
    bare = helper.tag == "VB" if helper else _bare(verb)
    if bare and not helped and not (own and many(subject)):
        return False
    if not own:
        return helped or agree(helper or verb, subject)
    if _dependent(verb) or leftmost(subject).tag in _ASKING:
        return False
    return helper is None or (helper.i > subject.i and (subject.lower, helper.lower) != ("i", "are"))


def _dependent(verb: Word) -> bool:
    """Whether the clause asks, sets a condition, or hangs on "for": "whether she won", "for us to win"."""
    if verb.dep not in _SUBORDINATE:
        return False
    if any(inner.dep == "pobj" for child in verb.rights for inner in child.lefts):
        return True
    words = [child for child in verb.lefts if child.dep in ("mark", "advmod")]
    return any(child.lower in _CONDITIONS or (child.tag == "WRB" and verb.dep == "ccomp") for child in words)


def _bare(verb: Word) -> bool:
    """An infinitive without its "to"; a past form that is tagged as one does not count ("sat and wept")."""
    return verb.tag == "VB" and not inflection.is_past(verb.lower)


def agree(finite: Word, subject: Word) -> bool:
    """Whether a subject taken from elsewhere has the number of the verb; if not, it is not the subject."""
    if finite.lower in _SINGULAR or finite.tag == "VBZ":
        return not many(subject)
    if finite.lower in _PLURAL or (finite.tag == "VBP" and finite.lower != "am"):
        return many(subject) or subject.tag not in _ONE
    return True


def many(subject: Word) -> bool:
    """Whether more than one is meant: a plural, or a list."""
    if subject.tag in _MANY or subject.lower in _PLURAL_WORDS:
        return True
    return any(child.dep == "conj" for child in subject.rights)
