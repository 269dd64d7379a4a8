"""Ties actors to events: who does it, to whom, with whom, where, and who says so."""

from functools import cache

from spacy.tokens import Doc, Token

from timeline.nlp.actors import gazetteer
from timeline.nlp.draft import ArgumentDraft, Cast, EventDraft
from timeline.nlp.events import (
    argument_words,
    clause_roles,
    embedding,
    event_nouns,
    event_words,
    noun_roles,
    subjects,
)
from timeline.nlp.events.clause_roles import Filler
from timeline.nlp.summaries.clause import dependents, first_conjunct
from timeline.terms import ActorKind, Role

_PLACES = {"GPE", "LOC", "FAC"}
_ACTING = {Role.AGENT, Role.SOURCE}
_WITHIN = {"appos", "compound", "nmod"}
_SIDES = {"with", "between", "against", "among"}
_BODIES = {ActorKind.GROUP, ActorKind.ORGANISATION}
_SUBJECT_ROLES = {Role.AGENT, Role.PATIENT}
# "a rival bidder, the investment firm Orlo Park"
_APPOSITIONS = 3
_SPEECH_CONTENT = {"ccomp", "parataxis"}


def link(doc: Doc, events: list[EventDraft], cast: Cast) -> None:
    """Fill `arguments` and `place` of every event."""
    carriers = embedding.carriers(doc, events)
    happenings = _happenings(cast)
    sources: dict[int, Token | None] = {}
    for event in events:
        token = doc[event.head]
        carrier = carriers.get(event.head)
        fillers = noun_roles.arguments(token, carrier) if event.nominal else clause_roles.arguments(token)
        source = _source(token, sources)
        if source is not None:
            fillers += [(Role.SOURCE, part) for part in clause_roles.spread(source)]
        crossed = None if event.nominal else _crossed(token, cast)
        event.arguments = _resolve([filler for filler in fillers if filler[1] != crossed], cast, happenings)
        event.place = (
            _place(token, cast)
            or (_name(crossed) if crossed is not None else None)
            or (_place(carrier, cast) if carrier is not None else None)
        )
    _pass_on(doc, events)
    _leave_out_places(doc, events, cast)


def _happenings(cast: Cast) -> frozenset[int]:
    """Wars, games, treaties and prizes with names: they happen or are given, and take part in nothing."""
    kinds = {ActorKind.ORGANISATION, ActorKind.OTHER, ActorKind.PERSON}
    words = argument_words.words().happening
    return frozenset(
        index
        for index, actor in enumerate(cast.actors)
        if actor.kind in kinds and _head_word(actor.name) in words and " " in actor.name
    )


def _head_word(name: str) -> str:
    """ "war" of "Great Northern War" and of "War of the Roses"."""
    words = name.casefold().split()
    end = next((i for i, word in enumerate(words) if i and word in {"of", "on"}), len(words))
    return words[end - 1] if end else ""


def _leave_out_places(doc: Doc, events: list[EventDraft], cast: Cast) -> None:
    """A place to which something is done takes part only if it is a known state or acts elsewhere in the
    text, as states do; otherwise it is where the event happens."""
    acting = {
        actor
        for event in events
        for argument in event.arguments
        if argument.role in _ACTING
        for actor in argument.actors
    }
    idle = {
        index
        for index, actor in enumerate(cast.actors)
        if actor.kind == ActorKind.PLACE and index not in acting and gazetteer.state(actor.name) is None
    }
    for event in events:
        scenes = [] if event.lemma in _shared() else [a for a in event.arguments if _is_scene(doc, a, idle)]
        if scenes:
            event.arguments = [argument for argument in event.arguments if argument not in scenes]
            undergone = (a.token for a in scenes if a.role == Role.PATIENT and _is_place(doc[a.token], cast))
            event.place = event.place or next((_name(doc[token]) for token in undergone), None)


def _is_scene(doc: Doc, argument: ArgumentDraft, idle: set[int]) -> bool:
    """Whether the argument only says where: an idle place that is no side of a deal or a conflict."""
    if argument.role in _ACTING or not argument.actors or not idle.issuperset(argument.actors):
        return False
    return first_conjunct(doc[argument.token]).head.lower_ not in _SIDES


@cache
def _shared() -> frozenset[str]:
    """Events with two sides, and deeds that weigh on a place as a whole."""
    words = argument_words.words()
    return words.mutual | words.imposing | event_words.nouns().mutual


def _pass_on(doc: Doc, events: list[EventDraft]) -> None:
    """An event that is told of another ("the talks between A and B collapsed"), done for its sake
    ("set a date for Norland's entry") or about doing it ("agreed to buy Orlo") has its participants."""
    named = {event.head: event for event in events if event.nominal}
    verbal = {event.head: event for event in events if not event.nominal}
    verbs = event_words.verbs()
    for event in reversed(events):
        says = event.lemma in verbs.reporting or event.lemma in verbs.speech_act
        roles = {Role.AGENT} if says else _SUBJECT_ROLES
        told = [a.token for a in event.arguments if not a.actors and a.role in roles]
        told += [] if event.nominal else _purposes(doc[event.head])
        inner = [named[token] for token in told if token in named]
        if not event.nominal:
            inner += [verbal[token] for token in _infinitives(doc[event.head]) if token in verbal]
        for source in inner:
            _share(source, event)


def _share(inner: EventDraft, event: EventDraft) -> None:
    taken = {actor for argument in event.arguments for actor in argument.actors}
    event.arguments += [
        ArgumentDraft(Role.PARTICIPANT, argument.token, argument.actors)
        for argument in inner.arguments
        if argument.role != Role.SOURCE and argument.actors and not taken.issuperset(argument.actors)
    ]


def _infinitives(verb: Token) -> list[int]:
    """What somebody agrees or threatens to do."""
    if event_words.verb_lemma(verb) not in argument_words.words().meant_for:
        return []
    return [part.i for part in dependents(verb) if part.dep_ == "xcomp" and part.tag_ == "VB"]


def _purposes(verb: Token) -> list[int]:
    """What a verb with an object is done for: the noun after "for", whichever of the two it hangs on."""
    objects = [part for part in dependents(verb) if part.dep_ == "dobj"]
    holders = [verb, *objects] if objects else []
    fors = [part for holder in holders for part in dependents(holder) if part.lower_ == "for"]
    return [child.i for part in fors for child in dependents(part) if child.dep_ == "pobj"]


def _resolve(fillers: list[Filler], cast: Cast, happenings: frozenset[int]) -> list[ArgumentDraft]:
    """Look the fillers up in the cast; a phrase that is no actor stays, without actors.

    Nobody does something to himself without "himself": an actor already named for a role outside
    the source role does not fill a second one.
    """
    found: dict[tuple[Role, int], ArgumentDraft] = {}
    taken: set[int] = set()
    for role, token in fillers:
        known = _mention(token, role, cast)
        actors = cast.at[known][1] if known in cast.at else ()
        if not happenings.isdisjoint(actors):
            actors = ()
        if _is_content(token, found.get((role, token.head.head.i)), cast):
            continue
        if (role, known) in found or (role != Role.SOURCE and actors and taken.issuperset(actors)):
            continue
        if role != Role.SOURCE:
            taken.update(actors)
        found[role, known] = ArgumentDraft(role, known, actors)
    return list(found.values())


def _is_content(token: Token, whole: ArgumentDraft | None, cast: Cast) -> bool:
    """Whether the phrase around it, "a group of dockers", already stands for the dockers."""
    if whole is None or token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    return any(cast.actors[actor].kind in _BODIES for actor in whole.actors)


def _mention(token: Token, role: Role, cast: Cast) -> int:
    """The token under which the cast knows the phrase: its head, an apposition, or a name before it, which
    stands for a thing that acts or speaks ("Verdant software found it") but not for one that undergoes."""
    within = _WITHIN if role in _ACTING else {"appos"}
    node = token
    for _ in range(_APPOSITIONS):
        if node.i in cast.at:
            return node.i
        for child in dependents(node):
            if child.dep_ in within and child.i in cast.at:
                return child.i
        following = next((child for child in dependents(node) if child.dep_ == "appos"), None)
        if following is None:
            break
        node = following
    return token.i


def _source(token: Token, known: dict[int, Token | None]) -> Token | None:
    """Who says that the event happens: the nearest reporting clause or "according to" above it.

    `known` holds the answers for the words passed on the way, so that each is asked once a text.
    """
    path: list[int] = []
    node, found = token, None
    while True:
        if node.i in known:
            found = known[node.i]
            break
        path.append(node.i)
        found = _named_source(node)
        if found is not None or node.head.i == node.i:
            break
        if node.dep_ in _SPEECH_CONTENT and _is_speech(node.head) and not embedding.stands_alone(node):
            found = clause_roles.speaker(node.head)
            break
        node = subjects.coordinated_with(node)
    known.update(dict.fromkeys(path, found))
    return found


def _is_speech(verb: Token) -> bool:
    words = event_words.verbs()
    lemma = event_words.verb_lemma(verb)
    return lemma in words.reporting or lemma in words.speech_act


def _named_source(node: Token) -> Token | None:
    """The source of "according to the ministry" and of a clause put in: "the raid, police said, ..."."""
    for child in dependents(node):
        if child.dep_ == "prep" and child.lower_ == "according":
            return next(
                (obj for to in dependents(child) for obj in dependents(to) if obj.dep_ == "pobj"), None
            )
        if child.dep_ == "parataxis" and _is_speech(child):
            return clause_roles.speaker(child)
    return None


def _place(token: Token, cast: Cast) -> str | None:
    """The place a locative phrase of the event names, "to" included after verbs of going."""
    words = argument_words.words()
    goes = event_words.verb_lemma(token) in words.motion or event_words.verb_lemma(token) in {
        "visit",
        "trip",
        "tour",
        "return",
    }
    for child in dependents(token):
        if child.dep_ != "prep":
            continue
        if child.lower_ in words.locative or (goes and child.lower_ in words.directional):
            for obj in dependents(child):
                if obj.dep_ == "pobj" and _is_place(obj, cast):
                    return _name(obj)
    return _modifier_place(token) if token.pos_ in {"NOUN", "PROPN"} else None


def _crossed(verb: Token, cast: Cast) -> Token | None:
    """The place in "crossed the Skarn mountains": where it happens, not who takes part."""
    if event_words.verb_lemma(verb) not in argument_words.words().crossing:
        return None
    thing = clause_roles.object_of(verb)
    return thing if thing is not None and _is_place(thing, cast) else None


def _modifier_place(noun: Token) -> str | None:
    """The place in "the Port Ansel summit"; two names are parties, and most other nouns name who acts."""
    if event_nouns.lemma_of(noun) not in argument_words.words().located:
        return None
    names = [
        child
        for child in dependents(noun)
        if child.dep_ in {"compound", "nmod"} and child.ent_type_ in _PLACES
    ]
    return _name(names[0]) if len(names) == 1 and "-" not in names[0].text else None


def _is_place(token: Token, cast: Cast) -> bool:
    if token.ent_type_ in _PLACES:
        return True
    known = cast.at.get(token.i)
    return known is not None and token.pos_ == "PROPN" and cast.actors[known[1][0]].kind == ActorKind.PLACE


def _name(token: Token) -> str:
    """The whole name around the token, without a leading article."""
    first = last = token.i
    doc = token.doc
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    name: str = doc[first : last + 1].text
    return name.removeprefix("the ").removeprefix("The ")
