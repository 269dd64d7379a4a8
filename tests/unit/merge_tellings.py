"""Short-hand for tellings in the tests of merging."""

from timeline.dates import DateInterval
from timeline.nlp.merging.telling import MergeMention
from timeline.terms import ActorKind, Factuality, Role


def tell(
    article: str,
    lemma: str,
    *,
    day: str = "",
    who: str = "",
    whom: str = "",
    with_: str = "",
    published: str = "2024-03-02",
    context: str = "",
    start: int = 0,
    anchor: str = "timex-in-clause",
    place: str = "",
    factuality: Factuality = Factuality.OCCURRED,
    chain: int | None = None,
    summary: str = "",
) -> MergeMention:
    """A telling at `start`; `who` is agent, `whom` patient, `with_` participant, several parted by commas."""
    named = ((who, Role.AGENT), (whom, Role.PATIENT), (with_, Role.PARTICIPANT))
    return MergeMention(
        article=article,
        start=start,
        end=start + len(lemma),
        lemma=lemma,
        published=published,
        chain=chain,
        date=DateInterval.parse(day) if day else None,
        anchor=anchor if day else "abstain",
        factuality=factuality,
        participants=tuple((name, role) for names, role in named for name in names.split(",") if name),
        named=frozenset((name, ActorKind.PERSON) for names, _ in named for name in names.split(",") if name),
        place=place,
        context=frozenset(context.split()),
        summary=summary or f"{who} {lemma} {whom}",
        sentence=start,
    )
