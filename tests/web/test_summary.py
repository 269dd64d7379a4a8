"""Counts over arrays agree with the database, and follow it when events change."""

import pytest
from django.db.models import Count

from tests.web.factories import World, join, make_actor, make_event, make_world
from timeline import summary
from timeline.models import Event, EventActor
from timeline.query import TimelineQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "from=2023&to=2023",
        "from=2023-06-15",
        "fact=planned",
        "fact=-disputed",
        "q=harbour",
        "source=sandray-echo",
        "precision=day&from=2024",
        "min_sources=2",
        "from=1800",
    ],
)
def test_the_number_is_that_of_the_queryset(world: World, address: str) -> None:
    query = TimelineQuery.parse(address)
    chosen = summary.select(query)
    shown = chosen.within(query.window) if query.window else chosen.dated()
    assert shown.number == query.events().count()
    assert chosen.undated().number == query.undated().count()


def test_values_are_counted(world: World) -> None:
    chosen = summary.select(TimelineQuery()).dated()
    assert dict(chosen.factualities()) == {
        "occurred": 2,
        "ongoing": 1,
        "planned": 1,
        "claimed": 1,
        "disputed": 1,
    }
    assert dict(chosen.precisions()) == {"day": 2, "month": 2, "year": 1, "range": 1}


def test_actors_are_counted_once_an_event_whatever_their_roles(world: World) -> None:
    join(world.events["storm"], make_actor("Sandray Line"), "patient")
    chosen = summary.select(TimelineQuery()).dated()
    counted = EventActor.objects.filter(event__begins__isnull=False).values_list("actor")
    assert dict(chosen.actors(5)) == dict(counted.annotate(n=Count("event", distinct=True)))
    assert chosen.of_actor(make_actor("Sandray Line").pk).number == 2


def test_sources_are_counted_once_an_event(world: World) -> None:
    assert sorted(number for _, number in summary.select(TimelineQuery()).sources(5)) == [2, 2]


def test_the_most_frequent_come_first_and_no_more_than_asked(world: World) -> None:
    found = summary.select(TimelineQuery()).dated().actors(1)
    assert found == [(make_actor("Harbour Office").pk, 3)]


def test_changes_show_at_once_in_small_collections(world: World) -> None:
    before = summary.select(TimelineQuery()).number
    make_event("Buoy lost", "2024-05-05")
    assert summary.select(TimelineQuery()).number == before + 1
    Event.objects.update(hidden=True)
    assert summary.select(TimelineQuery()).number == 0


def test_large_collections_are_read_again_when_events_come(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "KEPT_FROM", 1)
    monkeypatch.setattr(summary, "_kept", None)
    before = summary.select(TimelineQuery()).all
    assert summary.select(TimelineQuery()).all is before
    monkeypatch.setattr(summary, "TRUSTED_SECONDS", 0)
    assert summary.select(TimelineQuery()).all is before
    make_event("Buoy lost", "2024-05-05")
    assert summary.select(TimelineQuery()).all is not before


def test_an_old_copy_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "KEPT_FROM", 1)
    monkeypatch.setattr(summary, "_kept", None)
    before = summary.select(TimelineQuery()).all
    monkeypatch.setattr(summary, "TRUSTED_SECONDS", 0)
    monkeypatch.setattr(summary, "KEPT_SECONDS", 0)
    assert summary.select(TimelineQuery()).all is not before


def test_an_empty_database(db: None) -> None:
    chosen = summary.select(TimelineQuery())
    assert (chosen.number, chosen.actors(3), chosen.sources(3), chosen.factualities()) == (0, [], [], [])
