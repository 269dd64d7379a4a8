"""Which stored mention a decision means: that of its very span, else the one that overlaps it most.

A decision on what a person added means that alone: when the addition is taken back, it means nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import batched

from django.db.models import QuerySet

from timeline.cast_rows import span_of
from timeline.models import ActorChange, AddedEvent, Article, EventMention, Judgement

type Span = tuple[int, int]
type Key = tuple[str, int, int]

_BATCH = 500


class Finder:
    """Finds mentions of events, or of actors, in some texts; knows which spans people ever added there."""

    def __init__(self, about: str, texts: Collection[str]) -> None:
        self._added: dict[str, set[Span]] = defaultdict(set)
        events = about == Judgement.About.EVENTS
        named = ActorChange.objects.filter(what=ActorChange.What.ADDED)
        for batch in batched(sorted(texts), _BATCH):
            for text, start, end in () if events else _spans(named.filter(text__in=batch)):
                self._added[text].add((start, end))
            for row in AddedEvent.objects.filter(text__in=batch):
                self._added[row.text].add((row.start, row.end))
                if row.parts and not events:
                    self._added[row.text].update(_names(row))

    def find[Found](self, text: str, known: Mapping[Span, Found], wanted: Span) -> Found | None:
        """`known` are the mentions of the text by their spans."""
        if wanted in known:
            return known[wanted]
        added = self._added.get(text, set())
        if wanted in added:
            return None

        def overlap(span: Span) -> int:
            return min(span[1], wanted[1]) - max(span[0], wanted[0])

        best = max((span for span in sorted(known) if span not in added), key=overlap, default=None)
        return known[best] if best is not None and overlap(best) > 0 else None


def _spans(rows: QuerySet[ActorChange]) -> Iterable[Key]:
    return rows.values_list("text", "start", "end")


def _names(row: AddedEvent) -> Iterator[Span]:
    """Where the article names those who take part in what was added."""
    article = Article.objects.filter(text_sha256=row.text).first()
    text = article.text if article else ""
    for part in row.parts:
        if span := span_of(text, part["name"], row):
            yield span


class Tellings:
    """The event mentions of some texts, as decisions name them."""

    def __init__(self, texts: Collection[str]) -> None:
        self._finder = Finder(Judgement.About.EVENTS, texts)
        self._known: dict[str, dict[Span, Key]] = defaultdict(dict)
        for batch in batched(sorted(texts), _BATCH):
            told = EventMention.objects.filter(article__text_sha256__in=batch).order_by()
            for text, start, end in told.values_list("article__text_sha256", "start", "end"):
                self._known[text][start, end] = (text, start, end)

    def meant(self, text: str, start: int, end: int) -> Key | None:
        return self._finder.find(text, self._known.get(text, {}), (start, end))
