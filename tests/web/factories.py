"""A small invented world for the tests of the pages: an island port, its ferry line, and two papers."""

import hashlib
from dataclasses import dataclass, field
from datetime import date as Date

from timeline import public_ids
from timeline.dates import DateInterval
from timeline.models import (
    Actor,
    ActorMention,
    Alias,
    Article,
    ArticleActor,
    Event,
    EventActor,
    EventMention,
    Participation,
    Source,
    TimeMention,
)


def make_source(name: str) -> Source:
    return Source.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"))[0]


def make_actor(name: str, kind: str = "organisation") -> Actor:
    slug = name.lower().replace(" ", "-")
    actor, made = Actor.objects.get_or_create(
        name=name, kind=kind, defaults={"public_id": public_ids.derive(name), "slug": slug}
    )
    if made:
        Alias.objects.create(actor=actor, name=name, key=slug, form="name", reason={"code": "alone"})
    return actor


def make_article(
    title: str, text: str, published: Date | None = Date(2024, 3, 11), source: str = ""
) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article.objects.create(
        public_id=public_ids.derive(digest),
        title=title,
        text=text,
        text_sha256=digest,
        published=published,
        source=make_source(source) if source else None,
        pipeline="test",
    )


def make_event(title: str, edtf: str = "2024-03-09", factuality: str = "occurred", **fields: object) -> Event:
    """An event without any telling; `actors` names who acts in it."""
    actors = fields.pop("actors", ())
    date = DateInterval.parse(edtf) if edtf else None
    event = Event.objects.create(
        public_id=public_ids.derive(f"{title} {edtf}"),
        title=title,
        slug=title.lower().replace(" ", "-")[:60],
        edtf=edtf,
        begins=date.begins if date else None,
        ends=date.ends if date else None,
        precision=date.precision if date else "",
        factuality=factuality,
        **{"article_count": 1, "mention_count": 1, "search_text": title, **fields},
    )
    for name in actors if isinstance(actors, tuple) else ():
        join(event, make_actor(name))
    return event


def join(event: Event, actor: Actor, role: str = "agent") -> None:
    EventActor.objects.create(event=event, actor=actor, role=role, begins=event.begins)
    actor.event_count += 1
    actor.save()


def tell(
    event: Event,
    article: Article,
    sentence: str,
    trigger: str,
    when: str = "",
    who: str = "",
    **fields: object,
) -> EventMention:
    """One telling: `sentence` stands in the article; trigger, date words and actor stand in the sentence."""
    start = article.text.index(sentence)
    at = start + sentence.index(trigger)
    timex = _timex(event, article, start + sentence.index(when), when) if when else None
    mention = EventMention.objects.create(
        article=article,
        event=event,
        timex=timex,
        start=at,
        end=at + len(trigger),
        sentence_start=start,
        sentence_end=start + len(sentence),
        lemma=trigger,
        summary=event.title,
        **{
            "edtf": event.edtf,
            "factuality": event.factuality,
            "reason": {"code": "timex-in-clause" if when else "abstain", "why": "no date given"},
            **fields,
        },
    )
    if who:
        _cast(mention, make_actor(who), start + sentence.index(who), who)
    return mention


def _timex(event: Event, article: Article, start: int, words: str) -> TimeMention:
    return TimeMention.objects.create(
        article=article,
        start=start,
        end=start + len(words),
        type="DATE",
        value=event.edtf,
        edtf=event.edtf,
        reason={"code": "weekday-before-dct", "weekday": 5, "dct": "2024-03-11"},
    )


def _cast(mention: EventMention, actor: Actor, start: int, name: str) -> None:
    told = ArticleActor.objects.create(
        article=mention.article,
        ordinal=mention.article.cast.count(),
        name=name,
        kind=actor.kind,
        actor=actor,
    )
    ActorMention.objects.create(
        told=told, article=mention.article, start=start, end=start + len(name), form="name"
    )
    Participation.objects.create(mention=mention, told=told, role="agent", start=start, end=start + len(name))


@dataclass
class World:
    events: dict[str, Event] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)


WALKOUT = "Deck crews of the Sandray Line walked out on Saturday <in protest>."
DENIAL = "The Sandray Line denied that a list of dismissals existed."
TALKS = "Talks are planned for April, the harbour office said."


def make_world() -> World:
    """Seven events of every kind: a day, a month, a year, a claim, a plan, a dispute, an undated one."""
    world = World()
    first = make_article("Crews leave the ferries", f"{WALKOUT}\n\n{DENIAL}\n", source="Sandray Echo")
    second = make_article(
        "Talks after the walkout", f"{TALKS}\n\n{WALKOUT}\n", Date(2024, 3, 14), source="The Outer Isles"
    )
    world.articles = {"first": first, "second": second}
    walkout = make_event("Deck crews walked out", actors=("Sandray Line",), article_count=2, disputed=True)
    tell(walkout, first, WALKOUT, "walked out", "Saturday", "Sandray Line")
    tell(walkout, second, WALKOUT, "walked out", edtf="2024-03-08", factuality="claimed")
    denial = make_event("List of dismissals existed", "", "denied")
    join(denial, make_actor("Sandray Line"), "source")
    tell(denial, first, DENIAL, "denied")
    talks = make_event("Talks in the harbour office", "2024-04", "planned", actors=("Harbour Office",))
    tell(talks, second, TALKS, "Talks", "April")
    world.events = {
        "walkout": walkout,
        "denial": denial,
        "talks": talks,
        "pier": make_event("Pier opened", "2019", actors=("Harbour Office",)),
        "storm": make_event(
            "Storm closed the sound", "2023-11-02", actors=("Harbour Office", "Sandray Line")
        ),
        "dredging": make_event("Dredging goes on", "2023-05/..", "ongoing"),
        "survey": make_event("Survey of the seabed", "2023-06~", "claimed"),
    }
    return world
