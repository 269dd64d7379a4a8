"""Mentions -> spans to highlight in an article or in one sentence of it."""

from collections.abc import Iterable

from timeline import reasons, wording
from timeline.addresses import actor_url
from timeline.highlight import Span
from timeline.models import ActorMention, ArticleActor, EventMention, TimeMention
from timeline.terms import ActorKind, MentionForm

KINDS = {ActorKind.PERSON: "person", ActorKind.ORGANISATION: "organisation", ActorKind.PLACE: "place"}


def spans_of(mention: EventMention) -> list[Span]:
    """Trigger, date and those who take part, as far as they stand in the sentence."""
    spans = [Span(mention.start, mention.end, "trigger", title="what happened")]
    if mention.timex:
        spans.append(time_span(mention.timex))
    spans += [actor_span(part.told, part.start, part.end) for part in mention.participants.all()]
    first, last = mention.sentence_start, mention.sentence_end
    return [span for span in dict.fromkeys(spans) if first <= span.start and span.end <= last]


def time_span(timex: TimeMention) -> Span:
    title = wording.date_words(timex.edtf) if timex.edtf else "no calendar date"
    return Span(timex.start, timex.end, "date", title=title, level=2)


def actor_span(
    told: ArticleActor, start: int, end: int, form: str = MentionForm.NAME, anchor: bool = False
) -> Span:
    css = KINDS.get(ActorKind(told.kind), "actor")
    if form == MentionForm.PRONOUN:
        css += " pronoun"
    actor = told.actor
    return Span(
        start,
        end,
        css,
        href=actor_url(actor) if actor else "",
        title=actor.name if actor else told.name,
        ident=f"a{start}" if anchor else "",
    )


def article_spans(
    times: Iterable[TimeMention], actors: Iterable[ActorMention], events: Iterable[EventMention]
) -> list[Span]:
    """All spans of an article; sentences that tell of an event carry the anchor that evidence links to."""
    events = list(events)
    spans = [time_span(timex) for timex in times]
    spans += [
        actor_span(mention.told, mention.start, mention.end, mention.form, anchor=True) for mention in actors
    ]
    spans += [trigger_span(mention) for mention in events if mention.event_id]
    sentences = {(mention.sentence_start, mention.sentence_end) for mention in events}
    spans += [Span(start, end, "sentence", ident=f"s{start}", level=0) for start, end in sorted(sentences)]
    return spans


def trigger_span(mention: EventMention) -> Span:
    when = wording.date_words(mention.edtf) if mention.edtf else "undated"
    title = f"{wording.FACTUALITY[mention.factuality]}, {when}"
    why = reasons.sentence(mention.reason)
    return Span(
        mention.start,
        mention.end,
        f"trigger t-{mention.factuality}" if mention.timeline else "trigger quiet",
        href=f"#m{mention.pk}" if mention.timeline else "",
        title=f"{title}. {why}" if why else title,
        ident=f"t{mention.pk}",
        level=3,
    )
