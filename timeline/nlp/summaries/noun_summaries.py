"""Completes the noun phrase of an event with participants and place that stand elsewhere in the text."""

from timeline.nlp import resources
from timeline.nlp.draft import Cast, EventDraft
from timeline.nlp.summaries.mention_names import is_name
from timeline.terms import ActorKind, Role

_STEM = 4
_COMPLEMENTED = 4
_MANY = 4
_MUTUAL = frozenset(resources.load("summaries")["mutual"].split())


def with_participants(event: EventDraft, text: str, bare: bool, cast: Cast, limit: int) -> str:
    """ "Meeting" -> "Meeting of Mira Halden and Oleh Kravets in Port Ansel"; `bare`: no possessor yet."""
    if not text:
        return text
    agents = _names(event, cast, (Role.AGENT, Role.PARTICIPANT))
    patients = _names(event, cast, (Role.PATIENT,), places=" " not in text)
    whole = text
    if not any(name in text for name in agents + patients):
        whole = _with_agents(event, text, bare, agents, patients)
    if event.place and event.place not in whole:
        whole += f" in {event.place}"
    return whole if len(whole) <= limit else text


def agent_names(event: EventDraft, cast: Cast) -> list[str]:
    """Who does it, if they go by names and are few."""
    names = _names(event, cast, (Role.AGENT,))
    return names if len(names) <= _MANY else []


def _with_agents(event: EventDraft, text: str, bare: bool, agents: list[str], patients: list[str]) -> str:
    if event.lemma in _MUTUAL and len(agents) > 1:
        return f"{text} of {', '.join(agents[:-1])} and {agents[-1]}"
    if event.lemma in _MUTUAL and agents:
        return f"{text} with {agents[0]}"
    if agents and bare and _named_by_adjective(text, agents[0]):
        return text
    if agents and bare:
        possessor = agents[0] + ("’" if agents[0].endswith("s") else "’s")
        return f"{possessor} {text}"
    if patients and len(text.split()) < _COMPLEMENTED:
        return f"{text} of {patients[0]}"
    return text


def _named_by_adjective(text: str, name: str) -> bool:
    """ "Norlander takeover" needs no "Norland's" before it."""
    return any(word[:1].isupper() and word[:_STEM] == name[:_STEM] for word in text.split())


def _names(event: EventDraft, cast: Cast, roles: tuple[Role, ...], places: bool = True) -> list[str]:
    indices = [a for argument in event.arguments if argument.role in roles for a in argument.actors]
    actors = [cast.actors[index] for index in dict.fromkeys(indices)]
    return [a.name for a in actors if is_name(a.name) and (places or a.kind is not ActorKind.PLACE)]
