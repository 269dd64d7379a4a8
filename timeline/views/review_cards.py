"""What the review shows of an entry, an actor, or two of either."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.utils.translation import gettext as _

from timeline import additions, corrections, decide, decide_actors, proposals, queues, wording
from timeline.addresses import actor_url, article_url
from timeline.anchored import Key
from timeline.decision_words import actor_of
from timeline.highlight import render
from timeline.models import Actor, ActorMention, Event, Judgement
from timeline.queues import Queue
from timeline.terms import ActorKind, MentionForm
from timeline.views import actors as actor_page
from timeline.views import refs
from timeline.views.events import evidence
from timeline.views.marks import actor_span
from timeline.views.rows import Quote, Row, published_words, quoted, rows

SENTENCES = 6
_MENTIONS = 60


def editable(ref: str) -> Event:
    """The event, hidden ones too: editors must be able to bring one back."""
    hidden = Event.objects.filter(public_id=refs.split(ref), hidden=True).first()
    found = hidden or refs.event(ref)
    if not corrections.tellings_of(found):
        raise Http404(_("There is no such event."))
    return found


def gone_meanwhile(name: str) -> str:
    return _("“%(name)s” was changed by somebody else meanwhile; look at it again.") % {"name": name}


def shown(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "row": rows([event])[0],
        "tellings": evidence(event),
        "seen": decide.state(event),
        "percent": round(100 * event.confidence),
    }


def event_card(queue: Queue, skipped: list[str]) -> dict[str, Any] | None:
    event = queues.events(queue.name).exclude(public_id__in=skipped).first()
    return shown(event) | {"ref": event.public_id} if event else None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list of many."""

    row: Row
    seen: str
    percent: int


def lines(events: Sequence[Event]) -> list[Line]:
    return [
        Line(row, decide.state(row.event), round(100 * row.event.confidence)) for row in rows(list(events))
    ]


# ---- actors ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorSide:
    """One actor with its names and some sentences that name it."""

    actor: Actor
    url: str
    kind: str
    names: list[actor_page.Name]
    offices: list[actor_page.Office]
    quotes: list[Quote]
    seen: str


def actor_side(actor: Actor) -> ActorSide:
    return ActorSide(
        actor=actor,
        url=actor_url(actor),
        kind=wording.KINDS[ActorKind(actor.kind)][0],
        names=actor_page.names(actor)[:SENTENCES],
        offices=actor_page.offices(actor)[:SENTENCES],
        quotes=quotes(actor),
        seen=decide_actors.state(actor),
    )


def quotes(actor: Actor, most: int = SENTENCES) -> list[Quote]:
    """Where articles name the actor, each article once; by name, if one does."""
    mentions = (
        ActorMention.objects.filter(told__actor=actor)
        .exclude(form=MentionForm.PRONOUN)
        .select_related("article__source", "told__actor")
        .order_by("article__published", "article_id", "start")
    )
    first: dict[int, ActorMention] = {}
    for mention in mentions[:_MENTIONS]:
        known = first.setdefault(mention.article_id, mention)
        if mention.form == MentionForm.NAME and known.form != MentionForm.NAME:
            first[mention.article_id] = mention
    return [_quote(mention) for mention in list(first.values())[:most]]


def _quote(mention: ActorMention) -> Quote:
    article = mention.article
    start, end = additions.sentence_around(article.text, mention.start, mention.end)
    span = actor_span(mention.told, mention.start, mention.end, mention.form)
    url = article_url(article.public_id, article.title)
    return Quote(
        html=quoted(render(article.text, [span], start, end)),
        source=article.source.name if article.source else article.title,
        published=published_words(article.published),
        article_url=url,
        sentence_url=f"{url}#a{mention.start}",
    )


def actor_card(queue: Queue, skipped: list[str]) -> dict[str, Any] | None:
    actor = queues.actors().exclude(public_id__in=skipped).first()
    return {"side": actor_side(actor), "ref": actor.public_id} if actor else None


# ---- pairs ----------------------------------------------------------------------------------------


def event_pair_card(queue: Queue, skipped: list[str]) -> dict[str, Any] | None:
    return _pair(proposals.event_proposals(len(skipped) + 1), skipped, Event, shown)


def actor_pair_card(queue: Queue, skipped: list[str]) -> dict[str, Any] | None:
    return _pair(proposals.actor_proposals(len(skipped) + 1), skipped, Actor, actor_side)


def _pair(
    found: Sequence[proposals.Proposal], skipped: list[str], model: type[Model], side: Any
) -> dict[str, Any] | None:
    """The first pair that wasn't skipped; a pair is named by the ids of both."""
    things = model._default_manager.in_bulk({pk for one in found for pk in (one.left, one.right)})
    for one in found:
        left, right = things.get(one.left), things.get(one.right)
        if left is None or right is None:
            continue
        ref = f"{getattr(left, 'public_id', '')}.{getattr(right, 'public_id', '')}"
        if ref not in skipped:
            return {
                "ref": ref,
                "proposal": one,
                "score": round(100 * one.score),
                "sides": [side(left), side(right)],
                "left_key": written(one.left_telling),
                "right_key": written(one.right_telling),
            }
    return None


def written(key: Key) -> str:
    return f"{key[0]} {key[1]} {key[2]}"


def telling(text: str) -> Key | None:
    """What `written` wrote, None if it is anything else."""
    match text.split(" "):
        case [sha, start, end] if len(sha) == 64 and start.isdecimal() and end.isdecimal() and len(end) < 9:
            return sha, int(start), int(end)
    return None


def stands(about: str, key: Key) -> bool:
    """Whether something is told there."""
    return (actor_of(key) if about == Judgement.About.ACTORS else decide.event_of(key)) is not None
