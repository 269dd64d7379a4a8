"""Gives time expressions their TIMEX3 value, EDTF date and reason, in text order.

News mode resolves against the DCT, narrative mode against the dates told so far (narrative.py).
"""

from spacy.tokens import Doc

from timeline.dates import DateError, DateInterval
from timeline.nlp import narrative, time_deictic, time_dates, time_lengths
from timeline.nlp.draft import TimexDraft
from timeline.nlp.narrative import Memory
from timeline.nlp.resolution import Resolution, Scene
from timeline.nlp.zones import Zones
from timeline.terms import TimexType

_RESOLVERS = {**time_dates.RESOLVERS, **time_deictic.RESOLVERS, **time_lengths.RESOLVERS}


def normalize(doc: Doc, timexes: list[TimexDraft], dct: str | None, zones: Zones) -> None:
    """Fill value, mod, date, reason, relation and anchors of each draft in place."""
    published = None if dct is None else DateInterval.parse(dct[:10]).begins // 86_400
    memory = Memory(published, narrative=narrative.is_narrative(timexes, published))
    scene = Scene(doc, timexes, memory, zones)
    for index, draft in enumerate(timexes):
        if draft.reading is None:
            continue
        try:
            resolved = _RESOLVERS[draft.reading.kind](scene, index, draft.reading)
        except DateError as error:
            resolved = Resolution(None, reason={"code": "abstain", "why": str(error)})
        _store(scene, draft, resolved)


def _store(scene: Scene, draft: TimexDraft, resolved: Resolution) -> None:
    reading = draft.reading
    assert reading is not None
    draft.value = resolved.value
    draft.mod = resolved.mod or reading.mod
    draft.reason = resolved.reason
    draft.date = resolved.date
    draft.relation = resolved.relation
    if resolved.type is not None:
        draft.type = resolved.type
    header = scene.zones.header
    in_header = header is not None and header[0] <= draft.first < header[1]
    dated = draft.type in (TimexType.DATE, TimexType.TIME) and draft.date is not None
    draft.anchors = dated and not in_header
    if resolved.point is not None and not in_header:
        scene.memory.remember(resolved.point)
