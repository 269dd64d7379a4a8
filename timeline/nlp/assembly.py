"""Turns the drafts of the stages into the frozen records that leave the language core."""

from bisect import bisect_right
from collections.abc import Iterable

from spacy.attrs import IDX, IS_STOP, LENGTH, SENT_START
from spacy.tokens import Doc

from timeline.nlp.draft import ActorDraft, Cast, EventDraft, TimexDraft
from timeline.nlp.records import Actor, ActorMention, EventMention, Participant, Timex

type Context = tuple[str, ...]
# of each token: the starts, the ends
type Offsets = tuple[list[int], list[int]]

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "NUM", "ADJ"))


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
    if not drafts:
        return ()
    starts = [index for index, start in enumerate(doc.to_array([SENT_START]).ravel().tolist()) if start == 1]
    starts.append(len(doc))
    offsets = _offsets(doc)
    contents = _content_lemmas(doc)
    sentences: dict[int, tuple[int, int, Context]] = {}
    chains = _chains(drafts)
    found = []
    for index, draft in enumerate(drafts):
        number = bisect_right(starts, draft.head) - 1
        if number not in sentences:
            sentences[number] = _sentence(doc, starts[number], starts[number + 1], contents, offsets)
        found.append(_event(draft, sentences[number], chains[index], cast, text, offsets))
    return tuple(found)


def _offsets(doc: Doc) -> Offsets:
    """Where each token begins and ends in the text."""
    rows = doc.to_array([IDX, LENGTH]).tolist()
    return [start for start, _ in rows], [start + length for start, length in rows]


def _content_lemmas(doc: Doc) -> list[str | None]:
    """For each token its lemma in lower case, None if it carries no content."""
    stops = doc.to_array([IS_STOP]).ravel().tolist()
    return [
        token.lemma_.lower() if token.pos_ in _CONTENT and not stop else None
        for token, stop in zip(doc, stops, strict=True)
    ]


def _sentence(
    doc: Doc, first: int, last: int, contents: list[str | None], offsets: Offsets
) -> tuple[int, int, Context]:
    """The sentence without blanks at its ends, and its content lemmas for merging."""
    lemmas = {lemma for lemma in contents[first:last] if lemma is not None}
    start, end = first, last - 1
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end].is_space:
        end -= 1
    return offsets[0][start], offsets[1][end], tuple(sorted(lemmas))


def _event(
    draft: EventDraft,
    sentence: tuple[int, int, Context],
    chain: int | None,
    cast: Cast,
    text: str,
    offsets: Offsets,
) -> EventMention:
    start, end = _bounds(offsets, draft.first, draft.last)
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
        participants=_participants(draft, cast, offsets),
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


def _participants(draft: EventDraft, cast: Cast, offsets: Offsets) -> tuple[Participant, ...]:
    found: dict[tuple[int, str], Participant] = {}
    for argument in draft.arguments:
        if argument.token not in cast.at:
            continue
        mention, _ = cast.at[argument.token]
        start, end = _bounds(offsets, mention.first, mention.last)
        for actor in argument.actors:
            key = (actor, argument.role.value)
            found.setdefault(key, Participant(actor, argument.role, start, end))
    return tuple(found.values())


def actors(doc: Doc, cast: Cast, text: str) -> tuple[Actor, ...]:
    """Actors with their mentions."""
    offsets = _offsets(doc)
    return tuple(
        Actor(
            name=draft.name,
            kind=draft.kind,
            mentions=_mentions(offsets, draft, text),
            roles=tuple(draft.roles),
            aliases=tuple(sorted(draft.aliases)),
            gender=draft.gender,
        )
        for draft in cast.actors
    )


def _mentions(offsets: Offsets, draft: ActorDraft, text: str) -> tuple[ActorMention, ...]:
    found = []
    for mention in draft.mentions:
        start, end = _bounds(offsets, mention.first, mention.last)
        found.append(ActorMention(start, end, text[start:end], mention.form, mention.reason))
    return tuple(found)


def _bounds(offsets: Offsets, first: int, last: int) -> tuple[int, int]:
    """Character range of the tokens [first, last)."""
    return offsets[0][first], offsets[1][last - 1]
