"""Leaves on the timeline one entry of two words that tell one happening.

"The firm stopped deliveries" and "halted its certification" are one happening each, told by the verb.
The noun stays a mention. It keeps its entry where it tells something of its own: with a date of its
own, or as a known occasion ("investigated the murder", "attended the funeral").

Of "denied that it paid", "refused to pay" and "helped to pay" the content is the entry, with its
factuality; a denial stays one beside it if it has a date of its own.
"""

from spacy.tokens import Doc, Token

from timeline.nlp.draft import EventDraft
from timeline.nlp.events import event_nouns, event_verbs, event_words, factuality_words
from timeline.nlp.summaries.clause import dependents, first_conjunct
from timeline.terms import Factuality

# Words of one sentence further apart than this are not one phrase.
_FAR = 60
_OBJECTS = {"dobj", "nsubjpass"}
_SETTING = {"set", "call", "schedule", "arrange", "plan"}
_KNOWN = {"the", "this", "that", "these", "those"}


def withdraw(doc: Doc, events: list[EventDraft], dated: frozenset[int]) -> None:
    """Clear `timeline` of the nominal events that an entry-worthy verb tells; `dated` holds the tokens
    of calendar expressions."""
    verbs = {event.head: event for event in events if not event.nominal and event.timeline}
    for event in verbs.values():
        if _is_shell(doc[event.head], verbs, dated):
            event.timeline = False
    for event in events:
        if event.nominal and event.timeline and _is_told(doc[event.head], verbs, dated):
            event.timeline = False


def fold(doc: Doc, events: list[EventDraft]) -> None:
    """Clear `timeline` of one of two events that read alike in one sentence
    (dates and summaries are known by then):
    of the noun, of the undated verb that calls a dated noun off, or of a purpose told with the deed."""
    _fold_verbs(doc, events)
    verbs: dict[str, list[EventDraft]] = {}
    for event in events:
        if event.timeline and not event.nominal:
            verbs.setdefault(event.summary, []).append(event)
    for event in events:
        if not event.timeline or not event.nominal:
            continue
        for verb in verbs.get(event.summary, ()):
            if _repeats(doc, event, verb):
                event.timeline = False
            elif _calls_off(verb, event) and _near(doc, event, verb):
                verb.timeline = False


def _fold_verbs(doc: Doc, events: list[EventDraft]) -> None:
    """Clear `timeline` of an infinitive that the title of the verb it hangs on tells, or could as well:
    that verb gets the fuller title ("built a dam to protect the town")."""
    told = {event.head: event for event in events if event.timeline and not event.nominal}
    for event in events:
        deed = _deed(doc[event.head], told)
        if deed is None or not event.timeline or event.date not in (None, deed.date):
            continue
        if event.summary.startswith(deed.summary) and _says_no_more(doc[event.head], event, deed):
            event.timeline = False
            deed.summary = event.summary


def _deed(verb: Token, told: dict[int, EventDraft]) -> EventDraft | None:
    """The event whose verb an infinitive hangs on, be it by "in order"."""
    if verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.lower_ == "order":
        return told.get(verb.head.head.head.i)
    return told.get(verb.head.i) if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" else None


def _says_no_more(verb: Token, event: EventDraft, deed: EventDraft) -> bool:
    """Whether the infinitive is what the deed was for, or happened with it; not what was agreed to."""
    if event.factuality is deed.factuality:
        return True
    purpose = verb.dep_ != "xcomp" and event.factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
    return purpose and deed.factuality is Factuality.OCCURRED and deed.kind not in ("reporting", "intention")


def _repeats(doc: Doc, noun: EventDraft, verb: EventDraft) -> bool:
    """Whether a reader would see the same line twice."""
    if noun.date is not None and (noun.date != verb.date or noun.factuality != verb.factuality):
        return False
    return _near(doc, noun, verb)


def _calls_off(verb: EventDraft, noun: EventDraft) -> bool:
    return noun.factuality == Factuality.CANCELLED and noun.date is not None and verb.date is None


def _near(doc: Doc, noun: EventDraft, verb: EventDraft) -> bool:
    """Whether both stand in one sentence."""
    first, last = sorted((noun.head, verb.head))
    return last - first < _FAR and not any(doc[i].is_sent_start for i in range(first + 1, last + 1))


def _is_shell(verb: Token, verbs: dict[int, EventDraft], dated: frozenset[int]) -> bool:
    """Whether the verb's clause is the event: "denied having paid", "refused to pay"."""
    effect = factuality_words.words().embedding.get(event_words.verb_lemma(verb))
    if effect not in {"denied", "rejected", "transparent"}:
        return False
    if effect == "rejected" and event_verbs.has_date(verb, dated):
        return False
    roles = {"xcomp", "ccomp"} if effect == "rejected" else {"xcomp"}
    return any(child.dep_ in roles and child.i in verbs for child in dependents(verb))


def _is_told(noun: Token, verbs: dict[int, EventDraft], dated: frozenset[int]) -> bool:
    if _has_date(noun, dated):
        return False
    if _is_charge(noun):
        return True
    if _measures(noun) or _in_state(noun):
        return noun.head.head.i in verbs
    inner = _counted(first_conjunct(noun))
    verb = verbs.get(inner.head.i)
    if verb is None or verb.head == noun.i:
        return False
    if _is_set(inner, dated):
        return False
    terminating = event_words.verb_lemma(inner.head) in event_words.verbs().terminating
    if terminating and inner.dep_ in _OBJECTS | {"nsubj"}:
        return True
    if inner.dep_ not in _OBJECTS:
        return False
    if inner.i != noun.i:
        return True
    return event_nouns.grade(noun) != event_nouns.STRONG or not _known(noun)


def _has_date(noun: Token, dated: frozenset[int]) -> bool:
    """A date of its own: "the June visit", also in a clause about it: "a visit planned for June"."""
    return event_nouns.has_date(noun, dated) or any(
        child.dep_ in {"acl", "relcl"} and event_verbs.has_date(child, dated) for child in dependents(noun)
    )


def _is_set(noun: Token, dated: frozenset[int]) -> bool:
    """Whether the verb only sets the event or puts it off: "called a meeting", "the visit was cancelled",
    "cancelled an auction of bonds planned for May"."""
    lemma = event_words.verb_lemma(noun.head)
    if noun.dep_ not in _OBJECTS:
        return False
    if lemma in _SETTING:
        return True
    particle = next((child.lower_ for child in dependents(noun.head) if child.dep_ == "prt"), "")
    if factuality_words.words().embedding.get(f"{lemma} {particle}".strip()) != "cancelled":
        return False
    return noun.dep_ == "nsubjpass" or any(
        child.dep_ == "prep" and any(_has_date(obj, dated) for obj in dependents(child))
        for child in dependents(noun)
    )


def _is_charge(noun: Token) -> bool:
    """The deed of "acquitted of conspiracy", "two counts of fraud": named, not told."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "with", "for", "to"} or _known(noun):
        return False
    return event_words.verb_lemma(noun.head.head) in event_words.nouns().accusing


def _in_state(noun: Token) -> bool:
    """The noun of "went on sale", whose verb is the entry; "went on strike" names a happening."""
    governed = noun.dep_ == "pobj" and noun.head.lower_ in {"at", "on", "under"}
    bare = governed and all(child.dep_ not in {"det", "poss"} for child in dependents(noun))
    return bare and event_nouns.grade(noun) != event_nouns.STRONG


def _counted(noun: Token) -> Token:
    """The number over "of the votes" in "won 43 percent of the votes", else the noun itself."""
    of = noun.head
    if (
        noun.dep_ == "pobj"
        and of.lower_ == "of"
        and (of.head.lower_ in {"%", "percent"} or of.head.pos_ == "NUM")
    ):
        return of.head
    return noun


def _measures(noun: Token) -> bool:
    """A number of "won by 88 votes"."""
    by = noun.dep_ == "pobj" and noun.head.lower_ in {"by", "with"}
    return by and any(child.dep_ == "nummod" for child in dependents(noun))


def _known(noun: Token) -> bool:
    """Whether the text takes the event for known, so that it is older than what its verb tells."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _KNOWN) for child in dependents(noun)
    )
