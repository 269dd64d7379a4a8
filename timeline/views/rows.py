"""Events as the lists show them: date in words, mark and word, actors, one sentence of evidence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Substr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from timeline import confidence, wording
from timeline.addresses import actor_url, article_url, event_url
from timeline.dates import DAY, from_days, to_days, year_string
from timeline.highlight import Span, render
from timeline.layout.strip import Density
from timeline.layout.units import finite
from timeline.models import Event, EventActor, EventMention
from timeline.summary import Flags, Integers
from timeline.terms import Factuality, Role
from timeline.views import inferred
from timeline.windows import Window

MONTH = 31 * DAY
_ROLE_ORDER = {Role.AGENT: 0, Role.PARTICIPANT: 1, Role.PATIENT: 2, Role.SOURCE: 3}


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    url: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence with its trigger marked, and where it stands."""

    html: SafeString
    source: str
    published: str
    article_url: str
    sentence_url: str


@dataclass(frozen=True, slots=True)
class Row:
    event: Event
    url: str
    when: str
    note: str
    mark: str
    mark_words: str
    actors: list[Link]
    quote: Quote | None

    @property
    def level(self) -> str:
        """How far it can be trusted: a key of `confidence.LEVELS`."""
        return confidence.level(self.event.confidence)

    @property
    def level_words(self) -> str:
        return wording.CONFIDENCE[self.level]

    @property
    def articles(self) -> str:
        return wording.count(self.event.article_count, "article")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows under one heading: a month, a year for longer dates, or what began before the window."""

    heading: str
    note: str
    rows: list[Row]
    underway: bool = False


def mark_of(event: Event) -> str:
    return wording.DISPUTED if event.disputed else event.factuality


def parts_of(events: Iterable[Event]) -> dict[int, list[EventActor]]:
    """The actors of each event, those who act first; one query."""
    parts = EventActor.objects.filter(event__in=[event.pk for event in events]).select_related("actor")
    found: dict[int, list[EventActor]] = defaultdict(list)
    for part in sorted(parts, key=lambda part: (_ROLE_ORDER[Role(part.role)], part.pk)):
        found[part.event_id].append(part)
    return found


def rows(events: Sequence[Event]) -> list[Row]:
    """Three queries, however many events."""
    parts, quotes, reckoned = parts_of(events), _quotes(events), inferred.from_publication(events)
    return [
        _row(event, parts.get(event.pk, []), quotes.get(event.pk), event.pk in reckoned) for event in events
    ]


def _row(event: Event, parts: list[EventActor], quote: Quote | None, reckoned: bool) -> Row:
    notes = [wording.date_note(event.edtf, event.precision), str(inferred.SHORT_NOTE) if reckoned else ""]
    taking_part = {part.actor_id: part.actor for part in parts if part.role != Role.SOURCE}
    return Row(
        event=event,
        url=event_url(event),
        when=wording.date_words(event.edtf),
        note=", ".join(note for note in notes if note),
        mark=mark_of(event),
        mark_words=mark_words(event, [part.actor.name for part in parts if part.role == Role.SOURCE]),
        actors=[Link(a.name, actor_url(a), a.public_id) for a in list(taking_part.values())[:6]],
        quote=quote,
    )


def mark_words(event: Event, sources: list[str]) -> str:
    word = wording.FACTUALITY[mark_of(event)]
    if sources and event.factuality in (Factuality.CLAIMED, Factuality.DENIED) and not event.disputed:
        return _("%(word)s by %(name)s") % {"word": word, "name": _within(sources[0])}
    return word


def _within(name: str) -> str:
    """As it stands within a phrase: "The opposition party" small, a name ("The Daily") as it is."""
    first, _sep, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An") and rest[:1].islower() else name


def _quotes(events: Sequence[Event]) -> dict[int, Quote]:
    """The telling that agrees with the event's date and factuality, else the first one."""
    dates = {event.pk: (event.edtf, event.factuality) for event in events}
    mentions = (
        EventMention.objects.filter(event__in=list(dates))
        .annotate(
            sentence=Substr("article__text", F("sentence_start") + 1, F("sentence_end") - F("sentence_start"))
        )
        .order_by("-timeline", "article__published", "article_id", "start")
        .values_list(
            *("event_id", "start", "end", "sentence_start", "sentence", "edtf", "factuality"),
            *("article__public_id", "article__title", "article__published", "article__source__name"),
        )
    )
    best: dict[int, tuple[int, Quote]] = {}
    for pk, start, end, offset, sentence, edtf, factuality, public_id, title, published, source in mentions:
        agrees = (edtf == dates[pk][0]) + (factuality == dates[pk][1])
        if pk in best and best[pk][0] >= agrees:
            continue
        url = article_url(public_id, title)
        html = quoted(render(sentence, [Span(start - offset, end - offset, "trigger")]))
        quote = Quote(html, source or title, published_words(published), url, f"{url}#s{offset}")
        best[pk] = agrees, quote
    return {pk: quote for pk, (_, quote) in best.items()}


_OPENING = ("“", '"', "&quot;", "‘", "«")
_CLOSING = ("”", '"', "&quot;", "’", "»")


def quoted(html: SafeString) -> SafeString:
    """In quotation marks, unless the sentence brings its own."""
    if html.startswith(_OPENING):
        return html if any(mark in html[1:] for mark in _CLOSING) else mark_safe(f"{html}”")  # noqa: S308 escaped
    return html if html.endswith(_CLOSING) else mark_safe(f"“{html}”")  # noqa: S308 already escaped


def published_words(published: object) -> str:
    return wording.date_words(str(published)) if published else _("no publication date")


def heading(begins: int, ends: int) -> tuple[int, int]:
    """Year and month that a date is listed under; month 0 when it spans more than a month."""
    first, last = finite(begins, ends)
    year, month, _ = from_days(first // DAY)
    return (year, month) if last - first <= MONTH else (year, 0)


def grouped(shown: Sequence[Row], density: Density, window: Window | None = None) -> list[Group]:
    """Rows by month in the order they come; `density` holds the whole view, so counts aren't the page's.

    What began before the window stands first, under a heading of its own.
    """
    undated = [row for row in shown if row.event.begins is None]
    if undated:
        return [Group(_("Undated"), wording.count(density.total, "event"), undated)]
    groups: dict[tuple[int, int], list[Row]] = defaultdict(list)
    before = [row for row in shown if window and _began(row.event) < window.begins]
    for row in shown[len(before) :]:
        groups[heading(row.event.begins or 0, row.event.ends or 0)].append(row)
    first, last = density.finite()
    short = last - first <= MONTH
    dated = [_group(key, own, _number_under(key, first, short) or len(own)) for key, own in groups.items()]
    if window and before:
        number = int((first < window.begins).sum())
        dated.insert(0, Group(_underway(before), wording.count(number, "event"), before, underway=True))
    return dated


def _underway(rows: Sequence[Row]) -> str:
    """A year named whole may lie in the window: only what spans time on its own is under way."""
    lasting = all("/" in row.event.edtf for row in rows)
    return _("Already under way") if lasting else _("Under way or dated less exactly")


def _began(event: Event) -> int:
    """The first second that is known of a dated event; the list is in order of it."""
    return finite(event.begins or 0, event.ends or 0)[0]


def _number_under(key: tuple[int, int], begins: Integers, short: Flags) -> int:
    """How many dates are listed under the heading."""
    year, month = key
    start = to_days(year, month or 1) * DAY
    end = to_days(year + (month in (0, 12)), month % 12 + 1 if month else 1) * DAY
    inside = (begins >= start) & (begins < end)
    return int((inside & (short if month else ~short)).sum())


def _group(key: tuple[int, int], own: list[Row], number: int) -> Group:
    year, month = key
    events = wording.count(number, "event")
    if not month:
        note = _("%(events)s dated to more than a month") % {"events": events}
        return Group(wording.year_words(year), note, own)
    return Group(wording.date_words(f"{year_string(year)}-{month:02d}"), events, own)
