"""Decisions as pages list them: what was decided in words, what stood before, what stands after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db.models import Q
from django.utils.translation import gettext as _

from timeline import corrections, wording
from timeline.anchored import Finder, Key, Span, Tellings
from timeline.decide import Decision
from timeline.models import (
    Actor,
    ActorChange,
    ActorMention,
    AddedEvent,
    Article,
    Correction,
    Event,
    Judgement,
    PartChange,
    Verdict,
)
from timeline.terms import ActorKind, Role

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as a history shows it; `together` counts the other rows of the same act."""

    kind: str
    row: Decision
    words: str
    before: str
    after: str
    together: int = 0

    @property
    def when(self) -> datetime:
        return self.row.created


def history(event: Event) -> list[Entry]:
    """Every decision about the event, taken back ones included, newest first."""
    tellings = set(corrections.tellings_of(event))
    texts = {text for text, *_rest in tellings}
    meant = Tellings(texts)
    own = [row for row in _on(texts, *corrections.ABOUT) if meant.meant(*_span(row)) in tellings]
    judgements = _judgements(Judgement.About.EVENTS, texts)
    both = [row for row in judgements if any(meant.meant(*side) in tellings for side in _sides(row))]
    return entries([*own, *both])


def actor_history(actor: Actor) -> list[Entry]:
    """The same about an actor."""
    spans: dict[str, dict[Span, bool]] = {}
    theirs = ActorMention.objects.filter(told__actor=actor).order_by()
    texts = set(theirs.values_list("article__text_sha256", flat=True))
    for batch in batched(sorted(texts), _BATCH):
        mentions = ActorMention.objects.filter(article__text_sha256__in=batch).order_by("told__ordinal")
        rows = mentions.values_list("article__text_sha256", "start", "end", "told__actor")
        for text, start, end, whose in rows:
            spans.setdefault(text, {}).setdefault((start, end), whose == actor.pk)
    finder = Finder(Judgement.About.ACTORS, texts)

    def meant(key: Key) -> bool:
        return bool(finder.find(key[0], spans.get(key[0], {}), (key[1], key[2])))

    own = [row for row in _on(texts, ActorChange) if meant(_span(row))]
    judgements = _judgements(Judgement.About.ACTORS, texts)
    return entries([*own, *(row for row in judgements if any(meant(side) for side in _sides(row)))])


type _OnSpan = ActorChange | AddedEvent | Correction | PartChange | Verdict


def _on(texts: Iterable[str], *models: type[_OnSpan]) -> Iterator[_OnSpan]:
    for batch in batched(sorted(texts), _BATCH):
        for model in models:
            yield from model.objects.filter(text__in=batch).select_related("author", "retracted_by")


def _span(row: _OnSpan) -> Key:
    return row.text, row.start, row.end


def _judgements(about: str, texts: Iterable[str]) -> list[Judgement]:
    found: dict[int, Judgement] = {}
    for batch in batched(sorted(texts), _BATCH):
        rows = Judgement.objects.filter(Q(left_text__in=batch) | Q(right_text__in=batch), about=about)
        found.update((row.pk, row) for row in rows.select_related("author", "retracted_by"))
    return list(found.values())


def _sides(row: Judgement) -> tuple[Key, Key]:
    left = row.left_text, row.left_start, row.left_end
    return left, (row.right_text, row.right_start, row.right_end)


def entries(rows: Sequence[Decision]) -> list[Entry]:
    """In words, newest first; of the judgements of one act the first stands for all."""
    ordered = sorted(rows, key=lambda row: (row.created, row.pk), reverse=True)
    found: list[Entry] = []
    for row in ordered:
        told = entry(row)
        last = found[-1] if found else None
        if last and _one_split(last.row, row):
            found[-1] = Entry("judgement", row, told.words, told.before, told.after, last.together + 1)
        else:
            found.append(told)
    return found


def _one_split(last: Decision, row: Decision) -> bool:
    both = isinstance(last, Judgement) and isinstance(row, Judgement)
    return both and bool(row.act) and last.act == row.act


def entry(row: Decision) -> Entry:
    """A decision in words."""
    if isinstance(row, Correction):
        before, after = (shown(row.field, value) for value in (row.machine_value, row.value))
        return Entry("correction", row, _CORRECTED[row.field](), before, after)
    if isinstance(row, Verdict):
        why = row.get_reason_display() or _("rejected")
        words = _("Accepted as it stands") if row.accepted else _("Hidden: %(why)s") % {"why": why}
        return Entry("verdict", row, words, "", "")
    if isinstance(row, AddedEvent):
        return Entry("added", row, _("Entry added"), "", f"{wording.date_words(row.edtf)}: {row.title}")
    if isinstance(row, PartChange):
        who = f"{row.name} ({wording.ROLES[Role(row.role)]})"
        words = _("Takes part") if row.added else _("Takes no part")
        return Entry("part", row, words, "" if row.added else who, who if row.added else "")
    if isinstance(row, ActorChange):
        return _about_actor(row)
    return Entry("judgement", row, _judged(row), "", "")


_CORRECTED = {
    "edtf": lambda: _("Date corrected"),
    "title": lambda: _("Title corrected"),
    "factuality": lambda: _("How it is reported: corrected"),
    "place": lambda: _("Place corrected"),
}


def _about_actor(row: ActorChange) -> Entry:
    what = ActorChange.What
    words = {
        what.RENAMED: _("Renamed"),
        what.KIND: _("Kind changed"),
        what.ALIAS: _("Name added"),
        what.NOT_ALIAS: _("Name taken away"),
        what.NOT_AN_ACTOR: _("Not an actor"),
        what.CONFIRMED: _("Right as it stands"),
        what.ADDED: _("Actor added"),
    }[what(row.what)]
    before, after = row.before, row.value
    if row.what == what.KIND:
        before, after = (wording.KINDS[ActorKind(value)][0] for value in (row.before, row.value))
    elif row.what == what.ALIAS:
        before = ""
    elif row.what == what.NOT_ALIAS:
        before, after = row.value, ""
    elif row.what == what.NOT_AN_ACTOR:
        before = row.quote
    return Entry("actor", row, words, before, after)


def _judged(row: Judgement) -> str:
    if row.about == Judgement.About.EVENTS:
        return _("Two tellings are one event") if row.same else _("Two tellings are not one event")
    if row.about == Judgement.About.ARTICLES:
        return (
            _("Two articles are the same") if row.same else _("Two articles that are almost the same are two")
        )
    return _("Two tellings are one actor") if row.same else _("Two tellings are not one actor")


def shown(name: str, value: str) -> str:
    """A field's value as readers see it."""
    if name == Correction.Field.DATE:
        return f"{wording.date_words(value)} ({value})" if value else _("no date")
    if name == Correction.Field.FACTUALITY:
        return dict(wording.FACTUALITY).get(value, value)
    return value or _("none")


def lost(row: Decision) -> bool:
    """Whether a decision that holds means nothing that is stored: its text, or the span in it, is gone."""
    if row.retracted_at is not None:
        return False
    if isinstance(row, ActorChange):
        return not _named((row.text, row.start, row.end))
    if isinstance(row, Judgement) and row.about == Judgement.About.ARTICLES:
        return Article.objects.filter(text_sha256__in=(row.left_text, row.right_text)).count() < 2
    if isinstance(row, Judgement):
        stands = _named if row.about == Judgement.About.ACTORS else _told
        return not all(stands(side) for side in _sides(row))
    if isinstance(row, PartChange) and not _named((row.actor_text, row.actor_start, row.actor_end)):
        return True
    return not _told((row.text, row.start, row.end))


def _told(key: Key) -> bool:
    return Tellings({key[0]}).meant(*key) is not None


def _named(key: Key) -> bool:
    return _meant_actor(key)[0]


def actor_of(key: Key) -> Actor | None:
    """The actor that a mention belongs to."""
    found = _meant_actor(key)[1]
    return Actor.objects.filter(pk=found).first() if found is not None else None


def _meant_actor(key: Key) -> tuple[bool, int | None]:
    """Whether a mention is meant, and the actor it belongs to, if to any."""
    text, start, end = key
    mentions = ActorMention.objects.filter(article__text_sha256=text).order_by("told__ordinal")
    known: dict[Span, tuple[bool, int | None]] = {}
    for first, last, actor in mentions.values_list("start", "end", "told__actor"):
        known.setdefault((first, last), (True, actor))
    found = Finder(Judgement.About.ACTORS, {text}).find(text, known, (start, end))
    return found or (False, None)
