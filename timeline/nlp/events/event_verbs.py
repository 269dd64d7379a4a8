"""Decides which verbs are event mentions, and of which kind."""

from spacy.tokens import Token

from timeline.nlp.events import event_words
from timeline.nlp.events.misparses import is_misread_past
from timeline.nlp.summaries.clause import dependents

_AUXILIARY = {"aux", "auxpass"}
_DESCRIPTIVE = {"amod", "compound", "nmod", "det", "punct", "case", "cc", "mark", "intj", "poss"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "nsubjpass"}
_PRESENT = {"VBZ", "VBP"}
# What makes a deed of a word of speech: "responded with missiles", "reported to their barracks"
_ALONE = {"argue", "concede", "confess"}
_ANSWERS = {
    "respond": frozenset({"with", "by"}),
    "reply": frozenset({"with"}),
    "report": frozenset({"to"}),
    "answer": frozenset({"with"}),
}
_PREFIXES = {"re", "co", "pre", "un", "de"}
_HOLDING = {"hold", "stage", "conduct"}
_RELATIVE = {"that", "which"}


def is_event(token: Token) -> bool:
    """Whether a verb form is a mention: content verbs, finite or not, but no light verb."""
    role, lower = token.dep_, token.lower_
    if lower in _PREFIXES and token.i + 1 < len(token.doc) and token.nbor(1).text == "-":
        return False
    if token.pos_ != "VERB" or role in _AUXILIARY or not lower[0].isalpha():
        return False
    words = event_words.verbs()
    if role in _DESCRIPTIVE:
        return role == "amod" and (_told_when(token) or _finite(token))
    if role == "prep" or (role == "pcomp" and lower in words.prepositions and not _has_object(token)):
        return False
    if lower in words.adjectival and _bare_participle(token):
        return False
    if token.dep_ == "acl" and token.tag_ == "VBG" and event_words.verb_lemma(token) in words.state:
        return False
    return not _empty(token)


def is_infinitive(token: Token) -> bool:
    """Whether a word tagged as a noun follows "to" as a verb does: "picked to host the games"."""
    if token.lower_ in event_words.nouns().stop:
        return False
    return (
        token.dep_ in {"xcomp", "ccomp", "relcl", "advcl", "acl", "ROOT"}
        and token.i > 0
        and token.nbor(-1).tag_ == "TO"
    )


def _bare_participle(token: Token) -> bool:
    """A participle without its own auxiliary or subject: "the firm based in Orlo"."""
    return token.tag_ in {"VBN", "VBD", "VBG"} and not any(
        child.dep_ in _AUXILIARY | _SUBJECTS for child in dependents(token)
    )


def _told_when(participle: Token) -> bool:
    """Whether a participle before a noun tells an event: "the recently announced plan"."""
    times = event_words.verbs().time_adverbs
    return participle.tag_ == "VBN" and any(
        child.dep_ in {"advmod", "npadvmod"} and (child.lower_ in times or child.ent_type_ == "DATE")
        for child in dependents(participle)
    )


def _finite(token: Token) -> bool:
    """A past tense that the parser hung before its object as if it described it: "Orlo floored Brand"."""
    return is_misread_past(token) or any(child.dep_ in _SUBJECTS for child in dependents(token))


def is_predicate(token: Token) -> bool:
    """Whether an adjective tells what became of somebody: "was found dead", "pleaded guilty"."""
    return (
        token.pos_ == "ADJ"
        and token.dep_ in {"acomp", "oprd", "ROOT", "ccomp", "advcl", "conj"}
        and token.lower_ in event_words.verbs().predicates
    )


def _empty(token: Token) -> bool:
    """Forms without content of their own."""
    lemma = event_words.verb_lemma(token)
    if lemma in {"be", "let"} or (lemma == "include" and token.tag_ == "VBG"):
        return True
    if lemma == "have" and _complement(token) and not _has_object(token):
        return True
    return lemma == "do" and not any(child.dep_ == "dobj" for child in dependents(token))


def is_light(token: Token, nominal: frozenset[int]) -> bool:
    """Whether the verb adds nothing to its event noun: "held talks"; `nominal` as in `carried`."""
    if token.dep_ == "relcl" and token.head.i in nominal and is_held(token):
        return True
    return _carries(token, nominal, event_words.verbs().light) is not None


def carried(token: Token, nominal: frozenset[int]) -> Token | None:
    """The event noun a light or support verb carries, None if the verb has content of its own.

    `nominal` holds the heads of the nominal events found.
    """
    words = event_words.verbs()
    return _carries(token, nominal, words.light) or _carries(token, nominal, words.support)


def _carries(token: Token, nominal: frozenset[int], table: dict[str, frozenset[str]]) -> Token | None:
    nouns = table.get(event_words.verb_lemma(token))
    if nouns is None or _makes_known(token):
        return None
    for child in dependents(token):
        if child.dep_ not in _OBJECTS or child.i not in nominal:
            continue
        if "*" in nouns or event_words.verb_lemma(child) in nouns:
            return child
    return None


def is_held(verb: Token) -> bool:
    """Whether a relative clause only says that its noun happens: "the funeral, which will be held"."""
    return (
        verb.dep_ == "relcl"
        and verb.tag_ == "VBN"
        and event_words.verb_lemma(verb) in _HOLDING
        and any(child.dep_ == "nsubjpass" and child.lower_ in _RELATIVE for child in dependents(verb))
    )


def _makes_known(token: Token) -> bool:
    """ "Made known its members", "made the talks public"."""
    if token.lemma_ != "make" or token.i + 1 == len(token.doc):
        return False
    parts = [token.nbor(1), *(child for child in dependents(token) if child.dep_ != "dobj")]
    return any(part.lower_ in {"known", "public"} for part in parts)


def tells(noun: Token) -> bool:
    """Whether the verb over an event noun says that it happened: "held a session", "work will start"."""
    verb, words = noun.head, event_words.verbs()
    if verb.pos_ != "VERB" or noun.dep_ not in _SUBJECTS | _OBJECTS:
        return False
    lemma = event_words.verb_lemma(verb)
    phase = lemma in words.aspectual or lemma in words.occurring or takes_place(verb)
    return phase or carried(verb, frozenset({noun.i})) is not None


def takes_place(token: Token) -> bool:
    """Whether this is "took place", whose event is the subject."""
    return token.lemma_ == "take" and any(
        child.dep_ == "dobj" and child.lower_ == "place" and not any(dependents(child))
        for child in dependents(token)
    )


def kind(token: Token, nominal: frozenset[int]) -> str:
    """The class of a verb mention, an EventDraft.kind."""
    words = event_words.verbs()
    lemma = event_words.verb_lemma(token)
    if carried(token, nominal) is not None:
        return "aspectual"
    if takes_place(token) or (lemma in words.occurring and _about_event(token, nominal)):
        return "aspectual"
    if lemma in words.aspectual and (_about_event(token, nominal) or _complement(token)):
        return "aspectual"
    if lemma == "make" and any(child.lower_ in {"clear", "plain"} for child in dependents(token)):
        return "reporting"
    if lemma in words.reporting or lemma in words.speech_act:
        return "reporting"
    if lemma in words.intention and not (lemma == "try" and _judged(token)):
        return "intention"
    if lemma in words.perception:
        return "perception"
    return "state" if _stative(token, lemma) else "occurrence"


def _judged(token: Token) -> bool:
    """Whether "tried" is what a court does: "was tried for fraud"."""
    roles = {child.dep_ for child in dependents(token)}
    return token.tag_ == "VBN" and "xcomp" not in roles and bool(roles & {"auxpass", "nsubjpass"})


def _stative(token: Token, lemma: str) -> bool:
    """A verb of state, but not in the progressive ("was leaning"), nor "appeared in court"."""
    if lemma not in event_words.verbs().state:
        return False
    roles = {child.dep_ for child in dependents(token)}
    if lemma == "appear":
        return bool(roles & {"xcomp", "acomp", "oprd", "ccomp"})
    return token.tag_ != "VBG" or "aux" not in roles


def _complement(token: Token) -> bool:
    return any(child.dep_ in {"xcomp"} for child in dependents(token))


def _about_event(token: Token, nominal: frozenset[int]) -> bool:
    """Whether the subject or object is an event noun, also one that a relative clause is about."""
    if token.dep_ == "relcl" and token.head.i in nominal:
        return True
    return any(child.dep_ in _SUBJECTS | {"dobj"} and child.i in nominal for child in dependents(token))


def is_news(token: Token, kind: str, dated: frozenset[int]) -> bool:
    """Whether a verb may be an entry of its own.

    Of speech verbs, "denied" and "reported losses" but not "reported that"; of phases, the end;
    states and perceptions only with a date.
    """
    words = event_words.verbs()
    lemma = event_words.verb_lemma(token)
    if kind == "reporting":
        return lemma in words.speech_act or _tells_deed(token, lemma, dated)
    if kind == "aspectual":
        return lemma in words.terminating or lemma in words.renewing
    if kind == "perception":
        return has_date(token, dated) or _witnessed(token) or _felt(token)
    if kind == "state":
        return has_date(token, dated)
    return kind == "occurrence"


def _tells_deed(token: Token, lemma: str, dated: frozenset[int]) -> bool:
    """Whether a verb of speech tells what somebody did: "reported losses", "responded with a strike"."""
    if lemma in event_words.verbs().speech_with_object and _names_object(token, dated):
        return True
    if lemma in _ALONE and not any(child.dep_ in {"ccomp", "xcomp", "dobj"} for child in dependents(token)):
        return True
    if lemma == "pronounce" and any(child.dep_ == "oprd" for child in dependents(token)):
        return True
    if lemma == "respond" and any(child.dep_ == "advmod" and _manner(child) for child in dependents(token)):
        return True
    answers = _ANSWERS.get(lemma, frozenset())
    return any(child.dep_ == "prep" and child.lower_ in answers for child in dependents(token))


def _manner(adverb: Token) -> bool:
    return adverb.lower_.endswith("ly") and adverb.lower_ not in event_words.verbs().time_adverbs


def _witnessed(token: Token) -> bool:
    """A past act of watching with its object: "saw two burning lorries"."""
    roles = {child.dep_ for child in dependents(token)}
    return token.tag_ == "VBD" and "dobj" in roles


def _felt(token: Token) -> bool:
    """What was noticed somewhere: "the quake was felt in Orlo"."""
    roles = {child.dep_ for child in dependents(token)}
    return "auxpass" in roles and any(
        child.dep_ == "prep" and child.lower_ in {"in", "across", "throughout"} for child in dependents(token)
    )


def _names_object(token: Token, dated: frozenset[int]) -> bool:
    """An object alone, or with a date of its own: "reported in autumn a build-up that could end in war", "a
    message posted on Monday"."""
    roles = {child.dep_ for child in dependents(token)}
    if token.dep_ == "acl" and token.tag_ == "VBN" and has_date(token, dated):
        return True
    return "dobj" in roles and (not roles & {"ccomp", "xcomp"} or has_date(token, dated))


def has_date(token: Token, dated: frozenset[int]) -> bool:
    """Whether a calendar expression depends on the verb, directly or after a preposition."""
    return any(
        child.i in dated or (child.dep_ == "prep" and any(obj.i in dated for obj in dependents(child)))
        for child in dependents(token)
    )


def habitual(token: Token, dated: frozenset[int]) -> bool:
    """Simple present without a date: what is generally so."""
    if token.tag_ not in _PRESENT and not (
        token.tag_ == "VB" and token.dep_ == "ROOT" and _has_subject(token)
    ):
        return False
    helped = any(child.dep_ in _AUXILIARY for child in dependents(token))
    return not helped and not has_date(token, dated)


def _has_object(token: Token) -> bool:
    return any(child.dep_ == "dobj" for child in dependents(token))


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in dependents(token))
