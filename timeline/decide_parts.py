"""How people change who takes part in an event."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from timeline import additions, cast_rows, corrections, decide, ingest
from timeline.anchored import Key
from timeline.models import Actor, ActorChange, ActorMention, Event, EventMention, PartChange
from timeline.terms import MentionForm


@dataclass(frozen=True, slots=True)
class Part:
    """Who is to take part, in which role; `kind` matters for somebody whom no article names yet."""

    name: str
    role: str
    kind: str
    actor: Actor | None = None


@transaction.atomic
def change(event: Event, wanted: Iterable[Part], note: str, user: User | None, act: str) -> int:
    """Bring who takes part in line with `wanted`; how many changes that took. Raises Refused."""
    mentions = EventMention.objects.filter(event=event).select_related("article")
    tellings = list(mentions.order_by("article__text_sha256", "start"))
    shown = {(part.actor_id, part.role): part.actor for part in event.parts.select_related("actor")}
    keep: set[tuple[int, str]] = set()
    new: list[tuple[Part, Key]] = []
    for one in wanted:
        actor = one.actor or named(one.name, tellings)
        if actor is not None:
            keep.add((actor.pk, one.role))
            if (actor.pk, one.role) not in shown:
                new.append((one, reference(actor, tellings)))
        else:
            new.append((one, _introduce(one, tellings[0], note, user, act)))
    gone = [(actor, role) for (pk, role), actor in shown.items() if (pk, role) not in keep]
    span = decide.about(event)
    rows = [_row(actor.name, role, reference(actor, tellings), added=False) for actor, role in gone]
    rows += [_row(one.actor.name if one.actor else one.name, one.role, key, added=True) for one, key in new]
    for row in rows:
        PartChange.objects.create(**span, **row, note=note, author=user, act=act)
    if rows:
        corrections.apply(event)
    return len(rows)


def _row(name: str, role: str, actor: Key, *, added: bool) -> dict[str, object]:
    text, start, end = actor
    return {
        "name": name[:300],
        "role": role,
        "added": added,
        "actor_text": text,
        "actor_start": start,
        "actor_end": end,
    }


def named(name: str, tellings: Iterable[EventMention]) -> Actor | None:
    """Who bears the name: whoever these articles tell of, else the one with most events."""
    bearing = Actor.objects.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name))
    here = Q(tellings__article__in=[telling.article_id for telling in tellings])
    near = Case(When(here, then=Value(0)), default=Value(1), output_field=IntegerField())
    return bearing.annotate(near=near).order_by("near", "-event_count", "pk").first()


def reference(actor: Actor, tellings: Iterable[EventMention] = (), not_called: str = "") -> Key:
    """A mention that names the actor, if there is one in these articles; what decisions about it hang on.

    Those of a telling under the name that is shown come first, and none of one that is called `not_called`.
    """
    here = Q(article__in=[telling.article_id for telling in tellings])
    named, shown = Q(form=MentionForm.NAME), Q(told__name=actor.name)
    order = (here & named & shown, here & named, named & shown, named, here)
    rank = Case(
        *(When(condition, then=Value(number)) for number, condition in enumerate(order)),
        default=Value(len(order)),
        output_field=IntegerField(),
    )
    mentions = ActorMention.objects.filter(told__actor=actor).exclude(told__name__iexact=not_called)
    ordered = mentions.annotate(rank=rank).order_by("rank", "article__text_sha256", "start")
    found = ordered.values_list("article__text_sha256", "start", "end").first()
    if found is None:
        raise additions.Refused(_("No article names “%(name)s” otherwise.") % {"name": actor.name})
    return found


def _introduce(one: Part, telling: EventMention, note: str, user: User | None, act: str) -> Key:
    """Take in somebody whom the machine didn't see; the mention they hang on. The next merge shows them."""
    article = telling.article
    span = cast_rows.span_of(article.text, one.name, telling)
    at = span or (telling.start, telling.end)
    key = (article.text_sha256, *at)
    if ActorMention.objects.filter(article=article, start=at[0], end=at[1]).exists():
        if span:
            return key
        raise additions.Refused(
            f"The article doesn’t name “{one.name[:40]}”; choose a name that stands there."
        )
    ActorChange.objects.create(
        text=article.text_sha256,
        start=at[0],
        end=at[1],
        quote=article.text[at[0] : at[1]][: additions.QUOTE_CHARACTERS],
        what=ActorChange.What.ADDED,
        value=one.name[:300],
        kind=one.kind,
        note=note,
        author=user,
        act=act,
    )
    additions.place(article)
    ingest.unsettle()
    return key
