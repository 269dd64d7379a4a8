"""Which time expression belongs to which event, by syntax.

From the head of each time expression the dependency tree is climbed through prepositions and nouns
to the first event. Verbs without content of their own ("held", "took place", "is scheduled") hand
the date on to the event they carry. Every step is bounded, so the cost is linear in the timexes.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from timeline.nlp import resources
from timeline.nlp.anchors import attachments
from timeline.nlp.draft import EventDraft, TimexDraft
from timeline.terms import Precision, TimexType

_WORDS = resources.load("anchoring")
_TIME_NOUNS = frozenset(_WORDS["time_nouns"].split())
_SHIFTING = frozenset(_WORDS["shifting"].split())
_TOWARDS = ("to", "until", "till", "for", "from")
SCHEDULING = frozenset(_WORDS["scheduling"].split())
_MODIFIERS = {"poss", "compound", "nmod", "amod", "nummod"}
_CARRIED = {"nsubj", "nsubjpass", "dobj", "attr", "xcomp", "oprd"}
_SUBJECTS = ("nsubj", "nsubjpass")
_CIRCUMSTANCE = {"in", "at", "during", "on", "over"}
_IN_STATE = {"at", "on", "under", "in"}
_CARRYING = ("aspectual", "intention")
_RELATIVES = ("which", "that")
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Link:
    """Time expression `timex` dates `event`. `nouns` counts plain nouns between them; `modifier` says that
    it stands before the noun ("the June meeting"); `shared` that another verb handed it on."""

    timex: int
    event: int
    preposition: str
    nouns: int = 0
    modifier: bool = False
    shared: bool = False


def find(doc: Doc, events: list[EventDraft], timexes: list[TimexDraft]) -> dict[int, list[Link]]:
    """For each event (by index) its links, best first."""
    at = {event.head: index for index, event in enumerate(events)}
    found: dict[int, list[Link]] = defaultdict(list)
    for index, timex in enumerate(timexes):
        if timex.anchors and (timex.date is not None or timex.relation is not None):
            for link in _links(doc, index, timex, at, events):
                found[link.event].append(link)
    for index in sorted(found):
        for link in list(found[index]):
            handed = list(_handed_on(doc[events[index].head], events[index], link, at))
            for carried in handed:
                found[carried.event].append(carried)
            if handed and events[index].lemma in SCHEDULING:
                found[index].remove(link)
    return {event: sorted(links, key=_rank) for event, links in found.items()}


def unread(doc: Doc, events: list[EventDraft], timexes: list[TimexDraft]) -> set[int]:
    """The events with a date of their own that could not be resolved: "resigned yesterday" without a DCT."""
    at = {event.head: index for index, event in enumerate(events)}
    return {
        link.event
        for index, timex in enumerate(timexes)
        if timex.type is TimexType.DATE and timex.reason.get("code") == "abstain"
        for link in _climb(doc, index, timex, at)
        if not link.shared and not link.nouns
    }


def _rank(link: Link) -> tuple[bool, int, bool, int]:
    return (link.shared, link.nouns, link.preposition == "of", link.timex)


def head(doc: Doc, timex: TimexDraft) -> Token:
    """The token of the expression that hangs on the rest of the sentence."""
    inside = range(timex.first, timex.last)
    start = timex.head if timex.head in inside else timex.last - 1
    token = doc[start]
    for _ in inside:
        if token.head.i not in inside or token.head.i == token.i:
            break
        token = token.head
    return token


def _climb(doc: Doc, index: int, timex: TimexDraft, at: dict[int, int]) -> Iterator[Link]:
    node, preposition, nouns = head(doc, timex), "", 0
    before = doc[timex.first - 1] if timex.first else node
    if node.dep_ in _MODIFIERS and before.pos_ == "ADP" and not any(before.children):
        node, preposition = before, before.lower_  # "On Friday Mira Halden ..." read as one name
    for _ in range(_STEPS):
        parent = node.head
        if parent.i == node.i:
            clause = attachments.clause_of_root(node, at)
            if clause is not None:
                yield Link(index, at[clause.i], preposition, nouns)
            return
        if parent.i in at:
            verb = attachments.verb_of_state(parent, at)
            yield Link(index, at[verb.i], preposition, nouns, node.dep_ in _MODIFIERS)
            return
        if parent.pos_ in ("VERB", "AUX") and parent.dep_ != "prep":
            carried = _carried(parent, at)
            yield from (Link(index, at[child.i], preposition, nouns, shared=nouns > 0) for child in carried)
            if carried or parent.dep_ != "xcomp":
                return
        elif parent.pos_ in ("ADP", "SCONJ") or parent.dep_ in ("prep", "pcomp"):
            preposition = preposition or parent.lower_
        elif parent.lower_ not in _TIME_NOUNS:
            if not _passes(node, parent, preposition, timex):
                return
            nouns += 1
        node = parent


def _links(
    doc: Doc, index: int, timex: TimexDraft, at: dict[int, int], events: list[EventDraft]
) -> Iterator[Link]:
    """Up the tree, and besides: clauses that hang on the date, the main verb of a sentence that it opens."""
    for link in _climb(doc, index, timex, at):
        yield link
        main = attachments.main_verb(doc, timex, events[link.event].head, at)
        if main is not None:
            yield Link(index, at[main], link.preposition, shared=True)
    for verb in attachments.clauses(doc, timex, at):
        yield Link(index, at[verb], "")


def _is_read_as_name(timex: TimexDraft, noun: Token) -> bool:
    """ "Accused Wednesday Norland of ...": translated news puts the day between verb and object."""
    before = noun.doc[timex.first - 1] if timex.first else noun
    return noun.pos_ == "PROPN" and noun.dep_ == "dobj" and before.i == noun.head.i


def _passes(node: Token, noun: Token, preposition: str, timex: TimexDraft) -> bool:
    """Whether a date may date more than the plain noun it hangs on: "in a Friday statement", "the 2008
    Harbour League meeting"; not "the winner of 2008", "the 2008 model"."""
    if node.dep_ not in _MODIFIERS:
        return preposition not in ("of", "from")
    if noun.dep_ in _MODIFIERS and noun.dep_ != "poss":
        return True
    day = timex.date is not None and timex.date.precision is Precision.DAY
    if day and _is_read_as_name(timex, noun):
        return True
    if day and noun.dep_ in _SUBJECTS and node.dep_ != "poss" and _opens_clause(noun.doc, timex):
        return True  # "nine days later director Orlo signed", read as one noun phrase
    return day and noun.dep_ == "pobj" and noun.head.lower_ in _CIRCUMSTANCE


def _opens_clause(doc: Doc, timex: TimexDraft) -> bool:
    first = doc[timex.first]
    before = doc[timex.first - 1] if timex.first else first
    return bool(first.is_sent_start) or before.pos_ == "CCONJ" or before.is_punct


def _carried(verb: Token, at: dict[int, int]) -> list[Token]:
    """The events a verb without content carries: "talks were held", "took place", "the vote is on Friday",
    "has been at war"."""
    carried = [child for child in verb.children if child.dep_ in _CARRIED and child.i in at]
    if not carried and verb.dep_ == "relcl" and verb.head.i in at:
        relative = any(child.dep_ in _SUBJECTS and child.lower_ in _RELATIVES for child in verb.lefts)
        return [verb.head] if relative else []  # "the vote, which will be held on Friday"
    if carried or verb.lemma_ != "be":
        return carried
    states = (child for child in verb.children if child.lower_ in _IN_STATE)
    return [noun for preposition in states for noun in preposition.children if noun.i in at]


def _handed_on(verb: Token, event: EventDraft, link: Link, at: dict[int, int]) -> Iterator[Link]:
    """Aspect and scheduling verbs share their date with what begins or is planned."""
    if event.nominal or (event.kind not in _CARRYING and event.lemma not in SCHEDULING):
        return
    if event.lemma in _SHIFTING and link.preposition not in _TOWARDS:
        return  # "was postponed on Friday": that was the day of the decision
    targets = _carried(verb, at)
    if verb.dep_ in ("acl", "relcl") and (noun := attachments.described(verb.head, at)) is not None:
        targets.append(noun)
    for token in targets:
        if at[token.i] != link.event and token.pos_ != "ADJ":
            yield Link(link.timex, at[token.i], link.preposition, link.nouns, shared=True)
