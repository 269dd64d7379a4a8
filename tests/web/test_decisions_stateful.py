"""Whatever happens to articles, machine rows, merges: each live decision shows, or is listed as without text.

`DATELINE_DEEP=1` runs it as long as a night allows: 2,000 runs of 100 steps.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.web.decision_checks import problems
from tests.web.test_settle_piecewise import read
from timeline import additions, decide, decide_actors, decide_parts, public_ids, settle_events
from timeline.decide import KINDS
from timeline.decide_parts import Part
from timeline.decision_words import lost
from timeline.models import Actor, ActorChange, Article, ArticleActor, Event, EventMention
from timeline.settle import settle
from timeline.store import store
from timeline.terms import Factuality

DEEP = os.environ.get("DATELINE_DEEP") == "1"
RUNS, STEPS = (2_000, 100) if DEEP else (15, 40)

What = ActorChange.What
STORIES: list[list[Any]] = [
    [
        ("Mira Halden", "sign", "2024-03-01", ["accord"], Factuality.OCCURRED),
        ("Ostra Motors", "close", "2024-03", [], Factuality.PLANNED),
    ],
    [("Mira Halden", "sign", "2024-03-01", ["old", "accord"], Factuality.CLAIMED)],
    [
        ("Tomas Brekke", "meet", "2024-03-08", ["bridge"], Factuality.OCCURRED),
        ("Mira Halden", "strike", "", [], Factuality.OCCURRED),
    ],
]
PICK = st.integers(0, 11)
NAMES = st.sampled_from(["Mira Halden", "Tomas Brekke", "Ostra Motors", "Anna Berg", "accord"])
ROLES = st.sampled_from(["agent", "patient", "source"])


class Crashed(Exception):
    """The process died."""


class Decisions(RuleBasedStateMachine):
    """What machines and people do, in any order; `live` is what people decided and didn't take back."""

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.live: set[tuple[str, int]] = set()

    def teardown(self) -> None:
        try:
            self.merge()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    # ---- machines ----

    @initialize()
    def begin(self) -> None:
        for number in range(len(STORIES)):
            self.read(number, "2024-03-01", True)
        settle()

    @rule(number=PICK, day=st.sampled_from(["", "2024-03-01", "2024-03-02"]), whole=st.booleans())
    def read(self, number: int, day: str, whole: bool) -> None:
        """An article, new or again; another reader finds another date, or overlooks the last event."""
        story = STORIES[number % len(STORIES)]
        text = "\n".join(f"{name} {lemma} {' '.join(words)}" for name, lemma, _, words, _ in story)
        sha = hashlib.sha256(text.encode()).hexdigest()
        values = {"text": text, "public_id": public_ids.derive(sha), "title": text[:20], "pipeline": "test"}
        article, _made = Article.objects.get_or_create(text_sha256=sha, defaults=values)
        found = [(story[0][0], story[0][1], day, *story[0][3:]), *story[1:]]
        store(article, read(text, found if whole or len(found) == 1 else found[:-1]))

    @rule(number=PICK)
    def delete_article(self, number: int) -> None:
        if (article := picked(Article, number)) is not None:
            article.delete()

    @rule(added=st.booleans())
    def delete_machine_rows(self, added: bool) -> None:
        """All that follows from what was read, and what follows from additions."""
        Event.objects.all().delete()
        Actor.objects.all().delete()
        if added:
            EventMention.objects.filter(added=True).delete()
            ArticleActor.objects.filter(added=True).delete()

    @rule()
    def crash(self) -> None:
        """In the middle of writing what was merged."""
        with patch.object(settle_events, "_tie", side_effect=Crashed), suppress(Crashed):
            settle()

    @rule()
    def merge(self) -> None:
        settle()
        rows = [KINDS[kind].objects.get(pk=pk) for kind, pk in sorted(self.live)]
        assert all(row.retracted_at is None for row in rows)
        assert list(problems(rows, {row for row in rows if lost(row)})) == []

    # ---- people ----

    def decide(self, act: Callable[[], object]) -> None:
        """Take a decision, and note the rows that it made; what is refused makes none."""
        before = {
            (kind, pk) for kind, model in KINDS.items() for pk in model.objects.values_list("pk", flat=True)
        }
        try:
            with transaction.atomic():
                act()
        except additions.Refused:
            return
        after = {
            (kind, pk) for kind, model in KINDS.items() for pk in model.objects.values_list("pk", flat=True)
        }
        assert before <= after
        self.live |= after - before

    @rule(number=PICK, field=st.sampled_from(["title", "edtf", "factuality", "place"]), other=st.booleans())
    def edit(self, number: int, field: str, other: bool) -> None:
        values = {"title": "Title", "edtf": "2023", "factuality": "denied", "place": "Orlo"}
        more = {"title": "Another", "edtf": "", "factuality": "planned", "place": ""}
        if (event := told(number)) is not None:
            self.decide(lambda: decide.correct(event, {field: (more if other else values)[field]}, "", None))

    @rule(number=PICK, accepted=st.booleans())
    def judge(self, number: int, accepted: bool) -> None:
        if (event := told(number)) is not None:
            self.decide(lambda: decide.judge(event, accepted, "trivial", None))

    @rule(left=PICK, right=PICK)
    def join(self, left: int, right: int) -> None:
        one, two = told(left), told(right)
        if one is not None and two is not None and one != two:
            self.decide(lambda: decide.join(one, two, "", None))

    @rule(number=PICK)
    def split(self, number: int) -> None:
        mention = picked(EventMention, number)
        if mention is not None and mention.event is not None:
            event = mention.event
            self.decide(lambda: decide.part(event, mention, "", None))

    @rule(number=PICK, line=PICK, name=NAMES)
    def add_event(self, number: int, line: int, name: str) -> None:
        if (article := picked(Article, number)) is not None:
            spans = list(additions.sentences(article.text))
            start, end = spans[line % len(spans)]
            parts = (additions.Part("agent", "person", name),)
            wanted = additions.Wanted(start, end - line % 3, f"Added {line}", "2024-02", parts=parts)
            self.decide(lambda: additions.add(article, [wanted], "", None))

    @rule(number=PICK, name=NAMES, role=ROLES, alone=st.booleans())
    def change_parts(self, number: int, name: str, role: str, alone: bool) -> None:
        if (event := told(number)) is not None:
            kept = (
                []
                if alone
                else [Part(p.actor.name, p.role, p.actor.kind, p.actor) for p in event.parts.all()]
            )
            wanted = [*kept, Part(name, role, "person")]
            act = decide.new_act()
            self.decide(lambda: decide_parts.change(event, wanted, "", None, act))

    @rule(number=PICK, what=st.sampled_from([w.value for w in What if w != What.ADDED]), name=NAMES)
    def change_actor(self, number: int, what: str, name: str) -> None:
        actor = picked(Actor, number)
        if actor is not None and (what != What.NOT_ALIAS or name != actor.name):
            value = "group" if what == What.KIND else name
            self.decide(lambda: decide_actors.change(actor, what, value, "", None))

    @rule(left=PICK, right=PICK)
    def join_actors(self, left: int, right: int) -> None:
        one, two = picked(Actor, left), picked(Actor, right)
        if one is not None and two is not None and one != two:
            self.decide(lambda: decide_actors.join(one, two, "", None))

    @rule(number=PICK)
    def split_actor(self, number: int) -> None:
        if (actor := picked(Actor, number)) is not None:
            chosen = list(actor.tellings.values_list("pk", flat=True)[:1])
            self.decide(lambda: decide_actors.part(actor, chosen, "", None))

    @rule(number=PICK)
    def undo(self, number: int) -> None:
        if self.live:
            kind, pk = sorted(self.live)[number % len(self.live)]
            row = KINDS[kind].objects.get(pk=pk)
            names = {model: name for name, model in KINDS.items()}
            together = {(names[type(one)], one.pk) for one in decide.same_act(row)}
            decide.take_back(row, None)
            self.live -= together


def stored() -> set[tuple[str, int]]:
    return {(kind, pk) for kind, model in KINDS.items() for pk in model.objects.values_list("pk", flat=True)}


def picked(model: Any, number: int) -> Any:
    rows = list(model.objects.order_by("pk"))
    return rows[number % len(rows)] if rows else None


def told(number: int) -> Any:
    """An event that a sentence tells, as a page would show it."""
    rows = list(Event.objects.filter(mentions__isnull=False).distinct().order_by("pk"))
    return rows[number % len(rows)] if rows else None


@pytest.mark.django_db
def test_no_decision_is_ever_lost() -> None:
    run_state_machine_as_test(
        Decisions,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=DEEP is False,
            database=None,
            suppress_health_check=list(HealthCheck),
            # A failing run is long enough to be read; making it smaller would take minutes.
            phases=(Phase.generate,),
        ),
    )
