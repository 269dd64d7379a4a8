"""Turns the drafts of the stages into the frozen records that leave the language core."""

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from timeline.nlp.draft import ActorDraft, Cast, EventDraft, TimexDraft
from timeline.nlp.records import Actor, ActorMention, EventMention, Participant, Timex

type Context = tuple[str, ...]

_CONTENT = {"NOUN", "PROPN", "VERB", "NUM", "ADJ"}


def timexes(drafts: Iterable[TimexDraft], text: str) -> tuple[Timex, ...]:
    """Time expressions with the text they cover."""
    return tuple(
        Timex(
            start=draft.start,
            end=draft.end,
            text=text[draft.start : draft.end],
            type=draft.type,
            value=draft.value,
            mod=draft.mod,
            date=draft.date,
            reason=draft.reason,
        )
        for draft in drafts
    )


def events(doc: Doc, drafts: list[EventDraft], cast: Cast, text: str) -> tuple[EventMention, ...]:
    """Event mentions with sentence, participants and chain; each sentence is looked at once."""
    spans = list(doc.sents) if drafts else []
    starts = [span.start for span in spans]
    sentences: dict[int, tuple[int, int, Context]] = {}
    chains = _chains(drafts)
    found = []
    for index, draft in enumerate(drafts):
        number = bisect_right(starts, draft.head) - 1
        if number not in sentences:
            sentences[number] = _sentence(spans[number])
        found.append(_event(doc, draft, sentences[number], chains[index], cast, text))
    return tuple(found)


def _sentence(sentence: Span) -> tuple[int, int, Context]:
    """The sentence without blanks at its ends, and its content lemmas for merging."""
    body = [token for token in sentence if not token.is_space] or list(sentence)
    lemmas = {t.lemma_.lower() for t in body if t.pos_ in _CONTENT and not t.is_stop}
    return body[0].idx, body[-1].idx + len(body[-1]), tuple(sorted(lemmas))


def _event(
    doc: Doc,
    draft: EventDraft,
    sentence: tuple[int, int, Context],
    chain: int | None,
    cast: Cast,
    text: str,
) -> EventMention:
    start, end = _bounds(doc, draft.first, draft.last)
    return EventMention(
        start=start,
        end=end,
        trigger=text[start:end],
        lemma=draft.lemma,
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        timex=draft.timex,
        date=draft.date,
        factuality=draft.factuality,
        participants=_participants(doc, draft, cast),
        place=draft.place,
        summary=draft.summary,
        reason=draft.reason,
        factuality_reason=draft.factuality_reason,
        chain=chain,
        nominal=draft.nominal,
        timeline=draft.timeline,
        background=draft.background,
        context=sentence[2],
    )


def _chains(drafts: list[EventDraft]) -> list[int | None]:
    """For each event the index of the first mention of the same event; None if it stands alone."""
    roots: list[int] = []
    sizes: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        earlier = draft.same_as
        root = roots[earlier] if earlier is not None and earlier < index else index
        roots.append(root)
        sizes[root] = sizes.get(root, 0) + 1
    return [root if sizes[root] > 1 else None for root in roots]


def _participants(doc: Doc, draft: EventDraft, cast: Cast) -> tuple[Participant, ...]:
    found: dict[tuple[int, str], Participant] = {}
    for argument in draft.arguments:
        if argument.token not in cast.at:
            continue
        mention, _ = cast.at[argument.token]
        start, end = _bounds(doc, mention.first, mention.last)
        for actor in argument.actors:
            key = (actor, argument.role.value)
            found.setdefault(key, Participant(actor, argument.role, start, end))
    return tuple(found.values())


def actors(doc: Doc, cast: Cast, text: str) -> tuple[Actor, ...]:
    """Actors with their mentions."""
    return tuple(
        Actor(
            name=draft.name,
            kind=draft.kind,
            mentions=_mentions(doc, draft, text),
            roles=tuple(draft.roles),
            aliases=tuple(sorted(draft.aliases)),
            gender=draft.gender,
        )
        for draft in cast.actors
    )


def _mentions(doc: Doc, draft: ActorDraft, text: str) -> tuple[ActorMention, ...]:
    found = []
    for mention in draft.mentions:
        start, end = _bounds(doc, mention.first, mention.last)
        found.append(ActorMention(start, end, text[start:end], mention.form, mention.reason))
    return tuple(found)


def _bounds(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Character range of the tokens [first, last)."""
    final = doc[last - 1]
    return doc[first].idx, final.idx + len(final)
