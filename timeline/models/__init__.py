"""The tables. Machine rows (mentions, actors, events) can be made anew; decisions and articles cannot."""

from timeline.models.actors import Actor, ActorRedirect, Alias, KnownActor
from timeline.models.articles import Article, ArticleSource, Source
from timeline.models.copies import Fingerprint, FingerprintKey
from timeline.models.decisions import ActorChange, AddedEvent, Correction, Judgement, PartChange, Verdict
from timeline.models.events import Event, EventActor, EventRedirect
from timeline.models.feeds import Feed
from timeline.models.jobs import Batch, IngestItem, Revision, Worker
from timeline.models.mentions import (
    ActorMention,
    ActorRole,
    ArticleActor,
    EventMention,
    Participation,
    TimeMention,
)
from timeline.models.merging import (
    ActorBlock,
    ActorProposal,
    EventProposal,
    MergeKey,
    NameKey,
    ObeyedJudgement,
)
from timeline.models.retired import Retired

__all__ = [
    "Actor",
    "ActorBlock",
    "ActorChange",
    "ActorMention",
    "ActorProposal",
    "ActorRedirect",
    "ActorRole",
    "AddedEvent",
    "Alias",
    "Article",
    "ArticleActor",
    "ArticleSource",
    "Batch",
    "Correction",
    "Event",
    "EventActor",
    "EventMention",
    "EventProposal",
    "EventRedirect",
    "Feed",
    "Fingerprint",
    "FingerprintKey",
    "IngestItem",
    "Judgement",
    "KnownActor",
    "MergeKey",
    "NameKey",
    "ObeyedJudgement",
    "PartChange",
    "Participation",
    "Retired",
    "Revision",
    "Source",
    "TimeMention",
    "Verdict",
    "Worker",
]
