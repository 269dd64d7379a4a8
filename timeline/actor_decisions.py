"""What people decided about actors, laid over what was read of them.

A decision names an actor by one mention of it: article hash and span. What it says of a name holds for every
article that uses the name, those that come later included.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.anchored import Finder, Span
from timeline.models import ActorChange, Judgement
from timeline.nlp.actors.actor_merge import ActorCluster, Telling, TellingKey
from timeline.terms import ActorKind

type Pair = tuple[TellingKey, TellingKey]

What = ActorChange.What
_ON_NAMES = {What.ALIAS: True, What.NOT_ALIAS: False}


class ActorDecisions:
    """The active ones, by the telling that each means; `mentions` lists (text, span, telling) of all."""

    def __init__(self, mentions: Iterable[tuple[str, Span, TellingKey]]) -> None:
        rows = list(ActorChange.objects.filter(retracted_at=None).order_by("created", "id"))
        texts = {row.text for row in rows}
        known: dict[str, dict[Span, TellingKey]] = defaultdict(dict)
        for text, span, key in mentions if rows else ():
            if text in texts:
                known[text].setdefault(span, key)
        finder = Finder(Judgement.About.ACTORS, texts)
        self.on: dict[TellingKey, list[ActorChange]] = defaultdict(list)
        for row in rows:
            meant = finder.find(row.text, known[row.text], (row.start, row.end))
            if meant is not None:
                self.on[meant].append(row)

    def prepared(self, tellings: Sequence[Telling]) -> tuple[list[Telling], list[Pair], list[Pair]]:
        """The tellings as people see their names; pairs that are one actor, and pairs that aren't."""
        if not self.on:
            return list(tellings), [], []
        by_key = {telling.key: telling for telling in tellings}
        by_name: dict[str, list[TellingKey]] = defaultdict(list)
        for telling in tellings:
            for name in _folded(telling):
                by_name[name].append(telling.key)
        same: list[Pair] = []
        apart: list[Pair] = []
        for (key, name), belongs in self._names(by_key).items():
            if belongs:
                same += _bearers(by_key, by_name, key, name)
            else:
                _take_away(by_key, by_name, key, name, same, apart)
        return [by_key[telling.key] for telling in tellings], same, apart

    def _names(self, by_key: dict[TellingKey, Telling]) -> dict[tuple[TellingKey, str], bool]:
        """(telling, name) -> whether the name is that actor's.

        Of two decisions on a name the later counts, also if they hang on two tellings of one other name.
        """
        rows = [(key, row) for key, rows in self.on.items() for row in rows if row.what in _ON_NAMES]
        found: dict[tuple[TellingKey, str], bool] = {}
        for key, row in sorted(rows, key=lambda one: (one[1].created, one[1].pk)):
            name, own = _fold(row.value), _folded(by_key[key])
            for earlier in [
                one for one in found if one[1] == name and own & _folded(by_key[one[0]]) - {name}
            ]:
                del found[earlier]
            found[key, name] = _ON_NAMES[What(row.what)]
        return found

    def shown(self, clusters: Iterable[ActorCluster]) -> tuple[list[ActorCluster], set[TellingKey]]:
        """The clusters under the names and of the kinds that people gave; tellings that are of no actor."""
        found: list[ActorCluster] = []
        dismissed: set[TellingKey] = set()
        for cluster in clusters:
            rows = self.about(cluster)
            if any(row.what == What.NOT_AN_ACTOR for row in rows):
                dismissed.update(member.telling.key for member in cluster.members)
            else:
                found.append(_described(cluster, rows) if rows else cluster)
        return found, dismissed

    def about(self, cluster: ActorCluster) -> list[ActorChange]:
        """In the order they were taken."""
        rows = [row for member in cluster.members for row in self.on.get(member.telling.key, ())]
        return sorted(rows, key=lambda row: (row.created, row.pk))


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _folded(telling: Telling) -> set[str]:
    return {_fold(name) for name in (telling.name, *telling.aliases)}


def _taken_away(rows: Iterable[ActorChange]) -> set[str]:
    """Names that aren't the actor's; of two decisions on a name the later counts."""
    decided = {_fold(row.value): _ON_NAMES[What(row.what)] for row in rows if row.what in _ON_NAMES}
    return {name for name, belongs in decided.items() if not belongs}


def _bearers(
    by_key: dict[TellingKey, Telling], by_name: dict[str, list[TellingKey]], key: TellingKey, name: str
) -> list[Pair]:
    """Whoever bears the name is this actor; a person is no thing of the same name."""
    person = by_key[key].kind is ActorKind.PERSON
    bearers = (other for other in by_name.get(name, ()) if other != key)
    return [(key, other) for other in bearers if (by_key[other].kind is ActorKind.PERSON) == person]


def _take_away(
    by_key: dict[TellingKey, Telling],
    by_name: dict[str, list[TellingKey]],
    key: TellingKey,
    name: str,
    same: list[Pair],
    apart: list[Pair],
) -> None:
    """The name isn't this actor's: it is cut from tellings of other names, and keeps the rest away."""
    own = _folded(by_key[key]) - {name}
    alike = {other for one in own for other in by_name.get(one, ())}
    same += [(key, other) for other in sorted(alike - {key})]
    for other in by_name.get(name, ()):
        if other == key or other in alike:
            by_key[other] = _without(by_key[other], name)
        else:
            apart.append((key, other))


def _without(telling: Telling, name: str) -> Telling:
    aliases = tuple(alias for alias in telling.aliases if _fold(alias) != name)
    if not aliases:
        return telling
    first = telling.name if _fold(telling.name) != name else aliases[0]
    return replace(telling, name=first, aliases=aliases)


def _described(cluster: ActorCluster, rows: Sequence[ActorChange]) -> ActorCluster:
    name, kind, extra = cluster.name, cluster.kind, []
    for row in rows:
        if row.what == What.RENAMED:
            name = row.value
        elif row.what == What.KIND:
            kind = ActorKind(row.value)
        elif row.what == What.ALIAS:
            extra.append(row.value)
            name = row.before or name if _fold(name) == _fold(row.value) else name
    away = _taken_away(rows)
    aliases = dict.fromkeys([name, *cluster.aliases, *extra])
    kept = tuple(alias for alias in aliases if _fold(alias) not in away or alias == name)
    return replace(cluster, name=name, kind=kind, aliases=kept)
