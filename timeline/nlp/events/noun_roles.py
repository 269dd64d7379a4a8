"""Who takes part in an event named by a noun: "Halden's visit", "talks between A and B"."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.nlp.events import argument_words, clause_roles, event_nouns, event_words, subjects
from timeline.nlp.events.clause_roles import Filler
from timeline.nlp.summaries.clause import dependents
from timeline.terms import Role

_NAMES_PLACE = {"GPE", "LOC", "FAC"}
_ON_THE_WAY = {"on", "for", "during"}
_PARTIES = {"NORP", "GPE", "ORG", "PERSON"}


def arguments(noun: Token, carrier: Token | None) -> list[Filler]:
    """The role fillers of a nominal event; `carrier` is the verb it leans on ("held", "cancelled")."""
    own = list(_own(noun))
    if carrier is not None:
        own += _carried(noun, carrier, own)
    elif all(role != Role.AGENT for role, _ in own):
        own += [(Role.AGENT, who) for who in _travellers(noun)]
    return [(role, part) for role, head in own for part in clause_roles.spread(head)]


def _own(noun: Token) -> Iterator[Filler]:
    lemma = event_nouns.lemma_of(noun)
    mutual = lemma in event_words.nouns().mutual
    owned = False
    for child in dependents(noun):
        if child.dep_ == "poss":
            owned = True
            child = _owner(child)
            patient = lemma in argument_words.words().patient_possessor
            yield (Role.PATIENT if patient else Role.AGENT), child
        elif child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ in _PARTIES:
            yield from _modifier(child, mutual)
        elif child.dep_ in {"prep", "agent"}:
            yield from _phrase(child, lemma, mutual, owned)
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from _settled(child)


def _settled(participle: Token) -> Iterator[Filler]:
    """The parties of "an accord signed by A" and "an agreement reached between A and B"."""
    if event_words.verb_lemma(participle) not in argument_words.words().settling:
        return
    for child in dependents(participle):
        between = child.dep_ == "prep" and child.lower_ in {"between", "with"}
        if child.dep_ == "agent" or between:
            for obj in dependents(child):
                if obj.dep_ == "pobj":
                    yield (Role.PARTICIPANT if between else Role.AGENT), obj


def _travellers(noun: Token) -> Iterator[Token]:
    """Who is on the way in "led his team on a tour" and "was arrested during a visit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _ON_THE_WAY or noun.head.head.pos_ != "VERB":
        return
    if event_nouns.lemma_of(noun) in argument_words.words().journeys:
        who = subjects.subject(noun.head.head)
        if who is not None:
            yield who


def _owner(possessive: Token) -> Token:
    """Who owns a thing that is named after a day: "his" in "his New Year's speech"."""
    if possessive.ent_type_ not in {"DATE", "TIME", "EVENT"}:
        return possessive
    return next((child for child in dependents(possessive) if child.dep_ == "poss"), possessive)


def _modifier(child: Token, mutual: bool) -> Iterator[Filler]:
    """Names before the noun: of the parties if shared, of those who act otherwise."""
    parties = _hyphenated(child)
    if mutual and len(parties) > 1:
        for part in parties:
            yield Role.PARTICIPANT, part
    elif child.ent_type_ in {"NORP", "ORG"}:
        yield Role.AGENT, child
    elif child.ent_type_ == "PERSON":
        yield Role.PATIENT, child


def _hyphenated(child: Token) -> list[Token]:
    """Both names of "the A-B treaty", whichever way the parser joined them."""
    return [child, *(part for part in dependents(child) if part.ent_type_ in _PARTIES)]


def _phrase(preposition: Token, lemma: str, mutual: bool, owned: bool) -> Iterator[Filler]:
    if (doer := clause_roles.on_the_part_of(preposition)) is not None:
        yield Role.AGENT, doer
        return
    role = _prepositional(preposition.lower_, lemma, mutual, owned)
    if role is None:
        return
    for obj in dependents(preposition):
        if obj.dep_ == "pobj":
            parties = list(_parties_of(obj)) if preposition.lower_ == "of" else []
            yield (Role.PATIENT if parties and mutual else role), obj
            yield from parties


def _parties_of(content: Token) -> Iterator[Filler]:
    """The parties of "the exchange of prisoners between A and B", which the parser hangs on the content."""
    for child in dependents(content):
        if child.dep_ == "prep" and child.lower_ in {"between", "with"}:
            for obj in dependents(child):
                if obj.dep_ == "pobj":
                    yield Role.PARTICIPANT, obj


def _prepositional(word: str, lemma: str, mutual: bool, owned: bool) -> Role | None:
    if word == "by":
        return Role.AGENT
    if word == "of":
        acts = mutual or lemma in argument_words.words().agent_of
        return Role.AGENT if acts and not owned else Role.PATIENT
    if word in {"with", "between", "among"}:
        return Role.PARTICIPANT
    if word in {"against", "on", "upon"}:
        return Role.PATIENT
    if word in {"to", "from"}:
        return Role.PARTICIPANT
    return None


def _carried(noun: Token, carrier: Token, own: list[Filler]) -> Iterator[Filler]:
    """What the noun takes over from the verb it leans on."""
    has_agent = any(role == Role.AGENT for role, _ in own)
    experienced = event_words.verb_lemma(carrier) in argument_words.words().experienced
    itself = {part.i for part in clause_roles.spread(noun)}
    for role, token in clause_roles.arguments(carrier):
        if token.i in itself:
            continue
        taken = role == Role.PATIENT and (experienced or token.dep_ == "pobj")
        taken = taken or (role == Role.AGENT and not has_agent)
        if taken or role == Role.PARTICIPANT:
            yield role, token
