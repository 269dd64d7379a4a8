"""How people decide about actors; the next merge obeys, and so does every later one."""

import hashlib
from collections.abc import Collection
from itertools import pairwise

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from timeline import additions, decide, ingest, touched
from timeline.anchored import Key
from timeline.decide_parts import reference
from timeline.models import Actor, ActorChange, ActorMention, Article, ArticleActor, Judgement

What = ActorChange.What
ACTORS = Judgement.About.ACTORS


@transaction.atomic
def change(actor: Actor, what: str, value: str, note: str, user: User | None) -> ActorChange:
    """Rename, change the kind, add or take away a name, dismiss or confirm. Raises Refused."""
    text, start, end = reference(actor, not_called=value if what == What.NOT_ALIAS else "")
    touched.texts({text})
    before = {What.RENAMED: actor.name, What.ALIAS: actor.name, What.KIND: actor.kind}.get(What(what), "")
    row = ActorChange.objects.create(
        text=text,
        start=start,
        end=end,
        quote=decide.quote((text, start, end)),
        what=what,
        value=value.strip()[:300],
        before=before,
        note=note,
        author=user,
    )
    if what == What.CONFIRMED:
        Actor.objects.filter(pk=actor.pk).update(reviewed=True)
    ingest.unsettle()
    return row


@transaction.atomic
def introduce(
    article: Article, span: tuple[int, int], name: str, kind: str, note: str, user: User | None
) -> ActorChange:
    """These words name somebody whom the machine didn't see. Raises Refused."""
    start, end = additions.trimmed(article.text, *span)
    if start >= end:
        raise additions.Refused(_("Choose the words that name the actor."))
    if ActorMention.objects.filter(article=article, start=start, end=end).exists():
        raise additions.Refused(_("These very words name an actor already."))
    row = ActorChange.objects.create(
        text=article.text_sha256,
        start=start,
        end=end,
        quote=article.text[start:end][: additions.QUOTE_CHARACTERS],
        what=What.ADDED,
        value=name,
        kind=kind,
        note=note,
        author=user,
    )
    additions.place(article)
    ingest.unsettle()
    return row


def state(actor: Actor) -> str:
    """A short digest of what is shown of the actor: a form that was filled over another state is stale."""
    names = actor.aliases.order_by("name").values_list("name", flat=True)
    shown = [actor.name, actor.kind, str(actor.reviewed), *names]
    return hashlib.sha256("\x1f".join(shown).encode()).hexdigest()[:12]


def join(actor: Actor, other: Actor, note: str, user: User | None) -> Judgement:
    """The two are one. Raises Refused."""
    return decide.judgement(ACTORS, (reference(actor), reference(other)), True, note, user)


@transaction.atomic
def part(actor: Actor, chosen: Collection[int], note: str, user: User | None) -> list[Judgement]:
    """What these articles tell of (rows of ArticleActor) is another actor than the rest tells of.

    Both halves are said to be one each, so that neither falls apart, nor do they meet again by a third.
    """
    keys = _first_mentions(actor.tellings.all())
    own = [key for row, key in sorted(keys.items()) if row in chosen]
    rest = [key for row, key in sorted(keys.items()) if row not in chosen]
    if not own or not rest:
        return []
    act = decide.new_act()
    pairs = [((own[0], rest[0]), False)]
    pairs += [((one, two), True) for half in (own, rest) for one, two in pairwise(half)]
    return [decide.judgement(ACTORS, pair, same, note, user, act) for pair, same in pairs]


def _first_mentions(rows: QuerySet[ArticleActor]) -> dict[int, Key]:
    found: dict[int, Key] = {}
    mentions = ActorMention.objects.filter(told__in=rows).order_by("form", "start")
    for told, text, start, end in mentions.values_list("told", "article__text_sha256", "start", "end"):
        found.setdefault(told, (text, start, end))
    return found
