"""Finds event mentions: content verbs and eventive nouns, each with its kind.

Every mention is kept; `timeline` says which may become an entry. Method after TimeML's event
classes (Pustejovsky et al. 2003), with light verbs resolved to their nouns.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from timeline.nlp.draft import EventDraft, TimexDraft
from timeline.nlp.events import (
    embedding,
    event_nouns,
    event_objects,
    event_verbs,
    event_words,
    headlines,
    narrative_present,
)
from timeline.nlp.summaries.clause import dependents
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

_NOMINAL = ("NOUN", "PROPN")
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Token indices: calendar expressions, title-case lines, and what is told in the headline present or
    in the narrative present."""

    dated: frozenset[int]
    titled: frozenset[int]
    headline: frozenset[int]
    narrated: frozenset[int]


def extract(
    doc: Doc, zones: Zones, timexes: list[TimexDraft], published: str | None = None
) -> list[EventDraft]:
    """The event mentions of a parsed text in order; header and boilerplate are skipped.

    `published` is the ISO date of publication, None if unknown.
    """
    titled = headlines.titled(doc)
    narrated = narrative_present.tokens(doc, timexes, published)
    around = _Surroundings(_dated(doc, timexes), titled, titled | _tokens([zones.headline]), narrated)
    skipped = _tokens([zones.header, *zones.boilerplate, *((t.first, t.last) for t in timexes)])
    words = _content_words(doc, skipped)
    nouns = [token for token in words if token.pos_ in _NOMINAL and _is_noun(token, around)]
    nominal = frozenset(token.i for token in nouns)
    drafts = [_nominal(token, around) for token in nouns]
    drafts += [
        _verbal(token, nominal, around)
        for token in words
        if _is_verb(token, nominal, around) and not event_verbs.is_light(token, nominal)
    ]
    drafts += [
        _predicate(token, around)
        for token in words
        if token.pos_ == "ADJ" and event_verbs.is_predicate(token)
    ]
    captions = _tokens(zones.captions)
    for draft in drafts:
        draft.background = draft.head in captions
        draft.narrated = draft.head in narrated
    drafts.sort(key=lambda draft: draft.head)
    embedding.attach(doc, drafts)
    event_objects.withdraw(doc, drafts, around.dated)
    return drafts


def _content_words(doc: Doc, skipped: frozenset[int]) -> list[Token]:
    """Nouns, verbs and adjectives outside the skipped ranges."""
    return [token for token in doc if token.pos_ in _CONTENT and token.i not in skipped]


def _dated(doc: Doc, timexes: list[TimexDraft]) -> frozenset[int]:
    """Tokens of calendar expressions; of the recogniser's dates in a text without any tagged."""
    if not timexes:
        return _tokens((span.start, span.end) for span in doc.ents if span.label_ in {"DATE", "TIME"})
    return _tokens((t.first, t.last) for t in timexes if t.type in (TimexType.DATE, TimexType.TIME))


def _tokens(spans: Iterable[tuple[int, int] | None]) -> frozenset[int]:
    return frozenset(i for span in spans if span for i in range(*span))


def _is_noun(token: Token, around: _Surroundings) -> bool:
    """An event noun, or in a title-case line one the tagger took for a name."""
    if token.i in around.titled and headlines.is_verb(token):
        return event_nouns.grade(token) == event_nouns.STRONG
    return event_nouns.is_event(token, around.dated, around.titled) or (
        headlines.is_occasion(token) and not event_nouns.acts(token)
    )


def _is_verb(token: Token, nominal: frozenset[int], around: _Surroundings) -> bool:
    if token.pos_ == "VERB":
        named = token.i not in around.titled and event_nouns.inside_name(token)
        return not named and event_verbs.is_event(token)
    if token.pos_ == "NOUN" and token.i not in nominal and event_verbs.is_infinitive(token):
        return True
    return token.i in around.titled and token.i not in nominal and headlines.is_verb(token)


def _predicate(token: Token, around: _Surroundings) -> EventDraft:
    return EventDraft(
        head=token.i,
        first=token.i,
        last=token.i + 1,
        lemma=token.lower_,
        kind="state",
        timeline=token.head.lemma_ == "be" and event_verbs.has_date(token.head, around.dated),
    )


def _nominal(token: Token, around: _Surroundings) -> EventDraft:
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
        timeline=kind != "state" and (event_nouns.is_news(token, around.dated) or event_verbs.tells(token)),
    )


def _verbal(token: Token, nominal: frozenset[int], around: _Surroundings) -> EventDraft:
    kind = event_verbs.kind(token, nominal)
    told = token.i in around.headline or token.i in around.narrated
    if kind == "occurrence" and not told and event_verbs.habitual(token, around.dated):
        kind = "generic"
    particle = _particle(token)
    lemma = event_words.verb_lemma(token)
    adjacent = particle is not None and particle.i == token.i + 1
    return EventDraft(
        head=token.i,
        first=token.i,
        last=token.i + 2 if adjacent else token.i + 1,
        lemma=f"{lemma} {particle.lower_}" if particle is not None else lemma,
        kind=kind,
        timeline=event_verbs.is_news(token, kind, around.dated),
    )


def _particle(token: Token) -> Token | None:
    """The verb's particle; an adverb like "out" counts when it follows at once and opens no phrase."""
    for child in dependents(token):
        if child.dep_ == "prt":
            return None if _up_to(child) else child
        adverbial = child.dep_ in {"advmod", "prep"} and child.lower_ in event_words.verbs().particles
        if adverbial and child.i == token.i + 1 and not any(dependents(child)):
            return child
    return None


def _up_to(particle: Token) -> bool:
    """Whether it begins a number: "detained up to 20 strikers"."""
    return particle.lower_ == "up" and any(child.lower_ == "to" for child in dependents(particle))
