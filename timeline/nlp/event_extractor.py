"""Finds event mentions: content verbs and eventive nouns, each with its kind.

Every mention is kept; `timeline` says which may become an entry. Method after TimeML's event
classes (Pustejovsky et al. 2003), with light verbs resolved to their nouns.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from timeline.nlp import embedding, event_nouns, event_verbs, event_words, headlines
from timeline.nlp.draft import EventDraft, TimexDraft
from timeline.nlp.zones import Zones
from timeline.terms import TimexType


def extract(doc: Doc, zones: Zones, timexes: list[TimexDraft]) -> list[EventDraft]:
    """The event mentions of a parsed text in order; header and boilerplate are skipped."""
    skipped = _tokens([zones.header, *zones.boilerplate])
    captions = _tokens(zones.captions)
    headline = _tokens([zones.headline])
    in_timex = {i for timex in timexes for i in range(timex.first, timex.last)}
    dated = frozenset(
        i for t in timexes if t.type in (TimexType.DATE, TimexType.TIME) for i in range(t.first, t.last)
    )
    if not timexes:
        dated = frozenset(token.i for token in doc if token.ent_type_ in {"DATE", "TIME"})
    skipped |= in_timex
    titled = headlines.titled(doc)
    candidates = [token for token in doc if token.i not in skipped]
    nouns = [t for t in candidates if t.pos_ in event_nouns.NOMINAL and _is_noun(t, dated, titled)]
    nominal = frozenset(token.i for token in nouns)
    drafts = [_nominal(token) for token in nouns]
    drafts += [
        _verbal(token, nominal, dated, token.i in headline or token.i in titled)
        for token in candidates
        if _is_verb(token, nominal, titled) and not event_verbs.is_light(token, nominal)
    ]
    drafts += [_predicate(token) for token in candidates if event_verbs.is_predicate(token)]
    for draft in drafts:
        draft.background = draft.head in captions
    drafts.sort(key=lambda draft: draft.head)
    embedding.attach(doc, drafts)
    return drafts


def _tokens(spans: Iterable[tuple[int, int] | None]) -> set[int]:
    return {i for span in spans if span for i in range(*span)}


def _is_noun(token: Token, dated: frozenset[int], titled: frozenset[int]) -> bool:
    """An event noun, or in a title-case line one the tagger took for a name."""
    if token.i in titled and headlines.is_verb(token):
        return event_nouns.grade(token) == event_nouns.STRONG
    return event_nouns.is_event(token, dated, titled) or headlines.is_occasion(token)


def _is_verb(token: Token, nominal: frozenset[int], titled: frozenset[int]) -> bool:
    if token.i in nominal:
        return False
    return event_verbs.is_event(token) or (token.i in titled and headlines.is_verb(token))


def _predicate(token: Token) -> EventDraft:
    return EventDraft(
        head=token.i, first=token.i, last=token.i + 1, lemma=token.lower_, kind="state", timeline=False
    )


def _nominal(token: Token) -> EventDraft:
    words = event_words.nouns()
    lemma = event_nouns.lemma_of(token)
    kind = "occurrence"
    if lemma in words.reporting:
        kind = "reporting"
    elif lemma in words.state and lemma not in words.weak:
        kind = "state"
    return EventDraft(
        head=token.i,
        first=token.i,
        last=token.i + 1,
        lemma=lemma,
        kind=kind,
        nominal=True,
        timeline=kind != "state",
    )


def _verbal(token: Token, nominal: frozenset[int], dated: frozenset[int], headline: bool) -> EventDraft:
    kind = event_verbs.kind(token, nominal)
    last = _last(token)
    if kind == "occurrence" and not headline and event_verbs.habitual(token, dated):
        kind = "generic"
    speech = kind == "reporting" and event_words.verb_lemma(token) in event_words.verbs().speech_act
    return EventDraft(
        head=token.i,
        first=token.i,
        last=last,
        lemma=_lemma(token),
        kind=kind,
        timeline=kind == "occurrence" or speech,
    )


def _particle(token: Token) -> Token | None:
    """The verb's particle; an adverb like "out" counts when it follows at once and opens no phrase."""
    for child in token.children:
        if child.dep_ == "prt":
            return child
        adverbial = child.dep_ in {"advmod", "prep"} and child.lower_ in event_words.verbs().particles
        if adverbial and child.i == token.i + 1 and not any(child.children):
            return child
    return None


def _last(token: Token) -> int:
    """One past the trigger: an adjacent particle belongs to it."""
    particle = _particle(token)
    return token.i + 2 if particle is not None and particle.i == token.i + 1 else token.i + 1


def _lemma(token: Token) -> str:
    """The verb's lemma with its particle: "walk out"."""
    particle = _particle(token)
    lemma: str = event_words.verb_lemma(token)
    return f"{lemma} {particle.lower_}" if particle is not None else lemma
