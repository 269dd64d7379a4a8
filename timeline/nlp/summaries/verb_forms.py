"""Which form the verb of a clause takes that the text only gives as a participle or an infinitive."""

from timeline.nlp import resources
from timeline.nlp.draft import EventDraft
from timeline.nlp.summaries.words import Word, first_helper
from timeline.terms import Factuality

_WORDS = resources.load("summaries")
_INTRANSITIVE = frozenset(_WORDS["intransitive"].split())
_LINKING = frozenset(_WORDS["linking"].split())
_HAPPENED = (Factuality.OCCURRED, Factuality.ONGOING, Factuality.DENIED, Factuality.CLAIMED)
_DEPENDENT = ("advcl", "pcomp", "conj", "acl")
_SEVERAL = ("they", "them", "we", "us", "both")


def told_in_past(event: EventDraft, verb: Word) -> bool:
    """Whether a participle is told in the past: "the blast, killing ten" gives "the blast killed ten"."""
    if verb.tag not in ("VBG", "VBN") or event.factuality not in _HAPPENED or verb.lower in _LINKING:
        return False
    dependent = verb.tag == "VBG" and verb.dep in _DEPENDENT
    if verb.dep == "pcomp" and verb.tag == "VBN" and is_having(first_helper(verb)):
        return True
    return (dependent or verb.lemma in _INTRANSITIVE) and first_helper(verb) is None


def is_having(helper: Word | None) -> bool:
    """ "Accused of having hidden it"."""
    return helper is not None and helper.lower == "having"


def is_bare_participle(verb: Word) -> bool:
    """ "From leaving", "of having hidden it": no clause without the verb above."""
    first = first_helper(verb) or verb
    return first.tag == "VBG" and (verb.dep in _DEPENDENT or verb.dep == "xcomp")


def link(event: EventDraft, verb: Word, subject: Word, helped: bool) -> str:
    """What stands between subject and verb: "was", "were", "to", or nothing."""
    if event.factuality is Factuality.PLANNED and verb.tag == "VB" and not helped:
        return _passive(verb, subject) or "to"
    return _passive(verb, subject)


def _passive(verb: Word, subject: Word) -> str:
    """ "The accord signed by Halden" is told as "the accord was signed by Halden"."""
    if verb.dep not in ("acl", "advcl") or first_helper(verb) is not None or _finite(verb):
        return ""
    if verb.tag != "VBN" and (verb.tag != "VBD" or verb.dep != "acl"):
        return ""
    if verb.lemma in _INTRANSITIVE and not any(child.dep == "agent" for child in verb.children):
        return ""
    plural = subject.tag in ("NNS", "NNPS") or subject.lower in _SEVERAL
    return "were" if plural else "was"


def _finite(verb: Word) -> bool:
    """Whether a supposed participle is the verb of its sentence: "Halden, who won, promised to go"."""
    noun = verb.head
    aside = [child for child in noun.rights if child.dep in ("relcl", "appos") and child.i < verb.i]
    return (
        noun.dep == "ROOT"
        and any(child.text == "," for child in noun.rights if child.i == verb.i - 1)
        and bool(aside)
    )


def after_names(event: EventDraft, verb: Word, names: int) -> str | None:
    """What stands between the names of those who do it and the verb: "to", "could" or nothing; None where
    the verb cannot follow names, as a passive cannot."""
    helpers = [child for child in verb.lefts if child.dep in ("aux", "auxpass") and child.tag != "TO"]
    if verb.pos != "VERB" or any(helper.tag != "MD" for helper in helpers):
        return None
    if verb.tag == "VB" and not helpers:
        return {Factuality.PLANNED: "to", Factuality.HYPOTHETICAL: "could"}.get(event.factuality)
    told = {
        "VBD": True,
        "VB": True,
        "VBG": event.factuality in _HAPPENED,
        "VBZ": names == 1,
        "VBP": names > 1,
    }
    return "" if told.get(verb.tag) else None
