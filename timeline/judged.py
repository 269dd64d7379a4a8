"""Active judgements as links between stored mentions; a judged span means the mention that overlaps it."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from timeline.anchored import Finder, Span
from timeline.models import Judgement

type Links[Key] = list[tuple[Key, Key]]


def partners(about: str, texts: Collection[str]) -> set[str]:
    """The texts that active judgements name together with one of these."""
    found: set[str] = set()
    for judgement in Judgement.objects.filter(about=about, retracted_at=None).order_by():
        pair = {judgement.left_text, judgement.right_text}
        if not pair.isdisjoint(texts):
            found |= pair
    return found


def links[Key](about: str, spans: Iterable[tuple[str, Span, Key]]) -> tuple[Links[Key], Links[Key]]:
    """(same, not same) pairs of keys. `spans` lists (text hash, span, key) of every mention.

    Of two judgements on one pair the later counts; one whose text or span is gone is left out, its row stays.
    """
    judgements = list(Judgement.objects.filter(about=about, retracted_at=None).order_by("created", "id"))
    texts = {text for judgement in judgements for text in (judgement.left_text, judgement.right_text)}
    known: dict[str, dict[Span, Key]] = defaultdict(dict)
    for text, span, key in spans:
        if text in texts:
            known[text].setdefault(span, key)
    finder = Finder(about, texts)
    latest: dict[frozenset[Key], tuple[Key, Key, bool]] = {}
    for judgement in judgements:
        left_span = judgement.left_start, judgement.left_end
        right_span = judgement.right_start, judgement.right_end
        left = finder.find(judgement.left_text, known[judgement.left_text], left_span)
        right = finder.find(judgement.right_text, known[judgement.right_text], right_span)
        if left is not None and right is not None and left != right:
            latest[frozenset((left, right))] = (left, right, judgement.same)
    decided = latest.values()
    return [(a, b) for a, b, same in decided if same], [(a, b) for a, b, same in decided if not same]
