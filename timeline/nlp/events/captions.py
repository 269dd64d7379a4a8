"""Finds the occasion a photo caption without a verb shows: "Halden and Kravets at the town hall in May"."""

from spacy.tokens import Doc, Token

from timeline.nlp.draft import ArgumentDraft, Cast, EventDraft, TimexDraft
from timeline.nlp.zones import Span, Zones
from timeline.terms import ActorKind, Role

_PLACING = ("at", "in", "during", "outside", "inside", "before")
_SHOWN = (ActorKind.PERSON, ActorKind.GROUP)


def add(doc: Doc, events: list[EventDraft], timexes: list[TimexDraft], cast: Cast, zones: Zones) -> None:
    """Add one event in the background for each dated caption in which nothing else happens."""
    found: list[EventDraft] = []
    for span in zones.captions:
        dates = [i for i, t in enumerate(timexes) if span[0] <= t.first < span[1] and t.anchors and t.date]
        told = any(span[0] <= event.head < span[1] for event in events)
        occasion = None if told or len(dates) != 1 else _occasion(doc, span, timexes[dates[0]], cast)
        if occasion is not None:
            occasion.timex, occasion.date = dates[0], timexes[dates[0]].date
            occasion.reason = {"code": "timex-in-sentence"}
            found.append(occasion)
    if found:
        events += found
        events.sort(key=lambda event: event.first)


def _occasion(doc: Doc, span: Span, date: TimexDraft, cast: Cast) -> EventDraft | None:
    where = _placing(doc, span, date)
    if where is None:
        return None
    shown: dict[tuple[int, ...], int] = {}
    for head in range(span[0], where.i):
        _, actors = cast.at.get(head, (None, ()))
        if actors and all(cast.actors[actor].kind in _SHOWN for actor in actors):
            shown.setdefault(actors, head)
    if len({actor for actors in shown for actor in actors}) < 2:
        return None
    arguments = [ArgumentDraft(Role.PARTICIPANT, head, actors) for actors, head in shown.items()]
    occasion = EventDraft(where.i, where.i, where.i + 1, "be", kind="state", arguments=arguments)
    occasion.background = True
    return occasion


def _placing(doc: Doc, span: Span, date: TimexDraft) -> Token | None:
    """The first preposition that says where, not when."""
    for token in doc[span[0] : span[1]]:
        when = any(date.first <= child.i < date.last for child in token.children)
        if token.lower_ in _PLACING and token.pos_ == "ADP" and not when and any(token.children):
            return token
    return None
