"""Finds event mentions: verbs and eventive nouns."""

from spacy.tokens import Doc

from timeline.nlp.draft import EventDraft, TimexDraft
from timeline.nlp.zones import Zones


def extract(doc: Doc, zones: Zones, timexes: list[TimexDraft]) -> list[EventDraft]:
    return [EventDraft(head=t.i, first=t.i, last=t.i + 1, lemma=t.lemma_) for t in doc if t.pos_ == "VERB"]
